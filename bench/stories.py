"""Stories against ECB+'s twin happenings and the events of wire-events.

BCubed over articles: of those that stand in a story with an article, the share that belong there
(precision), and of those that belong, the share that stand there (recall). ECB+'s even topics are
tuned on, its odd ones are not. Of wire-events the even events are for tuning; but the least
likeness, the days and the weight of numbers were looked at on all of it before it was parted, so
its odd events are not wholly unseen. In draws of five articles of two happenings (of ECB+,
twins), where nothing can be weighed by the collection, pairs are counted. Two references see the
same texts: TF-IDF with a single pass in the order of the ids, and TF-IDF with average-link
agglomeration, each with the threshold that is best on ECB+'s even topics.
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from bench.collections import Collection, body_text, ecbplus, wire_events, written
from bench.floods import flood
from bench.rows import Row
from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.compare.stories import stories_of
from secondsource.extract.people import entities_of

Labels = Mapping[str, str]
_DRAWS, _DRAWN, _SEED = 60, 5, 5
_FLOOD = 600
_THRESHOLDS = [round(step / 50, 2) for step in range(3, 26)]


def run(folder: Path) -> list[Row]:
    """Measure; ``folder`` holds the unpacked data sets."""
    tune = ecbplus(folder, odd=False)
    wire = wire_events(folder)
    rows: list[Row] = []
    best = {
        name: max(_THRESHOLDS, key=lambda least: bcubed(make(tune, least), tune.happening)[2])
        for name, make in REFERENCES.items()
    }
    parts = (
        ("ecbplus", "even topics (tuned on)", tune),
        ("ecbplus", "odd topics", ecbplus(folder, odd=True)),
        ("wire-events", "even events (for tuning)", half(wire, odd=False)),
        ("wire-events", "odd events", half(wire, odd=True)),
        ("wire-events", "all", wire),
    )
    for data, split, collection in parts:
        begun = time.perf_counter()
        ours = bcubed(by_us(collection), collection.happening)
        speed = len(collection.accounts) / (time.perf_counter() - begun)
        for name, make in REFERENCES.items():
            theirs = bcubed(make(collection, best[name]), collection.happening)
            for metric, our, their in zip(("P", "R", "F1"), ours, theirs, strict=True):
                rows.append(Row(data, split, f"BCubed {metric}", our, name, their))
        rows.append(Row(data, split, "articles/s, names to stories", speed, "-", "-"))
        if split.startswith("odd"):
            rows += [
                Row(data, f"{split}, draws of 5", *row, "-", "-") for row in _draws(collection)
            ]
    return [*rows, *_floods()]


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


REFERENCES: Mapping[str, Callable[[Collection, float], Labels]] = {
    "TF-IDF single pass": single_pass,
    "TF-IDF average link": average_link,
}
