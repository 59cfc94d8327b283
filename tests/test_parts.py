"""Which parts of a sentence assert by themselves."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.parts import clauses_of, trimmed

WHOLE = [
    "The mayor met officials and the police and was told to wait",
    "It rained, and then stopped",
    "The ferry, which sank on Monday, was old",
    "He left the harbour, but not the town",
    "Boats, planes and a drone searched the bay",
]
CUT = [
    ("The roof fell, and 12 people died", ["The roof fell", "12 people died"]),
    ("14 people died and the bridge was closed", ["14 people died", "the bridge was closed"]),
    ("The ferry sank; the captain was arrested", ["The ferry sank", "the captain was arrested"]),
    (
        "The firm paid 3 million crowns, while the union asked for 5 million",
        ["The firm paid 3 million crowns", "the union asked for 5 million"],
    ),
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_sentence_whose_parts_lean_on_one_another_stays_whole(text: str) -> None:
    assert clauses_of(text, 0, len(text)) == [(0, len(text))]


@pytest.mark.parametrize(("text", "parts"), CUT)
def test_two_clauses_with_a_subject_and_a_verb_each_are_two(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in clauses_of(text, 0, len(text))] == parts


@given(st.text(alphabet="ab ,;.-'“”and while13", max_size=60))
def test_clauses_keep_their_order_and_stay_inside(text: str) -> None:
    places = [at for clause in clauses_of(text, 0, len(text)) for at in clause]
    assert places == sorted(places) and places[-1] <= len(text)
    start, end = trimmed(text, 0, len(text))
    assert 0 <= start <= end <= len(text)


def test_a_megabyte_without_a_full_stop_is_cut_in_seconds() -> None:
    text = "the roof fell, and the wall was red, " * 27_000
    begun = time.process_time()
    assert len(clauses_of(text, 0, len(text))) > 1
    assert time.process_time() - begun < 20
