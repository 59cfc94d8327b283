"""Train the network that tells a plain text's article: ``python -m bench.train_lines [OUT.json]``.

Without a name it writes the numbers that ship (``secondsource/read/plainlines.json``), and with
the same versions on the same kind of machine it writes the same bytes: one thread, three seeds.

Trained on the pages of pages-snippets and page-dates, 870 sites, and never on pages-fulltext,
on which ``bench plain`` measures: sites of its outlets are left out here. Nobody typed these
pages out. A line of a flattened page is taken for the article's where our reader of web pages
and trafilatura both have it in the body, for furniture where neither has; pages on which the two
differ much teach nothing. Each page teaches three times: flattened by block, flattened by
another way, and cut down to a text file, the article with a few lines around it.
"""

from __future__ import annotations

import json
import logging
import math
import os
import random
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # before numpy

from bench.body import likeness, ours
from bench.fitting import Shape, fitted
from bench.flattened import OUTLETS, flattened, labelled
from bench.rows import folders
from secondsource.errors import Unreadable
from secondsource.read.lines import Line, verdicts_of
from secondsource.read.linescores import REACH
from secondsource.read.linetraits import traits
from secondsource.read.mastheads import registrable
from secondsource.read.pages import page_of
from secondsource.read.runs import run_of

SHIPPED = Path(__file__).parent.parent / "secondsource" / "read" / "plainlines.json"
HIDDEN, DECAY, ROUNDS = 24, 3.0, 8
SEEDS = (1, 2, 3)  # the mean of three loses a quarter less of the news at the same furniture F1
AGREED = 0.8  # 4-gram F1 of the two readers' bodies
ENOUGH = 600  # characters of a body
SITES = 15  # in which a word must stand to be weighed
WEIGHTY = 0.6  # log odds; nearer to even a word says nothing
MOST = 400  # lines of one text that teach, so that no page of a thousand links rules
_WORD = re.compile(r"[^\W_]+")


class Text(NamedTuple):
    """A text to learn from: its site, its lines and their labels (None: says nothing)."""

    site: str
    lines: list[Line]
    labels: list[bool | None]


def _pages(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (address, page) of the two sets, but for the outlets measured on."""
    for name, listing in (("pages-snippets", "evaldata.json"), ("page-dates", "eval_default.json")):
        listed = json.loads((root / name / listing).read_text(encoding="utf-8"))
        for address, told in sorted(listed.items()):
            if (registrable(address) or address).split(".")[0] in OUTLETS:
                continue
            places = [root / name / part / told["file"] for part in ("cache", "eval")]
            for place in [one for one in places if one.is_file()][:1]:
                yield address, place.read_bytes()


def _lines(text: str) -> list[Line]:
    page = page_of(text.encode("utf-8", "replace"), input="a.txt")
    return [Line(b.start, b.end, page.text[b.start : b.end]) for b in page.blocks]


def _labels(text: str, bodies: Sequence[str]) -> list[bool | None]:
    page = page_of(text.encode("utf-8", "replace"), input="a.txt")
    one, other = (labelled(page, body) for body in bodies)
    return [a if a == b else None for a, b in zip(one, other, strict=True)]


def _texts(root: Path) -> Iterator[tuple[str, Text]]:
    """Yield (way, text): each page twice flattened and once as a text file."""
    import trafilatura

    for address, raw in _pages(root):
        bodies = [ours(raw), trafilatura.extract(raw, include_comments=False, fast=True) or ""]
        if len(bodies[0]) < ENOUGH or likeness(*bodies) < AGREED:
            continue
        rng = random.Random(zlib.crc32(address.encode()))
        ways = rng.choice(["joined", "blank", "lines"]), rng.choice(["nodes", "nodes", "kept"])
        for way in ways:
            text = flattened(raw, way)
            try:
                found = Text(registrable(address) or address, _lines(text), _labels(text, bodies))
            except Unreadable:
                continue
            yield way, found
            if way == ways[0] and (file := _file(found, rng)):
                yield "file", file


def _file(found: Text, rng: random.Random) -> Text | None:
    """Cut a flattened page down to a text file: its article and a few lines around it."""
    inside = [at for at, label in enumerate(found.labels) if label]
    if len(inside) < 3:
        return None
    first = max(0, inside[0] - rng.choice([0, 0, 0, 1, 2, 4]))
    last = min(len(found.lines), inside[-1] + 1 + rng.choice([0, 0, 0, 1, 2, 4, 8]))
    kept = [at for at in range(first, last) if found.labels[at] is not False
            or not inside[0] <= at <= inside[-1] or rng.random() < 0.5]  # fmt: skip
    lines = _lines(rng.choice(["\n", "\n\n"]).join(found.lines[at].text for at in kept))
    labels = [found.labels[at] for at in kept]
    return Text(found.site, lines, labels) if len(lines) == len(labels) else None


def _weighed(texts: Sequence[Text]) -> dict[str, float]:
    """Weigh words: the log odds that a word is furniture's rather than an article's, by site."""
    counts: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(
        lambda: (Counter(), Counter())
    )
    for text in texts:
        for line, label in zip(text.lines, text.labels, strict=True):
            if label is not None:
                counts[text.site][label].update(_WORD.findall(line.text.lower()))
    shares: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    sites: Counter[str] = Counter()
    for parts in counts.values():
        for side, words in enumerate(parts):
            whole = words.total()
            for word, count in words.items() if whole >= 50 else ():
                shares[side][word] += min(count / whole, 0.1)  # type: ignore[assignment]
        sites.update(set(parts[0]) | set(parts[1]))
    least = 2e-5 * len(counts)
    odds = {w: math.log((shares[0][w] + least) / (shares[1][w] + least))
            for w, n in sites.items() if n >= SITES}  # fmt: skip
    return {
        w: round(max(-3.0, min(3.0, v)), 1) for w, v in sorted(odds.items()) if abs(v) >= WEIGHTY
    }


def _measured(text: Text, words: Mapping[str, float]) -> tuple[Any, Any, Any]:
    """Measure a text's lines beside their neighbours: rows, labels, weights."""
    import numpy

    whole = {v.start: v.why for v in verdicts_of(text.lines) if "glued" not in v.why}
    why = [whole.get(line.start) for line in text.lines]
    one = numpy.array(traits(text.lines, why, run_of(text.lines, why), words), numpy.float32)
    edge = numpy.zeros((REACH, one.shape[1]), numpy.float32)
    padded = numpy.vstack([edge, one, edge])
    window = numpy.hstack([padded[at : at + len(one)] for at in range(2 * REACH + 1)])
    used = [at for at, label in enumerate(text.labels) if label is not None]
    used = used[:: -(-len(used) // MOST)] if used else used
    sizes = [0.3 + min(len(text.lines[at].text), 400) / 100 for at in used]
    return window[used], [int(bool(text.labels[at])) for at in used], sizes


def trained(root: Path) -> dict[str, Any]:
    """Train on the sets unpacked in ``root`` and give the numbers, scaling folded in."""
    import numpy

    texts = list(_texts(root))
    words = _weighed([text for way, text in texts if way in ("joined", "blank", "lines")])
    parts = [_measured(text, words) for _, text in texts if text.lines]
    rows = numpy.concatenate([part[0] for part in parts])
    labels = numpy.concatenate([part[1] for part in parts])
    sizes = numpy.concatenate([part[2] for part in parts])
    middle, spread = rows.mean(0), numpy.maximum(rows.std(0), 0.08)
    rows -= middle
    rows /= spread
    networks = fitted(rows, labels, sizes, Shape(HIDDEN, DECAY, ROUNDS, SEEDS))
    return _kept(networks, middle, spread) | {"words": words}


def _kept(networks: Sequence[Any], middle: Any, spread: Any) -> dict[str, Any]:
    """Put networks side by side, so that one sum gives their mean, and fold the scaling in."""
    import numpy

    first = numpy.hstack([one.coefs_[0] for one in networks]).astype(float)
    bias = numpy.hstack([one.intercepts_[0] for one in networks])
    out = numpy.hstack([one.coefs_[1][:, 0] for one in networks]).astype(float)
    first = first / spread[:, None].astype(float)
    return {
        "hidden": numpy.round(first.T, 4).tolist(),
        "hidden_bias": numpy.round(bias - middle.astype(float) @ first, 4).tolist(),
        "out": numpy.round(out / len(networks), 4).tolist(),
        "out_bias": round(float(sum(one.intercepts_[1][0] for one in networks)) / len(networks), 4),
    }


def main(names: list[str]) -> int:
    """Train, and write the numbers where they are read or where a name says."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        root = folders("pages-snippets", "page-dates")
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    kept = (json.dumps(trained(root), separators=(",", ":"), ensure_ascii=False) + "\n").encode()
    place = Path(names[0]) if names else SHIPPED
    place.write_bytes(kept)
    print(f"{place.name}: {len(kept)} bytes, SHA-256 {sha256(kept).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
