"""The archive: which earlier articles an article may share text with, however many there are.

Here live the index of kept shingles and the one way to add to it. It is a value: ``joined``
gives the archive with new articles in it and the pairs worth aligning. Nothing here knows a
word, a page or a file; articles are numbers that grow as they arrive.

Why it works: the index is a few sorted arrays ("slabs"), each about twice as long as the next, so
joining looks a shingle up in a handful of them and rewrites, over time, each posting only a few
times (log-structured merge: O'Neil et al. 1996). A shingle names at most ``GROUP`` articles, the
first that had it; whoever comes later is a copy of a text that is well known, and is compared
with the first alone. So postings stay short, and what a new article costs follows its own
length, not the archive's. Articles that leave the live window keep their deep shingles in the
store, which ``Older`` stands for. One by one or all at once, the same articles in the same
order give the same pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.shingles import Kept
from secondsource.compare.words import Numbers, Places

GROUP = 50
"""All pairs of a group up to this size are compared; beyond it each with one representative."""

FEW = 12
"""Partners of an article that has more than ``GROUP`` of them: the likest; and of those with which
it shares only phrases."""

LASTING = 8
"""Articles that a shingle still names when they have left the live window: the first that had it.
(At 100,000 archived a phrase that 50 had cost 50 rows of the store each time it was met.)"""

_STRONG = 3
"""Shingles that two articles share, for more than a phrase: they are some ten words and more."""

_LARGE = 1000
"""Articles from which on those that share less are worth aligning only if what they share is
rare: the sum, over what they share, of one over how many had it before, is 1. Below, it is as
many thousandths as there are articles. (1,043 texts of polnear and wire-events, 429 pairs that
share text: with 0 6,012 pairs are aligned, with .125 4,276 and 428 found, with 1 2,083 and 424.)"""

LONGEST = 1 << 21
"""Postings of a slab that is merged no more (some 10,000 articles): a merge holds the old slabs
and the new one at a time, so this bounds memory."""

Pairs = tuple[tuple[int, int], ...]


class Slab(NamedTuple):
    """Postings, sorted by shingle and then by article: who has it, beside what, and is it deep."""

    shingles: Numbers
    articles: NDArray[np.uint32]
    beside: NDArray[np.uint16]
    deep: NDArray[np.bool_]

    def at(self, which: NDArray[Any]) -> Slab:
        """Take some postings: those at the places, or those that are marked."""
        return Slab(
            self.shingles[which], self.articles[which], self.beside[which], self.deep[which]
        )

    def ordered(self) -> Slab:
        """Sort by shingle; the articles of a shingle must be in order already."""
        return self.at(np.argsort(self.shingles, kind="stable"))


def together(slabs: Sequence[Slab]) -> Slab:
    """Lay slabs one after the other."""
    return Slab(
        np.concatenate([np.zeros(0, np.uint64), *(slab.shingles for slab in slabs)]),
        np.concatenate([np.zeros(0, np.uint32), *(slab.articles for slab in slabs)]),
        np.concatenate([np.zeros(0, np.uint16), *(slab.beside for slab in slabs)]),
        np.concatenate([np.zeros(0, np.bool_), *(slab.deep for slab in slabs)]),
    )


class Older(Protocol):
    """What is kept of articles that have left the live window: their deep shingles."""

    def found(self, shingles: Numbers) -> Slab:
        """Give the postings of some shingles, which come in order."""


class Sifted(NamedTuple):
    """A slab behind a sieve: a bit for each beginning of a shingle that is in it."""

    slab: Slab
    sieve: NDArray[np.uint8]

    def having(self, shingles: Numbers) -> Slab:
        """Give the postings of some shingles, which come in order."""
        begins, bits = _begins(shingles, len(self.sieve))
        asked = shingles[self.sieve[begins] & bits != 0]
        known = self.slab.shingles
        first = np.searchsorted(known, asked)
        first = first[known[np.minimum(first, len(known) - 1)] == asked]
        return self.slab.at(_ranges(first, np.searchsorted(known, known[first], side="right")))


def _begins(shingles: Numbers, size: int) -> tuple[Places, NDArray[np.uint8]]:
    """Give, for a sieve of so many bytes (a power of two), each shingle's byte and bit."""
    place = shingles >> np.uint64(61 - (size.bit_length() - 1))
    bits = np.left_shift(1, (place & np.uint64(7)).astype(np.uint8), dtype=np.uint8)
    return (place >> np.uint64(3)).astype(np.int64), bits


def sifted(slab: Slab) -> Sifted:
    """Make the sieve of a slab: a byte for each posting, so that six in seven others fall."""
    size = 1 << max(len(slab.shingles) - 1, 1).bit_length()
    sieve = np.zeros(size, dtype=np.uint8)
    begins, bits = _begins(slab.shingles, size)
    np.bitwise_or.at(sieve, begins, bits)
    return Sifted(slab, sieve)


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """The postings of all live articles, in slabs of falling size."""

    layers: tuple[Sifted, ...] = ()

    def __len__(self) -> int:
        """Count the postings."""
        return sum(len(layer.slab.shingles) for layer in self.layers)


def joined(
    archive: Archive, new: Sequence[tuple[int, Kept]], *, older: Older | None = None
) -> tuple[Archive, Pairs]:
    """Add articles, and give the pairs (earlier, later) worth aligning, in order.

    ``new`` gives each article's number, higher than all before it, and what is kept of it.

    >>> from secondsource.compare.shingles import Kept
    >>> shingles, none = np.array([3, 5, 9], np.uint64), np.zeros(3, np.uint16)
    >>> ferry = Kept(shingles, np.arange(3), none, np.ones(3, np.bool_))
    >>> archive, pairs = joined(Archive(), [(1, ferry)])
    >>> archive, pairs = joined(archive, [(2, ferry), (3, ferry)])
    >>> len(archive), pairs
    (9, ((1, 2), (1, 3), (2, 3)))
    """
    fresh = _slab(new)
    if not len(fresh.shingles):
        return archive, ()
    known = _known(archive, fresh, older)
    every, own, group, rank = _grouped(known, fresh)
    later = own & (rank > 0)
    pairs = _pairs(every, np.flatnonzero(later), group, rank)
    kept = np.flatnonzero(own & (rank < GROUP))
    slab = every.at(kept)
    slab = slab._replace(deep=slab.deep & (rank[kept] < LASTING))
    return Archive(_merged(archive.layers, slab)), pairs


def _slab(new: Sequence[tuple[int, Kept]]) -> Slab:
    slabs = [
        Slab(
            kept.shingles,
            np.full(len(kept.shingles), number, np.uint32),
            kept.beside,
            kept.deep,
        )
        for number, kept in new
    ]
    return together(slabs).ordered()


def _known(archive: Archive, fresh: Slab, older: Older | None) -> list[Slab]:
    """Find the postings of the new articles' shingles, the oldest first."""
    asked = fresh.shingles[_opens(fresh.shingles)]
    found: list[Slab] = []
    if older is not None:
        found.append(older.found(np.unique(fresh.shingles[fresh.deep])))
    found.extend(layer.having(asked) for layer in archive.layers)
    return found


def _opens(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Mark where a new value begins."""
    opens = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=opens[1:])
    return opens


def _ranges(first: Places, last: Places) -> Places:
    """Give all places of the ranges from each ``first`` to before each ``last``."""
    sizes = last - first
    before = np.concatenate(([0], np.cumsum(sizes)))
    return np.arange(before[-1]) - np.repeat(before[:-1] - first, sizes)


def _grouped(known: Sequence[Slab], fresh: Slab) -> tuple[Slab, NDArray[np.bool_], Places, Places]:
    """Lay old and new postings together: all, which are new, each's group and rank within it."""
    every = together([*known, fresh])
    order = np.lexsort((every.articles, every.shingles))
    every = every.at(order)
    own = order >= len(order) - len(fresh.shingles)
    opens = np.flatnonzero(_opens(every.shingles))
    sizes = np.diff(np.append(opens, len(order)))
    group = np.repeat(opens, sizes)
    return every, own, group, np.arange(len(order)) - group


def _pairs(every: Slab, later: Places, group: Places, rank: Places) -> Pairs:
    """Pair each new posting with all before it in its group, or with the first of a large one."""
    first = group[later]
    sizes = np.where(rank[later] < GROUP, rank[later], 1)
    one, other = _ranges(first, first + sizes), np.repeat(later, sizes)
    differ = every.beside[one] ^ every.beside[other]
    alike = np.flatnonzero((differ < 256) | (differ & 255 == 0))
    one, other = one[alike], other[alike]
    coded = every.articles[other].astype(np.uint64) << np.uint64(32) | every.articles[one]
    pairs, at, shared = np.unique(coded, return_inverse=True, return_counts=True)
    rare = np.bincount(at, 1.0 / rank[other], len(pairs))
    kept = pairs[_bounded(pairs >> np.uint64(32), shared, rare)]
    earlier, new = kept & np.uint64(0xFFFFFFFF), kept >> np.uint64(32)
    return tuple(sorted(zip(earlier.tolist(), new.tolist(), strict=True)))


def _bounded(new: Numbers, shared: Places, rare: NDArray[Any]) -> NDArray[np.bool_]:
    """Keep of each article's partners the likest, so that none has more than ``GROUP`` and one.

    Repetitive wording (courts, weather, results) makes partners of all with all; an article that
    has so many is told by a few of them, and by the first, which stands for the rest. Of those
    with which it shares next to nothing, a phrase that many have, it is told by none.
    """
    strong = shared >= _STRONG
    kept = strong | (rare >= np.minimum(1.0, new / _LARGE))
    opens = np.flatnonzero(_opens(new))
    for start, end in pairwise([*opens.tolist(), len(new)]):
        weakest = GROUP if new[start] < _LARGE else FEW
        for which, most in ((strong, GROUP), (~strong, weakest)):
            among = start + np.flatnonzero(which[start:end] & kept[start:end])
            if len(among) > most:
                likest = np.argsort(-rare[among], kind="stable")[:FEW]
                kept[among] = False
                kept[among[likest]] = True
                kept[among[0]] |= which is strong
    return kept


def _merged(layers: tuple[Sifted, ...], slab: Slab) -> tuple[Sifted, ...]:
    """Add a slab, merged with the last of those before it that are not much longer."""
    last = [slab]
    while layers:
        before, size = layers[-1].slab, sum(len(one.shingles) for one in last)
        if len(before.shingles) >= min(2 * size, LONGEST):
            break
        last, layers = [before, *last], layers[:-1]
    return (*layers, sifted(together(last).ordered() if len(last) > 1 else slab))


def aged(archive: Archive, before: int) -> tuple[Archive, Slab]:
    """Take the articles before a number out of the live window; give their deep postings."""
    live: list[Sifted] = []
    gone: list[Slab] = []
    for layer in archive.layers:
        old = layer.slab.articles < before
        if not old.any():
            live.append(layer)
            continue
        gone.append(layer.slab.at(old & layer.slab.deep))
        if not old.all():
            live.append(sifted(layer.slab.at(~old)))
    return Archive(tuple(live)), together(gone).ordered()
