"""Titles are told from the names they stand before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.titles import gender_of, is_title, title_before, title_within


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("said Foreign Minister Ada Roos", "Ada Roos", "Foreign Minister"),
        ("Levonian Prime Minister Ada Roos", "Ada Roos", "Prime Minister"),
        ("by Mr. Roos", "Roos", "Mr."),
        ("the secretary of state Ada Roos", "Ada Roos", "secretary of state"),
        ("police spokeswoman Ada Roos", "Ada Roos", "police spokeswoman"),
        ("a report by Ada Roos", "Ada Roos", None),
        ("In late March Ada Roos", "Ada Roos", None),
        ("the minister, Ada Roos", "Ada Roos", None),
    ],
)
def test_a_title_before_a_name(text: str, name: str, title: str | None) -> None:
    found = title_before(text, text.index(name))
    assert (text[found[0] : found[1]] if found else None) == title


def test_a_title_inside_what_was_taken_for_a_name() -> None:
    text = "Lt. Gen. Ada Roos"
    assert title_within(text, 0, len(text)) == (0, 8)
    assert title_within("Ada Roos", 0, 8) is None


def test_titles_that_say_he_or_she() -> None:
    assert (gender_of("spokeswoman"), gender_of("King"), gender_of("judge")) == (
        "female",
        "male",
        None,
    )


def test_a_title_alone_is_no_name() -> None:
    assert is_title("Deputy Prime Minister")
    assert not is_title("")


@given(st.text(max_size=200), st.integers(0, 200))
def test_any_text_can_be_asked(text: str, start: int) -> None:
    at = min(start, len(text))
    found = title_before(text, at)
    assert found is None or 0 <= found[0] < found[1] <= at
