"""Word shingles: runs of four words in a row, and the few of them that are kept in the index.

Here lives the choice of what an article is found again by. Nothing here decides that text is
shared.

Why it works: whole articles that carry the same agency's paragraphs may share a tenth of their
words, but the passages themselves share almost all of theirs, run by run. Of five shingles that
follow one another one is kept (winnowing: Schleimer, Wilkerson & Aiken 2003), so two articles
that share eight words in a row keep one and the same shingle of them, wherever it stands. Which
one it is, the words decide: the most telling, so that what is kept is rare, and what all the
news has is never kept. The shingle that opens a quotation is kept beside them, for the speech
that a reader of two papers meets again is shorter than eight words.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from secondsource.compare.words import Numbers, Stream, spread, summed

SHINGLE = 4
"""Words in a row. Three of them find chance phrases, five lose a quotation of thirteen words
that is respelled in the middle (wire-events: 4 finds every pair that 3 does, at half the cost)."""

WINDOW = 5
"""Shingles in a row of which one is kept: each run of eight shared words keeps one of its own."""

DEEP = 13
"""The same for what has left the live window: each run of sixteen shared words."""

_TELLING = 1.0
"""Shingles that weigh less are not kept: five of them are together under the least weight of
shared text, so they miss nothing."""

_STEPS = 4.0
"""Classes of telling that go before chance in the choice of what is kept."""


class Kept(NamedTuple):
    """What an article is found by: its kept shingles, each once, in order, and which are deep."""

    shingles: Numbers
    deep: NDArray[np.bool_]


def shingles(words: Numbers) -> Numbers:
    """Number each run of ``SHINGLE`` words, alike in every run of the program."""
    if len(words) < SHINGLE:
        return words[:0]
    last = len(words) - SHINGLE + 1
    total = words[:last].copy()
    for step, factor in enumerate(_FACTORS, start=1):
        total += words[step : last + step] * factor
    return spread(total)


_FACTORS = tuple(np.uint64(0x9E3779B97F4A7C15 * power % 2**64 | 1) for power in (3, 5, 7))


def kept_of(stream: Stream) -> Kept:
    """Choose the shingles by which an article is found.

    Two articles that share a run of eight words of which any five shingles' most telling one
    weighs at least 1 keep one shingle in common; of sixteen words, one that is deep.
    """
    every = shingles(stream.words)
    if not len(every):
        return Kept(every, np.zeros(0, dtype=np.bool_))
    sums = summed(stream.weights)
    telling = sums[SHINGLE:] - sums[:-SHINGLE]
    rank = (SHINGLE - telling) * _STEPS
    order = (rank.astype(np.uint64) << np.uint64(59)) | (every >> np.uint64(5))
    near = _least(order, WINDOW)
    near |= stream.marked[: len(every)]
    near &= telling >= _TELLING
    found = np.unique(every[near])
    return Kept(found, np.isin(found, every[near & _least(order, DEEP)]))


def _least(order: Numbers, window: int) -> NDArray[np.bool_]:
    """Mark what is the least of some window, the first of equals."""
    views = sliding_window_view(order, min(window, len(order)))
    chosen = np.zeros(len(order), dtype=np.bool_)
    chosen[views.argmin(axis=1) + np.arange(len(views))] = True
    return chosen
