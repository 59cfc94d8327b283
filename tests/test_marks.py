"""Quotation marks: what stands in them, whatever they look like and whoever forgot one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.marks import marked_in

NEWS = [
    ("“It sank,” Roos said.", ["It sank,"]),
    ('"It sank," Roos said. "All of it."', ["It sank,", "All of it."]),
    ("„Es sank“, sagte Roos.", ["Es sank"]),
    ("«Le bac coule», dit Roos.", ["Le bac coule"]),
    ("‘It sank,’ Roos said.", ["It sank,"]),
    ("'It sank,' says Roos", ["It sank,"]),
    ("``It sank,'' Roos said.", ["It sank,"]),
    ("''It sank,'' Roos said.", ["It sank,"]),
    ("The ferry's crew and the owners' lawyers met in the '90s.", []),
    ("The crew didn’t see the owners’ boat.", []),
    ("'The owners' plan is dead,' says Roos", ["The owners' plan is dead,"]),
    ("\"He said 'never' to me,\" Roos said.", ["He said 'never' to me,"]),
    ('"He called it "vile" and left," Roos said.', ['He called it "vile" and left,']),
    ("“He called it “vile” and left,” Roos said.", ["He called it “vile” and left,"]),
    ('"[We are] … ready (now)," Roos said.', ["[We are] … ready (now),"]),
    ('"It sank, Roos said.', ["It sank, Roos said."]),
    ('It sank," Roos said.', []),
    ("A boat of 20' 6\" sank.", []),
    ('("ferry")—"boat"', ["ferry", "boat"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "inside"), NEWS)
def test_what_stands_in_marks(text: str, inside: list[str]) -> None:
    """Each kind of mark opens and closes, and an apostrophe does neither."""
    assert [text[one.first : one.last] for one in marked_in(text)] == inside


def test_an_open_mark_is_said_to_be_open() -> None:
    """What nobody closed reads to the end and says so."""
    (one,) = marked_in("“We hope for help.  ")
    assert not one.closed
    assert one.end == len("“We hope for help.")


@given(st.text(alphabet="ab .,“”\"'‘’«»„\n"))
def test_stretches_are_in_order_and_apart(text: str) -> None:
    """Whatever the text, stretches lie inside it, in order, and never touch."""
    end = 0
    for one in marked_in(text):
        assert end <= one.start < one.first <= one.last <= one.end <= len(text)
        end = one.end


@pytest.mark.parametrize("pattern", ['"', "'", "“", "”", "' a", "'a' ", '"a', "‘a’ ", "«»"])
def test_a_quarter_megabyte_of_marks_takes_no_longer_than_its_length(pattern: str) -> None:
    """Time is linear in the number of marks."""
    text = pattern * (250_000 // len(pattern))
    began = time.process_time()
    marked_in(text)
    assert time.process_time() - began < 4
