"""Articles per second, stage by stage and end to end, beside a peer glued from public parts.

The peer is in ``glued.py``. Each whole run has a process of its own. On one process both sides
load their models before the clock starts; on two, both start their processes and load their
models inside it. The whole of ours includes writing the store and the JSON report.
"""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

from bench import glued
from bench.rows import Row

PAGES = 60  # of the 360 pages of the set, taken evenly: one run of all takes some four minutes

Made = TypeVar("Made")
Rates = dict[str, float]


class Load(NamedTuple):
    """The same articles for both sides: what ours is told to read, and the peer's pages."""

    name: str
    inputs: tuple[str, ...]
    pages: tuple[glued.Page, ...]


def run(root: Path) -> list[Row]:
    """Time both sides on the same articles in one run: web pages, then texts of shared events."""
    with tempfile.TemporaryDirectory() as folder:
        loads = (_web(root), _wire(root, Path(folder) / "wire.jsonl"))
        return [row for load in loads for row in _rows(load)]


def _web(root: Path) -> Load:
    files = sorted((root / "pages-fulltext").rglob("html/*.htm*"))
    chosen = files[:: max(1, len(files) // PAGES)][:PAGES]
    pages = tuple(file.read_bytes() for file in chosen)
    return Load("pages-fulltext", tuple(str(file) for file in chosen), pages)


def _wire(root: Path, lines: Path) -> Load:
    told = [json.loads(p.read_text("utf-8")) for p in sorted((root / "wire-events").glob("*.json"))]
    given = [
        {
            "id": one["dId"],
            "text": one["text"],
            "outlet": one["source_domain"],
            "date": one["date_publish"],
            "headline": one["title"],
        }
        for one in told
        if one["text"]
    ]
    lines.write_text("".join(json.dumps(one) + "\n" for one in given), "utf-8")
    return Load("wire-events", (str(lines),), tuple(str(one["text"]) for one in given))


def _rows(load: Load) -> Iterator[Row]:
    split = f"{len(load.pages)} articles"
    for stage, rate in _apart(_our_stages, load).items():
        yield Row(load.name, split, f"articles/s, {stage}", rate, "", "")
    for stage, rate in _apart(_peer_stages, load).items():
        yield Row(load.name, split, "articles/s", "", f"peer: {stage}", rate)
    for processes in (1, 2):
        ours, peer = _apart(_our_whole, load, processes), _apart(_peer_whole, load, processes)
        metric = f"articles/s, whole, {processes} process(es); ratio {ours / peer:.2f}"
        yield Row(load.name, split, metric, ours, "peer: whole", peer)


def _apart(make: Callable[..., Made], *given: object) -> Made:
    """Make it in a fresh process, so that no run finds what another has loaded."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(make, *given).result()


def _timed(rates: Rates, stage: str, count: int, make: Callable[[], Made]) -> Made:
    began = time.perf_counter()
    made = make()
    rates[stage] = _rate(count, began)
    return made


def _rate(count: int, began: float) -> float:
    return round(count / (time.perf_counter() - began), 1)


# -- ours -----------------------------------------------------------------------------------


def _our_stages(load: Load) -> Rates:
    from secondsource import pipeline
    from secondsource.edges.files import inputs_of
    from secondsource.edges.raw import Raw
    from secondsource.records import Article, Draft, Page
    from secondsource.tell.export import json_text

    def read(raw: Raw) -> tuple[Page, Article]:
        return pipeline.read_page(
            raw.raw, input=raw.input, media=raw.media, given=raw.given, url=raw.url, key=raw.key
        )

    rates: Rates = {}
    count = len(load.pages)
    _warm()
    raws = [raw for raw in inputs_of(list(load.inputs)) if isinstance(raw, Raw)]
    pages = _timed(rates, "read", count, lambda: [read(raw) for raw in raws])
    drafts = _timed(
        rates,
        "furniture across pages",
        count,
        lambda: pipeline.read_together(Draft(*page) for page in pages),
    )
    pairs = [(draft.page, draft.article) for draft in drafts]
    texts = _timed(rates, "passages", count, lambda: pipeline.untagged(pairs, {}))
    tags = _timed(rates, "names tagged, cold", count, lambda: pipeline.tags_of(texts))
    accounts = _timed(
        rates,
        "names, times, quotations",
        count,
        lambda: [pipeline.extracted(*pair, tags) for pair in pairs],
    )
    report = _timed(rates, "compare and count", count, lambda: pipeline.compared(accounts))
    _timed(rates, "report as JSON", count, lambda: json_text(report))
    return rates


def _warm() -> None:
    from secondsource import pipeline

    pipeline.tags_of({"warm": "Anna Roos left Oslo on Monday."})


def _our_whole(load: Load, processes: int) -> float:
    from secondsource.edges.collection import read, report
    from secondsource.edges.files import inputs_of
    from secondsource.edges.scale import dismiss
    from secondsource.edges.store import Store
    from secondsource.tell.export import json_text

    if processes == 1:
        _warm()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with Store(Path(folder) / "speed.db") as store:
            read(store, inputs_of(list(load.inputs)), processes=processes)
            text = json_text(report(store, processes=processes))
        (Path(folder) / "report.json").write_text(text, encoding="utf-8")
        rate = _rate(len(load.pages), began)
    dismiss()
    return rate


# -- the peer -------------------------------------------------------------------------------


def _peer_stages(load: Load) -> Rates:
    rates: Rates = {}
    count = len(load.pages)
    glued.pipeline()
    texts = _timed(rates, "trafilatura with metadata", count, lambda: glued.bodies(load.pages))
    parsed: Sequence[object] = _timed(
        rates, "spaCy small, parser and names", count, lambda: glued.parsed(texts)
    )
    began = time.perf_counter()
    found = glued.quotations(parsed)
    rates[f"textacy quotations ({found} found)"] = _rate(count, began)
    _timed(rates, "datasketch MinHash LSH", count, lambda: glued.near(texts))
    _timed(rates, "TF-IDF clustering", count, lambda: glued.clustered(texts))
    return rates


def _peer_whole(load: Load, processes: int) -> float:
    if processes == 1:
        glued.pipeline()
    began = time.perf_counter()
    glued.whole(load.pages, processes)
    return _rate(len(load.pages), began)
