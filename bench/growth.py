"""Time, memory and room as the archive grows: generated records through the comparing stages.

A stream of made-up articles (``copied.py``) is archived in bulk, through the same index, without
aligning; the last of them join in batches of a hundred, timed: words, index, join, alignment with
their partners, the lineage of what they touch, and the writing of what is kept. A partner that is
not at hand is made again from its number, where a collection would read it from its store; that
is not counted. Days hold as many articles at every size, so a large archive has left the live
window of 30 days and lies in the store, and a small one has not.

``python -m bench growth --articles 10000,100000 --stories 10000,1000000`` names the sizes of this
and of the stories of a stream (``growing``); each runs in a process of its own. A million take
some half an hour on one core.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench import growing
from bench.copied import account
from bench.rows import Row
from secondsource.compare.archive import Archive, aged, joined
from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.partners import Partner, partner_of
from secondsource.compare.reuse import reuse_in, shared_by
from secondsource.compare.shingles import Kept, kept_of
from secondsource.compare.words import Stream, stream_of
from secondsource.edges.store import Store
from secondsource.records import Account, AlignedPair

PER_DAY = 2740  # a million a year
WINDOW = 30 * PER_DAY
SLACK = 7 * PER_DAY  # the window is drawn in once a week
BULK, BATCH = 1000, 100
AT_HAND = 1500  # articles kept ready for aligning, as a collection would
TIMED = 3000  # the last articles, which join timed

Pair = tuple[str, str]


class Grown(NamedTuple):
    """What one size measured: milliseconds an article by stage, MiB at the peak, bytes kept."""

    milliseconds: dict[str, float]
    peak: float
    postings: float
    kept: float
    partners: float


def run(root: Path, *, articles: str = "10000,100000", stories: str = "10000,100000") -> list[Row]:
    """Measure each size in a process of its own, the smallest first."""
    return [*_archived(articles), *_arrived(stories)]


def _arrived(stories: str) -> Iterator[Row]:
    base = 0.0
    for size in sorted(int(one) for one in stories.split(",") if one):
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            found = pool.submit(growing.grown_to, size).result()
        base = base or found.milliseconds
        yield from growing.rows_of(size, found, base)


def _archived(articles: str) -> list[Row]:
    rows: list[Row] = []
    base = 0.0
    for size in sorted(int(one) for one in articles.split(",") if one):
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            found = pool.submit(grown_to, size).result()
        base = base or sum(found.milliseconds.values())
        rows.extend(_rows(size, found, base))
    return rows


def _rows(size: int, found: Grown, base: float) -> Iterator[Row]:
    whole = sum(found.milliseconds.values())
    split = f"{size} archived"
    yield Row("made-up stream", split, "ms an article, all", whole, "-", "-")
    yield Row("made-up stream", split, "times that of the smallest", whole / base, "-", "-")
    for stage, spent in found.milliseconds.items():
        yield Row("made-up stream", split, f"ms an article, {stage}", spent, "-", "-")
    yield Row("made-up stream", split, "partners an article", found.partners, "-", "-")
    yield Row("made-up stream", split, "MiB at the peak", found.peak, "-", "-")
    yield Row("made-up stream", split, "bytes an article, postings", found.postings, "-", "-")
    yield Row("made-up stream", split, "bytes an article, pairs, lineage", found.kept, "-", "-")


def grown_to(size: int) -> Grown:
    """Archive so many articles, the last of them timed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "growth.db"
        with Store(path) as store:
            archive = _loaded(store, size - TIMED)
            clock, hand = _Clock(), _AtHand()
            kept, partners = 0, 0
            for first in range(size - TIMED, size, BATCH):
                archive, bytes_, pairs = _timed(store, archive, first, clock, hand)
                kept, partners = kept + bytes_, partners + pairs
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            _drawn_in(store, archive, size)
        postings = path.stat().st_size / size
    spent = {stage: 1000 * spent / TIMED for stage, spent in clock.spent.items()}
    return Grown(spent, peak, postings, kept / TIMED, partners / TIMED)


class _Clock:
    """Seconds of this process by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._since = 0.0

    def start(self) -> None:
        self._since = time.process_time()

    def stop(self, stage: str) -> None:
        now = time.process_time()
        self.spent[stage] += now - self._since
        self._since = now


# -- the archive ----------------------------------------------------------------------------


def _loaded(store: Store, size: int) -> Archive:
    archive, index = Archive(), store.index()
    for first in range(0, size, BULK):
        some = range(first, min(first + BULK, size))
        new = [(number, kept_of(stream_of(_account(number)))) for number in some]
        archive, _ = joined(archive, new, older=index)
        if first % SLACK < BULK:
            archive = _drawn_in(store, archive, first - WINDOW)
            _say(f"{first} of {size}")
    return archive


def _drawn_in(store: Store, archive: Archive, before: int) -> Archive:
    if before <= 0:
        return archive
    archive, gone = aged(archive, before)
    with store.writing():
        store.index().keep_older(gone)
    return archive


def _account(number: int) -> Account:
    return account(number, per_day=PER_DAY)


def _say(text: str) -> None:
    if sys.stderr.isatty():
        print(text, file=sys.stderr)


# -- the last, timed ------------------------------------------------------------------------


class _Known(NamedTuple):
    """An article ready for its partners."""

    account: Account
    stream: Stream
    kept: Kept


def _known(number: int) -> _Known:
    one = _account(number)
    stream = stream_of(one)
    return _Known(one, stream, kept_of(stream))


def _timed(
    store: Store, archive: Archive, first: int, clock: _Clock, hand: _AtHand
) -> tuple[Archive, int, int]:
    accounts = {number: _account(number) for number in range(first, first + BATCH)}
    clock.start()
    streams = {number: stream_of(one) for number, one in accounts.items()}
    new = [(number, kept_of(stream)) for number, stream in streams.items()]
    clock.stop("words and shingles")
    archive, pairs = joined(archive, new, older=store.index())
    clock.stop("index and join")
    known = {number: _known(number) for pair in pairs for number in pair}
    clock.start()
    found = [_aligned(*pair, known, hand) for pair in pairs]
    clock.stop("alignment")
    shared = [pair for pair in found if pair.reuse]
    met = {int(name[1:]) for pair in shared for name in (pair.a, pair.b)}
    touched = [
        *accounts.values(),
        *(known[number].account for number in sorted(met - set(accounts))),
    ]
    clock.start()
    reuse = reuse_in(shared)
    lineage = lineage_of(touched, reuse)
    told = settled(touched, reuse, lineage)
    clock.stop("lineage")
    with store.writing():
        store.index().keep_aligned(shared, "growth")
    clock.stop("keeping")
    records = [*shared, *told, *lineage.parents, *lineage.hidden, *lineage.stretches]
    return archive, sum(map(_room, records)), len(pairs)


def _aligned(one: int, other: int, known: Mapping[int, _Known], hand: _AtHand) -> AlignedPair:
    reuse = shared_by(hand.get(one, known), hand.get(other, known))
    return AlignedPair(_name(one), _name(other), "", reuse)


class _AtHand:
    """Articles that are ready for their partners, the last used of them."""

    def __init__(self) -> None:
        self.ready: dict[int, Partner] = {}

    def get(self, number: int, known: Mapping[int, _Known]) -> Partner:
        found = self.ready.pop(number, None)
        if found is None:
            found = partner_of(known[number].stream, known[number].kept)
        self.ready[number] = found
        if len(self.ready) > AT_HAND:
            del self.ready[next(iter(self.ready))]
        return found


def _name(number: int) -> str:
    return f"p{number:07}"


def _room(record: object) -> int:
    return len(zlib.compress(msgspec.msgpack.encode(record), 3))
