"""Many hosts at once, each of them alone: jobs in lanes, one lane a host, a few lanes at a time.

What may live here: threads. A host's jobs stand in one lane and wait for one another, so no host
is ever crowded, and a slow one holds up only itself. Answers come as they are ready; who asks
decides what their order means. The threads do not outlive the program: a kill waits for nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Semaphore, Thread
from typing import TypeVar

from secondsource.errors import SecondSourceError

LANES = 8  # hosts at once: a home line is full with eight pages on their way
AHEAD = 16  # answers that wait to be taken: they may be large

Job = TypeVar("Job")
Answer = TypeVar("Answer")


def together(
    jobs: Iterable[Job],
    work: Callable[[Job], Answer],
    *,
    lane: Callable[[Job], str],
    most: int = LANES,
) -> Iterator[tuple[Job, Answer]]:
    """Yield each job with its answer, as they come; what ``work`` raises is raised here.

    >>> sorted(together([3, 1, 2], lambda job: job * 10, lane=lambda job: str(job % 2)))
    [(1, 10), (2, 20), (3, 30)]
    """
    lanes: dict[str, list[Job]] = {}
    for job in jobs:
        lanes.setdefault(lane(job), []).append(job)
    waiting: SimpleQueue[list[Job]] = SimpleQueue()
    for one in lanes.values():
        waiting.put(one)
    done: SimpleQueue[tuple[Job, Answer] | SecondSourceError | None] = SimpleQueue()
    stopped, room = Event(), Semaphore(AHEAD)
    crew = [
        Thread(target=_worked, args=(waiting, work, done, stopped, room), daemon=True)
        for _ in range(min(most, len(lanes)))
    ]
    for member in crew:
        member.start()
    try:
        yield from _answers(done, len(crew), sum(map(len, lanes.values())), room)
    finally:
        stopped.set()
        room.release(max(1, len(crew)))


def _answers(
    done: SimpleQueue[tuple[Job, Answer] | SecondSourceError | None],
    crew: int,
    jobs: int,
    room: Semaphore,
) -> Iterator[tuple[Job, Answer]]:
    while crew:
        found = done.get()
        if found is None:
            crew -= 1
        elif isinstance(found, SecondSourceError):
            raise found
        else:
            jobs -= 1
            yield found
            room.release()
    if jobs:
        raise RuntimeError(f"{jobs} answers are missing: a thread ended with the fault shown above")


def _worked(
    waiting: SimpleQueue[list[Job]],
    work: Callable[[Job], Answer],
    done: SimpleQueue[tuple[Job, Answer] | SecondSourceError | None],
    stopped: Event,
    room: Semaphore,
) -> None:
    try:
        while True:
            for job in waiting.get_nowait():
                room.acquire()
                if stopped.is_set():
                    return
                done.put((job, work(job)))
    except Empty:
        pass
    except SecondSourceError as error:
        done.put(error)
    finally:
        done.put(None)
