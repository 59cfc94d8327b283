"""Clauses that lean on what stands before them are shown with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.tell.leaning import lead_in

TOLD = (
    "Rescuers from three towns along the coast had searched the wreck of the Alma for two days and "
    "two nights, who found nobody"
)


def test_a_long_beginning_is_cut_at_a_word() -> None:
    shown = lead_in(TOLD, 0, TOLD.index("who"))
    assert shown.startswith("... ") and shown.endswith("two nights,")
    assert shown[4:] in TOLD and TOLD[TOLD.index(shown[4:]) - 1] == " "


def test_a_clause_with_its_own_subject_stands_alone() -> None:
    text = "The pier fell, and the town closed its port"
    assert lead_in(text, 0, text.index("the town")) == ""
    assert lead_in(text, 0, text.index("closed")) == "The pier fell, and the town"


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_every_word_shown_was_printed_before(text: str, a: int, b: int) -> None:
    begun, start = sorted((min(a, len(text)), min(b, len(text))))
    shown = lead_in(text, begun, start).removeprefix("... ")
    assert shown in " ".join(text[begun:start].split())
