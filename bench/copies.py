"""Shared text in wire-events: how much is found, how it agrees with plain overlap, how fast.

There is no gold for whose text is whose. The reference is the overlap of whole articles in runs
of five words: a pair that shares a fifth of the shorter one's must be found as shared text, and
a pair of unrelated happenings must not be. Credited agencies say how often a copy's text has a
name.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from bench.collections import Collection, body_text, wire_events
from bench.rows import Row
from secondsource.compare.lineage import lineage_of, settled
from secondsource.compare.reuse import reuse_of
from secondsource.sentences import words_of
from secondsource.textview import level

_FIFTH = 0.2


def run(folder: Path) -> list[Row]:
    """Measure; ``folder`` holds the unpacked data sets."""
    collection = wire_events(folder)
    begun = time.perf_counter()
    shared = reuse_of(collection.accounts)
    found = time.perf_counter()
    lineage = lineage_of(collection.accounts, shared)
    shared = settled(collection.accounts, shared, lineage)
    done = time.perf_counter()
    pairs = {(one.a.page, one.b.page) for one in shared}
    alien = [pair for pair in pairs if len({collection.happening[name] for name in pair}) > 1]
    overlapping = _overlapping(collection)
    kinds = Counter({one.kind: 0 for one in shared})
    kinds.update({(one.a.page, one.b.page, one.kind): one.kind for one in shared}.values())
    count = len(collection.accounts)
    name = "5-gram overlap of a fifth"
    return [
        Row(
            "wire-events",
            "all",
            "pairs with shared text",
            str(len(pairs)),
            name,
            str(len(overlapping)),
        ),
        Row(
            "wire-events",
            "all",
            "of the reference's pairs found",
            len(overlapping & pairs) / max(len(overlapping), 1),
            name,
            1.0,
        ),
        Row(
            "wire-events",
            "all",
            "pairs of unrelated happenings",
            str(len(alien)),
            name,
            str(_alien(collection, overlapping)),
        ),
        *(
            Row("wire-events", "all", f"pairs of kind {kind}", str(number), "-", "-")
            for kind, number in sorted(kinds.items())
        ),
        Row(
            "wire-events",
            "all",
            "hidden texts, and with an agency",
            f"{len(lineage.hidden)}, {sum(1 for one in lineage.hidden if one.agency)}",
            "-",
            "-",
        ),
        Row("wire-events", "all", "articles/s, shared text", count / (found - begun), "-", "-"),
        Row("wire-events", "all", "articles/s, with lineage", count / (done - begun), "-", "-"),
    ]


def grams_of(text: str) -> frozenset[tuple[str, ...]]:
    """Give the runs of five levelled words of a text.

    >>> len(grams_of("The ferry sank off the north harbour."))
    3
    """
    flat = level(text, fold=True)
    words = [flat[start:end] for start, end in words_of(flat)]
    return frozenset(zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))


def _overlapping(collection: Collection) -> set[tuple[str, str]]:
    """Give the pairs that share a fifth of the shorter one's runs of five words."""
    grams = {one.page.id: grams_of(body_text(one)) for one in collection.accounts}
    return {
        pair
        for pair in combinations(sorted(grams), 2)
        if _share([grams[name] for name in pair]) >= _FIFTH
    }


def _share(both: Sequence[frozenset[tuple[str, ...]]]) -> float:
    return len(both[0] & both[1]) / (min(len(both[0]), len(both[1])) or 1)


def _alien(collection: Collection, pairs: set[tuple[str, str]]) -> int:
    return sum(len({collection.happening[name] for name in pair}) > 1 for pair in pairs)
