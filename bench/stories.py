"""Stories against ECB+'s twin happenings, the events of wire-events and the newsroom's twins.

BCubed over articles: of those that stand in a story with an article, the share that belong there
(precision), and of those that belong, the share that stand there (recall). The even topics and
events and some even seeds of the newsroom are trained on (``bench/train_bonds.py``); the odd ones
are not, but older constants (days, numbers) had seen all of wire-events. The newsroom's coverages
- stories with twins and a saga of episodes, copies included - of several unseen seeds stand in one
collection. In draws of five articles of two happenings (of ECB+, twins), where nothing can be
weighed by the collection, pairs are counted. Four references see the same texts, each with the
threshold that is best on ECB+'s even topics: TF-IDF with a single pass in the order of the ids,
or of the days with likeness fading as days pass, TF-IDF with average-link agglomeration, and
MiniLM's vectors of headline and opening with HDBSCAN (so many neighbours, chosen likewise).
"""

from __future__ import annotations

import math
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from bench.collections import Collection, body_text, ecbplus, wire_events, written
from bench.floods import flood
from bench.minilm import MISSING, Encoder
from bench.newsroom import coverage_of
from bench.newsroom.truth import written as laid_down
from bench.origins_truth import accounts_in
from bench.rows import Row
from secondsource.compare.days import day_of
from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.compare.stories import stories_of
from secondsource.extract.people import entities_of
from secondsource.records import Account, Tagged

Labels = Mapping[str, str]
Grouping = Callable[[Collection, float], Labels]
_MINILM = "MiniLM, HDBSCAN"
_DRAWS, _DRAWN, _SEED = 60, 5, 5
_FLOOD = 600
_ROOMS = (257, 259, 261)
_FADES = 14.0
_READ = 1000
_THRESHOLDS = tuple(round(step / 50, 2) for step in range(3, 26))
_NEIGHBOURS = (1.0, 2.0, 3.0)


def run(folder: Path) -> list[Row]:
    """Measure; ``folder`` holds the unpacked data sets."""
    tune = ecbplus(folder, odd=False)
    wire = wire_events(folder)
    peers = _peers()
    best = {
        name: max(steps, key=lambda least: bcubed(make(tune, least), tune.happening)[2])
        for name, (make, steps) in peers.items()
    }
    parts = [
        ("ecbplus", "even topics (trained on)", tune),
        ("ecbplus", "odd topics", ecbplus(folder, odd=True)),
        ("wire-events", "even events (trained on)", half(wire, odd=False)),
        ("wire-events", "odd events", half(wire, odd=True)),
        ("wire-events", "all", wire),
        *(("newsroom", f"{level}, unseen seeds", newsroom(level)) for level in ("fair", "hard")),
    ]
    rows: list[Row] = []
    for data, split, collection in parts:
        rows += _measured(data, split, collection, peers, best)
        if split.startswith("odd"):
            rows += [
                Row(data, f"{split}, draws of 5", *row, "-", "-") for row in _draws(collection)
            ]
    return [*rows, *_floods()]


def _measured(
    data: str,
    split: str,
    collection: Collection,
    peers: Mapping[str, tuple[Grouping, Sequence[float]]],
    best: Mapping[str, float],
) -> Iterator[Row]:
    begun = time.perf_counter()
    ours = bcubed(by_us(collection), collection.happening)
    speed = len(collection.accounts) / (time.perf_counter() - begun)
    for name, (make, _) in peers.items():
        theirs = bcubed(make(collection, best[name]), collection.happening)
        for metric, our, their in zip(("P", "R", "F1"), ours, theirs, strict=True):
            yield Row(data, split, f"BCubed {metric}", our, name, their)
    if _MINILM not in peers:
        yield Row(data, split, "BCubed F1", ours[2], _MINILM, MISSING)
    yield Row(data, split, "articles/s, names to stories", speed, "-", "-")


def newsroom(level: str) -> Collection:
    """Give coverages of unseen seeds, with twins and episodes, as one collection."""
    found: dict[str, Account] = {}
    happening: dict[str, str] = {}
    tags: dict[str, Tagged] = {}
    for seed in _ROOMS:
        coverage = coverage_of(level, seed, stories=4, twins=4, sagas=1)
        story = {one.key: f"{seed}/{one.story}" for one in coverage.articles}
        with tempfile.TemporaryDirectory() as place:
            laid_down(coverage, Path(place))
            for account in accounts_in(Path(place), tags):
                found[account.page.id] = account
                happening[account.page.id] = story[account.page.key or ""]
    return Collection(tuple(found[name] for name in sorted(found)), happening)


def half(collection: Collection, *, odd: bool) -> Collection:
    """Give the articles of the happenings with an odd, or an even, number."""
    kept = {name: event for name, event in collection.happening.items() if int(event) % 2 == odd}
    return Collection(tuple(one for one in collection.accounts if one.page.id in kept), kept)


def _draws(collection: Collection) -> Iterator[tuple[str, float]]:
    """Draw five articles of two happenings, each draw read alone, and count the pairs."""
    drawn = random.Random(_SEED)
    told: defaultdict[str, list[str]] = defaultdict(list)
    for name, event in sorted(collection.happening.items()):
        told[event].append(name)
    accounts = {one.page.id: one for one in collection.accounts}
    found: Counter[tuple[bool, bool]] = Counter()
    for _ in range(_DRAWS):
        first = drawn.choice(sorted(told))
        twins = [other for other in sorted(told) if _beside(first, other)]
        pool = [*told[first], *told[drawn.choice(twins)]]
        some = drawn.sample(pool, min(_DRAWN, len(pool)))
        happening = {name: collection.happening[name] for name in some}
        ours = by_us(Collection(tuple(accounts[name] for name in some), happening))
        for a, b in combinations(some, 2):
            found[ours[a] == ours[b], happening[a] == happening[b]] += 1
    right = found[True, True]
    yield "pairs P", right / max(right + found[True, False], 1)
    yield "pairs R", right / max(right + found[False, True], 1)


def _beside(one: str, other: str) -> bool:
    """Say whether another happening may be drawn with one: of ECB+, its twin."""
    if one == other:
        return False
    return one.isdigit() or one.partition("ecb")[0] == other.partition("ecb")[0]


def _floods() -> Iterator[Row]:
    """Measure made-up news: one flood must hold together, many happenings must not clump."""
    for happenings in (1, 200):
        collection = written(flood(_FLOOD, happenings, seed=_SEED))
        begun = time.perf_counter()
        ours = by_us(collection)
        speed = _FLOOD / (time.perf_counter() - begun)
        split = f"{_FLOOD} articles on {happenings}"
        f1 = bcubed(ours, collection.happening)[2]
        yield Row("made-up news", split, "stories", str(len(set(ours.values()))), "-", "-")
        yield Row("made-up news", split, "BCubed F1", f1, "-", "-")
        yield Row("made-up news", split, "articles/s, names to stories", speed, "-", "-")


def bcubed(found: Labels, gold: Labels) -> tuple[float, float, float]:
    """Give BCubed precision, recall and F1 of a grouping, over the articles of ``gold``.

    >>> bcubed({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "x"})[0]
    1.0
    """
    ours, theirs = _members(found), _members(gold)
    precision = recall = 0.0
    for name in gold:
        mine, right = ours[found[name]], theirs[gold[name]]
        precision += len(mine & right) / len(mine) / len(gold)
        recall += len(mine & right) / len(right) / len(gold)
    precision, recall = round(precision, 6), round(recall, 6)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _members(labels: Labels) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, label in labels.items():
        found[label].add(name)
    return found


def by_us(collection: Collection) -> Labels:
    """Group a collection with the program's own stages."""
    entities = entities_of(collection.accounts)
    accounts = collection.accounts
    shared = reuse_of(accounts)
    shared = settled(accounts, shared, lineage_of(accounts, shared))
    stories = stories_of(accounts, entities, shared)
    return {article: story.id for story in stories for article in story.articles}


def _likenesses(collection: Collection) -> tuple[Sequence[str], Any]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    ordered = sorted(collection.accounts, key=lambda one: one.page.id)
    texts = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    matrix = texts.fit_transform(body_text(one) or "-" for one in ordered)
    return [one.page.id for one in ordered], (matrix @ matrix.T).toarray()


def single_pass(collection: Collection, least: float) -> Labels:
    """Put each article into the story of the most alike one before it, if alike enough."""
    names, alike = _likenesses(collection)
    labels: dict[str, str] = {}
    for at, name in enumerate(names):
        before = alike[at, :at]
        nearest = int(np.argmax(before)) if at else -1
        near = nearest >= 0 and before[nearest] >= least
        labels[name] = labels[names[nearest]] if near else name
    return labels


def average_link(collection: Collection, least: float) -> Labels:
    """Join the two most alike groups, on average, while they are alike enough."""
    from sklearn.cluster import AgglomerativeClustering  # type: ignore[import-untyped]

    names, alike = _likenesses(collection)
    clusters = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - least
    )
    found: Iterable[int] = clusters.fit_predict(np.clip(1 - alike, 0, None))
    return {name: str(label) for name, label in zip(names, found, strict=True)}


def fading_pass(collection: Collection, least: float) -> Labels:
    """Go through the days; an article's likeness to those before it fades as days pass."""
    names, alike = _likenesses(collection)
    days = {one.page.id: day_of(one).day for one in collection.accounts}
    order = sorted(range(len(names)), key=lambda at: (days[names[at]] or date.min, names[at]))
    labels: dict[str, str] = {}
    for place, at in enumerate(order):
        best, found = least, names[at]
        for other in order[:place]:
            one, two = days[names[at]], days[names[other]]
            gap = abs((one - two).days) if one and two else 0
            score = alike[at, other] * math.exp(-gap / _FADES)
            if score >= best:
                best, found = score, labels[names[other]]
        labels[names[at]] = found
    return labels


def dense(encoder: Encoder) -> Grouping:
    """Give the grouping of MiniLM's vectors by HDBSCAN, each stray article alone."""
    known: dict[str, Any] = {}

    def grouping(collection: Collection, neighbours: float) -> Labels:
        from sklearn.cluster import HDBSCAN

        texts = {one.page.id: body_text(one)[:_READ] or "-" for one in collection.accounts}
        new = sorted({text for text in texts.values() if text not in known})
        known.update(encoder.vectors(new))
        names = sorted(texts)
        matrix = np.array([known[texts[name]] for name in names], dtype=float)
        model = HDBSCAN(min_cluster_size=2, min_samples=int(neighbours), copy=True)
        found: Iterable[int] = model.fit_predict(matrix)
        return {
            name: name if label < 0 else str(label)
            for name, label in zip(names, found, strict=True)
        }

    return grouping


def _peers() -> dict[str, tuple[Grouping, Sequence[float]]]:
    """Give the references that are here, each with the thresholds tried."""
    found: dict[str, tuple[Grouping, Sequence[float]]] = {
        "TF-IDF single pass": (single_pass, _THRESHOLDS),
        "TF-IDF and time, single pass": (fading_pass, _THRESHOLDS),
        "TF-IDF average link": (average_link, _THRESHOLDS),
    }
    try:
        found[_MINILM] = dense(Encoder()), _NEIGHBOURS
    except FileNotFoundError:
        return found
    return found
