"""Average-link grouping of sparse vectors through an index of their rarest terms.

Here lives the grouping alone: it knows vectors and days, not articles. What must stand together
comes in as one unit; what must not, as pairs that are refused.

Why it works: the average likeness of two groups is the product of their summed unit vectors
divided by their sizes, so a merge costs one sum and no pair is looked at twice. Single links,
which chain one saga into one lump, never decide. Pairs worth comparing come from shared terms,
each term naming a few neighbours, so the work grows with the number of units and not its square.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from secondsource.compare.days import Day, apartness
from secondsource.compare.likeness import Vector, dot

_NEIGHBOURS = 8
"""Units that each term of a unit names: those next to it in the term's list."""

_COMPARED = 12
"""Candidates compared for each unit, those with the most weight of shared terms."""

_INDEXED = 40
"""Terms of a unit that are indexed, the heaviest."""

_ROUNDS = 3
"""Times that the groups found are indexed again by what they have in common."""


@dataclass(slots=True)
class _Group:
    """Units found to be one, with the sum of their vectors and the count of their days."""

    units: tuple[int, ...]
    total: dict[str, float]
    days: Counter[Day]


Refused = Callable[[Sequence[int], Sequence[int]], bool]


def grouped(
    vectors: Sequence[Vector],
    days: Sequence[Mapping[Day, int]],
    *,
    least: float,
    refused: Refused,
) -> list[tuple[int, ...]]:
    """_Group units whose average likeness is at least ``least``; indices in order."""
    groups = {
        at: _Group((at,), dict(vector), Counter(days[at])) for at, vector in enumerate(vectors)
    }
    for _ in range(_ROUNDS):
        before = len(groups)
        _merge(groups, _neighbours(groups), least, refused)
        if len(groups) == before:
            break
    return sorted(tuple(sorted(group.units)) for group in groups.values())


def _likeness(a: _Group, b: _Group) -> float:
    """Give the average likeness of two groups, less what their days say against it."""
    average = dot(a.total, b.total) / (len(a.units) * len(b.units))
    return round(average - apartness(a.days, b.days), 4)


def _neighbours(groups: Mapping[int, _Group]) -> dict[int, set[int]]:
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for name, group in groups.items():
        size = len(group.units)
        heaviest = sorted(group.total, key=lambda term: (-round(group.total[term], 6), term))
        for term in heaviest[:_INDEXED]:
            postings[term].append((name, group.total[term] / size))
    scores: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for term in sorted(postings):
        where = postings[term]
        for at, (name, weight) in enumerate(where):
            for other, more in where[at + 1 : at + 1 + _NEIGHBOURS]:
                scores[name][other] += weight * more  # type: ignore[assignment]
                scores[other][name] += weight * more  # type: ignore[assignment]
    found: dict[int, set[int]] = {name: set() for name in groups}
    for name, several in scores.items():
        ranked = sorted(several, key=lambda other: (-round(several[other], 6), other))
        for other in ranked[:_COMPARED]:
            found[name].add(other)
            found[other].add(name)
    return found


def _merge(
    groups: dict[int, _Group], near: dict[int, set[int]], least: float, refused: Refused
) -> None:
    heap: list[tuple[float, int, int]] = []

    def offer(one: int, other: int) -> None:
        score = _likeness(groups[one], groups[other])
        if score >= least:
            heapq.heappush(heap, (-score, min(one, other), max(one, other)))

    for name, several in near.items():
        for other in sorted(several):
            if name < other:
                offer(name, other)
    while heap:
        score, one, other = heapq.heappop(heap)
        if one not in groups or other not in groups:
            continue
        if -score != _likeness(groups[one], groups[other]):
            continue
        if refused(groups[one].units, groups[other].units):
            continue
        _join(groups, near, one, other)
        for neighbour in sorted(near[one]):
            offer(one, neighbour)


def _join(groups: dict[int, _Group], near: dict[int, set[int]], one: int, other: int) -> None:
    """Let ``one`` take in ``other``."""
    kept, gone = groups[one], groups.pop(other)
    for term, weight in gone.total.items():
        kept.total[term] = kept.total.get(term, 0.0) + weight
    kept.units += gone.units
    kept.days.update(gone.days)
    for neighbour in near.pop(other):
        near[neighbour].discard(other)
        if neighbour != one:
            near[neighbour].add(one)
            near[one].add(neighbour)
    near[one].discard(one)
