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

from httpcore import NetworkStream, SyncBackend

Connect = Callable[[str, int, float], NetworkStream]


def looked_up(host: str, port: int) -> Sequence[str]:
    """Ask the system for the numbers of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(answer[4][0]).partition("%")[0] for answer in found]


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
