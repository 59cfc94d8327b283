"""Word shingles: runs of words in a row, and the few of them that an article is found again by.

Here lives the choice of what is kept in the index. Nothing here decides that text is shared.

Why it works: whole articles that carry the same agency's paragraphs may share a tenth of their
words, but the passages themselves share almost all of theirs, run by run. Of three shingles of
four words that follow one another one is kept (winnowing: Schleimer, Wilkerson & Aiken 2003), so
two articles that share six words in a row keep one and the same shingle of them, wherever it
stands, and with it a word before or after. So what is kept is short enough to stand between two
edits, and a phrase that two articles share by chance is told from a sentence that they share by
its next word. Shingles of everyday words are passed over. The one that opens a quotation is kept
beside them: what is shared of speech may be short.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.words import Numbers, Places, Stream, spread, summed

SHINGLE = 4
"""Words of a kept shingle. Of 574 pairs that share text among 1,043 texts of two data sets
(polnear, wire-events), 4 with a word beside them find 569 by aligning 5,900 pairs; 6 alone find
539; 4 alone find 572 by aligning 14,000."""

WINDOW = 3
"""Shingles in a row of which one is kept: each run of six shared words keeps one of its own."""

DEEP = 13
"""The same for what has left the live window: each run of sixteen shared words."""

_TELLING = 1.4
"""Shingles that weigh less are not kept. Eight words that are shared text weigh 4.5 and more.
(Same texts: 1.0 doubles the pairs aligned and finds one more.)"""


class Kept(NamedTuple):
    """What an article is found by: its kept shingles in order, each once.

    ``places`` says where each stands, ``beside`` holds eight bits of the word before it and eight
    of the word after; ``deep`` says which are kept when the article leaves the live window.
    """

    shingles: Numbers
    places: Places
    beside: NDArray[np.uint16]
    deep: NDArray[np.bool_]


def shingles(words: Numbers, size: int) -> Numbers:
    """Number each run of ``size`` words, alike in every run of the program."""
    last = max(len(words) - size + 1, 0)
    total = words[:last].copy()
    for step in range(1, size):
        total += words[step : last + step] * _FACTORS[step]
    return spread(total)


_FACTORS = tuple(np.uint64(0x9E3779B97F4A7C15 * (2 * at + 1) % 2**64 | 1) for at in range(8))


def kept_of(stream: Stream) -> Kept:
    """Choose the shingles by which an article is found.

    Two articles that share a run of six words, telling enough to be shared text, keep a shingle
    in common, with the same word before or after it, unless it stands elsewhere in them too; of
    sixteen words, one that is deep.
    """
    every = shingles(stream.words, SHINGLE)
    if not len(every):
        none = np.zeros(0, np.uint16)
        return Kept(every, np.zeros(0, np.int64), none, np.zeros(0, np.bool_))
    sums = summed(stream.weights)
    telling = sums[SHINGLE:] - sums[:-SHINGLE] >= _TELLING
    order = (every >> np.uint64(1)) | (~telling).astype(np.uint64) << np.uint64(63)
    near = np.flatnonzero((_least(order, WINDOW) & telling) | stream.marked[: len(every)])
    found, first, which = np.unique(every[near], return_index=True, return_inverse=True)
    at = near[first]
    few = np.zeros(len(stream.words) + 2, dtype=np.uint16)
    few[1:-1] = stream.words >> np.uint64(56)
    beside = few[at] << np.uint16(8) | few[at + SHINGLE + 1]
    deep = _least(order, DEEP) | (stream.marked[: len(every)] & telling)
    thin = np.zeros(len(found), dtype=np.bool_)
    thin[which[deep[near]]] = True
    return Kept(found, at, beside, thin)


def _least(order: Numbers, window: int) -> NDArray[np.bool_]:
    """Mark what is the least of some window: where the greatest of those windows' least is it."""
    size = min(window, len(order))
    least = np.zeros(len(order) + size - 1, dtype=np.uint64)
    least[size - 1 : len(order)] = _slid(order, size, np.minimum)
    chosen: NDArray[np.bool_] = _slid(least, size, np.maximum) == order
    return chosen


def _slid(values: Numbers, window: int, pick: np.ufunc) -> Numbers:
    """Pick of each window of values, by doubling: of two, of four, and of two that overlap."""
    size = 1
    while 2 * size <= window:
        values, size = pick(values[:-size], values[size:]), 2 * size
    rest = window - size
    return pick(values[:-rest], values[rest:]) if rest else values
