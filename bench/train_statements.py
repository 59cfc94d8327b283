"""Train when two assertions are one: ``python -m bench.train_statements [OUT.json]``.

Writes the factors of ``compare.paraphrase``: a logistic curve, lightly ridged, on measures that
are brought to one spread; no chance is in it. Trained on the
newsroom's even seeds (tuning kinds), the even topics of ECB+ and the training part of MSRP, each
with a weight of its own, whatever its size. What is unseen is measured by
``python -m bench.statements``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.assertions import Pair, ecb_scenes, newsroom_scenes, pairs_of
from bench.origins_truth import Tags
from bench.rows import folder
from bench.statements import pairs_of as paraphrases
from bench.statements import weighed
from secondsource.compare.paraphrase import MEASURES, measures, worth

SHIPPED = Path(__file__).parent.parent / "secondsource" / "compare" / "paraphrase.json"
LEVELS, SEEDS = ("fair", "hard"), tuple(range(0, 30, 2))
# How much each of the three parts weighs. The newsroom is what is counted on; real news bends it.
NEWSROOM, ECB, MSRP = 1.0, 0.8, 0.2
# Of the newsroom's pairs two in five are one, and of real news fewer; ECB+ and MSRP print little
# but what is told twice.
PRIOR = 0.3
_RIDGE = 3.0
_BOUNDS = {1: (0.0, None), 0: (None, None), -1: (None, 0.0)}
SIGNS = {
    **{name: 1 for name in MEASURES if name.endswith((" covered", " order"))},
    "no word shared": -1,
    **{name: 1 for name in MEASURES if name.startswith("same ")},
    "days shared": 1,
    **{name: -1 for name in MEASURES if name.startswith(("other ", "least ", "most "))},
    **{name: -1 for name in MEASURES if name.endswith((" differs", " on one side"))},
    "opposites": -1,
}


def table(pairs: Iterable[Pair]) -> tuple[Any, Any]:
    """Give the measures of the pairs that are measured at all, a row each, and the truth."""
    rows, truth = [], []
    for a, b, same in pairs:
        if worth(a, b):
            rows.append(measures(a, b))
            truth.append(float(same))
    return np.array(rows), np.array(truth)


def _weighed(truth: Any) -> Any:
    """Weigh the pairs of a part so that it weighs 1, and ``PRIOR`` of it are one statement."""
    share = truth.mean()
    return np.where(truth > 0, PRIOR / share, (1 - PRIOR) / (1 - share)) / len(truth)


def fitted(parts: Sequence[tuple[Any, Any, float]]) -> dict[str, Any]:
    """Fit the curve on parts of data, each with the weight that it has as a whole.

    What is shared never counts against, what differs never for: unbound, the fit learns that the
    newsroom's writers take pains not to repeat one another, which is no law of news.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    rows = np.concatenate([part[0] for part in parts])
    truth = np.concatenate([part[1] for part in parts])
    each = np.concatenate([_weighed(part[1]) * part[2] for part in parts]) * len(truth)
    spread = rows.std(0) + 1e-6
    x = np.hstack([np.ones((len(rows), 1)), rows / spread])

    def loss(found: Any) -> tuple[float, Any]:
        height = x @ found
        ridge = np.concatenate([[0.0], found[1:]]) * _RIDGE
        cost = float((each * (np.logaddexp(0, height) - truth * height)).sum() + ridge @ found / 2)
        return cost, x.T @ (each * (1 / (1 + np.exp(-height)) - truth)) + ridge

    bounds = [(None, None), *(_BOUNDS[SIGNS.get(name, 0)] for name in MEASURES)]
    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    factors = found[1:] / spread
    return {
        "constant": round(float(found[0]), 3),
        "factors": {n: round(float(f), 3) for n, f in zip(MEASURES, factors, strict=True)},
    }


def sentence_pairs(place: Path) -> list[Pair]:
    """Give the pairs of an MSRP file; no story weighs their words."""
    found = []
    for first, second, same in paraphrases(place):
        a, b = weighed((first, second))
        found.append(Pair(a, b, bool(same)))
    return found


if __name__ == "__main__":
    root, tags = folder("ecbplus").parent, Tags()
    scenes = (s for level in LEVELS for seed in SEEDS for s in newsroom_scenes(level, seed, tags))
    rooms = table(pair for scene in scenes for pair in pairs_of(scene))
    ecb = table(pair for scene in ecb_scenes(root, odd=False) for pair in pairs_of(scene))
    msrp = table(sentence_pairs(root / "sentence-pairs" / "para_msr_msr-para-train.tsv"))
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    kept = fitted([(*rooms, NEWSROOM), (*ecb, ECB), (*msrp, MSRP)])
    out.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{out}: pairs of newsroom {len(rooms[1])}, ECB+ {len(ecb[1])}, MSRP {len(msrp[1])}")
