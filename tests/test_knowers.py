"""Which speakers are one root."""

from __future__ import annotations

import pytest

from secondsource.compare.knowers import knowers_of
from tests.newsroom import Said, account, read

WORDS = "the harbour would stay closed"


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Ada Krol, spokeswoman for Norlines, said the harbour would stay closed.", True),
        ("Ada Krol, chief executive of Norlines, said the harbour would stay closed.", True),
        ("Norlines spokeswoman Ada Krol said the harbour would stay closed.", True),
        (
            "Ada Krol, who used to sail, said the harbour would stay closed. Norlines said no.",
            False,
        ),
        ("Ada Krol, a rival of Norlines, said the harbour would stay closed.", False),
        ("Ada Krol of Norlines said the harbour would stay closed.", True),
        ("The head of Norlines, Ada Krol, said the harbour would stay closed.", True),
        (
            "Ada Krol, the veteran spokeswoman for Norlines, said the harbour would stay closed.",
            True,
        ),
        ("Norlines' chief executive Ada Krol said the harbour would stay closed.", True),
        ("Ada Krol, Norlines chief executive, said the harbour would stay closed.", True),
        (
            "Ada Krol, chief executive of ferry line Norlines, said the harbour would stay closed.",
            True,
        ),
        (
            "After Norlines raised fares, Minister Ada Krol said the harbour would stay closed.",
            False,
        ),
        (
            "Norlines sued Ada Krol, the head of a bank, who said the harbour would stay closed.",
            False,
        ),
        (
            "Norlines charged chief executive Ada Krol, who said the harbour would stay closed.",
            False,
        ),
        (
            "Ada Krol, former chief executive of Norlines, said the harbour would stay closed.",
            False,
        ),
        ("Ada Krol, who sued the head of Norlines, said the harbour would stay closed.", False),
        (
            "Ada Krol, lawyer for the head of Norlines, said the harbour would stay closed.",
            False,
        ),
        (
            "Ada Krol said the harbour would stay closed; a spokesman for Norlines would not.",
            False,
        ),
    ],
)
def test_who_speaks_for_whom_is_read_from_the_words_around_the_name(text: str, one: bool) -> None:
    names = [("Ada Krol", "person"), ("Norlines", "organisation")]
    accounts, entities, _ = read(
        account("a", text, names=names, said=[Said(WORDS, "Krol", "Ada Krol")]),  # type: ignore[arg-type]
        account("b", f"Norlines said {WORDS}.", names=names, said=[Said(WORDS, "Norlines")]),  # type: ignore[arg-type]
    )
    knowers = knowers_of(accounts, entities)
    assert (knowers.root["e-krol"] == knowers.root["e-norlines"]) is one


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Ada Krol, spokeswoman for the transport minister, Jan Holm, said {}.", True),
        ("Jan Holm's spokeswoman Ada Krol said {}.", True),
        ("Ada Krol, spokeswoman for the ministry, Jan Holm, and others said {}.", False),
        ("Ada Krol, chief executive and rival of Jan Holm, said {}.", False),
        ("Ada Krol, a spokeswoman, met Jan Holm and said {}.", False),
    ],
)
def test_two_people_are_tied_only_where_one_speaks_for_the_other(text: str, one: bool) -> None:
    accounts, entities, _ = read(
        account(
            "a",
            f"{text.format(WORDS)} Holm said so.",
            names=[("Ada Krol", "person"), ("Jan Holm", "person")],
            said=[Said(WORDS, "Krol", "Ada Krol"), Said("said so", "Holm", "Jan Holm")],
        ),
    )
    root = knowers_of(accounts, entities).root
    assert (root["e-krol"] == root["e-holm"]) is one


def test_a_third_person_never_ties_two_speakers() -> None:
    text = (
        "Ostby Fraud Office director Ada Krol charged Jan Holm, chief executive of Norlines. "
        "Krol and Holm and Norlines said the harbour would stay closed."
    )
    names = [
        ("Ostby Fraud Office", "organisation"),
        ("Ada Krol", "person"),
        ("Jan Holm", "person"),
        ("Norlines", "organisation"),
    ]
    office = account("b", "Ostby Fraud Office said so.", names=names[:1], said=[])  # type: ignore[arg-type]
    said = [
        Said(WORDS, "Krol", "Ada Krol"),
        Said("Krol and Holm", "Holm", "Jan Holm"),
        Said("Norlines said", "Norlines"),
    ]
    accounts, entities, _ = read(account("a", text, names=names, said=said), office)  # type: ignore[arg-type]
    root = knowers_of(accounts, entities).root
    assert root["e-holm"] == root["e-norlines"]
    assert root["e-krol"] not in (root["e-holm"], "e-norlines")


def test_a_person_has_at_most_one_principal_and_what_is_left_is_a_doubt() -> None:
    names = [
        ("Ada Krol", "person"),
        ("Norlines", "organisation"),
        ("Ostby Ferries", "organisation"),
    ]
    accounts, entities, _ = read(
        account(
            "a",
            f"Ada Krol of Norlines said {WORDS}.",
            names=names[:2],  # type: ignore[arg-type]
            said=[Said(WORDS, "Krol", "Ada Krol")],
        ),
        account(
            "b",
            f"Ada Krol of Ostby Ferries said {WORDS}. Norlines said no.",
            names=names,  # type: ignore[arg-type]
            said=[Said(WORDS, "Krol", "Ada Krol"), Said("said no", "Norlines")],
        ),
    )
    knowers = knowers_of(accounts, entities)
    assert knowers.root["e-krol"] == "e-krol"
    assert knowers.fewest(["e-krol", "e-norlines"]) == 1


def test_a_place_knows_only_where_it_stands_for_its_government() -> None:
    accounts, entities, _ = read(
        account(
            "a", f"Norway said {WORDS}.", names=[("Norway", "place")], said=[Said(WORDS, "Norway")]
        ),
        account(
            "b", f"Ostby said {WORDS}.", names=[("Ostby", "place")], said=[Said(WORDS, "Ostby")]
        ),
    )
    knowers = knowers_of(accounts, entities)
    assert knowers.can_speak("e-norway")
    assert not knowers.can_speak("e-ostby")
