"""Train the network that tells a web page's body: ``python -m bench.train_body [OUT.json]``.

Without a name it writes the weights that ship (``secondsource/read/body.json``), and with the
same versions on the same kind of machine it writes the same bytes: one thread, fixed seeds. What
ships is trained on all pages of ``bench.lessons``; ``bench.body`` trains others in the same way
without an outlet or without half of the sites, and measures those (``kept`` keeps their weights
in the computer's temporary folder, since each takes a quarter of a minute).

Three networks of 16 hidden units, each from another seed, are one network of 48 whose answer is
the mean of their odds.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # before numpy

import numpy as np

from bench.fitting import Shape, fitted
from bench.lessons import Lesson, lessons
from bench.rows import folders
from secondsource.read.body import window
from secondsource.read.traits import NAMES

SHIPPED = Path(__file__).parent.parent / "secondsource" / "read" / "body.json"
SEEDS, HIDDEN, DECAY, ROUNDS = (1, 2, 3), 16, 2.0, 12
NEAR = (
    "length", "words", "linked", "ends", "sentences", "urges", "pictures", "heading", "kind p",
    "kind li", "parent share", "path share", "path linked", "best", "weight", "inside", "shared",
    "twice", "capitals", "commas", "rest caption", "rest related", "described", "tail caption",
    "tail related", "between", "days", "writers", "path before", "path after",
)  # fmt: skip


def _used(pages: Sequence[Lesson]) -> tuple[Any, Any, Any]:
    """Give the measures of every block that has a weight, its label and its weight."""
    near = np.array([NAMES.index(name) for name in NEAR])
    rows, labels, weights = [], [], []
    for page in pages:
        used = page.weights > 0
        if used.any():
            rows.append(window(page.rows, near)[used].astype(np.float32))
            labels.append(page.labels[used])
            weights.append(page.weights[used])
    together = np.concatenate(weights)
    return np.concatenate(rows), np.concatenate(labels), together / together.mean()


def trained(pages: Sequence[Lesson]) -> dict[str, Any]:
    """Train on pages and give the weights, scaling folded in."""
    rows, labels, weights = _used(pages)
    middle, spread = rows.mean(0), np.maximum(rows.std(0), 0.08)
    rows = (rows - middle) / spread
    hidden, hidden_bias, out, out_bias = [], [], [], 0.0
    for network in fitted(rows, labels, weights, Shape(HIDDEN, DECAY, ROUNDS, SEEDS)):
        hidden.append((network.coefs_[0] / spread[:, None]).T)
        hidden_bias.append(network.intercepts_[0] - (middle / spread) @ network.coefs_[0])
        out.append(network.coefs_[1][:, 0] / len(SEEDS))
        out_bias += float(network.intercepts_[1][0]) / len(SEEDS)
    return {
        "measures": list(NAMES),
        "near": list(NEAR),
        "hidden": _rounded(np.concatenate(hidden)),
        "hidden_bias": _rounded(np.concatenate(hidden_bias)),
        "out": _rounded(np.concatenate(out)),
        "out_bias": round(out_bias, 4),
    }


def _rounded(numbers: Any) -> Any:
    return np.round(np.asarray(numbers, dtype=np.float64), 4).tolist()


def kept(name: str, pages: Sequence[Lesson], chosen: Callable[[Lesson], bool]) -> dict[str, Any]:
    """Train on the chosen pages, or load the weights that the same lessons gave before."""
    mine = [page for page in pages if chosen(page)]
    digest = sha256(repr((SEEDS, HIDDEN, DECAY, ROUNDS, NEAR, NAMES)).encode())
    for page in mine:
        for array in (page.rows, page.labels, page.weights):
            digest.update(array.tobytes())
    place = Path(tempfile.gettempdir()) / "secondsource-bench" / f"body-{digest.hexdigest()[:24]}"
    if place.exists():
        weights: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
        return weights
    print(f"training without {name}: {len(mine)} pages", file=sys.stderr)
    weights = trained(mine)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(weights), encoding="utf-8")
    return weights


def main(names: list[str]) -> int:
    """Train, and write the weights where they are read or where a name says."""
    try:
        root = folders("pages-fulltext", "pages-snippets", "page-dates")
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    written = (json.dumps(trained(list(lessons(root))), separators=(",", ":")) + "\n").encode()
    place = Path(names[0]) if names else SHIPPED
    place.write_bytes(written)
    print(f"{place.name}: {len(written)} bytes, SHA-256 {sha256(written).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
