"""Aligning two streams of words: the longest stretches they share, through small edits.

Here live the blocks (words that both have in a row), their growth through a respelt, dropped or
replaced word, and nothing that knows what an article is.

Why it works: an editor who takes over a text changes a word here and there and joins or cuts
sentences; between the changes runs of words stay. All runs of four shared words are found at
once, by number; on one diagonal (the same distance between their places in both) they are one
block. From a block the match is grown both ways, a small edit being passed only if a run of
shared words follows it that is worth the edit. Later blocks inside a grown match are passed
over, of a shingle that repeats only a few places are tried, and one place answers only a few
others, so a passage that stands ten thousand times in a page costs no more than its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from secondsource.compare.shingles import SHINGLE, shingles
from secondsource.compare.words import Numbers, Places, Stream

_PLACES = 4
"""Places of one shingle that are tried. More changes nothing on wire-events."""

_STRIDE = 32
"""Words compared at a time."""

_EDITS = {
    (1, 1): 2,
    (1, 0): 2,
    (0, 1): 2,
    (2, 1): 3,
    (1, 2): 3,
    (2, 0): 3,
    (0, 2): 3,
    (2, 2): 3,
    (3, 2): 4,
    (2, 3): 4,
    (3, 3): 4,
}
"""Words passed on either side, and the run of shared words that must follow."""

_RESPELT = 0.75
"""Likeness of two spellings of one word: neighbouring/neighboring .95, Haider/Haidar .83."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that two streams share one by one: ``length`` words from ``a`` and from ``b``."""

    a: int
    b: int
    length: int


Grown = tuple[Run, ...]


class Text(NamedTuple):
    """A stream made ready for aligning: its words as a list, its shingles, and their order."""

    stream: Stream
    words: list[int]
    shingles: Numbers
    order: Places
    ordered: Numbers


def text_of(stream: Stream) -> Text:
    """Make a stream ready for aligning, once for all its pairs."""
    every = shingles(stream.words, SHINGLE)
    order = np.argsort(every, kind="stable")
    return Text(stream, stream.words.tolist(), every, order, every[order])


def aligned(a: Text, b: Text) -> tuple[Grown, ...]:
    """Give the stretches that two streams share, each as its runs in order.

    No two stretches share a word of ``b``; they are in the order of ``b``.

    >>> from secondsource.compare.words import stream_of
    >>> from secondsource.records import Account, Article, Page, Passage, Span
    >>> def text(name, words):
    ...     span = Span(name, 0, len(words))
    ...     return text_of(stream_of(Account(
    ...         Page(name, name, words), Article(name, "x"), (Passage(span, "", 0),))))
    >>> aligned(text("a", "The ferry sank off the north harbour on a Monday night."),
    ...         text("b", "The ferry sank off the north harbor on a Monday night."))
    ((Run(a=0, b=0, length=6), Run(a=7, b=7, length=4)),)
    """
    blocks = _blocks(a, b)
    found: list[Grown] = []
    free = 0
    answered: Counter[int] = Counter()
    for at, block in enumerate(blocks):
        if block.b + block.length - free < SHINGLE or answered[block.a] >= _PLACES:
            continue
        start = max(block.b, free)
        best: Grown = ()
        for other in _starting(blocks, at, start):
            grown = _grown(a, b, other, free)
            if _size(grown) > _size(best):
                best = grown
        found.append(best)
        answered[block.a] += 1
        free = best[-1].b + best[-1].length
    return tuple(found)


def grown_at(a: Text, b: Text, i: int, j: int) -> Grown:
    """Grow a stretch from one shingle that stands at ``i`` and ``j``."""
    return _grown(a, b, Run(i, j, SHINGLE), 0)


def _starting(blocks: Sequence[Run], at: int, start: int) -> list[Run]:
    """Give the blocks that hold a shingle at ``start``, a few of them."""
    found: list[Run] = []
    for block in blocks[at : at + 2 * _PLACES]:
        if block.b > start or len(found) == _PLACES:
            break
        if block.b + block.length - start >= SHINGLE:
            found.append(Run(block.a + start - block.b, start, block.b + block.length - start))
    return found


def _blocks(a: Text, b: Text) -> list[Run]:
    """Find the runs of at least ``SHINGLE`` words in a row, in the order of ``b``."""
    i, j = _matches(a, b)
    if not len(i):
        return []
    gap = j - i
    order = np.lexsort((j, gap))
    i, j, gap = i[order], j[order], gap[order]
    opens = np.ones(len(i), dtype=np.bool_)
    opens[1:] = (gap[1:] != gap[:-1]) | (j[1:] != j[:-1] + 1)
    first = np.flatnonzero(opens)
    length = np.diff(np.append(first, len(i))) + SHINGLE - 1
    rows = sorted(zip(j[first].tolist(), i[first].tolist(), length.tolist(), strict=True))
    return [Run(place, other, words) for other, place, words in rows]


def _matches(a: Text, b: Text) -> tuple[Places, Places]:
    """Give the places of equal shingles, of each in ``b`` a few in ``a``."""
    if not len(a.ordered):
        return a.order, a.order
    at = np.searchsorted(a.ordered, b.shingles)
    here = np.arange(len(at))
    left: list[Places] = []
    right: list[Places] = []
    for _ in range(_PLACES):
        same = a.ordered[np.minimum(at, len(a.ordered) - 1)] == b.shingles[here]
        same &= at < len(a.ordered)
        at, here = at[same], here[same]
        if not len(at):
            break
        left.append(a.order[at])
        right.append(here)
        at = at + 1
    none = [np.zeros(0, dtype=np.int64)]
    return np.concatenate(left or none), np.concatenate(right or none)


def _size(grown: Grown) -> int:
    return sum(run.length for run in grown)


def _grown(a: Text, b: Text, block: Run, free: int) -> Grown:
    back = _back(a.words, b.words, block.a - 1, block.b - 1, free)
    ahead = _ahead(a.words, b.words, block.a + block.length, block.b + block.length)
    middle = Run(block.a - back, block.b - back, block.length + back + ahead)
    after = _edited(a, b, middle.a + middle.length, middle.b + middle.length, 1, 0)
    before = _edited(a, b, middle.a - 1, middle.b - 1, -1, free)
    return (*reversed(before), middle, *after)


def _ahead(a: Sequence[int], b: Sequence[int], i: int, j: int) -> int:
    """Count the words that are the same from two places on."""
    length, most = 0, min(len(a) - i, len(b) - j)
    while (
        length + _STRIDE <= most
        and a[i + length : i + length + _STRIDE] == b[j + length : j + length + _STRIDE]
    ):
        length += _STRIDE
    while length < most and a[i + length] == b[j + length]:
        length += 1
    return length


def _back(a: Sequence[int], b: Sequence[int], i: int, j: int, free: int) -> int:
    """Count the words that are the same from two places back, not before ``free`` in ``b``."""
    length, most = 0, min(i + 1, j + 1 - free)
    while (
        length + _STRIDE <= most
        and a[i - length - _STRIDE + 1 : i - length + 1]
        == b[j - length - _STRIDE + 1 : j - length + 1]
    ):
        length += _STRIDE
    while length < most and a[i - length] == b[j - length]:
        length += 1
    return length


def _edited(a: Text, b: Text, i: int, j: int, step: int, free: int) -> list[Run]:
    """Go on from a run's end, through small edits, while runs of shared words follow."""
    runs: list[Run] = []
    one, other = a.words, b.words
    while True:
        best, over = 0, (0, 0)
        for (p, q), least in _EDITS.items():
            at, to = i + p * step, j + q * step
            if not (0 <= at < len(one) and free <= to < len(other) and one[at] == other[to]):
                continue
            length = _ahead(one, other, at, to) if step > 0 else _back(one, other, at, to, free)
            if length > best and (length >= least or _respelt(a, b, i, j, (p, q))):
                best, over = length, (p, q)
        if not best:
            return runs
        i, j = i + over[0] * step, j + over[1] * step
        runs.append(Run(i, j, best) if step > 0 else Run(i - best + 1, j - best + 1, best))
        i, j = i + best * step, j + best * step


def _respelt(a: Text, b: Text, i: int, j: int, over: tuple[int, int]) -> bool:
    if over != (1, 1) or not (0 <= i < len(a.words) and 0 <= j < len(b.words)):
        return False
    one, other = a.stream.word(i), b.stream.word(j)
    return Levenshtein.normalized_similarity(one, other) >= _RESPELT
