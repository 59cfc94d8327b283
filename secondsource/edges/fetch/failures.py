"""Why something was not fetched: for good, or for now.

Unreadable
├── Refused   asking again in the same words would change nothing
└── Failed    it may pass; ``wait`` says for how many seconds to leave it, ``soon`` whether it may
              pass within the minute
"""

from __future__ import annotations

from secondsource.errors import Unreadable


class Refused(Unreadable):
    """An address that is not fetched, or an answer that is no page; the message says why."""


class Failed(Unreadable):
    """A fault that may pass: the network, the server, too many requests."""

    def __init__(self, reason: str, *, wait: float = 0.0, soon: bool = True) -> None:
        """Keep the reason, the seconds to be left alone, and whether to try again at once."""
        super().__init__(reason)
        self.wait = wait
        self.soon = soon
