"""How well it is told whether two assertions are one: the gold, ECB+'s events, groups, sureness.

Here live the rows that ``bench.statements`` prints beside those of MSRP. A pair of labelled
sentences scores what the likeliest pair of their assertions scores. The peers see the same pairs:
word overlap, the overlap curve that MSRP taught (``paraphrase.alone``), the cosine of MiniLM where
it is at hand and, on ECB+, whether the events have the same head lemma, which is given the marked
mentions and so knows more than we do.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bench.assertions import (
    Scene,
    crossed,
    ecb_scenes,
    ecb_topics,
    gold,
    newsroom_scenes,
    stated_same,
)
from bench.gold.pairs import Part, read
from bench.minilm import Encoder
from bench.origins_truth import Tags
from bench.rows import Row
from bench.scores import auc, average_precision, calibration_error, jaccard, recall_at
from secondsource.compare.frames import frame_of
from secondsource.compare.measures import scaled, told
from secondsource.compare.paraphrase import alone, probability
from secondsource.compare.phrases import phrase
from secondsource.compare.sameness import grouped

TUNED, UNSEEN = range(0, 20, 2), range(1, 20, 2)


def rows_of(root: Path, parts: Sequence[Part] = ("tuning", "unseen")) -> Iterator[Row]:
    """Yield every row of some parts: the gold, ECB+'s events, the groups."""
    for part in parts:
        yield from gold_rows(root, part)
        yield from event_rows(root, part)
        yield from group_rows(root, part)


def gold_rows(root: Path, part: Part) -> Iterator[Row]:
    """Measure the gold's pairs of a part."""
    pairs = list(read(part))
    found = list(gold(root, part))
    truth = [int(one.same) for one in found]
    ours = [max((probability(a, b) for a, b, _ in crossed(one)), default=0.0) for one in found]
    peers = {
        "word Jaccard": [jaccard(one.a, one.b) for one in pairs],
        "overlap curve": [alone(phrase(one.a), phrase(one.b)) for one in pairs],
    }
    try:
        peers["MiniLM cosine"] = Encoder().cosines([(one.a, one.b) for one in pairs])
    except FileNotFoundError as missing:
        print(f"gold: {missing}", file=sys.stderr)
    split = f"{part}, {len(pairs)} pairs"
    for name, theirs in peers.items():
        for metric, measure in (("AP", average_precision), ("recall at P .9", recall_at)):
            figure = round(measure(theirs, truth), 3)
            yield Row("gold", split, metric, round(measure(ours, truth), 3), name, figure)
    yield Row(
        "gold", split, "calibration error", round(calibration_error(ours, truth), 3), "-", "-"
    )


class _Event(NamedTuple):
    """A pair of assertions with marked events: ours, the lemma's and the overlap's score."""

    same: int
    ours: float
    lemmas: float
    words: float


def event_rows(root: Path, part: Part) -> Iterator[Row]:
    """Measure whether two assertions of two articles of an ECB+ topic tell the same events."""
    found = [one for scene in ecb_topics(root, odd=part == "unseen") for one in _events(scene)]
    truth = [one.same for one in found]
    ours = [one.ours for one in found]
    split = f"{part} topics, {len(found)} pairs"
    for name, theirs in (
        ("same head lemma", [one.lemmas for one in found]),
        ("word Jaccard", [one.words for one in found]),
    ):
        for metric, measure in (("AP", average_precision), ("AUC", auc)):
            figure = round(measure(theirs, truth), 3)
            yield Row("ECB+ events", split, metric, round(measure(ours, truth), 3), name, figure)


def _events(scene: Scene) -> Iterator[_Event]:
    texts = {account.page.id: account.page for account in scene.accounts}
    instances = {one.id: one for account in scene.accounts for one in account.instances}
    marked = [one for ident, one in sorted(instances.items()) if scene.states.get(ident)]
    frames = {ident: frame_of(one, {}) for ident, one in instances.items()}
    scale = scaled(frames.values())
    words = {one.id: texts[one.span.page][one.span] for one in marked}
    weighed = {one.id: told(frames[one.id], scale, words[one.id]) for one in marked}
    for one, other in combinations(marked, 2):
        same = stated_same(scene.states[one.id], scene.states[other.id], whole=False)
        if same is None or one.span.page == other.span.page:
            continue
        heads = scene.heads[one.id], scene.heads[other.id]
        yield _Event(
            int(same),
            probability(weighed[one.id], weighed[other.id]),
            len(heads[0] & heads[1]) / (len(heads[0] | heads[1]) or 1),
            jaccard(words[one.id], words[other.id]),
        )


def group_rows(root: Path, part: Part) -> Iterator[Row]:
    """Measure the groups by BCubed (Bagga and Baldwin 1998), and how sure their members are."""
    tags = Tags()
    seeds = TUNED if part == "tuning" else UNSEEN
    rooms = (
        s for level in ("fair", "hard") for n in seeds for s in newsroom_scenes(level, n, tags)
    )
    for name, scenes in (("newsroom", rooms), ("ECB+", ecb_scenes(root, odd=part == "unseen"))):
        shares: list[tuple[float, float]] = []
        for scene in scenes:
            shares.extend(_bcubed(scene))
        precision, recall = (sum(own) / len(shares) for own in zip(*shares, strict=True))
        split = f"{part}, {len(shares)} assertions"
        both = 2 * precision * recall / (precision + recall)
        told_so = f"P {precision:.3f} R {recall:.3f}"
        yield Row(name, split, "groups, BCubed F1", round(both, 3), told_so, "-")


def _bcubed(scene: Scene) -> Iterator[tuple[float, float]]:
    texts = {account.page.id: account.page for account in scene.accounts}
    instances = [
        one
        for account in scene.accounts
        for one in account.instances
        if one.stance not in ("denies", "reacts")
    ]
    words = {one.id: texts[one.span.page][one.span] for one in instances}
    found = grouped(instances, (), {}, texts=words)
    group = {one.id: at for at, own in enumerate(found) for one, _ in own.members}
    known = [i for i in sorted(group) if scene.whole or scene.states.get(i)]
    by_group: defaultdict[int, list[str]] = defaultdict(list)
    for ident in known:
        by_group[group[ident]].append(ident)
    for ident in known:
        mates = by_group[group[ident]]
        true = [other for other in known if _one(scene.states, ident, other)]
        yield (
            sum(_one(scene.states, ident, other) for other in mates) / len(mates),
            sum(group[other] == group[ident] for other in true) / len(true),
        )


def _one(states: Mapping[str, frozenset[str]], a: str, b: str) -> bool:
    return a == b or bool(stated_same(states.get(a), states.get(b), whole=True))
