"""Manners: a host is asked for one thing at a time, with a pause between.

What may live here: who may ask whom when. A turn is held of the host's name and of the number it
leads to, so that many names on one machine are one machine. Turns are taken in the order of
their names and given back together, so that no two wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Lock

from secondsource.edges.fetch.failures import Failed

DELAY = 1.0  # seconds between two requests to a host, where it asks for no longer one
LONGEST_DELAY = 60.0  # a longer Crawl-delay would mean a page a day; a minute is patient enough
PATIENCE = 120.0  # seconds that a turn is waited for; a host that wants longer is left for later


@dataclass(slots=True)
class _Place:
    lock: Lock = field(default_factory=Lock)
    free: float = 0.0


class Manners:
    """The places that are asked, and when each may be asked again."""

    def __init__(
        self, delay: float, *, clock: Callable[[], float], pause: Callable[[float], None]
    ) -> None:
        """Leave ``delay`` seconds between two requests to one place."""
        self._delay = delay
        self._clock = clock
        self._pause = pause
        self._places: dict[str, _Place] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, *names: str, delay: float | None = None) -> Iterator[None]:
        """Wait for the turn of some places, hold it, and leave the pause after it.

        Raises ``Failed`` where one of them asked to be left alone for longer than is waited.
        """
        with ExitStack() as held:
            places = [self._place(name) for name in sorted(set(names))]
            for place in places:
                held.enter_context(place.lock)
            wait = max(place.free for place in places) - self._clock()
            if wait > PATIENCE:
                raise Failed(
                    f"the server asked to be left alone for {wait:.0f} s more",
                    wait=wait,
                    soon=False,
                )
            if wait > 0:
                self._pause(wait)
            try:
                yield
            finally:
                least = min(max(self._delay, delay or 0.0), max(LONGEST_DELAY, self._delay))
                for place in places:
                    place.free = max(place.free, self._clock() + least)

    def hold_off(self, name: str, seconds: float) -> None:
        """Leave a place alone for so long, as it asked."""
        place = self._place(name)
        place.free = max(place.free, self._clock() + seconds)

    def _place(self, name: str) -> _Place:
        with self._lock:
            return self._places.setdefault(name, _Place())
