"""Why something was not fetched: for good, or for now.

Unreadable
├── Refused   asking again in the same words would change nothing
└── Failed    it may pass; ``wait`` says for how many seconds to leave it
"""

from __future__ import annotations

from secondsource.errors import Unreadable


class Refused(Unreadable):
    """An address that is not fetched, or an answer that is no page; the message says why."""


class Failed(Unreadable):
    """A fault that may pass: the network, the server, too many requests."""

    def __init__(self, reason: str, *, wait: float = 0.0) -> None:
        """Keep the reason, and the seconds that the server asked to be left alone."""
        super().__init__(reason)
        self.wait = wait
