"""Train the network that tells a web page's body: ``python -m bench.train_body [OUT.json]``.

Without a name it writes the weights that ship (``secondsource/read/body.json``), and with the
same versions on the same kind of machine it writes the same bytes: one thread, one seed.

Trained on big5-05, big5-13 and every other site of the snippets alone (``bench.body.TUNED``);
no page of any other part is opened. A block is the article's where most of its 4-grams (or, if
it is short, the whole line) stand in the typed-out body, or where a wanted string stands in it.
The other blocks of the snippet pages are labelled by trafilatura's result, with little weight:
they teach what pages look like, not what is right.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # before numpy

from bench.body import TUNED, full_pages, snippet_pages
from bench.rows import folder
from secondsource.errors import Unreadable
from secondsource.read.mastheads import headline_block
from secondsource.read.pages import page_of
from secondsource.read.traits import traits, windows
from secondsource.records import Page

SHIPPED = Path(__file__).parent.parent / "secondsource" / "read" / "body.json"
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

    for _, raw, gold in full_pages(root / "pages-fulltext", TUNED):
        page = page_of(raw, input="page.html")
        yield page, list(_full(page, gold))
    for _, raw, told in snippet_pages(root / "pages-snippets", TUNED):
        try:
            page = page_of(raw, input="page.html")
        except Unreadable:
            continue
        weak = trafilatura.extract(raw, include_comments=False) or ""
        yield page, list(_snippet(page, told, weak))


def _measured(root: Path) -> tuple[Any, Any, Any]:
    """Measure every labelled block: rows, labels, weights."""
    import numpy

    rows, labels, weights = [], [], []
    for page, told in _pages(root):
        window = numpy.array(list(windows(traits(page, headline=headline_block(page)))))
        used = [at for at, (weight, _) in enumerate(told) if weight]
        if used:
            rows.append(window[used])
            labels += [told[at][1] for at in used]
            weights += [told[at][0] for at in used]
    return numpy.concatenate(rows), numpy.array(labels), numpy.array(weights)


def trained(root: Path) -> dict[str, Any]:
    """Train on the sets unpacked in ``root`` and give the weights, scaling folded in."""
    import numpy
    from sklearn.neural_network import MLPClassifier  # type: ignore[import-untyped]

    rows, labels, weights = _measured(root)
    middle, spread = rows.mean(0), numpy.maximum(rows.std(0), 0.08)
    network = MLPClassifier(
        (HIDDEN,), alpha=DECAY, max_iter=ROUNDS, random_state=1, batch_size=512,
        learning_rate_init=0.002,
    )  # fmt: skip
    with warnings.catch_warnings():  # stopping after ROUNDS is meant
        warnings.simplefilter("ignore")
        network.fit((rows - middle) / spread, labels, sample_weight=weights)
    first = network.coefs_[0] / spread[:, None]
    bias = network.intercepts_[0] - (middle / spread) @ network.coefs_[0]
    return {
        "hidden": numpy.round(first.T, 4).tolist(),
        "hidden_bias": numpy.round(bias, 4).tolist(),
        "out": numpy.round(network.coefs_[1][:, 0], 4).tolist(),
        "out_bias": round(float(network.intercepts_[1][0]), 4),
    }


def main(names: list[str]) -> int:
    """Train, and write the weights where they are read or where a name says."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        root = folder("pages-fulltext").parent
        folder("pages-snippets")
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    kept = (json.dumps(trained(root), separators=(",", ":")) + "\n").encode()
    place = Path(names[0]) if names else SHIPPED
    place.write_bytes(kept)
    print(f"{place.name}: {len(kept)} bytes, SHA-256 {sha256(kept).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
