"""The pages that the body's network learns from: blocks with labels and weights, site by site.

Three sets. ``pages-fulltext``: a block is the article's where most of its 4-grams (or, if it is
short, the whole line) stand in the body typed out by hand. ``pages-snippets``: a block with a
string that must, or must not, be in the body is labelled by it. All other blocks, and those of
``page-dates``, are labelled by vote: of trafilatura (default, for precision, for recall) and
resiliparse, weighed by the square of how far they agree. Extracting so many pages takes minutes,
so the votes are kept in the computer's temporary folder, by page and by the voters' versions.
"""

from __future__ import annotations

import json
import logging
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.body import full_pages, snippet_pages
from bench.flattened import OUTLETS, outlet_in
from secondsource.errors import Unreadable
from secondsource.read.decoding import decoded
from secondsource.read.mastheads import headline_block, registrable
from secondsource.read.pages import page_of
from secondsource.read.traits import NAMES, traits
from secondsource.records import Page

VOTERS = 4
_ENOUGH = 60  # words; a shorter result of a voter is no vote
_EACH = 4, 3  # of the blocks that are easily furniture, every 4th (voted), every 3rd (typed out)
_WORD = re.compile(r"\w+")
_LINKED = NAMES.index("all linked")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page to learn from: its site, its blocks' measures, labels and weights (0: not used)."""

    site: str
    part: str
    rows: NDArray[np.float32]
    labels: NDArray[np.int8]
    weights: NDArray[np.float64]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def labels_of(page: Page, gold: str) -> list[int | None]:
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


def _sizes(page: Page) -> list[int]:
    return [min(40, len(_words(page.text[block.start : block.end]))) for block in page.blocks]


def _typed_out(page: Page, gold: str) -> tuple[list[int], list[float]]:
    labels = labels_of(page, gold)
    sizes = _sizes(page)
    pairs = zip(labels, sizes, strict=True)
    weights = [0.0 if one is None else 0.3 + size / 10 for one, size in pairs]
    return [one or 0 for one in labels], weights


def _voted(page: Page, texts: list[str]) -> tuple[list[int], list[float]]:
    """Label blocks by vote; where fewer than three voters found a text, none has a weight."""
    votes = [labels_of(page, text) for text in texts if len(_words(text)) >= _ENOUGH]
    labels, weights = [], []
    for at, size in enumerate(_sizes(page)):
        known = [one for vote in votes if (one := vote[at]) is not None]
        share = sum(known) / max(1, len(known))
        labels.append(int(share >= 0.5))
        agreed = (2 * share - 1) ** 2 if len(known) >= 3 else 0.0
        weights.append(agreed * (0.15 + size / 60))
    return labels, weights


def _told(
    page: Page, told: dict[str, list[str]], labels: list[int], weights: list[float]
) -> list[bool]:
    """Label the blocks with a string that decides, in place; say which they are."""
    sure = []
    for at, (block, size) in enumerate(zip(page.blocks, _sizes(page), strict=True)):
        text = page.text[block.start : block.end]
        right = any(wanted in text for wanted in told["with"])
        wrong = any(unwanted in text for unwanted in told["without"])
        sure.append(right != wrong)
        if right != wrong:
            labels[at], weights[at] = int(right), 3.0 + size / 20
    return sure


def _lesson(
    page: Page, site: str, part: str, labels: list[int], weights: list[float], sure: list[bool]
) -> Lesson:
    """Measure a page; of its easy furniture some blocks stand for the rest, with their weight."""
    rows = traits(page, headline=headline_block(page)).astype(np.float32)
    weighed, labelled = np.array(weights), np.array(labels, dtype=np.int8)
    typed = part == "full"
    easy = (labelled == 0) & (weighed > 0)
    easy &= rows[:, _LINKED] > 0 if typed else ~np.array(sure, dtype=bool)
    each, places = _EACH[typed], np.flatnonzero(easy)
    weighed[places] *= each
    weighed[places[np.arange(len(places)) % each != 0]] = 0.0
    return Lesson(site, part, rows, labelled, weighed)


def _votes(raw: bytes) -> list[str]:
    """Give the voters' texts of a page, kept from an earlier run where there was one."""
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    voters = f"{version('trafilatura')} {version('resiliparse')}".encode()
    folder = Path(tempfile.gettempdir()) / "secondsource-bench" / "votes"
    kept = folder / (sha256(voters + raw).hexdigest()[:32] + ".json")
    if kept.exists():
        texts: list[str] = json.loads(kept.read_text(encoding="utf-8"))
        return texts
    texts = [
        trafilatura.extract(raw, include_comments=False) or "",
        trafilatura.extract(raw, include_comments=False, favor_precision=True) or "",
        trafilatura.extract(raw, include_comments=False, favor_recall=True) or "",
        extract_plain_text(decoded(raw, html=True)[0], main_content=True, alt_texts=False),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(texts), encoding="utf-8")
    return texts


def _dated_pages(root: Path) -> Iterator[tuple[str, bytes]]:
    stated = json.loads((root / "eval_default.json").read_text(encoding="utf-8"))
    for address, entry in sorted(stated.items()):
        for place in (root / "eval" / entry["file"], root / "cache" / entry["file"]):
            if place.is_file():
                yield address, place.read_bytes()
                break


def _read(raw: bytes) -> Page | None:
    try:
        page = page_of(raw, input="page.html", media="html")
    except Unreadable:
        return None
    return page if page.blocks else None


def lessons(root: Path) -> Iterator[Lesson]:
    """Yield every page of the three sets unpacked in ``root``, always in the same order."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for _, raw, gold in full_pages(root / "pages-fulltext"):
        if page := _read(raw):
            labels, weights = _typed_out(page, gold)
            yield _lesson(page, outlet_in(raw), "full", labels, weights, [])
    listed = json.loads((root / "pages-snippets" / "evaldata.json").read_text(encoding="utf-8"))
    addresses = {told["file"]: address for address, told in listed.items()}
    for split, raw, told in snippet_pages(root / "pages-snippets"):
        if page := _read(raw):
            labels, weights = _voted(page, _votes(raw))
            sure = _told(page, told, labels, weights)
            yield _lesson(page, _site(addresses[str(told["file"])]), split, labels, weights, sure)
    for address, raw in _dated_pages(root / "page-dates"):
        if page := _read(raw):
            labels, weights = _voted(page, _votes(raw))
            none = [False] * len(labels)
            yield _lesson(page, _site(address), "dates", labels, weights, none)


def _site(address: str) -> str:
    return registrable(address) or address


def without_outlet(lesson: Lesson, outlet: str) -> bool:
    """Say whether a page is of another outlet of pages-fulltext, and of none of its domains."""
    name = lesson.site.partition(".")[0]
    return lesson.site != outlet and OUTLETS.get(name, name) != outlet


def without_sites(lesson: Lesson, sites: set[str]) -> bool:
    """Say whether a page is of none of some sites."""
    return lesson.site not in sites
