"""Joining one by one or all at once finds the same pairs, in bounded time and room."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.compare.archive import FEW, GROUP, LASTING, Archive, Pairs, Slab, aged, joined
from secondsource.compare.shingles import Kept
from secondsource.compare.words import Numbers


def kept(shingles: list[int], *, deep: bool = True) -> Kept:
    numbers = np.array(sorted(set(shingles)), dtype=np.uint64)
    beside = np.zeros(len(numbers), np.uint16)
    return Kept(numbers, np.arange(len(numbers)), beside, np.full(len(numbers), deep))


def one_by_one(articles: list[Kept]) -> tuple[Archive, Pairs]:
    archive, pairs = Archive(), []
    for number, article in enumerate(articles):
        archive, found = joined(archive, [(number, article)])
        pairs += found
    return archive, tuple(sorted(pairs))


class Shelf:
    """What is older, as plain postings."""

    def __init__(self, slab: Slab) -> None:
        self.slab = slab

    def found(self, shingles: Numbers) -> Slab:
        return self.slab.at(np.isin(self.slab.shingles, shingles))


ARTICLES = st.lists(st.lists(st.integers(0, 40), max_size=8), max_size=90)


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.integers(0, 90))
def test_one_by_one_or_at_once_gives_the_same_pairs(texts: list[list[int]], cut: int) -> None:
    articles = [kept(text) for text in texts]
    archive, pairs = one_by_one(articles)
    numbered = list(enumerate(articles))
    first, earlier = joined(Archive(), numbered[:cut])
    both, later = joined(first, numbered[cut:])
    assert tuple(sorted(earlier + later)) == pairs
    assert len(both) == len(archive)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), max_size=8), max_size=LASTING), st.integers(0, LASTING))
def test_what_left_the_window_is_found_by_its_deep_shingles(
    texts: list[list[int]], cut: int
) -> None:
    articles = list(enumerate(kept(text) for text in texts))
    whole = joined(Archive(), articles)[1]
    archive, earlier = joined(Archive(), articles[:cut])
    live, gone = aged(archive, cut // 2)
    assert len(live) + len(gone.shingles) == len(archive)
    later = joined(live, articles[cut:], older=Shelf(gone))[1]
    assert tuple(sorted(earlier + later)) == whole


def test_pairs_are_those_that_share_a_shingle() -> None:
    articles = [kept([1, 2]), kept([3]), kept([2, 3]), kept([4]), kept([])]
    assert one_by_one(articles)[1] == ((0, 2), (1, 2))


def test_five_thousand_copies_are_each_compared_with_the_first() -> None:
    archive, pairs = joined(Archive(), [(at, kept(list(range(100)))) for at in range(5000)])
    assert len(archive) == 100 * GROUP
    assert len(pairs) == GROUP * (GROUP - 1) // 2 + 5000 - GROUP
    assert {one for one, other in pairs if other >= GROUP} == {0}


def test_an_article_that_shares_a_shingle_with_everything_has_few_partners() -> None:
    articles = [kept([number]) for number in range(5000)]
    pairs = joined(Archive(), [*enumerate(articles), (5000, kept(list(range(5000))))])[1]
    assert 0 < len(pairs) <= FEW + 1


def test_the_likest_of_many_partners_are_kept_and_the_first() -> None:
    articles = [kept([number]) for number in range(100)] + [kept([200, 201, 202])]
    pairs = joined(Archive(), [*enumerate(articles), (101, kept([*range(100), 200, 201, 202]))])[1]
    assert {(0, 101), (100, 101)} <= set(pairs)


@pytest.mark.parametrize("count", [10, 1000])
def test_slabs_stay_few(count: int) -> None:
    archive = Archive()
    for number in range(count):
        archive = joined(archive, [(number, kept([number * 3, number * 3 + 1]))])[0]
    slabs = [layer.slab for layer in archive.layers]
    assert len(slabs) <= count.bit_length() + 1
    assert all(np.all(slab.shingles[1:] >= slab.shingles[:-1]) for slab in slabs)


@given(st.sets(st.integers(0, 2**64 - 1), min_size=1), st.sets(st.integers(0, 2**64 - 1)))
def test_a_sieve_lets_through_all_that_is_in_its_slab(own: set[int], other: set[int]) -> None:
    layer = joined(Archive(), [(0, kept(list(own)))])[0].layers[0]
    asked = np.array(sorted(own | other), dtype=np.uint64)
    assert set(layer.having(asked).shingles.tolist()) == own


def test_of_a_well_known_text_only_the_first_carriers_outlast_the_window() -> None:
    archive, _ = joined(Archive(), [(at, kept([1, 2])) for at in range(GROUP)])
    live, gone = aged(archive, GROUP)
    assert not len(live)
    assert set(gone.articles.tolist()) == set(range(LASTING))
