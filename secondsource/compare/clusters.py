"""Grouping of units by their bonds, the strongest first, through an index of their rarest terms.

Here lives the grouping alone: it knows gists, not articles. What must stand together comes in as
one unit; what must not, as pairs that are refused.

Why it works: two groups are joined while their bond as wholes is strong enough, so no chain of
single links decides. Pairs worth comparing come from shared terms, each term naming a few
neighbours, so the work grows with the number of units and not its square.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest

from secondsource.compare.bonds import LEAST, Gist, bond, merged
from secondsource.compare.likeness import Vector

_NEIGHBOURS = 8
"""Units that each term of a unit names: those next to it in the term's list."""

_COMPARED = 12
"""Candidates compared for each unit, those with the most weight of shared terms."""

_INDEXED = 40
"""Terms of a unit that are indexed, the heaviest."""

_ROUNDS = 6
"""Times that the groups found are indexed again by what they have in common."""

_NEAR = 32
"""Neighbours that a grown group keeps, the most alike: the next round finds the others again."""


@dataclass(slots=True)
class _Group:
    """Units found to be one, with what they are about."""

    units: tuple[int, ...]
    gist: Gist


Refused = Callable[[Sequence[int], Sequence[int]], bool]


def grouped(
    gists: Sequence[Gist], *, refused: Refused, least: float = LEAST
) -> list[tuple[int, ...]]:
    """Group units whose bond is at least ``least``; indices in order."""
    groups = {at: _Group((at,), gist) for at, gist in enumerate(gists)}
    for _ in range(_ROUNDS):
        before = len(groups)
        _merge(groups, _neighbours(groups), least, refused)
        if len(groups) == before:
            break
    return sorted(tuple(sorted(group.units)) for group in groups.values())


def linked(
    gists: Sequence[Gist], near: Mapping[int, Iterable[int]], *, refused: Refused
) -> list[tuple[int, ...]]:
    """Group a few units whose neighbours are known, in one round; indices in order."""
    groups = {at: _Group((at,), gist) for at, gist in enumerate(gists)}
    _merge(groups, {at: set(near.get(at, ())) for at in groups}, LEAST, refused)
    return sorted(tuple(sorted(group.units)) for group in groups.values())


def _bond(a: _Group, b: _Group) -> float:
    return bond(a.gist, b.gist)


def _neighbours(groups: Mapping[int, _Group]) -> dict[int, set[int]]:
    means = {
        name: group.gist.total
        if group.gist.size == 1
        else {term: weight / group.gist.size for term, weight in group.gist.total.items()}
        for name, group in groups.items()
    }
    return neighbours(means)


def neighbours(vectors: Mapping[int, Vector]) -> dict[int, set[int]]:
    """Give each vector those that share the most weight of its heaviest terms, both ways.

    >>> near = neighbours({1: {"ferry": 1.0, "pier": 0.5}, 2: {"ferry": 0.2}, 3: {"tram": 1.0}})
    >>> near[1], near[3]
    ({2}, set())
    """
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for name, vector in vectors.items():
        for term in nlargest(_INDEXED, vector, key=lambda term: (round(vector[term], 6), term)):
            postings[term].append((name, vector[term]))
    scores: defaultdict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for term in sorted(postings):
        where = postings[term]
        for at, (name, weight) in enumerate(where):
            for other, more in where[at + 1 : at + 1 + _NEIGHBOURS]:
                scores[name][other] += weight * more
                scores[other][name] += weight * more
    found: dict[int, set[int]] = {name: set() for name in vectors}
    for name, several in scores.items():
        ranked = nsmallest(_COMPARED, several, key=lambda other: (-round(several[other], 6), other))
        for other in ranked:
            found[name].add(other)
            found[other].add(name)
    return found


def _merge(
    groups: dict[int, _Group], near: dict[int, set[int]], least: float, refused: Refused
) -> None:
    """Join the most alike neighbours, on average, while they are alike enough."""
    heap: list[tuple[float, int, int, int]] = []

    def size(one: int, other: int) -> int:
        return len(groups[one].units) + len(groups[other].units)

    def offer(score: float, one: int, other: int) -> None:
        if score >= least:
            one, other = min(one, other), max(one, other)
            heapq.heappush(heap, (-score, one, other, size(one, other)))

    for name, several in near.items():
        for other in sorted(several):
            if name < other:
                offer(_bond(groups[name], groups[other]), name, other)
    while heap:
        _, one, other, then = heapq.heappop(heap)
        if one not in groups or other not in groups or then != size(one, other):
            continue
        if refused(groups[one].units, groups[other].units):
            continue
        _join(groups, near, one, other)
        for score, neighbour in _nearest(groups, near, one):
            offer(score, one, neighbour)


def _nearest(
    groups: Mapping[int, _Group], near: dict[int, set[int]], one: int
) -> list[tuple[float, int]]:
    """Compare a grown group with its neighbours, and let it forget all but the most alike."""
    ranked = sorted((-_bond(groups[one], groups[other]), other) for other in near[one])
    for _, other in ranked[_NEAR:]:
        near[one].discard(other)
        near[other].discard(one)
    return [(-score, other) for score, other in ranked[:_NEAR]]


def _join(groups: dict[int, _Group], near: dict[int, set[int]], one: int, other: int) -> None:
    """Let ``one`` take in ``other``."""
    kept, gone = groups[one], groups.pop(other)
    kept.gist = merged(kept.gist, gone.gist)
    kept.units += gone.units
    for neighbour in near.pop(other):
        near[neighbour].discard(other)
        if neighbour != one:
            near[neighbour].add(one)
            near[one].add(neighbour)
    near[one].discard(one)
