"""Shared text in wire-events: how much is found, how pairs are told apart, how fast.

The overlap of whole articles in runs of five words is the first reference: a pair that shares a
fifth of the shorter one's must be found as shared text, and a pair of unrelated happenings must
not be. Credited agencies say how often a copy's text has a name. What the sharing is - a copy,
quotations, furniture - is told against labels (``bench/pairs``).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bench.collections import Collection, body_text, wire_events
from bench.pairs import rows_of, runs_of
from bench.rows import Row
from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.records import Lineage, Reuse

_FIFTH = 0.2
_OVERLAP = "5-gram overlap of a fifth"


class Found(NamedTuple):
    """What comparing finds in a collection, and the seconds for shared text and for all."""

    shared: tuple[Reuse, ...]
    lineage: Lineage
    aligning: float
    whole: float


def run(folder: Path) -> list[Row]:
    """Measure; ``folder`` holds the unpacked data sets."""
    collection = wire_events(folder)
    found = _found(collection)
    return [
        *_amounts(collection, found.shared),
        *_kinds(found),
        *_speeds(len(collection.accounts), found),
        *rows_of(collection, found.shared),
    ]


def _found(collection: Collection) -> Found:
    begun = time.perf_counter()
    shared = reuse_of(collection.accounts)
    aligned = time.perf_counter()
    lineage = lineage_of(collection.accounts, shared)
    shared = settled(collection.accounts, shared, lineage)
    return Found(shared, lineage, aligned - begun, time.perf_counter() - begun)


def _row(metric: str, ours: float | str, reference: str = "-", figure: float | str = "-") -> Row:
    return Row("wire-events", "all", metric, ours, reference, figure)


def _amounts(collection: Collection, shared: Sequence[Reuse]) -> list[Row]:
    pairs = {(one.a.page, one.b.page) for one in shared if one.kind != "furniture"}
    overlapping = _overlapping(collection)
    reached = len(overlapping & pairs) / max(len(overlapping), 1)
    alien = str(_alien(collection, pairs))
    return [
        _row("pairs with shared text", str(len(pairs)), _OVERLAP, str(len(overlapping))),
        _row("of the reference's pairs found", reached, _OVERLAP, 1.0),
        _row(
            "pairs of unrelated happenings",
            alien,
            _OVERLAP,
            str(_alien(collection, overlapping)),
        ),
    ]


def _kinds(found: Found) -> list[Row]:
    kinds = Counter({one.kind: 0 for one in found.shared})
    kinds.update({(one.a.page, one.b.page, one.kind): one.kind for one in found.shared}.values())
    hidden = found.lineage.hidden
    named = f"{len(hidden)}, {sum(1 for one in hidden if one.agency)}"
    rows = [_row(f"pairs of kind {kind}", str(number)) for kind, number in sorted(kinds.items())]
    return [*rows, _row("hidden texts, and with an agency", named)]


def _speeds(count: int, found: Found) -> list[Row]:
    return [
        _row("articles/s, shared text", count / found.aligning),
        _row("articles/s, with lineage", count / found.whole),
    ]


def _overlapping(collection: Collection) -> set[tuple[str, str]]:
    """Give the pairs that share a fifth of the shorter one's runs of five words."""
    grams = {one.page.id: runs_of(body_text(one), 5) for one in collection.accounts}
    return {
        pair
        for pair in combinations(sorted(grams), 2)
        if _share([grams[name] for name in pair]) >= _FIFTH
    }


def _share(both: Sequence[frozenset[tuple[str, ...]]]) -> float:
    return len(both[0] & both[1]) / (min(len(both[0]), len(both[1])) or 1)


def _alien(collection: Collection, pairs: set[tuple[str, str]]) -> int:
    return sum(len({collection.happening[name] for name in pair}) > 1 for pair in pairs)
