"""Articles per second from their text to pairs with aligned text and lineage, beside public parts.

The stream is made up (``copied.py``): articles of real length, half of them copies. Ours is
index, join, alignment and lineage. rensa and datasketch find candidates by MinHash over whole
documents; the same alignment is then added to each, so that all three end with spans. What each
finds of the true copies is printed beside its rate: whole documents cannot show a paragraph that
was taken. Each side runs in a process of its own, on one core, and its own time is counted.
Stories as articles arrive, from terms to the putting right, are timed on a stream of happenings
(``arrivals``, ``tidings``).
"""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bench.arrivals import TIMED, best_of, ours, tfidf, truth
from bench.copied import account, told
from bench.rows import Row
from bench.stories import bcubed

ARTICLES, PER_DAY = 1500, 2740
_PERMUTATIONS, _THRESHOLD = 128, 0.4  # a copy that was cut short shares half of its shingles
_BANDS = 32  # of four rows, which is that threshold
_GRAM = 5

Pair = tuple[int, int]
Made = TypeVar("Made")


class Timed(NamedTuple):
    """Articles per second by stage, and the pairs of articles found to share text."""

    rates: dict[str, float]
    pairs: set[Pair]


def run(root: Path) -> list[Row]:
    """Time the three on the same articles in one run."""
    sides = {"ours": _ours, "rensa": _rensa, "datasketch": _datasketch}
    found = {name: _apart(make) for name, make in sides.items()}
    return [*_rows(found), *_story_rows()]


def _apart(make: Callable[[], Made]) -> Made:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(make).result()


def _rows(found: dict[str, Timed]) -> Iterator[Row]:
    true = {(one.parent, at) for at in range(ARTICLES) if (one := _told(at)).parent is not None}
    ours, split = found["ours"], f"{ARTICLES} articles"
    for stage, rate in ours.rates.items():
        yield Row("made-up stream", split, f"articles/s, {stage}", rate, "-", "-")
    held = len(true & ours.pairs) / len(true)
    for name in ("rensa", "datasketch"):
        peer = found[name]
        for stage, rate in peer.rates.items():
            mine = ours.rates["index, join, align"] if "align" in stage else "-"
            yield Row("made-up stream", split, "articles/s", mine, f"{name}: {stage}", rate)
        theirs = len(true & peer.pairs) / len(true)
        yield Row("made-up stream", split, "true copies found", held, name, theirs)


def _story_rows() -> Iterator[Row]:
    """Time stories as articles arrive, beside TF-IDF in a single pass (``arrivals``)."""
    side = _apart(ours)
    split = f"{TIMED} articles of {len(set(truth().values()))} happenings"
    least, whole, peer = "no scikit-learn", 0.0, (0.0, 0.0, 0.0)
    if importlib.util.find_spec("sklearn"):
        spent, nearest = _apart(tfidf)
        best, peer = best_of(nearest)
        least, whole = f"TF-IDF single pass, {best}", TIMED / sum(spent.values())
    for stage, spent_on in side.spent.items():
        yield Row(
            "made-up stream", split, f"ms, stories: {stage}", 1000 * spent_on / TIMED, "-", "-"
        )
    rate = TIMED / sum(side.spent.values())
    yield Row("made-up stream", split, "articles/s, stories", rate, least, whole)
    for metric, mine, theirs in zip(
        ("P", "R", "F1"), bcubed(side.found, truth()), peer, strict=True
    ):
        yield Row("made-up stream", split, f"BCubed {metric}", mine, least, theirs)


def _told(number: int) -> Any:
    return told(number, per_day=PER_DAY)


def _accounts() -> list[Any]:
    return [account(number, per_day=PER_DAY) for number in range(ARTICLES)]


def _rate(begun: float) -> float:
    return round(ARTICLES / (time.process_time() - begun), 1)


def _numbers(pairs: Iterable[Any]) -> set[Pair]:
    return {(int(one.a[1:]), int(one.b[1:])) for one in pairs if one.reuse}


def _ours() -> Timed:
    from secondsource.compare.kinds import settled
    from secondsource.compare.lineage import lineage_of
    from secondsource.compare.reuse import aligned_pairs, reuse_in
    from secondsource.edges.scale import unswept

    accounts = _accounts()
    aligned_pairs(accounts[:10])  # tables are made once a process
    begun = time.process_time()
    with unswept():  # as the program itself does
        pairs = aligned_pairs(accounts)
        rates = {"index, join, align": _rate(begun)}
        shared = reuse_in(pairs)
        lineage = lineage_of(accounts, shared)
        rates["index, join, align, lineage"] = _rate(begun)
        settled(accounts, shared, lineage)
        rates["the same, with kinds and directions"] = _rate(begun)
    return Timed(rates, _numbers(pairs))


def _peer(candidates: Callable[[list[list[str]]], list[Pair]]) -> Timed:
    """Time a peer: words, candidates, and our alignment of the pairs it proposes."""
    from secondsource.compare.reuse import shared_in
    from secondsource.edges.scale import unswept
    from secondsource.textview import level

    accounts = _accounts()
    shared_in(accounts[:2], [(0, 1)])
    begun = time.process_time()
    grams: list[list[str]] = []
    for one in accounts:
        words = level(one.page.text, fold=True).split()
        runs = zip(*(words[at:] for at in range(_GRAM)), strict=False)
        grams.append([" ".join(run) for run in runs])
    with unswept():
        pairs = candidates(grams)
        rates = {"candidates": _rate(begun)}
        found = shared_in(accounts, pairs)
        rates["candidates, and aligned as ours"] = _rate(begun)
    return Timed(rates, _numbers(found))


def _rensa() -> Timed:
    return _peer(_rensa_pairs)


def _rensa_pairs(grams: list[list[str]]) -> list[Pair]:
    rensa = importlib.import_module("rensa")
    index = rensa.RMinHashLSH(_THRESHOLD, _PERMUTATIONS, _BANDS)
    found: list[Pair] = []
    for number, some in enumerate(grams):
        sketch = rensa.RMinHash(_PERMUTATIONS, 1)
        sketch.update(some)
        found.extend((earlier, number) for earlier in index.query(sketch))
        index.insert(number, sketch)
    return found


def _datasketch() -> Timed:
    return _peer(_datasketch_pairs)


def _datasketch_pairs(grams: list[list[str]]) -> list[Pair]:
    datasketch = importlib.import_module("datasketch")
    index = datasketch.MinHashLSH(_THRESHOLD, _PERMUTATIONS)
    found: list[Pair] = []
    for number, some in enumerate(grams):
        sketch = datasketch.MinHash(_PERMUTATIONS)
        sketch.update_batch([gram.encode() for gram in some])
        found.extend((earlier, number) for earlier in index.query(sketch))
        index.insert(number, sketch)
    return found
