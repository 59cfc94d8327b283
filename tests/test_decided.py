"""What a person decides about names holds, and for articles that come later too."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.people import entities_of
from secondsource.records import Decision, Entity
from tests.test_people import WRITTEN, account, forms


def test_two_who_stay_apart_are_merged_by_decision() -> None:
    accounts = [account("a", "P:Ada Roos"), account("b", "P:Adrienne Roosen")]
    assert len(entities_of(accounts)) == 2
    (entity,) = entities_of(accounts, [Decision("merge", "Ada Roos", "Adrienne Roosen")])
    assert entity.names == ("Ada Roos", "Adrienne Roosen")
    assert entity.decided == ("merge",)


def test_a_merge_holds_for_articles_that_come_later_and_for_other_cases() -> None:
    told = [Decision("merge", "ada roos", "Adrienne Roosen")]
    accounts = [account("a", "P:Ada Roos"), account("b", "P:Adrienne Roosen")]
    more = [*accounts, account("c", "P:ADA ROOS", "P:Roos"), account("d", "P:Adrienne Roosen")]
    (entity,) = entities_of(more, told)
    assert len(entity.mentions) == 5


def test_a_name_that_several_have_means_nobody() -> None:
    accounts = [
        account("a", "P:Ada Roos", "P:Roos"),
        account("b", "P:Ivo Roos", "P:Roos"),
        account("c", "P:Adrienne Roosen"),
    ]
    told = [Decision("merge", "Roos", "Adrienne Roosen")]
    assert forms(entities_of(accounts, told)) == forms(entities_of(accounts))


def test_two_spellings_of_one_are_split_by_decision() -> None:
    accounts = [account("a", "P:Sergei Rauk", "P:Rauk"), account("b", "P:Sergey Rauk")]
    assert len(entities_of(accounts)) == 1
    apart = entities_of(accounts, [Decision("split", "Sergei Rauk", "Sergey Rauk")])
    assert forms(apart) == {("Rauk", "Sergei Rauk"), ("Sergey Rauk",)}
    assert {entity.decided for entity in apart} == {("split",)}


def test_a_surname_alone_can_be_split_from_its_owner() -> None:
    accounts = [account("a", "P:Ada Roos", "P:Roos"), account("b", "P:Ada Roos")]
    apart = entities_of(accounts, [Decision("split", "Ada Roos", "Roos")])
    assert forms(apart) == {("Ada Roos",), ("Roos",)}


def test_a_split_stands_against_a_merge_by_way_of_others() -> None:
    accounts = [account("a", "P:Ada Roos"), account("b", "P:Ivo Dorn"), account("c", "P:Una Belk")]
    told = [
        Decision("split", "Ada Roos", "Una Belk"),
        Decision("merge", "Ada Roos", "Ivo Dorn"),
        Decision("merge", "Ivo Dorn", "Una Belk"),
    ]
    assert ("Ada Roos", "Ivo Dorn", "Una Belk") not in forms(entities_of(accounts, told))


def test_a_person_is_never_merged_with_a_place() -> None:
    accounts = [account("a", "P:Ada Roos", "L:Varnova")]
    assert len(entities_of(accounts, [Decision("merge", "Ada Roos", "Varnova")])) == 2


def test_a_new_name_is_shown_and_the_printed_ones_are_kept() -> None:
    accounts = [account("a", "P:Ada Roos", "P:Roos")]
    (plain,) = entities_of(accounts)
    (entity,) = entities_of(accounts, [Decision("rename", "Ada Roos", "Adrienne Roos")])
    assert (entity.name, entity.names) == ("Adrienne Roos", ("Ada Roos", "Roos"))
    assert entity.id == plain.id
    assert entity.decided == ("rename",)


@pytest.mark.parametrize("verb", ["join", "part", "derives", "independent"])
def test_decisions_on_articles_change_no_name(verb: str) -> None:
    accounts = [account("a", "P:Ada Roos"), account("b", "P:Ivo Roos")]
    told = Decision(verb, "Ada Roos", "Ivo Roos")  # type: ignore[arg-type]
    assert entities_of(accounts, [told]) == entities_of(accounts)


_NAMES = st.sampled_from(
    ["Ada Roos", "Roos", "A. Roos", "Ivo Roos", "Sergei Rauk", "Sergey Rauk", "Rauk", "LL", "", "É"]
)
_TOLD = st.builds(Decision, st.sampled_from(["merge", "split", "rename"]), _NAMES, _NAMES)


@given(
    st.lists(st.lists(WRITTEN, max_size=6), max_size=5),
    st.lists(_TOLD, max_size=5),
    st.randoms(use_true_random=False),
)
def test_whatever_is_decided_every_mention_is_in_one_entity_in_any_order(
    articles: list[list[str]], told: list[Decision], chance: random.Random
) -> None:
    accounts = [account(f"p{number}", *names) for number, names in enumerate(articles)]
    entities = entities_of(accounts, told)
    assert _spans(entities) == sorted(m.span for one in accounts for m in one.mentions)
    chance.shuffle(accounts)
    chance.shuffle(told)
    assert entities_of(accounts, told) == entities


def _spans(entities: Sequence[Entity]) -> list[object]:
    return sorted(mention.span for entity in entities for mention in entity.mentions)


def test_entities_of_one_spelling_are_meant_by_an_article() -> None:
    pages = ("a" * 32, "b" * 32, "c" * 32)
    accounts = [account(page, "P:Roos") for page in pages]
    assert len(entities_of(accounts)) == 3
    merge = Decision("merge", f"Roos@{pages[0]}", f"Roos@{pages[2]}")
    merged = entities_of(accounts, [merge])
    assert sorted(len(one.mentions) for one in merged) == [1, 2]
    whole = [account(page, "P:Ada Roos") for page in pages]
    split = Decision("split", f"Ada Roos@{pages[0]}", f"Ada Roos@{pages[1]}")
    parted = entities_of(whole, [split])
    assert sorted(len(one.mentions) for one in parted) == [1, 2]
