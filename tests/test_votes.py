"""An article's own words settle the kind of a name that single passages leave open."""

from __future__ import annotations

import pytest

from secondsource.extract.bounds import Found
from secondsource.extract.votes import Reading, kinds_in
from secondsource.records import NameKind
from secondsource.textview import TextView


def kinds(*passages: tuple[str, tuple[tuple[str, NameKind], ...]]) -> dict[str, NameKind]:
    readings = []
    for text, names in passages:
        places = [(text.index(name), text.index(name) + len(name), kind) for name, kind in names]
        found = tuple(Found(start, end, kind) for start, end, kind in places)
        readings.append(Reading(False, TextView.of("p1", text), found, False))
    return {" ".join(words): kind for words, kind in kinds_in(readings).items()}


def test_a_full_name_and_its_surname_vote_together() -> None:
    found = kinds(
        ("Hugh Rauk sang.", (("Hugh Rauk", "place"),)),
        ("Rauk smiled.", (("Rauk", "person"),)),
        ("Then Rauk left.", (("Rauk", "person"),)),
    )
    assert found == {"hugh rauk": "person", "rauk": "person"}


def test_a_body_lends_its_kind_to_its_first_word() -> None:
    found = kinds(
        ("Halberd Farms LLC paid.", (("Halberd Farms LLC", "organisation"),)),
        ("Halberd paid.", (("Halberd", "person"),)),
    )
    assert found["halberd"] == "organisation"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A spokesman for Levmar left.", "Levmar", "organisation"),
        ("Rovensk's foreign ministry closed.", "Rovensk", "place"),
        ("It rained in northern Rovensk.", "Rovensk", "place"),
        ("Levmar, 34, left.", "Levmar", "person"),
    ],
)
def test_words_around_a_name_outvote_the_tagger(text: str, name: str, kind: NameKind) -> None:
    wrong: NameKind = "other"
    assert kinds((text, ((name, wrong),)))[name.lower()] == kind


def test_a_ship_stays_a_thing_and_a_person_may_have_an_affair() -> None:
    ship = kinds(("The ferry Sofia Levan sank.", (("Sofia Levan", "person"),)))
    affair = kinds(
        ("He left the Sofia Levan affair to us.", (("Sofia Levan", "person"),)),
        ("Sofia Levan left.", (("Sofia Levan", "person"),)),
    )
    assert ship["sofia levan"] == "other"
    assert affair["sofia levan"] == "person"
