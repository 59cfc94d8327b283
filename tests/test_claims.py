"""What of an indirect report is a claim, and what is left beside a quotation."""

from __future__ import annotations

import pytest

from secondsource.extract.claims import cue_of, finite, left_over, mere_thing, past_address, tail_of

THINGS = [
    ("shelling of the harbour by the fleet", "criticise", True),
    ("the new bridge", "praise", True),
    ("remarks he made in May, when he said the bridge was safe", "echo", True),
    ("the mayor's determination to rebuild the pier", "reiterate", True),
    ("a day of mourning", "announce", False),
    ("involvement in the fire", "deny", False),
    ("the pier was rebuilt", "reiterate", False),
    ("to rebuild the pier", "vow", False),
    ("the pier burned", "say", False),
    ("40 hurt", "say", False),
]


@pytest.mark.parametrize(("content", "cue", "thing"), THINGS, ids=[one[0] for one in THINGS])
def test_a_bare_thing_is_a_claim_only_where_it_is_announced(
    content: str, cue: str, thing: bool
) -> None:
    assert mere_thing(content, cue) is thing


LEFT = [
    ("who leads the council", True),
    ("a baker from Ostby who was on deck", True),
    ("has worked on the pier for years", True),
    ("contradicting the mayor", True),
    ("the pier had burned", False),
]


@pytest.mark.parametrize(("content", "left"), LEFT, ids=[one[0] for one in LEFT])
def test_what_goes_on_from_a_quotation_says_nothing_alone(content: str, left: bool) -> None:
    assert left_over(content) is left


def test_whom_a_thing_is_told_is_no_part_of_it() -> None:
    text = "Mayor Vik and the council that the pier burned"
    assert text[past_address(text, 0, len(text), "warn") :] == "the pier burned"
    assert past_address(text, 0, len(text), "say") == 0
    known = "the council knew that the pier burned"
    assert past_address(known, 0, len(known), "warn") == 0


def test_a_cue_is_its_verb() -> None:
    assert cue_of("has sharply condemned") == "condemn"


def test_plurals_are_no_verbs_where_nouns_are_expected() -> None:
    assert finite("strikes on the port")
    assert not finite("strikes on the port", plurals=False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The dam cracked, and in March", "The dam cracked"),
        (
            "He recalled the flood of May when, in a talk aired by many",
            "He recalled the flood of May",
        ),
        ("The dam cracked, and the pier fell", "The dam cracked, and the pier fell"),
        ("When in Ostby", "When in Ostby"),
    ],
)
def test_a_clause_whose_verb_is_a_quotations_is_left_out(text: str, kept: str) -> None:
    assert text[: tail_of(text, 0, len(text))] == kept
