"""What ``read`` and ``watch`` share of the network: their options, and the fetcher they make.

What may live here: words of the command line. Nothing of the network is loaded before an address
is to be fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.edges.screen import progress

if TYPE_CHECKING:
    from secondsource.edges.fetch.fetcher import Fetcher
    from secondsource.edges.raw import Raw
    from secondsource.records import Unread

LIMIT = 100  # pages of a feed: feeds list some 10 to 50, sitemaps up to 50,000
DELAY = 1.0

Limit = Annotated[
    int, typer.Option("--limit", min=1, help="At most so many new pages of a feed or sitemap.")
]
Delay = Annotated[
    float, typer.Option("--delay", min=0.0, help="Seconds between two requests to a host.")
]
ArchiveFolder = Annotated[
    Path | None,
    typer.Option("--archive", help="Keep every answer in WARC files in this folder."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from one's own network and any port, too."),
]


@dataclass(frozen=True, slots=True)
class Ways:
    """How addresses are to be fetched, as a person asks for it."""

    limit: int = LIMIT
    delay: float = DELAY
    archive: Path | None = None
    private: bool = False

    def fetcher(self, held: ExitStack) -> Fetcher:
        """Make a fetcher; its archive is closed with ``held``."""
        from secondsource.edges.fetch.archive import Archive
        from secondsource.edges.fetch.fetcher import Fetcher

        archive = held.enter_context(Archive(self.archive)) if self.archive else None
        return Fetcher(delay=self.delay, private=self.private, archive=archive)

    def fetched(self, held: ExitStack) -> Callable[[str], Iterator[Raw | Unread]]:
        """Give what yields the pages at an address; the fetcher is made with the first."""
        made: list[Fetcher] = []
        shown = progress()

        def pages(address: str) -> Iterator[Raw | Unread]:
            from secondsource.edges.fetch.pages import inputs_at

            if not made:
                made.append(self.fetcher(held))
            found = inputs_at(address, fetcher=made[0], limit=self.limit)
            for number, one in enumerate(found, start=1):
                shown("fetched", number, 0)
                yield one

        return pages
