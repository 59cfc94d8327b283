"""Many processes for the stages that see one page or one article alone.

Results come back in the order of what was given, so that the number of processes changes
nothing but the time. One process means no pool at all; a pool, once started, serves every
stage of the run and ends with it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

CHUNK = 16  # pages handed to a process at a time: few enough to spread, enough to pay the post
_STARTED: set[int] = set()  # the sizes of the pools that run
MANY = 64  # below this, starting processes takes longer than it saves (a load is half a second)


def processes_for(items: int, asked: int | None) -> int:
    """Choose how many processes to use: what was asked for, else one, or all cores for many."""
    if asked is not None:
        return max(1, asked)
    return 1 if items < MANY else max(1, os.cpu_count() or 1)


@contextmanager
def unswept() -> Iterator[None]:
    """Put off the search for garbage that holds itself: records are frozen and hold no rings.

    Searching a growing collection again and again took a fifth of the lineage's time.
    """
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def batched(items: Iterable[Given], size: int) -> Iterator[list[Given]]:
    """Cut a stream into lists of at most ``size``.

    >>> list(batched("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def mapped(
    make: Callable[[Given], Made], items: Iterable[Given], *, processes: int = 1
) -> Iterator[Made]:
    """Yield ``make(item)`` for each item, in order, on so many processes.

    ``make`` must be a module's own function. A fault in one item is raised where it stands.
    Memory stays bounded: no more than a few chunks are under way at once.
    """
    if processes == 1:
        yield from map(make, items)
        return
    crew = _crew(processes)
    done = False
    try:
        for batch in batched(items, CHUNK * processes * 4):
            yield from crew.map(make, batch, chunksize=max(1, min(CHUNK, len(batch) // processes)))
        done = True
    finally:
        if not done:  # after a stop, what nobody waits for is not begun
            _crew.cache_clear()
            _STARTED.discard(processes)
            crew.shutdown(cancel_futures=True)


@cache
def _crew(processes: int) -> ProcessPoolExecutor:
    """Start a pool once a run: with one a stage, loading the program anew took 2 s of the run."""
    context = multiprocessing.get_context("spawn")
    crew = ProcessPoolExecutor(processes, mp_context=context)
    _STARTED.add(processes)
    _start_deaf(crew, processes)
    return crew


def dismiss() -> None:
    """End the processes that a run has started, where the program itself goes on."""
    for processes in _STARTED:
        _crew(processes).shutdown()
    _STARTED.clear()
    _crew.cache_clear()


def _start_deaf(pool: ProcessPoolExecutor, processes: int) -> None:
    """Start a pool's processes deaf to the keyboard: a stop is for the one who holds the store."""
    if sys.platform == "win32":
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # whoever is started inherits
    for _ in range(processes):
        pool.submit(os.getpid)  # each starts one, while none is idle
    signal.pthread_sigmask(signal.SIG_SETMASK, held)
