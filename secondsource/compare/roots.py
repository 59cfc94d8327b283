"""How many texts stand behind the articles that carry a statement, counted exactly.

Each carrier has a posterior over parents: another carrier, a hidden text, or none. A choice of
parents for all of them is a graph in which every node points at one parent, and the texts are
its connected pieces: a text of one's own, a hidden text with all that took from it, or a ring
of articles of which one must have been first. Carriers that cannot share a parent are
independent, so each connected part is counted alone and the counts are convolved. Small parts
are enumerated; a large one is folded carrier by carrier over which hidden texts are in use,
which forgets rings and so never counts fewer than one text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from secondsource.records import Interval

# Below this many joint choices a part is enumerated; above it is folded. 4096 take 20 ms.
_ENUMERATED = 4096
# Hidden texts followed by name in a folded part; the rest count as one, which errs to the few.
_FOLLOWED = 4
# What is less likely than this cannot move a 5 % end; dropping it keeps a thousand carriers fast.
_NEGLIGIBLE = 1e-9
_LOW, _HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible parent of a carrier: an article, a hidden text (``hidden:id``) or None."""

    parent: str | None
    probability: float


def texts_behind(choices: Mapping[str, Sequence[Choice]]) -> Interval:
    """Count the texts behind carriers: 5 % - most likely - 95 %.

    ``choices`` gives each carrier its possible parents, whose probabilities add up to 1.

    >>> own, wire = Choice(None, 0.1), Choice("hidden:w", 0.9)
    >>> str(texts_behind({"a": [own, wire], "b": [own, wire], "c": [Choice(None, 1.0)]}))
    '2 (2-3)'
    """
    if not choices:
        return Interval(0, 0, 0)
    total = {0: 1.0}
    for part in _parts(choices):
        total = _convolved(total, _counted(part))
    return interval_of(total)


def interval_of(counts: Mapping[int, float]) -> Interval:
    """Give the 5 %, the likeliest and the 95 % of a distribution over counts."""
    ordered = sorted(counts.items())
    whole = sum(share for _, share in ordered) or 1.0
    likely = max(ordered, key=lambda one: (round(one[1], 9), -one[0]))[0]
    low = high = likely
    below, seen = 0.0, False
    for count, share in ordered:
        below += share / whole
        if not seen and round(below, 6) > _LOW:
            low, seen = count, True
        if round(below, 6) >= _HIGH:
            high = count
            break
    return Interval(min(low, likely), likely, max(high, likely))


def _parts(
    choices: Mapping[str, Sequence[Choice]],
) -> Iterator[dict[str, Sequence[Choice]]]:
    """Split carriers into parts that share no possible parent."""
    group = {carrier: carrier for carrier in choices}

    def find(node: str) -> str:
        while group.setdefault(node, node) != node:
            node = group[node]
        return node

    for carrier, own in choices.items():
        for choice in own:
            if choice.parent is not None and choice.probability > 0:
                group[find(carrier)] = find(choice.parent)
    parts: defaultdict[str, dict[str, Sequence[Choice]]] = defaultdict(dict)
    for carrier in sorted(choices):
        parts[find(carrier)][carrier] = choices[carrier]
    yield from (parts[key] for key in sorted(parts))


def _counted(part: Mapping[str, Sequence[Choice]]) -> dict[int, float]:
    ways = 1
    for own in part.values():
        ways *= len(own)
    return _enumerated(part) if ways <= _ENUMERATED else _folded(part)


def _enumerated(part: Mapping[str, Sequence[Choice]]) -> dict[int, float]:
    carriers = sorted(part)
    counts: defaultdict[int, float] = defaultdict(float)
    for drawn in product(*(part[carrier] for carrier in carriers)):
        share = 1.0
        for choice in drawn:
            share *= choice.probability
        if share > 0:
            counts[_pieces(carriers, [choice.parent for choice in drawn])] += share
    return dict(counts)


def _pieces(carriers: Sequence[str], parents: Sequence[str | None]) -> int:
    """Count the connected pieces of one graph of parents."""
    root: dict[str, str] = {}

    def find(node: str) -> str:
        while root.setdefault(node, node) != node:
            node = root[node]
        return node

    for carrier, parent in zip(carriers, parents, strict=True):
        one, other = find(carrier), find(parent or carrier)
        root[one] = other
    return len({find(carrier) for carrier in carriers})


def _folded(part: Mapping[str, Sequence[Choice]]) -> dict[int, float]:
    """Count carrier by carrier, keeping which hidden texts are in use and how many stand alone."""
    bit = _bits(part)
    states: dict[tuple[int, int], float] = {(0, 0): 1.0}
    for carrier in sorted(part):
        after: defaultdict[tuple[int, int], float] = defaultdict(float)
        for (used, alone), share in states.items():
            for choice in part[carrier]:
                mask = used | bit.get(choice.parent or "", 0)
                after[mask, alone + (choice.parent is None)] += share * choice.probability
        states = {state: share for state, share in after.items() if share > _NEGLIGIBLE}
    counts: defaultdict[int, float] = defaultdict(float)
    for (used, alone), share in states.items():
        counts[max(1, used.bit_count() + alone)] += share
    return dict(counts)


def _bits(part: Mapping[str, Sequence[Choice]]) -> dict[str, int]:
    """Give each hidden text a bit, the likeliest one of its own, the rest one together."""
    weight: defaultdict[str, float] = defaultdict(float)
    for own in part.values():
        for choice in own:
            if choice.parent and choice.parent not in part:
                weight[choice.parent] += choice.probability
    ranked = sorted(weight, key=lambda hidden: (-round(weight[hidden], 9), hidden))
    return {hidden: 1 << min(place, _FOLLOWED) for place, hidden in enumerate(ranked)}


def _convolved(a: Mapping[int, float], b: Mapping[int, float]) -> dict[int, float]:
    found: defaultdict[int, float] = defaultdict(float)
    for one, share in a.items():
        for other, more in b.items():
            found[one + other] += share * more
    return {count: share for count, share in sorted(found.items()) if share > 1e-12}
