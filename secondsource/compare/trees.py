"""All the ways in which texts can descend from one another, weighed together: numbers alone.

Here live the sums over every tree of descent of a few texts, and nothing that knows what a text
is. Each text hangs from one other, from a hidden text, or stands alone; no text descends from
itself. A tree weighs the product of its edges' weights, so the sum over all trees is a determinant
(Tutte 1948, the directed Matrix-Tree theorem) and the share of the trees that hold an edge is its
derivative (Koo et al. 2007; Smith & Smith 2007). Nothing is sampled and no order of texts is
assumed; who is the first of a whole chain is told by a walk against the edges (Wilson 1996).

A hidden text may exist or not; the trees are summed over both, so one that nobody needs costs
nothing. Weights are natural logarithms; those of one text are scaled together, which changes no
share, and kept within 18 of one another, which keeps the determinant to twelve digits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    ``cost[h]`` the log odds that h exists at all. Minus infinity is "cannot be".
    """

    edges: Numbers
    alone: Numbers
    hidden: Numbers
    cost: Numbers


@dataclass(frozen=True, slots=True)
class Descent:
    """Shares of all trees: of each edge, of standing alone, of hanging from each hidden text.

    For a text c ``edges[:, c]``, ``alone[c]`` and ``hidden[:, c]`` add up to 1. ``first[c][x]``
    is the share in which c's chain ends in x: a text (by its number), or hidden text h at n + h.
    """

    edges: Numbers
    alone: Numbers
    hidden: Numbers
    first: Numbers
    log_total: float


def descent_of(weights: Weights) -> Descent:
    """Sum all trees of descent.

    Two texts that may have it from each other, or both alone:

    >>> import numpy
    >>> e, none = numpy.log([[1e-9, 3.0], [1.0, 1e-9]]), numpy.zeros((0, 2))
    >>> found = descent_of(Weights(e, numpy.zeros(2), none, numpy.zeros(0)))
    >>> [round(float(share), 2) for share in (*found.edges.ravel(), *found.alone)]
    [0.0, 0.6, 0.2, 0.0, 0.8, 0.4]
    """
    import numpy  # deferred: importing it takes longer than --help may

    count, number = len(weights.alone), len(weights.cost)
    top = weights.alone.copy()
    for part in (weights.edges, weights.hidden):
        if part.size:
            top = numpy.maximum(top, part.max(axis=0))
    edges = numpy.exp(weights.edges - top)
    numpy.fill_diagonal(edges, 0.0)
    alone = numpy.exp(numpy.maximum(weights.alone - top, -_RANGE))
    hidden = numpy.exp(weights.hidden - top)
    logs, found = [], []
    for chosen in _subsets(number):
        used = numpy.zeros(number)
        used[list(chosen)] = 1.0
        one = _summed(edges, alone, hidden * used[:, None])
        logs.append(one.log_total + float(weights.cost[list(chosen)].sum()))
        found.append(one)
    shares = numpy.exp(numpy.array(logs) - max(logs))
    total = float(shares.sum())
    mixed = [
        sum(share / total * getattr(one, part) for share, one in zip(shares, found, strict=True))
        for part in ("edges", "alone", "hidden", "first")
    ]
    scale = float(top.sum()) + max(logs)
    first = mixed[3] if count else numpy.zeros((0, number))
    return Descent(mixed[0], mixed[1], mixed[2], first, scale + float(numpy.log(total)))


def _subsets(number: int) -> Iterator[tuple[int, ...]]:
    if number > _FOLLOWED:
        raise ValueError(f"{number} hidden texts; at most {_FOLLOWED} are told apart")
    for size in range(number + 1):
        yield from combinations(range(number), size)


def _summed(edges: Numbers, alone: Numbers, hidden: Numbers) -> Descent:
    import numpy

    roots = alone + hidden.sum(axis=0)
    matrix = numpy.diag(edges.sum(axis=0) + roots) - edges
    inverse = numpy.linalg.inv(matrix)
    own = numpy.diag(inverse)
    _, log_total = numpy.linalg.slogdet(matrix)
    first = numpy.concatenate([(alone[:, None] * inverse).T, (hidden @ inverse).T], axis=1)
    return Descent(
        numpy.clip(edges * (own[None, :] - inverse.T), 0.0, 1.0),
        alone * own,
        hidden * own[None, :],
        first,
        float(log_total),
    )


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
    import numpy

    names = {carrier: at for at, carrier in enumerate(sorted(part))}
    outside = _outside(part)
    edges = numpy.zeros((len(names), len(names)))
    alone = numpy.zeros(len(names))
    hidden = numpy.zeros((max(outside.values(), default=-1) + 1, len(names)))
    for carrier, own in part.items():
        at = names[carrier]
        for parent, share in own.items():
            if parent is None or parent == carrier:
                alone[at] += share
            elif parent in names:
                edges[names[parent], at] += share
            else:
                hidden[outside[parent], at] += share
    alone = numpy.maximum(alone, _LEAST)
    found: defaultdict[int, float] = defaultdict(float)
    sums = {chosen: _coefficients(edges, alone, hidden, chosen) for chosen in _subsets(len(hidden))}
    for chosen in sums:
        exactly = numpy.zeros(len(names) + 1)
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
    import numpy

    count = len(alone)
    fixed = numpy.diag(edges.sum(axis=0) + hidden[list(chosen)].sum(axis=0)) - edges
    marks = numpy.exp(-2j * numpy.pi * numpy.arange(count + 1) / (count + 1))
    stack = fixed[None, :, :] + marks[:, None, None] * numpy.diag(alone)[None, :, :]
    return numpy.fft.ifft(numpy.linalg.det(stack)).real


def _convolved(a: Mapping[int, float], b: Mapping[int, float]) -> dict[int, float]:
    found: defaultdict[int, float] = defaultdict(float)
    for one, share in a.items():
        for other, more in b.items():
            found[one + other] += share * more
    return {count: share for count, share in found.items() if share > 1e-12}
