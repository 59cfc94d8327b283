"""Train the network that tells a web page's body: ``python -m bench.train_body OUT.json``.

Trained on big5-05, big5-13 and the even pages of the snippets alone. A block is the article's
where most of its 4-grams (or, if it is short, the whole line) stand in the typed-out body, or
where a wanted string stands in it. The other blocks of the snippet pages are labelled by
trafilatura's result, with little weight: they teach what pages look like, not what is right.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.body import full_pages, snippet_pages
from bench.rows import folder
from secondsource.errors import Unreadable
from secondsource.read.mastheads import headline_block
from secondsource.read.pages import page_of
from secondsource.read.traits import traits, windows
from secondsource.records import Page

HIDDEN, DECAY, ROUNDS = 16, 3.0, 12  # less decay gained on the pages trained on and lost elsewhere
_WORD = re.compile(r"\w+")
Labelled = tuple[float, int]  # weight, label


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _labels(page: Page, gold: str) -> list[int | None]:
    """Say of each block whether it is in a gold text; None where half of it is."""
    wanted = _words(gold)
    grams = set(zip(wanted, wanted[1:], wanted[2:], wanted[3:], strict=False))
    lines = {" ".join(_words(line)) for line in gold.split("\n")}
    found: list[int | None] = []
    for block in page.blocks:
        words = _words(page.text[block.start : block.end])
        if len(words) < 6:
            found.append(int(bool(words) and " ".join(words) in lines))
            continue
        own = list(zip(words, words[1:], words[2:], words[3:], strict=False))
        share = sum(gram in grams for gram in own) / len(own)
        found.append(1 if share > 0.6 else 0 if share < 0.3 else None)
    return found


def _size(page: Page, at: int) -> int:
    block = page.blocks[at]
    return min(40, len(_words(page.text[block.start : block.end])))


def _full(page: Page, gold: str) -> Iterator[Labelled]:
    for at, label in enumerate(_labels(page, gold)):
        yield (0.0, 0) if label is None else (0.3 + _size(page, at) / 10, label)


def _snippet(page: Page, told: dict[str, list[str]], weak: str) -> Iterator[Labelled]:
    enough = len(_words(weak)) >= 80
    for at, label in enumerate(_labels(page, weak)):
        text = page.text[page.blocks[at].start : page.blocks[at].end]
        right = any(wanted in text for wanted in told["with"])
        wrong = any(unwanted in text for unwanted in told["without"])
        if right != wrong:
            yield 3.0 + _size(page, at) / 20, int(right)
        elif enough and not right and label is not None:
            yield 0.15 + _size(page, at) / 60, label
        else:
            yield 0.0, 0


def _pages(root: Path) -> Iterator[tuple[Page, list[Labelled]]]:
    import trafilatura

    for split, raw, gold in full_pages(root / "pages-fulltext"):
        if split in ("big5-05", "big5-13"):
            page = page_of(raw, input="page.html")
            yield page, list(_full(page, gold))
    for split, raw, told in snippet_pages(root / "pages-snippets"):
        if split == "even":
            try:
                page = page_of(raw, input="page.html")
            except Unreadable:
                continue
            weak = trafilatura.extract(raw, include_comments=False) or ""
            yield page, list(_snippet(page, told, weak))


def trained(root: Path) -> dict[str, Any]:
    """Train on the sets unpacked in ``root`` and give the weights, scaling folded in."""
    import numpy
    from sklearn.neural_network import MLPClassifier  # type: ignore[import-untyped]

    rows, labels, weights = [], [], []
    for page, told in _pages(root):
        measured = windows(traits(page, headline=headline_block(page)))
        for row, (weight, label) in zip(measured, told, strict=True):
            if weight:
                rows.append(row)
                labels.append(label)
                weights.append(weight)
    seen = numpy.array(rows)
    middle, spread = seen.mean(0), numpy.maximum(seen.std(0), 0.08)
    network = MLPClassifier(
        (HIDDEN,), alpha=DECAY, max_iter=ROUNDS, random_state=1, batch_size=512,
        learning_rate_init=0.002,
    )  # fmt: skip
    network.fit((seen - middle) / spread, numpy.array(labels), sample_weight=numpy.array(weights))
    first = network.coefs_[0] / spread[:, None]
    bias = network.intercepts_[0] - (middle / spread) @ network.coefs_[0]
    return {
        "hidden": numpy.round(first.T, 4).tolist(),
        "hidden_bias": numpy.round(bias, 4).tolist(),
        "out": numpy.round(network.coefs_[1][:, 0], 4).tolist(),
        "out_bias": round(float(network.intercepts_[1][0]), 4),
    }


if __name__ == "__main__":
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    kept = trained(folder("pages-fulltext").parent)
    Path(sys.argv[1]).write_text(json.dumps(kept, separators=(",", ":")), encoding="utf-8")
