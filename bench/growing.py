"""Time and memory of stories as a stream grows: generated terms through the live machinery.

Articles are their terms alone (``tidings.telling``), so that a million can be made; half of them
copy an earlier text, as in the stream. Stories that nothing has joined for 30 days leave, once a
week. The last articles are timed: weights, candidates, decision, putting right.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from bench.arrivals import copies_of
from bench.rows import Row
from bench.tidings import PER_DAY, day_of_number, telling
from secondsource.compare.arriving import Newcomer, State, aged, arrived
from secondsource.compare.bonds import Gist, gist_of
from secondsource.compare.likeness import Tally
from secondsource.compare.mending import repaired
from secondsource.compare.weighing import SILENT, faded, weighed
from secondsource.edges.scale import unswept

WINDOW, WEEK = timedelta(days=30), 7 * PER_DAY
BATCH, TIMED = 500, 5000


class Grown(NamedTuple):
    """What one size measured: milliseconds an article, MiB at the peak, what is live."""

    milliseconds: float
    peak: float
    live: int
    stories: int


def grown_to(size: int) -> Grown:
    """Let so many articles arrive, the last of them timed."""
    state, tally, spent = State(), SILENT, 0.0
    prints: dict[tuple[int, int], int] = {}
    with unswept():  # as the program itself does
        for first in range(0, size, BATCH):
            copied = copies_of(first, BATCH, prints)
            own = [at for at in range(first, first + BATCH) if at not in copied]
            told = [telling(at) for at in own]
            begun = time.process_time()
            tally, gists = weighed(tally, told)
            about = dict(zip(own, gists, strict=True))
            new = [_newcomer(at, about, copied) for at in range(first, first + BATCH)]
            state, _ = arrived(state, new)
            state, _ = repaired(state)
            if first % WEEK < BATCH:
                state, tally = _drawn_in(state, tally)
                prints = {wire: at for wire, at in prints.items() if str(at) in state.unit_of}
                _say(f"{first} of {size}")
            if first >= size - TIMED:
                spent += time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Grown(1000 * spent / min(TIMED, size), peak, len(state.unit_of), len(state.stories))


def _newcomer(at: int, about: dict[int, Gist], copied: dict[int, int]) -> Newcomer:
    if at in about:
        return Newcomer(str(at), about[at], day_of_number(at))
    return Newcomer(str(at), gist_of({}, {}), day_of_number(at), copies=(str(copied[at]),))


def _drawn_in(state: State, tally: Tally) -> tuple[State, Tally]:
    before = len(state.units)
    state, gone = aged(state, state.today and state.today - WINDOW)
    return state, faded(tally, len(state.units) / before) if gone else tally


def _say(text: str) -> None:
    if sys.stderr.isatty():
        print(text, file=sys.stderr)


def rows_of(size: int, found: Grown, least: float) -> Iterator[Row]:
    """Yield the rows of one size; ``least`` is what the smallest took."""
    split = f"{size} arrived, stories"
    yield Row("made-up stream", split, "ms an article", found.milliseconds, "-", "-")
    yield Row(
        "made-up stream", split, "times that of the smallest", found.milliseconds / least, "-", "-"
    )
    yield Row("made-up stream", split, "live articles", str(found.live), "-", "-")
    yield Row("made-up stream", split, "live stories", str(found.stories), "-", "-")
    yield Row("made-up stream", split, "MiB at the peak", found.peak, "-", "-")
