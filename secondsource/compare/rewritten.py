"""Which article was written from which, in other words: the pairs judged together.

Here lives the judgement of the pairs that ``rewriting`` finds, over trees as for shared text: an
article is written from one other, from none of those that are written from it, or on its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from secondsource.compare.evidence import Found, summed, table
from secondsource.compare.judging import Option, Scores, spelt, weights_of
from secondsource.compare.rewriting import Written, written_from, written_rows
from secondsource.compare.rulings import Rulings
from secondsource.compare.sides import Side
from secondsource.compare.trees import descent_of
from secondsource.compare.unseen import MAYBE, Part
from secondsource.laid import Laid
from secondsource.records import Reason

_HOPELESS = -4.0
"""Log odds below which a pair is not judged: less than 2 in 100 even alone."""

_TOGETHER = 150
"""Articles of one chain of pairs that are judged together, the likeliest pairs first."""

_LETTERS = 6.0
_AGAINST = 0.2
"""How likely an article may already be of another's text for that one not to be written from it."""


def rewritten_parts(
    sides: Mapping[str, Side], parts: Mapping[str, Sequence[Part]], rulings: Rulings
) -> Iterator[tuple[str, Part]]:
    """Give each article that may be written from another its sentences with their parents."""
    taken = {child: taken_in(sides[child], some) for child, some in parts.items()}
    pairs = [
        one
        for one in written_from(sides, taken)
        if not _has_from(parts.get(one.parent, ()), one.child)
        and (min(one.parent, one.child), max(one.parent, one.child)) not in rulings.independent
    ]
    for group in groups_of(pairs, sides):
        yield from _judged(group, sides)


def taken_in(side: Side, parts: Sequence[Part]) -> frozenset[int]:
    """Give the passages that others print as they stand."""
    spans = {span for part in parts if part.layer is not None for span in part.spans}
    laid = Laid.of(sorted(spans), lambda span: span)
    return frozenset(number for number, one in enumerate(side.passages) if laid.touching(one.span))


def _has_from(parts: Sequence[Part], article: str) -> bool:
    return any(
        one.article == article and one.probability > _AGAINST
        for part in parts
        for one in part.options
    )


Pairs = Mapping[tuple[str, str], tuple[Written, tuple[Found, ...]]]
"""Pairs (parent, child) with their evidence."""


def groups_of(
    pairs: Iterable[Written], sides: Mapping[str, Side], *, least: float = _HOPELESS
) -> list[Pairs]:
    """Part the pairs that are worth judging into groups that have no article in common."""
    told = [(one, tuple(written_rows(one, sides[one.parent], sides[one.child]))) for one in pairs]
    scored = [(round(summed(rows, table()), 4), one, rows) for one, rows in told]
    root: dict[str, str] = {}
    size: defaultdict[str, int] = defaultdict(lambda: 1)

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    kept: list[tuple[Written, tuple[Found, ...]]] = []
    for score, one, rows in sorted(
        scored, key=lambda each: (-each[0], each[1].parent, each[1].child)
    ):
        a, b = find(one.parent), find(one.child)
        if score >= least and (a == b or size[a] + size[b] <= _TOGETHER):
            kept.append((one, rows))
            if a != b:
                root[max(a, b)] = min(a, b)
                size[min(a, b)] += size[max(a, b)]
    found: defaultdict[str, dict[tuple[str, str], tuple[Written, tuple[Found, ...]]]]
    found = defaultdict(dict)
    for one, rows in kept:
        found[find(one.child)][one.parent, one.child] = (one, rows)
    return [found[name] for name in sorted(found)]


def scores_in(group: Pairs) -> tuple[list[str], Scores]:
    """Give a group's articles, in order, and its evidence by their numbers."""
    names = sorted({name for pair in group for name in pair})
    number = {name: at for at, name in enumerate(names)}
    edges = {(number[p], number[c]): rows for (p, c), (_, rows) in group.items()}
    shared: dict[tuple[int, int], tuple[Found, ...]] = {
        (min(edge), max(edge)): () for edge in edges
    }
    return names, Scores(shared, edges, {}, (), ())


def _judged(group: Pairs, sides: Mapping[str, Side]) -> Iterator[tuple[str, Part]]:
    names, scores = scores_in(group)
    descent = descent_of(weights_of(scores, table(), len(names), 0))
    for child, name in enumerate(names):
        parents = [parent for parent in range(len(names)) if (parent, child) in scores.edges]
        if parents:
            options = [
                Option(
                    names[parent],
                    None,
                    float(descent.edges[parent, child]),
                    partial(spelt, scores.edges[parent, child]),
                )
                for parent in parents
            ]
            options.append(Option(None, None, float(descent.alone[child]), _nobodys))
            best = max(parents, key=lambda parent: (float(descent.edges[parent, child]), -parent))
            spans = group[names[best], name][0].spans
            letters = sum(span.end - span.start for span in spans)
            yield name, Part(spans, tuple(options), letters / _LETTERS)


def _nobodys() -> tuple[Reason, ...]:
    return (MAYBE,)
