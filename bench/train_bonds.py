"""Train when two groups of articles are one story: ``python -m bench.train_bonds [OUT.json]``.

Writes the constant and the factors of ``compare.bonds``: a logistic curve, lightly ridged, each
factor kept to the sign that it must have. It learns from the decisions that grouping comes to:
the most alike groups first, true ones joined, false ones refused, so that the sizes and the
nearness of what is weighed are those of real use. Trained on the even topics of ECB+, the even
events of wire-events and even seeds of the newsroom with twins and sagas, whole and in small
draws, some articles by their opening alone; each part has its weight, whatever its size.
"""

from __future__ import annotations

import heapq
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.collections import Collection, ecbplus, wire_events
from bench.newsroom import coverage_of
from bench.newsroom.truth import written
from bench.origins_truth import accounts_in
from bench.rows import folder
from bench.stories import half
from secondsource.compare.bonds import MEASURES, Gist, measures, merged
from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.compare.stories import units_of
from secondsource.extract.people import entities_of
from secondsource.records import Account, Entity, Reuse

SHIPPED = Path(__file__).parent.parent / "secondsource" / "compare" / "bonds.json"
LEVELS, SEEDS = ("fair", "hard"), (0, 2, 4)
WEIGHTS = {"ecbplus": 1.0, "wire-events": 0.5, "newsroom": 0.8}
_SEED, _RIDGE = 3, 1.0
# Log-odds taken off: two stories in one mislead a reader more than one story in two.
_DOUBT = 0.3
# What somebody said on another day is another happening: too rare in the data to be learned.
_SAID = -8.0
_OPENING = 4


class Shelf(NamedTuple):
    """A collection with what is needed to group any part of it, and its truth by article id."""

    data: str
    accounts: Mapping[str, Account]
    entities: Sequence[Entity]
    reuse: Sequence[Reuse]
    happening: Mapping[str, str]


class Choice(NamedTuple):
    """Two groups that were weighed: what data, which topic, the measures, the truth, its weight."""

    data: str
    topic: str
    measures: tuple[float, ...]
    same: bool
    weight: float


def shelf_of(data: str, collection: Collection) -> Shelf:
    """Read what grouping needs of a collection."""
    accounts = collection.accounts
    shared = reuse_of(accounts)
    shared = settled(accounts, shared, lineage_of(accounts, shared))
    known = {one.page.id: one for one in accounts}
    return Shelf(data, known, entities_of(accounts), shared, collection.happening)


def newsroom(level: str, seed: int) -> Collection:
    """Generate a coverage with twins and a saga, and read it."""
    coverage = coverage_of(level, seed, stories=4, twins=4, sagas=1)
    story = {one.key: f"{seed}/{one.story}" for one in coverage.articles}
    with tempfile.TemporaryDirectory() as place:
        written(coverage, Path(place))
        accounts = accounts_in(Path(place), {})
    return Collection(accounts, {one.page.id: story[one.page.key or ""] for one in accounts})


def topic_of(happening: str) -> str:
    """Give what is left out together: a topic of ECB+, an event, a seed of the newsroom."""
    return happening.partition("ecb")[0].partition("/")[0]


class Draw(NamedTuple):
    """Some articles of a shelf, and of which only the opening is read."""

    names: Sequence[str]
    cut: frozenset[str]


def draws(shelf: Shelf) -> Iterator[Draw]:
    """Yield the whole shelf and parts of it, down to five articles, some of them mere openings."""
    drawn = random.Random(_SEED)
    names = sorted(shelf.happening)
    yield Draw(names, frozenset())
    for share in (0.0, 0.5, 1.0):
        yield _drawn(drawn, names, max(2, len(names) // 3), share)
    by_topic = defaultdict(list)
    for name in names:
        by_topic[topic_of(shelf.happening[name])].append(name)
    topics = sorted(by_topic)
    for topic in topics:
        other = drawn.choice(topics)
        pool = sorted({*by_topic[topic], *(by_topic[other] if shelf.data == "wire-events" else ())})
        yield Draw(pool, frozenset())
        for many, share in ((5, 0.0), (5, 0.5), (5, 1.0), (5, 1.0), (9, 0.0), (9, 1.0)):
            yield _drawn(drawn, pool, many, share)


def _drawn(drawn: random.Random, pool: Sequence[str], many: int, share: float) -> Draw:
    some = sorted(drawn.sample(pool, min(many, len(pool))))
    return Draw(some, frozenset(name for name in some if drawn.random() < share))


def choices_of(shelf: Shelf) -> Iterator[Choice]:
    """Yield the decisions of grouping a shelf and its parts, guided by the truth."""
    for draw in draws(shelf):
        yield from _guided(shelf, draw)


def _guided(shelf: Shelf, draw: Draw) -> Iterator[Choice]:
    units, live = _begun(shelf, draw)
    told = {at: Counter(shelf.happening[name] for name in unit) for at, unit in enumerate(units)}
    heap: list[tuple[float, int, int, tuple[float, ...]]] = []

    def offer(one: int, other: int) -> None:
        measured = measures(live[one], live[other])
        if measured is not None:
            heapq.heappush(heap, (-sum(measured[:5]), one, other, measured))

    for one in live:
        for other in range(one):
            offer(other, one)
    while heap:
        _, one, other, measured = heapq.heappop(heap)
        if one not in live or other not in live:
            continue
        both = sum(told[one][name] * told[other][name] for name in told[one])
        same = 2 * both >= told[one].total() * told[other].total()
        a, b = live[one].size, live[other].size
        topic = topic_of(told[one].most_common(1)[0][0])
        yield Choice(shelf.data, topic, measured, same, a * b / (a + b))
        if same:
            new = max(told) + 1
            live[new], told[new] = merged(live.pop(one), live.pop(other)), told[one] + told[other]
            for at in list(live):
                if at != new:
                    offer(at, new)


def _begun(shelf: Shelf, draw: Draw) -> tuple[list[tuple[str, ...]], dict[int, Gist]]:
    kept = set(draw.names)
    reuse = [one for one in shelf.reuse if one.a.page in kept and one.b.page in kept]
    units, gists = units_of((_read(shelf, draw, name) for name in kept), shelf.entities, reuse)
    return units, dict(enumerate(gists))


def _read(shelf: Shelf, draw: Draw, name: str) -> Account:
    account = shelf.accounts[name]
    return replace(account, passages=account.passages[:_OPENING]) if name in draw.cut else account


# -- fitting --------------------------------------------------------------------------------

_SIGNS = (
    ("short of", -1),
    ("days between", -1),
    ("weekdays between", -1),
    ("said on other days", -1),
    ("days known", 0),
    ("weekdays known", 0),
    ("no day known", 0),
    ("smaller's size", 0),
    ("larger's size", 0),
)


def sign_of(measure: str) -> int:
    """Say which sign a measure's factor must have; what misses or lies apart is negative itself."""
    return next((sign for start, sign in _SIGNS if measure.startswith(start)), 1)


def fitted(choices: Sequence[Choice]) -> tuple[float, dict[str, float]]:
    """Fit the curve: the constant and each measure's factor."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    x = np.array([one.measures for one in choices])
    truth = np.array([1.0 if one.same else -1.0 for one in choices])
    weight = _weighed(choices)
    mean = weight @ x / weight.sum()
    spread = np.sqrt(weight @ (x - mean) ** 2 / weight.sum()) + 1e-9
    z = (x - mean) / spread

    def loss(found: Any) -> tuple[float, Any]:
        height = truth * (z @ found[:-1] + found[-1])
        slope = -weight * truth / (1 + np.exp(np.clip(height, -60, 60)))
        cost = float(weight @ np.logaddexp(0, -height) + _RIDGE / 2 * (found[:-1] ** 2).sum())
        return cost, np.append(z.T @ slope + _RIDGE * found[:-1], slope.sum())

    limits = {1: (0, None), 0: (None, None), -1: (None, 0)}
    bounds = [*(limits[sign_of(one)] for one in MEASURES), (None, None)]
    start = np.zeros(len(MEASURES) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    factors = found[:-1] / spread
    constant = float(found[-1] - mean @ factors) - _DOUBT
    told = {one: round(float(at), 4) for one, at in zip(MEASURES, factors, strict=True)}
    return constant, {**told, "said on other days": _SAID}


def _weighed(choices: Sequence[Choice]) -> Any:
    """Weigh each data set, and in it what is one story and what is two, whatever their numbers."""
    totals: defaultdict[tuple[str, bool], float] = defaultdict(float)
    for one in choices:
        totals[one.data, one.same] += one.weight
    return np.array([1000 * WEIGHTS[c.data] * c.weight / totals[c.data, c.same] for c in choices])


def trained(several: Iterable[Shelf]) -> tuple[float, dict[str, float]]:
    """Train on the decisions that grouping by likeness alone comes to."""
    return fitted([one for shelf in several for one in choices_of(shelf)])


def shelves(root: Path) -> Iterator[Shelf]:
    """Read everything that is trained on."""
    yield shelf_of("ecbplus", ecbplus(root, odd=False))
    yield shelf_of("wire-events", half(wire_events(root), odd=False))
    yield from (shelf_of("newsroom", newsroom(level, seed)) for level in LEVELS for seed in SEEDS)


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    constant, factors = trained(shelves(folder("ecbplus").parent))
    told = {"constant": round(constant, 4), "factors": {n: f for n, f in factors.items() if f}}
    out.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
