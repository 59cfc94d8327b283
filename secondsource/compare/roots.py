"""How many texts stand behind the articles that carry a statement, counted exactly.

Each carrier has a posterior over parents: another carrier, a hidden text, or none. A choice of
parents for all of them is a graph in which every node points at one parent, and the texts are
its connected pieces: a text of one's own, a hidden text with all that took from it, or a ring
of articles of which one must have been first. Carriers that cannot share a parent are
independent, so each connected part is counted alone and the counts are convolved. Small parts
are enumerated; in a large one what stands alone and which hidden texts are in use are added up as
if they did not hang together, which forgets rings and so never counts fewer than one text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from secondsource.compare.chances import Chances, added, at_least, interval_of, maybe
from secondsource.records import Interval

# Below this many joint choices a part is enumerated; above it is folded. 4096 take 20 ms.
_ENUMERATED = 4096
_ABSENT = "absent"  # no article: a carrier that does not carry the words after all


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible parent of a carrier: an article, a hidden text (``hidden:id``) or None."""

    parent: str | None
    probability: float


def texts_behind(
    choices: Mapping[str, Sequence[Choice]], there: Mapping[str, float] | None = None
) -> Interval:
    """Count the texts behind carriers: 5 % - most likely - 95 %.

    ``choices`` gives each carrier its possible parents, whose probabilities add up to 1;
    ``there`` how likely each carries the words at all (1 where nothing is said).

    >>> own, wire = Choice(None, 0.1), Choice("hidden:w", 0.9)
    >>> str(texts_behind({"a": [own, wire], "b": [own, wire], "c": [Choice(None, 1.0)]}))
    '2 (2-3)'
    """
    return interval_of(texts_counted(choices, there or {})) if choices else Interval(0, 0, 0)


def texts_counted(choices: Mapping[str, Sequence[Choice]], there: Mapping[str, float]) -> Chances:
    """Give how likely each number of texts is behind carriers; as ``texts_behind``.

    >>> texts_counted({"a": [Choice(None, 1.0)]}, {"a": 0.5})
    {0: 0.5, 1: 0.5}
    """
    return added(_counted(part, there) for part in _parts(choices))


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


def _counted(part: Mapping[str, Sequence[Choice]], there: Mapping[str, float]) -> Chances:
    ways = 1
    for carrier, own in part.items():
        ways *= len(own) + (there.get(carrier, 1.0) < 1)
    return _enumerated(part, there) if ways <= _ENUMERATED else _folded(part, there)


def _drawn(
    carrier: str, own: Sequence[Choice], there: Mapping[str, float]
) -> list[tuple[str | None, float]]:
    """Give the parents a carrier may have, with their shares; itself missing is ``_ABSENT``."""
    present = there.get(carrier, 1.0)
    found = [(choice.parent, choice.probability * present) for choice in own]
    return [*found, (_ABSENT, 1 - present)] if present < 1 else found


def _enumerated(part: Mapping[str, Sequence[Choice]], there: Mapping[str, float]) -> Chances:
    carriers = sorted(part)
    counts: defaultdict[int, float] = defaultdict(float)
    for drawn in product(*(_drawn(carrier, part[carrier], there) for carrier in carriers)):
        share = 1.0
        for _, probability in drawn:
            share *= probability
        if share > 0:
            counts[_pieces(carriers, [parent for parent, _ in drawn])] += share
    return dict(sorted(counts.items()))


def _pieces(carriers: Sequence[str], parents: Sequence[str | None]) -> int:
    """Count the connected pieces of one graph of parents, without the carriers that are absent."""
    root: dict[str, str] = {}

    def find(node: str) -> str:
        while root.setdefault(node, node) != node:
            node = root[node]
        return node

    present = [(c, p) for c, p in zip(carriers, parents, strict=True) if p != _ABSENT]
    for carrier, parent in present:
        one, other = find(carrier), find(parent or carrier)
        root[one] = other
    return len({find(carrier) for carrier, _ in present})


def _folded(part: Mapping[str, Sequence[Choice]], there: Mapping[str, float]) -> Chances:
    """Add up, as if they were independent, what stands alone and which outer texts are in use."""
    unused: defaultdict[str, float] = defaultdict(lambda: 1.0)
    alone: list[float] = []
    for carrier in sorted(part):
        for parent, share in _drawn(carrier, part[carrier], there):
            if parent is None:
                alone.append(share)
            elif parent not in part and parent != _ABSENT:
                unused[parent] *= 1 - min(1.0, share)
    counts = added(map(maybe, (*alone, *(1 - unused[name] for name in sorted(unused)))))
    surely = max((there.get(carrier, 1.0) for carrier in part), default=0.0) >= 1
    return at_least(counts, int(surely))
