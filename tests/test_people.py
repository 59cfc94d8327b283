"""One entity across spellings; two people of one surname stay two."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.people import entities_of
from secondsource.records import Account, Article, Entity, Mention, NameKind, Page, Span

KINDS: dict[str, NameKind] = {"P": "person", "O": "organisation", "L": "place"}


def account(name: str, *names: str) -> Account:
    """Make an account whose text is the names, each written as ``P:Ada Roos``."""
    text, mentions = "", []
    for written in names:
        kind, _, words = written.partition(":")
        lead = "" if words.endswith(")") else " - "
        text += lead
        start = len(text)
        text += words
        shift = words.startswith(" (")
        mentions.append(Mention(Span(name, start + 2 * shift, len(text) - shift), KINDS[kind]))
    page = Page(id=name, input=name, text=text)
    return Account(page, Article(id=name, family=name), mentions=tuple(mentions))


def forms(entities: Sequence[Entity]) -> set[tuple[str, ...]]:
    return {entity.names for entity in entities}


def test_spellings_are_joined_across_articles() -> None:
    entities = entities_of(
        [account("a", "P:Haider al-Marsi", "P:Marsi"), account("b", "P:Haidar Al-Marsi")]
    )
    assert forms(entities) == {("Haidar Al-Marsi", "Haider al-Marsi", "Marsi")}


def test_two_of_one_surname_stay_two_and_the_surname_alone_is_neither() -> None:
    entities = entities_of([account("a", "P:Ada Roos", "P:Ivo Roos", "P:Roos")])
    assert forms(entities) == {("Ada Roos",), ("Ivo Roos",), ("Roos",)}


def test_a_surname_alone_joins_only_beside_shared_names() -> None:
    full = account("a", "P:Ada Roos", "O:Levmar Lines", "L:Varnova")
    near = account("b", "P:Roos", "O:Levmar Lines", "L:Varnova")
    far = account("c", "P:Roos", "O:Wheat Exchange", "L:Norway")
    assert ("Ada Roos", "Roos") in forms(entities_of([full, near]))
    assert ("Ada Roos",) in forms(entities_of([full, far]))
    assert sum("Roos" in entity.names for entity in entities_of([near, far])) == 2


def test_a_surname_joins_its_widely_printed_owner_beside_one_shared_name() -> None:
    full = [account(f"a{n}", "P:Ada Roos", "O:Levmar Lines") for n in range(5)]
    alone = account("b", "P:Roos", "O:Levmar Lines", "O:Wheat Exchange")
    assert ("Ada Roos", "Roos") in forms(entities_of([*full, alone]))
    assert ("Ada Roos",) in forms(entities_of([*full[:4], alone]))


def test_names_of_one_organisation() -> None:
    entities = entities_of(
        [
            account("a", "O:Islamic State", "O:IS", "O:Isis"),
            account("b", "O:ISIL", "L:US", "L:U.S."),
        ]
    )
    assert ("IS", "ISIL", "Isis", "Islamic State") in forms(entities)
    assert ("U.S.", "US") in forms(entities)


def test_an_acronym_in_brackets_serves_other_articles() -> None:
    entities = entities_of(
        [
            account("a", "O:National Maritime Safety Authority", "O: (NMSA)"),
            account("b", "O:NMSA"),
        ]
    )
    assert forms(entities) == {("NMSA", "National Maritime Safety Authority")}


def test_bodies_every_country_has_are_not_joined_by_name_alone() -> None:
    entities = entities_of([account("a", "O:Foreign Ministry"), account("b", "O:Foreign Ministry")])
    assert len(entities) == 2
    assert len({entity.id for entity in entities}) == 2


def test_an_initial_that_two_could_own_stays_apart() -> None:
    entities = entities_of(
        [account("a", "P:Ada Roos"), account("b", "P:Anna Roos"), account("c", "P:A. Roos")]
    )
    assert len(entities) == 3


def test_the_name_is_the_commonest_full_form() -> None:
    entities = entities_of(
        [
            account("a", "P:Sergey Rauk", "P:Rauk", "P:Rauk"),
            account("b", "P:Sergei Rauk"),
            account("c", "P:Sergei Rauk"),
        ]
    )
    assert [entity.name for entity in entities] == ["Sergei Rauk"]


ONE = [
    ("P:Jean-Claude Marrin", "P:Jean Claude Marrin"),
    ("P:Haider al-Marsi", "P:Haidar Al Marsi"),
    ("P:Ada Roos", "P:ADA ROOS"),
    ("P:Ada Roos", "P:Ada Roos's"),
    ("P:William Dorn", "P:Bill Dorn"),
    ("P:J. K. Marrin", "P:JK Marrin"),
    ("P:John K. Marrin", "P:John Marrin"),
    ("P:Una O'Dowd", "P:Una O’Dowd"),
    ("P:Xi Panlong", "P:Xi"),
    ("P:Ludmila Dorn", "P:Lyudmila Dorn"),
    ("O:Levmar Lines Ltd", "O:Levmar Lines"),
    ("O:N.A.T.O.", "O:NATO"),
    ("L:U. S.", "L:United States"),
    ('P:Ada "The Lamp" Roos', "P:Ada Roos"),
    ("P:Ada ( Addie) Roos", "P:Ada Roos"),
    ("O:University of Kastrin", "O:Kastrin University"),
    ("O:EuroMar", "O:Euro Mar"),
    ("O:Levonian Ministry of Defence", "O:Levonian Defense Ministry"),
    ("O:Al-Marad Brigade", "O:Marad Brigade"),
    ("L:Al-Raqqa", "L:Raqqa"),
    ("L:St. Varn", "L:Saint Varn"),
    ("L:Port-Sel", "L:Port Sel"),
]
TWO = [
    ("P:Kim Jong-dal", "P:Kim Jong-sul"),
    ("P:Ada Roos", "P:Anna Roos"),
    ("P:Dan Dorn", "P:Dean Dorn"),
    ("P:Pavel Orr", "P:Pavel Ott"),
    ("O:Bank of Levonia", "O:Bank of Kastrin"),
    ("O:Lavren Bank", "O:Lavren Board"),
    ("L:Port Sel", "L:Port Sal"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_prints_of_one_name_in_two_articles_are_one_entity(one: str, other: str) -> None:
    beside = ("O:Zed Foundry", "L:Norv")
    entities = entities_of([account("a", one, *beside), account("b", other, *beside)])
    assert len(entities) == 3


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_stay_two(one: str, other: str) -> None:
    beside = ("O:Zed Foundry", "L:Norv")
    entities = entities_of([account("a", one, *beside), account("b", other, *beside)])
    assert len(entities) == 4


def test_initials_without_a_bracket_skip_the_small_words() -> None:
    entities = entities_of([account("a", "O:Bread and Roses Party", "O:BRP")])
    assert forms(entities) == {("BRP", "Bread and Roses Party")}


WRITTEN = st.sampled_from(
    [
        *("P:Ada Roos", "P:Roos", "P:A. Roos", "P:Ivo Roos", "P:Sergei Rauk", "P:Sergey Rauk"),
        *("P:Rauk", "O:Levmar Lines", "O:LL", "O:Ministry", "O:Foreign Ministry"),
        *("L:Varnova", "L:US"),
    ]
)


@given(st.lists(st.lists(WRITTEN, max_size=6), max_size=6), st.randoms(use_true_random=False))
def test_every_mention_is_in_one_entity_in_any_order(
    articles: list[list[str]], chance: random.Random
) -> None:
    accounts = [account(f"p{number}", *names) for number, names in enumerate(articles)]
    entities = entities_of(accounts)
    spans = sorted(mention.span for entity in entities for mention in entity.mentions)
    assert spans == sorted(m.span for account in accounts for m in account.mentions)
    assert len({entity.id for entity in entities}) == len(entities)
    chance.shuffle(accounts)
    assert entities_of(accounts) == entities


def test_two_surnames_that_no_alphabet_explains_are_two_people() -> None:
    two = [account("a", "P:Brian Melly"), account("b", "P:Brian Melley")]
    assert forms(entities_of(two)) == {("Brian Melly",), ("Brian Melley",)}


def test_two_spellings_in_one_article_are_two_people() -> None:
    both = [account("a", "P:Haider Marsi", "P:Haider Marsei")]
    assert forms(entities_of(both)) == {("Haider Marsi",), ("Haider Marsei",)}
