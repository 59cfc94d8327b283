"""Which clauses of a sentence assert by themselves."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.splitting import cut_of, spans_of

WHOLE = [
    "It rained, and then stopped",
    "He left the harbour, but not the town",
    "Boats, planes and a drone searched the bay",
    "The man who hit the guard and fled was caught",
    "If the pier cracks, the road will close and the ferries will stop",
    "All doors were shut and logged before noon",
    "The council said the roof and the pier fell",
    "Search and rescue teams were sent to the bay",
    "The dog, named Bella, was found",
    "The navy would help Ostby and Norvik fight the flood",
    "The army let the farmers and fishermen leave the port",
    "Witnesses saw the captain and two sailors jump from the deck",
]
CUT = [
    ("The roof fell, and 12 people died", ["The roof fell", "12 people died"]),
    ("14 people died and the bridge was closed", ["14 people died", "the bridge was closed"]),
    ("The ferry sank; the captain was arrested", ["The ferry sank", "the captain was arrested"]),
    (
        "The firm paid 3 million crowns, while the union asked for 5 million",
        ["The firm paid 3 million crowns", "the union asked for 5 million"],
    ),
    (
        "The navy towed the ferry to Norvik and arrested its captain",
        ["The navy towed the ferry to Norvik", "arrested its captain"],
    ),
    (
        "The ferry, which sank on Monday, was old",
        ["The ferry | was old", "which sank on Monday"],
    ),
    ("A bus left the road, killing nine people", ["A bus left the road", "killing nine people"]),
    (
        "The dam, a wall built in 1962, holds water",
        ["The dam | holds water", "a wall built in 1962"],
    ),
    ("The navy helped the crew and the ferry sank", ["The navy helped the crew", "the ferry sank"]),
    ("The pier closed after a crane hit it", ["The pier closed", "a crane hit it"]),
    (
        "The mayor met officials and the police and was told to wait",
        ["The mayor met officials and the police", "was told to wait"],
    ),
    ("When the alarm rang, the guests ran", ["the guests ran", "the alarm rang"]),
    (
        "He was reported missing on Sunday and found alive two days later",
        ["He was reported missing on Sunday", "found alive two days later"],
    ),
]


def parts(text: str) -> list[str]:
    cut = cut_of(text, [(0, len(text))])
    return [" | ".join(text[a:b] for a, b in spans_of(cut, one)) for one in cut.clauses]


@pytest.mark.parametrize("text", WHOLE)
def test_a_sentence_whose_parts_lean_on_one_another_stays_whole(text: str) -> None:
    assert parts(text) == [text]


@pytest.mark.parametrize(("text", "expected"), CUT, ids=[text for text, _ in CUT])
def test_what_asserts_by_itself_is_cut_off(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_what_times_a_clause_also_stays_with_it() -> None:
    text = "Nine people died when the ferry sank"
    cut = cut_of(text, [(0, len(text))])
    (timed, *_), ((start, end),) = cut.clauses, spans_of(cut, cut.clauses[0], timed=True)
    assert text[start:end] == text and timed.tail
    assert parts(text) == ["Nine people died", "the ferry sank"]


def test_an_interrupted_sentence_keeps_its_gap() -> None:
    text = "The ferry sank, she said, in an hour"
    cut = cut_of(text, [(0, 14), (26, 36)])
    (one,) = cut.clauses
    assert spans_of(cut, one) == [(0, 14), (26, 36)]


@given(st.text(alphabet="ab ,;.-'“”(which)andwhile13", max_size=80))
def test_clauses_stay_inside_and_each_has_words(text: str) -> None:
    cut = cut_of(text, [(0, len(text))])
    for clause in cut.clauses:
        for a, b in spans_of(cut, clause):
            assert 0 <= a < b <= len(text)
        assert clause.heir is None or clause.heir < len(cut.clauses)


def test_a_megabyte_without_a_full_stop_is_read_in_seconds() -> None:
    text = "the roof fell, and the wall was red, " * 27_000
    begun = time.process_time()
    assert cut_of(text, [(0, len(text))]).clauses
    assert time.process_time() - begun < 30
