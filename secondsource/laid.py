"""Records laid along their pages, so that those that touch a stretch are found by bisection.

What may live here: looking up by place alone. It works because records sorted by where they
begin, with the furthest end so far beside each, need be read only backwards from the stretch
until nothing before can reach it. They may overlap and come in any order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from secondsource.records import Span

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class _Row(Generic[Kept]):
    """The records of one page by where they begin, and how far they reach up to each."""

    starts: tuple[int, ...]
    reach: tuple[int, ...]
    kept: tuple[tuple[int, int, int, Kept], ...]


@dataclass(frozen=True, slots=True)
class Laid(Generic[Kept]):
    """Records by the places of their spans.

    >>> laid = Laid.of((Span("p", 0, 9), Span("p", 4, 6), Span("q", 0, 9)), lambda span: span)
    >>> [(one.start, one.end) for one in laid.touching(Span("p", 5, 7))]
    [(0, 9), (4, 6)]
    >>> [(one.start, one.end) for one in laid.touching(Span("p", 7, 8))]
    [(0, 9)]
    """

    _rows: Mapping[str, _Row[Kept]]

    @classmethod
    def of(cls, kept: Iterable[Kept], span: Callable[[Kept], Span]) -> Laid[Kept]:
        """Lay records out by their spans."""
        pages: dict[str, list[tuple[int, int, int, Kept]]] = {}
        for rank, one in enumerate(kept):
            at = span(one)
            pages.setdefault(at.page, []).append((at.start, at.end, rank, one))
        rows = {}
        for page, found in pages.items():
            found.sort(key=lambda row: row[:3])
            reach = accumulate((row[1] for row in found), max)
            rows[page] = _Row(tuple(row[0] for row in found), tuple(reach), tuple(found))
        return cls(rows)

    def touching(self, span: Span) -> list[Kept]:
        """Give the records that share a character with a span, in the order they were given."""
        row = self._rows.get(span.page)
        if row is None:
            return []
        found = []
        at = bisect_left(row.starts, span.end) - 1
        while at >= 0 and row.reach[at] > span.start:
            if row.kept[at][1] > span.start:
                found.append(row.kept[at])
            at -= 1
        return [one for *_, one in sorted(found, key=lambda kept: kept[2])]
