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
    ("«\u00a0Le bac coule\u00a0», dit Roos.", ["Le bac coule"]),
    ("« Le bac coule », dit Roos.", ["Le bac coule"]),
    ("»Es sank«, sagte Roos.", ["Es sank"]),
    ("„Er sagte ‚nie‘ zu mir“, so Roos.", ["Er sagte ‚nie‘ zu mir"]),
    ("‹It sank›, Roos said.", ["It sank"]),
    ("”It sank,” Roos said.", ["It sank,"]),
    ("“‘Never,’ he told me,” Roos said.", ["‘Never,’ he told me,"]),
    ("‘He said “never” to me,’ Roos said.", ["He said “never” to me,"]),
    ("‘It’s the owners’ boat,’ Roos said.", ["It’s the owners’ boat,"]),
    ("'We ran,' he said, 'and the owners' men too.'", ["We ran,", "and the owners' men too."]),
    ("The crew's 'ghost ship' and the owners' 'plan'.", ["ghost ship", "plan"]),
    ("Rock 'n' roll in the '80s and '90s: get 'em.", []),
    ("I'm goin' home, O'Neill of Xi'an said: 'tis late, ’cause it's ’08.", []),
    ('"He is 6\'2" tall," Roos said.', ["He is 6'2\" tall,"]),
    ("“He is 5’ 11” tall,” Roos said.", ["He is 5’ 11” tall,"]),
    ('A 12" x 8" plate and a 7" single at 45°26\'12"N, 9°10\'3"E.', []),
    ('he said,"It sank."Roos left', ["It sank."]),
    ("said“It sank”and left", ["It sank"]),
    ('" It sank, " Roos said.', ["It sank,"]),
    ('\\"It sank\\" he said', ["It sank"]),
    ('"... it [the boat] sank…" Roos said', ["... it [the boat] sank…"]),
    ('She said yes" and left "at once"', ["at once"]),
    ("‘We ran to the boats. All of us.", ["We ran to the boats. All of us."]),
    ("“”“”“” the crew", []),
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


@pytest.mark.parametrize(
    "pattern", ['"', "'", "“", "”", "' a", "'a' ", '"a', "‘a’ ", "«»", '1" ', "1'1\" "]
)
def test_a_quarter_megabyte_of_marks_takes_no_longer_than_its_length(pattern: str) -> None:
    """Time is linear in the number of marks."""
    text = pattern * (250_000 // len(pattern))
    began = time.process_time()
    marked_in(text)
    assert time.process_time() - began < 4
