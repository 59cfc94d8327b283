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
from collections.abc import Mapping, Sequence
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


class Run(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class _Both:
    """Two texts and the blocks that they share, by diagonal."""

    a: Text
    b: Text
    blocks: Mapping[int, Sequence[Run]]


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
    diagonals: dict[int, list[Run]] = {}
    for block in blocks:
        diagonals.setdefault(block.b - block.a, []).append(block)
    both = _Both(a, b, diagonals)
    found: list[Grown] = []
    free = 0
    answered: Counter[int] = Counter()
    for at, block in enumerate(blocks):
        if block.b + block.length - free < SHINGLE or answered[block.a] >= _PLACES:
            continue
        start = max(block.b, free)
        some = [_grown(both, other, free) for other in _starting(blocks, at, start)]
        best = max(some, key=_size)
        found.append(best)
        answered[block.a] += 1
        free = best[-1].b + best[-1].length
    return tuple(found)


def grown_at(a: Text, b: Text, i: int, j: int) -> Grown:
    """Grow a stretch from one shingle that stands at ``i`` and ``j``."""
    return _grown(_Both(a, b, {}), Run(i, j, SHINGLE), 0)


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
    order = np.argsort((j - i) * len(b.words) + j)
    i, j = i[order], j[order]
    opens = np.ones(len(i), dtype=np.bool_)
    opens[1:] = (i[1:] != i[:-1] + 1) | (j[1:] != j[:-1] + 1)
    first = np.flatnonzero(opens)
    after = np.empty_like(first)
    after[:-1], after[-1] = first[1:], len(i)
    length = after - first + (SHINGLE - 1)
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


def _grown(both: _Both, block: Run, free: int) -> Grown:
    back = _back(both, block.a - 1, block.b - 1, free)
    ahead = _ahead(both, block.a + block.length, block.b + block.length)
    middle = Run(block.a - back, block.b - back, block.length + back + ahead)
    after = _edited(both, middle.a + middle.length, middle.b + middle.length, 1, 0)
    before = _edited(both, middle.a - 1, middle.b - 1, -1, free)
    return (*reversed(before), middle, *after)


def _ahead(both: _Both, i: int, j: int) -> int:
    """Count the words that are the same from two places on."""
    a, b, length = both.a.words, both.b.words, 0
    for block in both.blocks.get(j - i, ()):
        if block.b <= j < block.b + block.length:
            length = block.b + block.length - j
    most = min(len(a) - i, len(b) - j)
    while (
        length + _STRIDE <= most
        and a[i + length : i + length + _STRIDE] == b[j + length : j + length + _STRIDE]
    ):
        length += _STRIDE
    while length < most and a[i + length] == b[j + length]:
        length += 1
    return length


def _back(both: _Both, i: int, j: int, free: int) -> int:
    """Count the words that are the same from two places back, not before ``free`` in ``b``."""
    a, b, length = both.a.words, both.b.words, 0
    most = min(i + 1, j + 1 - free)
    for block in both.blocks.get(j - i, ()):
        if block.b <= j < block.b + block.length:
            length = min(j - block.b + 1, max(most, 0))
    while (
        length + _STRIDE <= most
        and a[i - length - _STRIDE + 1 : i - length + 1]
        == b[j - length - _STRIDE + 1 : j - length + 1]
    ):
        length += _STRIDE
    while length < most and a[i - length] == b[j - length]:
        length += 1
    return length


def _edited(both: _Both, i: int, j: int, step: int, free: int) -> list[Run]:
    """Go on from a run's end, through small edits, while runs of shared words follow."""
    runs: list[Run] = []
    a, b = both.a.words, both.b.words
    while 0 <= i < len(a) and free <= j < len(b):
        best, over = 0, (0, 0)
        for (p, q), least in _EDITS.items():
            at, to = i + p * step, j + q * step
            if not (0 <= at < len(a) and free <= to < len(b) and a[at] == b[to]):
                continue
            length = _ahead(both, at, to) if step > 0 else _back(both, at, to, free)
            if length > best and (length >= least or _respelt(both, i, j, (p, q))):
                best, over = length, (p, q)
        if not best:
            break
        i, j = i + over[0] * step, j + over[1] * step
        runs.append(Run(i, j, best) if step > 0 else Run(i - best + 1, j - best + 1, best))
        i, j = i + best * step, j + best * step
    return runs


def _respelt(both: _Both, i: int, j: int, over: tuple[int, int]) -> bool:
    if over != (1, 1):
        return False
    one, other = both.a.stream.word(i), both.b.stream.word(j)
    return Levenshtein.normalized_similarity(one, other) >= _RESPELT
