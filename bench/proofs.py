"""Spans: the pages of the three sets read into a store, derived, and every span proved anew.

``verify`` reads each page's bytes again and takes out the words of every span of every derived
record. The whole of the first set is read, of the others every ``EACH``-th page: what is derived of
pages that have nothing to do with each other is slow and proves no more.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.rows import Row
from secondsource.edges.collection import read, report, verify
from secondsource.edges.files import inputs_of
from secondsource.edges.store import Store

EACH = 5
SETS = {
    "pages-fulltext": (("*/html/*",), 1),
    "pages-snippets": (("cache/*", "eval/*"), EACH),
    "page-dates": (("cache/*", "eval/*"), EACH),
}


def run(root: Path) -> list[Row]:
    """Read, derive and verify each set; a fault is a span that does not yield its words."""
    rows = []
    for name, (patterns, each) in SETS.items():
        there = sorted(path for one in patterns for path in (root / name).glob(one))
        pages = [str(path) for path in there if path.suffix.startswith(".htm")][::each]
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "proofs.db") as store:
            started = time.perf_counter()
            done = read(store, inputs_of(pages), processes=1)
            found = report(store, processes=1)
            proof = verify(store)
            seconds = round(time.perf_counter() - started)
        split = f"{len(pages)} pages, every {each}th" if each > 1 else f"{len(pages)} pages"
        states = [account.article.whole.state for account in found.accounts]
        for metric, figure in (
            ("pages kept", proof.pages),
            ("pages unread, with a reason", len(done.unread)),
            ("pages that hold only a part or no article", len(states) - states.count("whole")),
            ("records proved", proof.records),
            ("faults", len(proof.faults)),
            ("seconds, all together", seconds),
        ):
            rows.append(Row(name, split, metric, figure, "-", "-"))
    return rows
