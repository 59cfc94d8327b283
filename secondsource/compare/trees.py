"""All the ways in which texts can descend from one another, weighed together: numbers alone.

Here live the sums over every tree of descent of a few texts, and nothing that knows what a text
is. Each text hangs from one other, from a hidden text, or stands alone; no text descends from
itself. A tree weighs the product of its edges' weights, so the sum over all trees is a determinant
(Tutte 1948, the directed Matrix-Tree theorem) and the share of the trees that hold an edge is its
derivative (Koo et al. 2007; Smith & Smith 2007). Nothing is sampled and no order of texts is
assumed.

A hidden text is there or not; it costs its weight where something hangs from it, else nothing. One
without a name is there only to explain likeness, so at least two texts must hang from it. Weights
are natural logarithms; those of one text are scaled together, which changes no share, and kept
within 18 of one another, which keeps the determinant to twelve digits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]

_RANGE = 18.0
"""Natural logarithms between the heaviest and the lightest way of one text: 60 million to 1."""

_FOLLOWED = 5
"""Hidden texts told apart at once, the heaviest: every choice of them is one determinant."""

_LEAST = 1e-9
"""The least chance of a text to stand alone, where chances force a ring: then one was first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log weights of n texts and k hidden ones.

    ``edges[p][c]`` that c descends from p; ``alone[c]``; ``hidden[h][c]`` that c hangs from h;
    ``cost[h]`` that h is there. Minus infinity is "cannot be". ``unnamed`` is the hidden text
    that needs two children, if any.
    """

    edges: Numbers
    alone: Numbers
    hidden: Numbers
    cost: Numbers
    unnamed: int | None = None


@dataclass(frozen=True, slots=True)
class Descent:
    """Shares of all trees: of each edge, of standing alone, of hanging from each hidden text.

    For a text c ``edges[:, c]``, ``alone[c]`` and ``hidden[:, c]`` add up to 1. ``there[h]`` is
    the share in which anything hangs from h.
    """

    edges: Numbers
    alone: Numbers
    hidden: Numbers
    there: Numbers
    log_total: float


def descent_of(weights: Weights) -> Descent:
    """Sum all trees of descent.

    Two texts that may have it from each other, or both alone:

    >>> import numpy as np
    >>> e, none = np.log([[1e-9, 3.0], [1.0, 1e-9]]), np.zeros((0, 2))
    >>> found = descent_of(Weights(e, np.zeros(2), none, np.zeros(0)))
    >>> [round(float(share), 2) for share in (*found.edges.ravel(), *found.alone)]
    [0.0, 0.6, 0.2, 0.0, 0.8, 0.4]
    """
    scaled = _scaled(weights)
    count = len(weights.cost)
    sums = {chosen: _summed(scaled, chosen) for chosen in _subsets(count)}
    highest = max(one.log_total for one in sums.values())
    tally = _Tally(np.zeros_like(scaled.edges), np.zeros(len(scaled.alone)), scaled.hidden * 0.0)
    unused = np.zeros(count)
    for chosen, one in sums.items():
        share = float(np.exp(one.log_total - highest))
        factors = 1.0 - scaled.cost  # those chosen are there, and no other is
        factors[list(chosen)] = scaled.cost[list(chosen)]
        tally.add(share * _product(factors), _shares(scaled, chosen, one.inverse))
        unused += share * _without(factors, chosen)
        if weights.unnamed is not None and weights.unnamed not in chosen:
            factors[weights.unnamed] = -scaled.cost[weights.unnamed]
            lonely = _with_one(scaled, chosen, one.inverse, weights.unnamed)
            tally.add(share * _product(factors), lonely)
            unused += share * lonely.total * _without(factors, (*chosen, weights.unnamed))
    return tally.descent(unused, float(scaled.shift) + highest)


def _without(factors: Numbers, chosen: Sequence[int]) -> Numbers:
    """Give for each hidden text that is not chosen what the factors of all others multiply to."""
    found = np.zeros(len(factors))
    for number in range(len(factors)):
        if number not in chosen:
            found[number] = _product(np.delete(factors, number))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Scaled:
    """The weights themselves, those of each text scaled by the heaviest; ``shift`` undoes it."""

    edges: Numbers
    alone: Numbers
    hidden: Numbers
    cost: Numbers
    shift: float


def _scaled(weights: Weights) -> _Scaled:
    top = weights.alone.copy()
    for part in (weights.edges, weights.hidden):
        if part.size:
            top = np.maximum(top, part.max(axis=0))
    edges = np.exp(weights.edges - top)
    np.fill_diagonal(edges, 0.0)
    alone = np.exp(np.maximum(weights.alone - top, -_RANGE))
    hidden = np.exp(weights.hidden - top)
    return _Scaled(edges, alone, hidden, np.exp(weights.cost), float(top.sum()))


def _product(factors: Numbers) -> float:
    return float(np.prod(factors))


def _subsets(number: int) -> Iterator[tuple[int, ...]]:
    if number > _FOLLOWED:
        raise ValueError(f"{number} hidden texts; at most {_FOLLOWED} are told apart")
    for size in range(number + 1):
        yield from combinations(range(number), size)


@dataclass(frozen=True, slots=True, eq=False)
class _Sum:
    """The sum over all trees, as a logarithm, and the inverse matrix that its derivatives need."""

    log_total: float
    inverse: Numbers


def _summed(scaled: _Scaled, chosen: Sequence[int]) -> _Sum:
    roots = scaled.alone + scaled.hidden[list(chosen)].sum(axis=0)
    matrix = np.diag(scaled.edges.sum(axis=0) + roots) - scaled.edges
    return _Sum(float(np.linalg.slogdet(matrix)[1]), np.linalg.inv(matrix))


@dataclass(frozen=True, slots=True, eq=False)
class _Shares:
    """Shares of the trees over some hidden texts, of which each part adds up to ``total``."""

    edges: Numbers
    alone: Numbers
    hidden: Numbers
    total: float


def _shares(scaled: _Scaled, chosen: Sequence[int], inverse: Numbers) -> _Shares:
    own = np.diag(inverse)
    hidden = np.zeros_like(scaled.hidden)
    hidden[list(chosen)] = scaled.hidden[list(chosen)] * own[None, :]
    edges = scaled.edges * (own[None, :] - inverse.T)
    return _Shares(edges, scaled.alone * own, hidden, 1.0)


def _with_one(scaled: _Scaled, chosen: Sequence[int], inverse: Numbers, number: int) -> _Shares:
    """Give the shares of the trees in which just one text hangs from one more hidden text.

    Two edges stand in one tree with the 2 x 2 determinant of their entries in the inverse.
    """
    own = np.diag(inverse)
    single = scaled.hidden[number] * own
    through = inverse @ (scaled.hidden[number][:, None] * inverse)
    both = float(single.sum()) * own - np.diag(through)
    hidden = np.zeros_like(scaled.hidden)
    hidden[list(chosen)] = scaled.hidden[list(chosen)] * both[None, :]
    hidden[number] = single
    crossed = float(single.sum()) * inverse - through
    edges = scaled.edges * (both[None, :] - crossed.T)
    return _Shares(edges, scaled.alone * both, hidden, float(single.sum()))


@dataclass(slots=True, eq=False)
class _Tally:
    """Shares being added up; lives for one call."""

    edges: Numbers
    alone: Numbers
    hidden: Numbers
    total: float = 0.0

    def add(self, weight: float, shares: _Shares) -> None:
        self.edges += weight * shares.edges
        self.alone += weight * shares.alone
        self.hidden += weight * shares.hidden
        self.total += weight * shares.total

    def descent(self, unused: Numbers, shift: float) -> Descent:
        parts = (self.edges, self.alone, self.hidden)
        edges, alone, hidden = (np.clip(part / self.total, 0.0, 1.0) for part in parts)
        there = np.clip(1.0 - unused / self.total, 0.0, 1.0)
        return Descent(edges, alone, hidden, there, shift + float(np.log(self.total)))


# -- how many texts there are ---------------------------------------------------------------


def texts(choices: Mapping[str, Mapping[str | None, float]]) -> dict[int, float]:
    """Give the distribution of the number of texts behind some carriers, exactly.

    ``choices`` gives each carrier the probabilities of its possible parents: another carrier, any
    other name (a text that is no carrier: it counts once, however many have theirs from it), or
    None, its own text. The choices are independent but for this, that no chain runs in a ring.

    >>> wire = {"wire": 0.9, None: 0.1}
    >>> {n: round(p, 3) for n, p in texts({"a": wire, "b": wire, "c": {None: 1.0}}).items()}
    {2: 0.81, 3: 0.19}
    >>> texts({"a": {"b": 1.0}, "b": {"a": 1.0}})
    {1: 1.0}
    """
    total = {0: 1.0} if choices else {}
    for part in _parts(choices):
        total = _convolved(total, _counts(part))
    rounded = ((count, round(share, 6)) for count, share in sorted(total.items()))
    return {count: share for count, share in rounded if share > 0}


Choices = Mapping[str, Mapping[str | None, float]]


def _parts(choices: Choices) -> Iterator[dict[str, Mapping[str | None, float]]]:
    """Split carriers into parts that have no possible parent in common."""
    group = {carrier: carrier for carrier in choices}

    def find(node: str) -> str:
        while group.setdefault(node, node) != node:
            group[node] = group[group[node]]
            node = group[node]
        return node

    for carrier, own in choices.items():
        for parent, share in own.items():
            if parent is not None and share > 0:
                group[find(carrier)] = find(parent)
    parts: defaultdict[str, dict[str, Mapping[str | None, float]]] = defaultdict(dict)
    for carrier in sorted(choices):
        parts[find(carrier)][carrier] = choices[carrier]
    yield from (parts[key] for key in sorted(parts))


def _counts(part: Choices) -> dict[int, float]:
    """Count the roots of one part: the coefficients of a determinant, hidden texts in or out."""
    names = {carrier: at for at, carrier in enumerate(sorted(part))}
    outside = _outside(part)
    edges = np.zeros((len(names), len(names)))
    alone = np.zeros(len(names))
    hidden = np.zeros((max(outside.values(), default=-1) + 1, len(names)))
    for carrier, own in part.items():
        at = names[carrier]
        for parent, share in own.items():
            if parent is None or parent == carrier:
                alone[at] += share
            elif parent in names:
                edges[names[parent], at] += share
            else:
                hidden[outside[parent], at] += share
    alone = np.maximum(alone, _LEAST)
    found: defaultdict[int, float] = defaultdict(float)
    sums = {chosen: _coefficients(edges, alone, hidden, chosen) for chosen in _subsets(len(hidden))}
    for chosen in sums:
        exactly = np.zeros(len(names) + 1)
        for size in range(len(chosen) + 1):
            for inner in combinations(chosen, size):
                exactly += (-1.0) ** (len(chosen) - size) * sums[inner]
        for roots, share in enumerate(exactly):
            found[len(chosen) + roots] += max(float(share), 0.0)
    whole = sum(found.values())
    return {count: share / whole for count, share in found.items()}


def _outside(part: Choices) -> dict[str, int]:
    """Number the parents that are no carriers: the heaviest each, the rest as one."""
    weight: defaultdict[str, float] = defaultdict(float)
    for own in part.values():
        for parent, share in own.items():
            if parent is not None and parent not in part and share > 0:
                weight[parent] += share
    ranked = sorted(weight, key=lambda name: (-round(weight[name], 9), name))
    return {name: min(place, _FOLLOWED - 1) for place, name in enumerate(ranked)}


def _coefficients(
    edges: Numbers, alone: Numbers, hidden: Numbers, chosen: Sequence[int]
) -> Numbers:
    """Give the weight of the trees with 0, 1, 2 ... texts alone, some hidden texts allowed.

    The determinant is a polynomial in a mark set on every text that stands alone; it is taken at
    the roots of unity, from which a Fourier transform gives the coefficients.
    """
    count = len(alone)
    fixed = np.diag(edges.sum(axis=0) + hidden[list(chosen)].sum(axis=0)) - edges
    marks = np.exp(-2j * np.pi * np.arange(count + 1) / (count + 1))
    stack = fixed[None, :, :] + marks[:, None, None] * np.diag(alone)[None, :, :]
    return np.fft.ifft(np.linalg.det(stack)).real


def _convolved(a: Mapping[int, float], b: Mapping[int, float]) -> dict[int, float]:
    found: defaultdict[int, float] = defaultdict(float)
    for one, share in a.items():
        for other, more in b.items():
            found[one + other] += share * more
    return {count: share for count, share in found.items() if share > 1e-12}
