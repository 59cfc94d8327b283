"""Two articles that share eight telling words keep one and the same shingle of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.compare.shingles import SHINGLE, WINDOW, kept_of, shingles
from secondsource.compare.words import stream_of
from tests.desk import filed

WORDS = [
    "lamp",
    "pier",
    "pilot",
    "ferry",
    "harbour",
    "drawer",
    "widower",
    "crate",
    "mast",
    "tide",
    "rope",
    "gull",
]
RUN = WINDOW + SHINGLE - 1


def words(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most)


@settings(max_examples=200, deadline=None)
@given(words(RUN, 20), words(0, 15), words(0, 15), words(0, 15), words(0, 15))
def test_a_shared_run_keeps_a_shingle_wherever_it_stands(
    run: list[str], before: list[str], after: list[str], first: list[str], last: list[str]
) -> None:
    one = kept_of(stream_of(filed("a", " ".join([*before, *run, *after]))))
    other = kept_of(stream_of(filed("b", " ".join([*first, *run, *last]))))
    assert set(one.shingles.tolist()) & set(other.shingles.tolist())


@settings(max_examples=200, deadline=None)
@given(words(16, 30), words(0, 15), words(0, 15))
def test_sixteen_words_keep_one_that_is_deep(
    run: list[str], before: list[str], after: list[str]
) -> None:
    one = kept_of(stream_of(filed("a", " ".join([*before, *run]))))
    other = kept_of(stream_of(filed("b", " ".join([*run, *after]))))
    deep = [set(kept.shingles[kept.deep].tolist()) for kept in (one, other)]
    assert deep[0] & deep[1]


def test_less_than_half_of_the_shingles_are_kept_each_once() -> None:
    text = " ".join(f"{one} {other}" for one in WORDS for other in reversed(WORDS))
    stream = stream_of(filed("a", text))
    kept = kept_of(stream).shingles.tolist()
    assert 0 < len(kept) < len(shingles(stream.words, SHINGLE)) / 2
    assert kept == sorted(set(kept))


def test_what_all_the_news_says_is_not_kept() -> None:
    assert not len(kept_of(stream_of(filed("a", "it is the first of all that they have"))).shingles)


def test_the_opening_of_a_quotation_is_kept() -> None:
    opened = [
        kept_of(stream_of(filed(name, f'{before} said: "We lowered every rope and crate')))
        for name, before in (("a", "Mast tide gull, the widower"), ("b", "Pilot crate: she"))
    ]
    assert set(opened[0].shingles.tolist()) & set(opened[1].shingles.tolist())


def test_too_few_words_keep_nothing() -> None:
    assert not len(kept_of(stream_of(filed("a", "Three words only"))).shingles)
