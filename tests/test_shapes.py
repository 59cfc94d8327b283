"""Names that their own shape gives away: long bodies, letters in brackets, states behind towns."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.shapes import shapes_in, states_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was the Valley Rivers Authority that sued.", "Valley Rivers Authority"),
        ("But Halberd Farms Inc. closed it.", "Halberd Farms Inc."),
        ("the Leash on Life Act passed", "Leash on Life Act"),
        ("Ada Roos and Harbour Board met", "Harbour Board"),
        ("a report by the VRA, which", "VRA"),
        ("the CEO left", ""),
        ("He calls it Operation Tern now.", "Operation Tern"),
        ("AFTER THE HARBOUR BOARD MET", ""),
        ("He sat on the board of the bank", ""),
    ],
)
def test_a_run_of_capitals_says_what_it_names(text: str, names: str) -> None:
    assert "|".join(text[start:end] for start, end, _ in shapes_in(text)) == names


def test_letters_in_brackets_tell_where_the_long_name_begins() -> None:
    text = "On Monday National Oil Pipelines Company (NOPC) paid, and the rest (ABC) did not."
    assert [text[start:end] for start, end, _ in shapes_in(text)][-2:] == [
        "National Oil Pipelines Company",
        "NOPC",
    ]


def test_a_person_before_of_or_and_is_no_part_of_a_body() -> None:
    text = "Rauk of Harbour Board left."
    found = [text[start:end] for start, end, _ in shapes_in(text, ((0, 4, "person"),))]
    assert found == ["Harbour Board"]


def test_a_state_behind_its_town_keeps_its_full_stop() -> None:
    text = "from Cold Fork, Kan., and Sel, N.J., but Maria, Ann. left"
    assert [text[start:end] for start, end in states_in(text)] == ["Kan.", "N.J."]


@given(st.text(alphabet="AbC of&'.(),-", max_size=80))
def test_shapes_lie_in_the_text(text: str) -> None:
    for start, end, _ in shapes_in(text):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize("piece", ["A", "Ada ", "(AB) ", "Ada of ", "AA-", "The VRA "])
def test_a_megabyte_of_capitals_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.process_time()
    shapes_in(text)
    assert time.process_time() - begun < 5
