"""The ends of an assertion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.parts import marked_whole, told_apart, trimmed
from secondsource.records import Span


@given(st.text(alphabet="ab ,;.-'“”and while13", max_size=60))
def test_what_is_trimmed_stays_inside(text: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert 0 <= start <= end <= len(text)


def test_each_sentence_of_a_quotation_is_apart_and_an_interrupted_one_is_not() -> None:
    text = "It sank, he said, in an hour. Nine died."
    parts = [Span("p", 0, 7), Span("p", 18, 40)]
    found = [[text[a:b] for a, b in pieces] for pieces in told_apart(text, parts)]
    assert found == [["It sank", "in an hour."], ["Nine died."]]


def test_an_assertion_with_one_mark_inside_gets_the_other() -> None:
    text = 'She said it was “ready to sail.” Nobody called it "dangerous" then.'
    assert text[slice(*marked_whole(text, 9, 30))] == "it was “ready to sail.”"
    assert text[slice(*marked_whole(text, 50, 61))] == '"dangerous"'
    assert marked_whole(text, 33, 39) == (33, 39)
