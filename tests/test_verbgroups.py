"""The verb groups of a sentence."""

from __future__ import annotations

import pytest

from secondsource.extract.verbgroups import groups_of
from secondsource.extract.verbs import words_in

GROUPS = [
    ("The pier was not immediately closed.", [("was not immediately closed", "F", True, True)]),
    ("The firm has never paid.", [("has never paid", "F", False, True)]),
    ("She never visited the clinic.", [("visited", "F", False, True)]),
    ("It is no longer safe.", [("is", "F", False, True)]),
    ("They want to be heard.", [("want", "F", False, False), ("to be heard", "B", True, False)]),
    (
        "It reopened, having been shut for weeks.",
        [("reopened", "F", False, False), ("having been shut", "G", True, False)],
    ),
    ("The ice gave way and three skaters drowned.", [("gave", "F", 0, 0), ("drowned", "F", 0, 0)]),
    ("The wall, built in 1962, holds.", [("built", "N", True, False), ("holds", "F", 0, 0)]),
    ("It couldn't stop.", [("couldn't stop", "F", False, True)]),
]


@pytest.mark.parametrize(("text", "expected"), GROUPS, ids=[text for text, _ in GROUPS])
def test_a_group_runs_from_its_first_helping_verb_to_its_verb(
    text: str, expected: list[tuple[str, str, bool, bool]]
) -> None:
    words = words_in(text, 0, len(text))
    found = [
        (text[words[g.first].start : words[g.head].end], g.form, g.passive, g.negated)
        for g in groups_of(words)
    ]
    assert found == expected
