"""Roots of words: the same word always has the same one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.lemmas import lemma, sense


@pytest.mark.parametrize(
    "words",
    [
        ("sink", "sank", "sunk", "sinks", "sinking"),
        ("provide", "provides", "provided", "providing"),
        ("stop", "stopped", "stopping", "stops"),
        ("carry", "carries", "carried", "carrying"),
        ("ferry", "ferries"),
        ("seize", "seized", "seizing"),
    ],
)
def test_forms_of_one_word_share_a_root(words: tuple[str, ...]) -> None:
    assert len({lemma(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [("deliver", "supply"), ("wounded", "injured"), ("arms", "weapons"), ("let", "allow")],
)
def test_synonyms_of_the_news_share_a_sense(a: str, b: str) -> None:
    assert sense(a) == sense(b)


@given(st.text(max_size=20))
def test_any_word_has_a_root(word: str) -> None:
    assert lemma(word.lower()) == lemma(word.lower())
