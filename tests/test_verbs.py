"""Which words are verbs, and of what form."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.verbs import may_be, regular, words_in

TAGGED = [
    ("The ferry sank off Ostby.", {"sank": "F"}),
    ("The ferry hit by a crane was raised.", {"hit": "N", "raised": "N"}),
    ("They plan to close the pier.", {"plan": "F", "close": "B"}),
    ("The plan is simple.", {}),
    ("Police arrests rose in May.", {"rose": "F"}),
    ("Snow fell, stranding the guests.", {"fell": "F", "stranding": "G"}),
    ("Army halts march on Velmar", {"halts": "F"}),
    ("Mayor Quits Over Harbour Deal", {"quits": "F"}),
]


@pytest.mark.parametrize(("text", "tags"), TAGGED, ids=[text for text, _ in TAGGED])
def test_a_word_is_a_verb_by_what_stands_around_it(text: str, tags: dict[str, str]) -> None:
    found = {word.low: word.tag for word in words_in(text, 0, len(text)) if word.tag}
    assert found == tags


def test_a_month_is_no_helping_verb() -> None:
    kinds = {word.low: word.kind for word in words_in("It sank on 3 May.", 0, 17)}
    assert kinds["may"] == "name"


def test_forms_come_from_the_table_or_by_rule() -> None:
    assert may_be("sank", "D") and not may_be("sank", "N")
    assert may_be("frobbed", "D") and not may_be("lantern", "B")
    assert regular("wash") == ("washes", "washed", "washed", "washing")


@given(st.text(max_size=120))
def test_any_text_is_read_in_order_and_every_word_reads_back(text: str) -> None:
    place = 0
    for word in words_in(text, 0, len(text)):
        assert place <= word.start < word.end <= len(text)
        place = word.end


def test_a_long_line_takes_linear_time() -> None:
    line = "the navy towed the ferry and " * 20_000
    begun = time.process_time()
    words_in(line, 0, len(line))
    assert time.process_time() - begun < 20
