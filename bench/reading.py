"""Pages a second: body, masthead and date of mixed web pages, beside trafilatura with metadata.

500 pages, drawn evenly from ``pages-fulltext``, ``pages-snippets`` and ``page-dates`` with a fixed
seed, on one core in one process. Both sides read the same pages in turns of 40, warm, so that a
machine that slows down slows both; the time is the process's own, and no page was seen before but
a few that warm up. Ours is ``pipeline.read_page`` (text with spans, body, furniture with why,
masthead, days with evidence, wholeness); theirs ``trafilatura.bare_extraction`` in its default,
best mode with ``with_metadata=True``. The rows of the stages say where our time goes:
milliseconds a page, and the share of all the time that ten times trafilatura would leave.
"""

from __future__ import annotations

import importlib
import json
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.rows import Row
from secondsource import pipeline
from secondsource.errors import Unreadable

PAGES, TURN, WARM, SEED = 500, 40, 12, 1
_SETS = {"pages-fulltext": "", "pages-snippets": "evaldata.json", "page-dates": "eval_default.json"}
# The stages of a page, in their order; what is indented is a part of the line before it.
STAGES = (
    ("pipeline", "page_of", "bytes to page"),
    ("read.pages", "decoded", "- characters"),
    ("read.linear", "parsed", "- tree, written out"),
    ("read.pages", "linear", "- text, blocks, fields (with the tree)"),
    ("pipeline", "article_of", "page to article"),
    ("read.articles", "headline_block", "- headline"),
    ("read.articles", "scores_of", "- body: scores of blocks"),
    ("read.articles", "verdicts_of", "- furniture in the body"),
    ("read.articles", "outlet_of", "- outlet"),
    ("read.articles", "header_of", "- bylines, section, kind, notes"),
    ("read.articles", "datings_of", "- days"),
    ("read.articles", "credits_of", "- credits"),
    ("read.articles", "links_of", "- links"),
    ("pipeline", "with_wholeness", "whether it is whole"),
)


def chosen(root: Path, pages: int = PAGES) -> list[bytes]:
    """Draw the pages: as many of each set, in a fixed order."""
    draw = random.Random(SEED)
    found = []
    for place, name in enumerate(_SETS):
        files = list(_files(root / name, _SETS[name]))
        share = pages // len(_SETS) + (place < pages % len(_SETS))
        found += draw.sample(files, min(share, len(files)))
    return [file.read_bytes() for file in found]


def _files(folder: Path, listed: str) -> Iterator[Path]:
    if not listed:
        yield from sorted(folder.rglob("html/*.htm*"))
        return
    told = json.loads((folder / listed).read_text(encoding="utf-8"))
    for _, entry in sorted(told.items()):
        places = [folder / sub / entry["file"] for sub in ("cache", "eval")]
        yield from [place for place in places if place.exists()][:1]


def ours(raw: bytes) -> None:
    """Read a page as the program does."""
    try:
        pipeline.read_page(raw, input="page.html", media="html")
    except Unreadable:
        return


def _theirs() -> Callable[[bytes], object]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    read: Callable[[bytes], object] = lambda raw: trafilatura.bare_extraction(  # noqa: E731
        raw, with_metadata=True
    )
    return read


def _seconds(read: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    began = time.process_time()
    for raw in pages:
        read(raw)
    return time.process_time() - began


def run(root: Path, *, pages: str = str(PAGES)) -> list[Row]:
    """Time both on the same pages; a row for the rates and one for each stage of ours."""
    raws, theirs = chosen(root, int(pages)), _theirs()
    spent, stages = [0.0, 0.0], Counter[str]()
    with _clocks(stages):
        for read in (ours, theirs):
            _seconds(read, raws[:WARM])
        stages.clear()
        for at in range(0, len(raws), TURN):
            for side, read in enumerate((ours, theirs)):
                spent[side] += _seconds(read, raws[at : at + TURN])
    return list(_rows(len(raws), spent, stages))


def _rows(pages: int, spent: Sequence[float], stages: Counter[str]) -> Iterator[Row]:
    mine, peer = (pages / seconds for seconds in spent)
    split = f"{pages} mixed pages, one core"
    metric = f"pages/s, body + masthead + date; ratio {mine / peer:.2f}"
    yield Row("web pages", split, metric, mine, "trafilatura with metadata", peer)
    goal = spent[1] / pages / 10
    for _, _, stage in STAGES:
        each = stages[stage] / pages
        share = f"{each / goal:.0%}"
        reference = "share of the time of ten times trafilatura"
        yield Row("web pages", split, f"ms a page: {stage}", each * 1e3, reference, share)


@contextmanager
def _clocks(spent: Counter[str]) -> Iterator[None]:
    """Put a clock around each stage; it takes some five microseconds a page."""
    made: list[tuple[Any, str, Any]] = []
    for module, name, stage in STAGES:
        place = importlib.import_module(f"secondsource.{module}")
        made.append((place, name, getattr(place, name)))
        setattr(place, name, _clocked(getattr(place, name), stage, spent))
    try:
        yield
    finally:
        for place, name, stage_of in made:
            setattr(place, name, stage_of)


def _clocked(stage_of: Callable[..., Any], stage: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return stage_of(*given, **named)
        finally:
            spent[stage] += time.process_time() - began  # type: ignore[assignment]

    return timed
