"""What fetching asks of the world: the time, a pause, chance, names and connections.

One record of plain functions with the real ones as defaults: every step takes it as an argument, so
that a test can give a world in which an hour is over at once and a name leads where it likes.
Proxies that the environment names are not used: what is checked must be what is connected to.
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Thread

from httpcore import NetworkStream, SyncBackend

LOOKING_UP = 15.0  # seconds for a name: three askings of a resolver by its usual five
Connect = Callable[[str, int, float], NetworkStream]


def looked_up(host: str, port: int) -> Sequence[str]:
    """Ask the system for the numbers of a host; who keeps silent for too long has none.

    The system's own look-up cannot be stopped, so it is left to a thread that may outlast it.
    """
    answers: list[str] = []
    faults: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.extend(str(answer[4][0]).partition("%")[0] for answer in found)
        except (OSError, UnicodeError) as error:
            faults.append(error)

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(LOOKING_UP)
    if faults:
        raise faults[0]
    if asking.is_alive():
        raise TimeoutError(f"no answer within {LOOKING_UP:.0f} s")
    return tuple(answers)


def connected(number: str, port: int, seconds: float) -> NetworkStream:
    """Connect to a number, within so many seconds."""
    return SyncBackend().connect_tcp(number, port, timeout=seconds)


def today() -> datetime:
    """Give the time of day."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside the program that an answer may depend on.

    ``clock`` counts seconds and never goes back; ``chance`` gives 0 to 1, for waits that differ.
    """

    clock: Callable[[], float] = time.monotonic
    today: Callable[[], datetime] = today
    pause: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    look_up: Callable[[str, int], Sequence[str]] = looked_up
    connect: Connect = connected
