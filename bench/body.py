"""Body extraction: ours beside trafilatura (default, fast) and resiliparse, in one run.

Two sets. ``pages-fulltext``: the mean over pages of the F1 of word 4-grams (as multisets)
against the body typed out by hand. ``pages-snippets``: strings that must and must not be in
the body, F over all strings, and pages a second. The headline counts as text of the article, as
both sets have it. Tuned on (``TUNED``): big5-05, big5-13 and the even sites of the snippets,
every other one of their sorted names; ``held out`` is the rest, so no site of the held-out
snippets was trained on. The five outlets of pages-fulltext are the same in every part; their
pages of other years are not. Of the snippets every third page is measured, to be done in minutes.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.rows import Row, folder, printed
from secondsource.errors import Unreadable
from secondsource.read.articles import article_of
from secondsource.read.decoding import decoded
from secondsource.read.mastheads import registrable
from secondsource.read.pages import page_of

Reader = Callable[[bytes], str]
_WORD = re.compile(r"\w+")
TUNED = ("big5-05", "big5-13", "even sites")
EACH = 3  # of the snippet pages; all 990 take the four readers five minutes


def ours(raw: bytes) -> str:
    """Read a page as the program does, and print headline and body."""
    try:
        page = page_of(raw, input="page.html", media="html")
    except Unreadable:
        return ""
    article = article_of(page, raw)
    spans = [article.headline] if article.headline else []
    return "\n".join(page[span] for span in sorted([*spans, *article.body]))


def _readers() -> dict[str, Reader]:
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return {
        "ours": ours,
        "trafilatura": lambda raw: trafilatura.extract(raw, include_comments=False) or "",
        "trafilatura fast": lambda raw: (
            trafilatura.extract(raw, include_comments=False, fast=True) or ""
        ),
        "resiliparse": lambda raw: extract_plain_text(
            decoded(raw, html=True)[0], main_content=True, alt_texts=False
        ),
    }


@dataclass(slots=True)
class Tally:
    """What one reader scored on one split."""

    scores: list[float] = field(default_factory=list)
    hits: int = 0
    wrong: int = 0
    missed: int = 0
    pages: int = 0
    seconds: float = 0.0

    def read(self, reader: Reader, raw: bytes) -> str:
        """Read a page against the clock."""
        started = time.perf_counter()
        text = reader(raw)
        self.seconds += time.perf_counter() - started
        self.pages += 1
        return text

    @property
    def snippets(self) -> float:
        """F over the strings that must and must not be there."""
        return round(2 * self.hits / max(1, 2 * self.hits + self.wrong + self.missed), 4)

    @property
    def mean(self) -> float:
        """The mean F1 of the pages."""
        return round(sum(self.scores) / max(1, len(self.scores)), 4)

    @property
    def rate(self) -> float:
        """Pages a second."""
        return round(self.pages / max(1e-9, self.seconds), 0)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Count a text's runs of ``size`` words.

    >>> sorted(shingles("the ferry sank at noon"))
    [('ferry', 'sank', 'at', 'noon'), ('the', 'ferry', 'sank', 'at')]
    """
    words = _WORD.findall(text.lower())
    return Counter(zip(*(words[at:] for at in range(size)), strict=False))


def likeness(gold: str, text: str) -> float:
    """Give the F1 of 4-grams: 1 where both are empty."""
    wanted, found = shingles(gold), shingles(text)
    if not wanted and not found:
        return 1.0
    shared = sum((wanted & found).values())
    return 2 * shared / max(1, sum(wanted.values()) + sum(found.values()))


def full_pages(root: Path, splits: Sequence[str] = ()) -> Iterator[tuple[str, bytes, str]]:
    """Yield (split, page, gold text) of pages-fulltext, or of some of its splits."""
    for split in sorted(path for path in root.iterdir() if (path / "gold").is_dir()):
        if splits and split.name not in splits:
            continue
        for gold in sorted((split / "gold").iterdir()):
            pages = [split / "html" / (gold.stem + ending) for ending in (".htm", ".html")]
            for page in pages:
                if page.exists():
                    yield split.name, page.read_bytes(), decoded(gold.read_bytes())[0]


def snippet_pages(
    root: Path, splits: Sequence[str] = (), *, each: int = 1
) -> Iterator[tuple[str, bytes, dict[str, list[str]]]]:
    """Yield (split, page, strings ``with`` and ``without``), split by site, of every nth page."""
    listed = json.loads((root / "evaldata.json").read_text(encoding="utf-8"))
    site = {address: registrable(address) or address for address in listed}
    places = {name: at for at, name in enumerate(sorted(set(site.values())))}
    for number, (address, told) in enumerate(sorted(listed.items())):
        split = "odd sites" if places[site[address]] % 2 else "even sites"
        if number % each or (splits and split not in splits):
            continue
        for place in (root / "cache" / told["file"], root / "eval" / told["file"]):
            if place.exists():
                yield split, place.read_bytes(), told
                break


def _full(root: Path, readers: dict[str, Reader]) -> dict[tuple[str, str], Tally]:
    tallies: dict[tuple[str, str], Tally] = {}
    for split, raw, gold in full_pages(root):
        for name, reader in readers.items():
            tally = tallies.setdefault((split, name), Tally())
            tally.scores.append(likeness(gold, tally.read(reader, raw)))
    return tallies


def _snippets(root: Path, readers: dict[str, Reader]) -> dict[tuple[str, str], Tally]:
    tallies: dict[tuple[str, str], Tally] = {}
    for split, raw, told in snippet_pages(root, each=EACH):
        for name, reader in readers.items():
            tally = tallies.setdefault((split, name), Tally())
            text = tally.read(reader, raw)
            held = sum(wanted in text for wanted in told["with"])
            tally.hits += held
            tally.missed += len(told["with"]) - held
            tally.wrong += sum(unwanted in text for unwanted in told["without"])
    return tallies


def run(root: Path, *, only: str | None = None) -> list[Row]:
    """Measure on the sets unpacked in ``root``; ``only`` names one reader beside ours."""
    readers = _readers()
    if only is not None:
        readers = {name: reader for name, reader in readers.items() if name in ("ours", only)}
    full = _full(root / "pages-fulltext", readers)
    snippets = _snippets(root / "pages-snippets", readers)
    rows = []
    for (split, name), tally in {**full, **snippets}.items():
        if name == "ours" and len(readers) > 1:
            continue
        is_full = (split, name) in full
        mine = (full if is_full else snippets)[split, "ours"]
        place = "pages-fulltext" if is_full else "pages-snippets"
        tuned = " (tuned on)" if split in TUNED else " (held out)"
        tuned += "" if is_full else ", every third page"
        score = (mine.mean, tally.mean) if is_full else (mine.snippets, tally.snippets)
        metric = "4-gram F1" if is_full else "snippet F"
        rows.append(Row(place, split + tuned, metric, score[0], name, score[1]))
        rows.append(Row(place, split + tuned, "pages/s", str(mine.rate), name, str(tally.rate)))
    return rows


if __name__ == "__main__":
    try:
        root = folder("pages-fulltext").parent
        folder("pages-snippets")
    except FileNotFoundError as error:
        sys.exit(str(error))
    print(printed(run(root, only=sys.argv[1] if len(sys.argv) > 1 else None)))
