"""The fit of the table of evidence: ``python -m bench.evidence [--seeds 2-80] [--write]``.

Descents in the newsroom's collections with even seeds, at every level, say how much each piece of
evidence tells; the judgements that stood before hold each figure near (a normal prior), for the
newsroom is not the news. The likelihood is that of the true parents in trees that may otherwise
run as they like, so its slope is the difference of two sums over trees (Lafferty et al. 2001 on
chains; Smith & Smith 2007 on trees).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.descents import Collection, Origin, agencies_in, collection_of, origins_in, seeds
from bench.origins import seeds_of
from secondsource.compare.evidence import Found, rows
from secondsource.compare.groups import Layer, layers_of
from secondsource.compare.judging import (
    Scores,
    agencies_of_layer,
    cast_of,
    scores_of,
    shown_by,
    weights_of,
)
from secondsource.compare.pairs import credits_in
from secondsource.compare.printed import printed_of
from secondsource.compare.rewriting import written_from
from secondsource.compare.rewritten import groups_of, scores_in
from secondsource.compare.sides import Side, sides_of
from secondsource.compare.trees import Descent, Weights, descent_of

Numbers = NDArray[Any]

_SPREAD = 0.7
"""How far a figure may be expected from its judgement, in natural logarithms: a factor of two."""

_MET = 50
"""Descents on which a row must be met for its judgement to give way to a figure."""

_STEPS, _RATE = 60, 0.08
_NEVER = float("-inf")


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A layer with its evidence, and what is known of its true descents (-1: alone; n + h)."""

    scores: Scores
    count: int
    hidden: int
    true: Mapping[int, int]


def examples_in(one: Collection) -> Iterator[Example]:
    """Give the layers of a collection in which a true parent is known."""
    shared = [each for each in one.reuse if each.kind != "furniture"]
    sides = sides_of(one.accounts, {span.page for each in shared for span in (each.a, each.b)})
    for layer in layers_of(shared, sides):
        cast, _ = cast_of(layer, sides)
        text = printed_of(layer, cast, credits_in)
        agencies = agencies_of_layer(text)
        true = dict(_true(layer, cast, agencies, one))
        if true:
            scores = scores_of(text, agencies)
            known = _possible(true, scores, len(cast), len(agencies))
            yield Example(scores, len(cast), len(agencies), known)


def rewritings_in(one: Collection) -> Iterator[Example]:
    """Give the groups of pairs that may be written from one another, true parents known."""
    shared = [each for each in one.reuse if each.kind != "furniture"]
    sides = sides_of(one.accounts, [each.page.id for each in one.accounts])
    taken: defaultdict[str, set[int]] = defaultdict(set)
    for layer in layers_of(shared, sides):
        for wording in layer.wordings:
            for article, held in wording.items():
                taken[article].add(held.passage)
    pairs = written_from(sides, {name: frozenset(some) for name, some in taken.items()})
    for group in groups_of(pairs, sides, least=_NEVER):
        names, scores = scores_in(group)
        number = {name: at for at, name in enumerate(names)}
        true: dict[int, int] = {}
        for child in sorted({child for _, child in group}):
            spans = {s for (_, c), (told, _) in group.items() if c == child for s in told.spans}
            found = dict(origins_in(one.run, sorted(spans)).most_common())
            edges = [(number.get(article or "", -1), number[child]) for article, _ in found]
            known = [edge for edge in edges if edge in scores.edges]
            if known or (None, None) in found:
                true[number[child]] = known[0][0] if known else -1
        yield Example(scores, len(names), 0, true)


def _true(
    layer: Layer, cast: Sequence[Side], agencies: Sequence[str | None], one: Collection
) -> Iterator[tuple[int, int]]:
    number = {side.id: at for at, side in enumerate(cast)}
    names = agencies_in(one.run)
    for at, side in enumerate(cast):
        spans = [wording[side.id].span for wording in layer.wordings if side.id in wording]
        found = origins_in(one.run, spans)
        if found:
            place = _place(found.most_common(1)[0][0], number, agencies, names)
            if place is not None:
                yield at, place


def _place(
    origin: Origin,
    number: Mapping[str, int],
    agencies: Sequence[str | None],
    names: Mapping[str, str],
) -> int | None:
    article, hidden = origin
    if article is not None:
        return number.get(article)
    if hidden is None:
        return -1
    agency = names[hidden] if names[hidden] in agencies else None
    return len(number) + agencies.index(agency)


def _possible(true: dict[int, int], scores: Scores, count: int, hidden: int) -> dict[int, int]:
    """Leave out descents that the evidence has no way for."""
    unnamed = count + hidden - 1
    few = sum(place == unnamed for place in true.values()) < 2
    return {
        child: place
        for child, place in true.items()
        if (place < 0 or place >= count or (place, child) in scores.edges)
        and not (place == unnamed and few)
    }


# -- likelihood and slope -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """An example as arrays over the rows of the table."""

    example: Example
    shared: Mapping[tuple[int, int], Numbers]
    edges: Mapping[tuple[int, int], Numbers]
    hidden: Mapping[tuple[int, int], Numbers]
    opening: tuple[Numbers, ...]


def _laid(example: Example, names: Mapping[str, int]) -> _Laid:
    def vector(found: Iterable[Found]) -> Numbers:
        told = np.zeros(len(names))
        for row, times, _ in found:
            told[names[row]] += times
        return told

    scores = example.scores
    return _Laid(
        example,
        {pair: vector(found) for pair, found in scores.shared.items()},
        {edge: vector(found) for edge, found in scores.edges.items()},
        {below: vector(found) for below, found in scores.hidden.items()},
        tuple(vector(found) for found in scores.opening),
    )


def _slope(laid: _Laid, adds: Numbers, names: Sequence[str]) -> tuple[float, Numbers]:
    """Give the log-likelihood of the true parents of one layer, and its slope."""
    one = laid.example
    table = dict(zip(names, adds.tolist(), strict=True))
    free = weights_of(one.scores, table, one.count, one.hidden)
    bound = _bound(free, one)
    loose, tight = descent_of(free), descent_of(bound)
    pull = _Pull(np.zeros(len(names)))
    for sign, descent in ((1.0, tight), (-1.0, loose)):
        _pulled(pull, laid, descent, adds, sign)
    return tight.log_total - loose.log_total, pull.slope


@dataclass(slots=True, eq=False)
class _Pull:
    """A slope being added up; lives for one call."""

    slope: Numbers


def _bound(free: Weights, one: Example) -> Weights:
    edges, alone, hidden = free.edges.copy(), free.alone.copy(), free.hidden.copy()
    for child, place in one.true.items():
        edges[[p for p in range(one.count) if p != place], child] = _NEVER
        hidden[[h for h in range(one.hidden) if one.count + h != place], child] = _NEVER
        if place >= 0:
            alone[child] = _NEVER
    return Weights(edges, alone, hidden, free.cost, free.unnamed)


def _pulled(pull: _Pull, laid: _Laid, descent: Descent, adds: Numbers, sign: float) -> None:
    one = laid.example
    gains = {pair: float(told @ adds) for pair, told in laid.shared.items()}

    def best(pairs: Iterable[tuple[int, int]]) -> Numbers:
        some = [pair for pair in pairs if pair in laid.shared]
        return laid.shared[max(some, key=lambda pair: gains[pair])] if some else 0 * pull.slope

    for (parent, child), told in laid.edges.items():
        share = float(descent.edges[parent, child])
        pair = (min(parent, child), max(parent, child))
        pull.slope += sign * share * (told + laid.shared[pair])
    for (number, child), told in laid.hidden.items():
        share = float(descent.hidden[number, child])
        near = shown_by(one.scores, number, child, one.count)
        pairs = [(min(child, other), max(child, other)) for other in near]
        pull.slope += sign * share * (told + best(pairs))
    highest = best(laid.shared)
    for number, told in enumerate(laid.opening):
        pull.slope += sign * float(descent.there[number]) * (told - highest)


def fitted(examples: Sequence[Example]) -> dict[str, float]:
    """Fit the table; each figure is held near the judgement it started from."""
    names = list(rows())
    prior = np.array([rows()[name].prior for name in names])
    adds = np.array([rows()[name].adds for name in names])
    places = {name: at for at, name in enumerate(names)}
    laid = [_laid(one, places) for one in examples]
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, _STEPS + 1):
        told = [_slope(one, adds, names) for one in laid]
        slope = sum((each[1] for each in told), np.zeros(len(names)))
        slope -= (adds - prior) / _SPREAD**2
        total = sum(each[0] for each in told)
        if step % 10 == 1:
            print(f"step {step}: {total / len(laid):.4f} a layer", file=sys.stderr)
        first = 0.9 * first + 0.1 * slope  # Kingma & Ba 2015
        second = 0.99 * second + 0.01 * slope**2
        moved = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
        adds = adds + _RATE * (1 - step / (_STEPS + 1)) * moved
        adds = np.where(
            prior > 0, np.maximum(adds, 0), np.where(prior < 0, np.minimum(adds, 0), adds)
        )
    return {name: round(float(add), 2) for name, add in zip(names, adds, strict=True)}


def met(examples: Iterable[Example]) -> Counter[str]:
    """Count for each row the descents with a known parent that it spoke for or against."""
    found: Counter[str] = Counter()
    for one in examples:
        for child in one.true:
            near = {
                row
                for (_, other), told in (*one.scores.edges.items(), *one.scores.hidden.items())
                if other == child
                for row, _, _ in told
            }
            near |= {
                row
                for pair, told in one.scores.shared.items()
                if child in pair
                for row, _, _ in told
            }
            found.update(near)
    return found


def written(adds: Mapping[str, float], seen: Mapping[str, int]) -> str:
    """Write the figures into the text of the table; rows hardly met keep their judgement."""
    place = resources.files("secondsource.compare") / "evidence.toml"
    text = place.read_text(encoding="utf-8")
    for name, add in adds.items():
        if seen.get(name, 0) < _MET:
            continue
        row = re.compile(rf'(\["{re.escape(name)}"\]\nadds = )\S+(\nprior = \S+\nseen = )\d+')
        text = row.sub(rf"\g<1>{add}\g<2>{seen[name]}", text)
    return text


def main(asked: Sequence[str]) -> int:
    """Fit on collections; print the figures, or write them into the table."""
    numbers = "2-80"
    if "--seeds" in asked:
        numbers = asked[asked.index("--seeds") + 1]
    examples: list[Example] = []
    for level in ("easy", "fair", "hard"):
        tags: dict[str, Any] = {}
        for seed in seeds(seeds_of(numbers)):
            one = collection_of(level, seed, tags=tags)
            examples += [*examples_in(one), *rewritings_in(one)]
    adds, seen = fitted(examples), met(examples)
    for name, row in rows().items():
        print(f"{name:24} {row.prior:6.2f} {adds[name]:6.2f} {seen[name]:6d}")
    if "--write" in asked:
        Path(str(resources.files("secondsource.compare") / "evidence.toml")).write_text(
            written(adds, seen), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
