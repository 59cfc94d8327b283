"""Train when two assertions are one: ``python -m bench.train_statements [OUT.json]``.

Writes the two parts of ``compare.paraphrase``. *alone*: a logistic curve, ridged, over the
measures of two sentences' words, on the training part of MSRP. *story*: some sixty small trees
(scikit-learn's histogram boosting), on pairs of one story: the newsroom's even seeds (tuning
kinds), the even topics of ECB+, the tuning part of the gold and ``labels/same-statement.csv``
(even events of wire-events), each with a weight of its own, whatever its size. No chance is in it.
What is unseen is measured by ``python -m bench.statements``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.assertions import Pair, crossed, ecb_scenes, gold, labelled, newsroom_scenes, pairs_of
from bench.origins_truth import Tags
from bench.rows import folder
from bench.statements import pairs_of as paraphrases
from secondsource.compare.measures import MEASURES, measures
from secondsource.compare.paraphrase import worth
from secondsource.compare.phrases import PHRASE_MEASURES, beside, phrase

SHIPPED = Path(__file__).parent.parent / "secondsource" / "compare" / "paraphrase.json"
LEVELS, SEEDS = ("fair", "hard"), tuple(range(0, 30, 2))
# How much each part weighs. Real news is what is counted on; the newsroom knows numbers best.
PARTS = {"newsroom": 1.0, "ECB+": 0.5, "wire-events": 1.0, "gold": 2.0}
# Of 60 trees of 8 leaves the pairs left out in turn (by story) were told as well as of 200.
_TREES, _LEAVES, _RATE, _LEAST, _RIDGE = 60, 8, 0.07, 40, 5.0
_LONE_RIDGE = 5.0
LONE = "paraphrases alone"
_MORE = (" covered", " alike", " shared", " in order")
_LESS = (" differs", " apart", " on one side", " alone")


def sign(name: str) -> int:
    """Say whether a measure may only speak for one statement (1), only against (-1), or both.

    What is shared never counts against, what differs never for: unbound, the fit learns that the
    newsroom's writers take pains not to repeat one another, which is no law of news.
    """
    if name in ("names apart", "speakers apart", "same numbers, units apart", "opposites"):
        return -1
    if name == LONE or name.endswith(_MORE) or name.startswith(("same ", "weight of", "pairs of")):
        return 1
    if name.endswith(_LESS) or name.startswith(("other ", "most left", "no word", "left of")):
        return -1
    return 0


class Table(NamedTuple):
    """Measures, a row a pair; the truth; and which labelled pair of sentences each row is of."""

    rows: Any
    truth: Any
    bag: Any


def table(bags: Iterable[Sequence[Pair]]) -> Table:
    """Measure the pairs that are measured at all; those of one bag have one label.

    Two sentences of several assertions each are the same where one pair of these is, and
    different where none is.
    """
    rows, truth, bag = [], [], []
    for number, pairs in enumerate(bags):
        for a, b, same in pairs:
            if worth(a, b):
                rows.append(measures(a, b))
                truth.append(float(same))
                bag.append(number)
    return Table(np.array(rows), np.array(truth), np.array(bag))


def likeliest(found: Table, heights: Any) -> Table:
    """Keep, of each bag that is the same, the pair that the heights say is the same."""
    best: dict[int, int] = {}
    for at, number in enumerate(found.bag):
        if number not in best or heights[at] > heights[best[number]]:
            best[number] = at
    kept = (found.truth == 0) | np.isin(np.arange(len(found.bag)), list(best.values()))
    return Table(found.rows[kept], found.truth[kept], found.bag[kept])


def lone(pairs: Sequence[tuple[str, str, int]]) -> dict[str, Any]:
    """Fit the curve for sentences alone, over measures and their squares, by Newton's method."""
    rows = np.array([beside(phrase(a), phrase(b)) for a, b, _ in pairs])
    rows = np.hstack([rows, rows**2])
    truth = np.array([float(same) for *_, same in pairs])
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    x = np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread])
    ridge = np.concatenate([[0.0], np.full(rows.shape[1], _LONE_RIDGE)])
    found = np.zeros(x.shape[1])
    for _ in range(25):
        guess = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (truth - guess) - ridge * found
        bend = (x * (guess * (1 - guess))[:, None]).T @ x + np.diag(ridge)
        found = found + np.linalg.solve(bend, slope)
    plain = [round(float(one), 6) for one in found[1:] / spread]
    size = len(PHRASE_MEASURES)
    return {
        "constant": round(float(found[0] - (found[1:] / spread) @ mean), 4),
        "factors": dict(zip(PHRASE_MEASURES, plain[:size], strict=True)),
        "squares": dict(zip(PHRASE_MEASURES, plain[size:], strict=True)),
    }


def with_lone(rows: Any, alone: dict[str, Any]) -> Any:
    """Set beside each row what the curve for sentences alone says of it."""
    words = rows[:, -len(PHRASE_MEASURES) :]
    factors, squares = (
        np.array([alone[part][name] for name in PHRASE_MEASURES]) for part in ("factors", "squares")
    )
    leaning = alone["constant"] + words @ factors + words**2 @ squares
    return np.hstack([rows, leaning.round(4)[:, None]])


def boosted(parts: dict[str, Table]) -> Any:
    """Fit the trees on parts of data, each weighing what ``PARTS`` says as a whole."""
    from sklearn.ensemble import (  # type: ignore[import-not-found]
        HistGradientBoostingClassifier as Boosting,
    )

    rows = np.concatenate([own.rows for own in parts.values()])
    truth = np.concatenate([own.truth for own in parts.values()])
    each = np.concatenate(
        [np.full(len(own.truth), PARTS[name] / len(own.truth)) for name, own in parts.items()]
    )
    return Boosting(
        max_iter=_TREES,
        max_leaf_nodes=_LEAVES,
        learning_rate=_RATE,
        min_samples_leaf=_LEAST,
        l2_regularization=_RIDGE,
        monotonic_cst=[sign(name) for name in (*MEASURES, LONE)],
        early_stopping=False,
        random_state=0,
    ).fit(rows, truth, sample_weight=each * len(truth) / each.sum())


def twice(parts: dict[str, Table]) -> dict[str, Any]:
    """Fit, choose by what was fitted which pair of a bag it is that is the same, and fit again."""
    grown = boosted(parts)
    for _ in range(2):
        sure = {n: likeliest(own, grown.decision_function(own.rows)) for n, own in parts.items()}
        grown = boosted(sure)
    return {
        "constant": round(float(grown._baseline_prediction.ravel()[0]), 4),
        "trees": [_plain(tree[0].nodes) for tree in grown._predictors],
    }


def _plain(nodes: Any) -> list[list[float]]:
    return [
        [round(float(node["value"]), 4)]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]),
            round(float(node["num_threshold"]), 5),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]


def _rooms() -> Iterator[Pair]:
    tags = Tags()
    for level in LEVELS:
        for seed in SEEDS:
            for scene in newsroom_scenes(level, seed, tags):
                yield from pairs_of(scene)


def written(place: Path, kept: dict[str, Any]) -> None:
    """Write the model, a tree a line."""
    story = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in kept["story"]["trees"])
    alone = json.dumps(kept["alone"], indent=1, sort_keys=True)
    constant = kept["story"]["constant"]
    place.write_text(
        f'{{"alone": {alone},\n"story": {{"constant": {constant}, "trees": [\n{story}\n]}}}}\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    root = folder("ecbplus").parent
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    halves = (
        root / "sentence-pairs" / f"para_msr_msr-para-{name}.tsv" for name in ("train", "val")
    )
    alone = lone([pair for half in halves for pair in paraphrases(half)])
    parts = {
        "newsroom": table([pair] for pair in _rooms()),
        "ECB+": table([p] for scene in ecb_scenes(root, odd=False) for p in pairs_of(scene)),
        "wire-events": table(map(crossed, labelled(root))),
        "gold": table(map(crossed, gold(root, "tuning"))),
    }
    full = {name: own._replace(rows=with_lone(own.rows, alone)) for name, own in parts.items()}
    written(out, {"alone": alone, "story": twice(full)})
    print(f"{out}: pairs", {name: len(own.truth) for name, own in parts.items()})
