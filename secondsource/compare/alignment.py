"""Aligning two streams of words: the longest stretches they share, through small edits.

Here live the anchors (a run of words that both have), their growth through a respelt, dropped
or replaced word, and nothing that knows what an article is.

Why it works: an editor who takes over a text changes a word here and there and joins or cuts
sentences; between the changes runs of words stay. From each anchor the match is grown both ways,
a small edit being passed only if a run of shared words follows it. The text is walked once, an
anchor inside a grown match is never tried again, and of a shingle that repeats only a few places
are tried, so a passage that stands ten thousand times in a page costs no more than its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from secondsource.compare.shingles import SHINGLE, shingles

_PLACES = 4
"""Places of one shingle that are tried. More changes nothing on wire-events."""

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


def places_of(words: Sequence[int]) -> dict[int, list[int]]:
    """Index a stream's shingles by place, a few places each."""
    places: dict[int, list[int]] = {}
    for at, shingle in enumerate(shingles(words)):
        where = places.setdefault(shingle, [])
        if len(where) < _PLACES:
            where.append(at)
    return places


def aligned(
    a: Sequence[int], b: Sequence[int], places: Mapping[int, Sequence[int]], texts: Sequence[str]
) -> tuple[Grown, ...]:
    """Give the stretches that two streams share, each as its runs in order.

    ``places`` is ``places_of(a)``; ``texts`` the words the numbers stand for. No two stretches
    share a word of ``b``.

    >>> texts = "the ferry sank off north harbour harbor on a monday night".split()
    >>> a, b = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10], [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]
    >>> aligned(a, b, places_of(a), texts)
    ((Run(a=0, b=0, length=5), Run(a=6, b=6, length=4)),)
    """
    found: list[Grown] = []
    free = 0
    hashes = shingles(b)
    at = 0
    while at < len(hashes):
        where = places.get(hashes[at], ())
        best: Grown = ()
        for place in where:
            grown = _grown(a, b, place, at, free, texts)
            if _size(grown) > _size(best):
                best = grown
        if best:
            found.append(best)
            free = best[-1].b + best[-1].length
        at = max(at + 1, free)
    return tuple(found)


def _size(grown: Grown) -> int:
    return sum(run.length for run in grown)


def _grown(
    a: Sequence[int], b: Sequence[int], i: int, j: int, free: int, texts: Sequence[str]
) -> Grown:
    length = _run(a, b, i, j, 1)
    if length < SHINGLE:
        return ()
    back = _run(a, b, i - 1, j - 1, -1, free)
    middle = Run(i - back, j - back, length + back)
    after = _edited(a, b, middle.a + middle.length, middle.b + middle.length, 1, 0, texts)
    before = _edited(a, b, middle.a - 1, middle.b - 1, -1, free, texts)
    return (*reversed(before), middle, *after)


def _run(a: Sequence[int], b: Sequence[int], i: int, j: int, step: int, free: int = 0) -> int:
    length = 0
    while 0 <= i < len(a) and free <= j < len(b) and a[i] == b[j]:
        i, j, length = i + step, j + step, length + 1
    return length


def _edited(
    a: Sequence[int],
    b: Sequence[int],
    i: int,
    j: int,
    step: int,
    free: int,
    texts: Sequence[str],
) -> list[Run]:
    """Go on from a run's end, through small edits, while runs of shared words follow."""
    runs: list[Run] = []
    while True:
        best, over = 0, (0, 0)
        for (p, q), least in _EDITS.items():
            length = _run(a, b, i + p * step, j + q * step, step, free)
            if length > best and (length >= least or _respelt(a, b, i, j, (p, q), texts)):
                best, over = length, (p, q)
        if not best:
            return runs
        i, j = i + over[0] * step, j + over[1] * step
        runs.append(Run(i, j, best) if step > 0 else Run(i - best + 1, j - best + 1, best))
        i, j = i + best * step, j + best * step


def _respelt(
    a: Sequence[int], b: Sequence[int], i: int, j: int, over: tuple[int, int], texts: Sequence[str]
) -> bool:
    if over != (1, 1) or not (0 <= i < len(a) and 0 <= j < len(b)):
        return False
    return Levenshtein.normalized_similarity(texts[a[i]], texts[b[j]]) >= _RESPELT
