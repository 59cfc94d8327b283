"""Articles per second of the whole extract stage, beside spaCy's small pipeline and textacy.

PolNeAR's tuning texts, cut to 450 words, from their text to names, times, quotations, speakers and
what is asserted; the peer gives names, a parse and the quotations in marks. Two processes each, a
half of the articles in either, after their models are loaded; the slower of the two counts. Cold:
no passage was read before. Half seen: every other passage was, as its neighbours in a collection
are that print the same agency's sentences. Memory is the peak of a process over all of it.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bench.polnear import part_of
from bench.rows import Row

WORDS, PROCESSES = 450, 2
_WORDS = re.compile(rf"(?:\S+\s+){{{WORDS}}}")
_PEER = "spaCy small + textacy"


class Timed(NamedTuple):
    """What a process took: seconds to load and to run, and its peak memory in megabytes."""

    loading: float
    seconds: float
    memory: float


def run(root: Path) -> Iterator[Row]:
    """Time both sides on the same articles in one run."""
    texts = [_cut(one.text) for one in part_of(root / "polnear", "tuning")]
    split = f"tuning, {len(texts)} articles of {WORDS} words"
    cold, seen = _together(_ours, texts), _together(_half_seen, texts)
    peer = _together(_peers, texts) if importlib.util.find_spec("textacy") else None
    theirs = _rate(texts, peer) if peer else "not installed"
    yield Row("polnear", split, "articles/s, cold", _rate(texts, cold), _PEER, theirs)
    yield Row("polnear", split, "articles/s, half seen", _rate(texts, seen), _PEER, theirs)
    for metric, at in (("seconds to load", 0), ("peak MB of a process", 2)):
        worst = max(one[at] for one in peer) if peer else "not installed"
        yield Row("polnear", split, metric, max(one[at] for one in cold), _PEER, worst)


def _cut(text: str) -> str:
    found = _WORDS.match(text)
    return text[: found.end()] if found else text


def _rate(texts: Sequence[str], times: Sequence[Timed]) -> float:
    return len(texts) / max(one.seconds for one in times)


def _together(make: Callable[[list[str]], Timed], texts: Sequence[str]) -> list[Timed]:
    """Run a half of the texts in each of two fresh processes at the same time."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn) as pool:
        return list(pool.map(make, [list(texts[at::PROCESSES]) for at in range(PROCESSES)]))


def _ours(texts: list[str]) -> Timed:
    return _timed(texts, seen=0)


def _half_seen(texts: list[str]) -> Timed:
    return _timed(texts, seen=2)


def _timed(texts: list[str], *, seen: int) -> Timed:
    from secondsource import pipeline
    from secondsource.extract.people import entities_of
    from secondsource.extract.speakers import with_speakers
    from secondsource.extract.statements import with_instances
    from secondsource.records import Article, Page, Span

    began = time.perf_counter()
    pipeline.tags_of({"warm": "Anna Roos said on Monday that the ferry sank."})
    loading = time.perf_counter() - began
    pairs = [
        (
            Page(id=f"p{at:03}", input="a.txt", text=text),
            Article(
                f"p{at:03}", f"p{at:03}", body=(Span(f"p{at:03}", 0, len(text)),), language="en"
            ),
        )
        for at, text in enumerate(texts)
    ]
    passages = pipeline.untagged(pairs, {})
    known = pipeline.tags_of(
        {key: passages[key] for key in sorted(passages)[::seen]} if seen else {}
    )
    began = time.perf_counter()
    tags = {**known, **pipeline.tags_of(pipeline.untagged(pairs, known))}
    accounts = [pipeline.extracted(*pair, tags) for pair in pairs]
    entities = entities_of(accounts)
    with_instances(with_speakers(accounts, entities), entities)
    return Timed(loading, time.perf_counter() - began, _memory())


def _peers(texts: list[str]) -> Timed:
    from bench import glued

    began = time.perf_counter()
    glued.quotations(glued.parsed(["Anna Roos said on Monday that the ferry sank."]))
    loading = time.perf_counter() - began
    began = time.perf_counter()
    glued.quotations(glued.parsed(texts))
    return Timed(loading, time.perf_counter() - began, _memory())


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    from bench.rows import folder, printed

    print(printed(run(folder("polnear").parent)))
