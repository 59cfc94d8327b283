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
