"""When a reporting word tells, and whether anything was said: read from its own words."""

from __future__ import annotations

import pytest

from secondsource.extract.cues import words_for
from secondsource.extract.tenses import refuses, tense_of

WORDS = words_for("en")


@pytest.mark.parametrize(
    ("cue", "tense"),
    [
        ("said", "past"),
        ("says", "present"),
        ("say", "present"),
        ("will say", "future"),
        ("won’t say", "future"),
        ("has repeatedly denied", "past"),
        ("was quoted as saying", "past"),
        ("is quoted as saying", "present"),
        ("read", "past"),
        ("declined to say", "past"),
        ("refuses to say", "present"),
        ("didn't say", "past"),
        ("went on to say", "past"),
        ("saying", ""),
        ("according to", ""),
        ("", ""),
    ],
)
def test_the_first_verb_of_a_cue_gives_its_tense(cue: str, tense: str) -> None:
    assert tense_of(cue, WORDS) == tense


@pytest.mark.parametrize(
    ("cue", "silent"),
    [
        ("declined", True),
        ("has refused to say", True),
        ("did not say", True),
        ("wouldn’t comment", True),
        ("would not be drawn", False),
        ("did not think", False),
        ("denied", False),
        ("said", False),
        ("", False),
    ],
)
def test_who_keeps_silent_refuses(cue: str, silent: bool) -> None:
    assert refuses(cue, WORDS) is silent
