"""Which entities may be one and were left apart."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.people import entities_of
from secondsource.extract.suggestions import suggestions_of
from secondsource.records import Account, Decision, Quotation
from tests.test_people import WRITTEN, account

_OPENS = "the longer name opens with it"


def proposed(*accounts: Account, told: tuple[Decision, ...] = ()) -> dict[frozenset[str], str]:
    entities = entities_of(accounts, told)
    names = {entity.id: entity.name for entity in entities}
    found = suggestions_of(entities, told)
    return {frozenset((names[one.a], names[one.b])): one.why for one in found}


def test_a_slip_of_the_pen_is_proposed_and_not_joined() -> None:
    found = proposed(account("a", "P:Marina Velk"), account("b", "P:Marina Veld"))
    assert found == {frozenset(("Marina Velk", "Marina Veld")): "spelled nearly alike"}


def test_transliterations_of_one_name_are_proposed() -> None:
    found = proposed(account("a", "P:Yusuf Abdelqadri"), account("b", "P:Youssef Abdel-Kadri"))
    assert list(found.values()) == ["spelled nearly alike"]


def test_two_printed_for_one_quotation_are_proposed_more_surely() -> None:
    names = entities_of([account("a", "P:Marina Velk"), account("b", "P:Marina Veld")])
    quotes = tuple(
        Quotation(
            who.name,
            who.mentions[0].span,
            "direct",
            (who.mentions[0].span,),
            speaker=who.id,
            same_as=(other.name,),
        )
        for who, other in (names, names[::-1])
    )
    (told,) = suggestions_of(names, quotations=quotes)
    (alone,) = suggestions_of(names)
    assert told.probability > alone.probability and "same words" in told.why


def test_a_surname_alone_is_proposed_for_each_who_may_own_it() -> None:
    found = proposed(account("a", "P:Ada Roos"), account("b", "P:Ivo Roos"), account("c", "P:Roos"))
    assert set(found) == {frozenset(("Ada Roos", "Roos")), frozenset(("Ivo Roos", "Roos"))}


def test_initials_nobody_spelled_out_are_proposed() -> None:
    found = proposed(account("a", "O:Lavren Ferry Board"), account("b", "O:LFB"))
    assert found == {frozenset(("Lavren Ferry Board", "LFB")): "its initials"}


def test_a_longer_name_and_a_second_surname_are_proposed() -> None:
    found = proposed(account("a", "O:Levpress News Agency"), account("b", "O:Levpress"))
    assert found == {frozenset(("Levpress", "Levpress News Agency")): _OPENS}
    more = proposed(account("a", "P:Maria Garza Lopen"), account("b", "P:Maria Garza"))
    assert list(more.values()) == ["spelled nearly alike"]


def test_what_a_person_split_is_never_proposed_again() -> None:
    accounts = (account("a", "P:Marina Velk"), account("b", "P:Marina Veld"))
    assert not proposed(*accounts, told=(Decision("split", "Marina Velk", "MARINA VELD"),))


def test_two_whom_one_article_names_are_proposed_less_surely() -> None:
    apart = [account("a", "P:Marina Velk"), account("b", "P:Marina Veld")]
    beside = [account("a", "P:Marina Velk", "P:Marina Veld")]
    (far,) = suggestions_of(entities_of(apart))
    (near,) = suggestions_of(entities_of(beside))
    assert near.probability < far.probability


def test_people_of_other_names_are_not_proposed() -> None:
    assert not proposed(account("a", "P:Ada Roos", "P:Ivo Roos", "O:Lavren Bank", "L:Varnova"))


@given(st.lists(st.lists(WRITTEN, max_size=6), max_size=6))
def test_suggestions_are_of_two_entities_and_in_any_order_the_same(
    articles: list[list[str]],
) -> None:
    accounts = [account(f"p{number}", *names) for number, names in enumerate(articles)]
    entities = entities_of(accounts)
    found = suggestions_of(entities)
    ids = {entity.id for entity in entities}
    assert all(one.a < one.b and {one.a, one.b} <= ids for one in found)
    assert all(0 < one.probability < 1 for one in found)
    assert suggestions_of(tuple(reversed(entities))) == found


def test_four_thousand_names_take_seconds() -> None:
    accounts = [
        account(f"p{n}", *(f"P:{_spelled(n * 7 + k)} Ro{_spelled(n + k)}" for k in range(10)))
        for n in range(400)
    ]
    begun = time.process_time()
    entities = entities_of(accounts)
    suggestions_of(entities)
    assert time.process_time() - begun < 15


def _spelled(number: int) -> str:
    return "".join("abcdefghij"[int(figure)] for figure in str(number)).capitalize()
