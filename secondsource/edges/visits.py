"""The visits: which addresses are watched, when each is due, and what its server last said of it.

One table, ``visits``, that nothing throws away: a feed or a page a row. A page is entered, due, in
the same transaction that notes its feed as read, and is noted as read in the same transaction that
keeps it; so a kill at any moment loses no page and fetches none twice that was kept. Who is about
to fetch a page holds it for a while, so that two who watch one store do not both ask for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from secondsource.records import Given

HELD = 900.0  # seconds: a batch of pages takes a few minutes at the most; then its holder is gone
Asked = Callable[..., list[Any]]
Told = Callable[[str, Iterable[tuple[object, ...]]], object]

_ROW = "address, kind, host, feed, given, entered, due, fetched, etag, modified, words, failed"


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that is watched. Times are seconds since 1970.

    ``feed`` lists it (a feed that a person named lists itself); ``due`` None is never again;
    ``words`` is the hash of what was last read there; ``failed`` counts failures in a row.
    """

    address: str
    kind: Literal["feed", "page"]
    host: str
    feed: str
    entered: float
    due: float | None
    given: Given = field(default_factory=Given)
    fetched: float | None = None
    etag: str | None = None
    modified: str | None = None
    words: str | None = None
    failed: int = 0


class Visits:
    """The table of visits."""

    def __init__(self, asked: Asked, told: Told) -> None:
        """Read through ``asked`` and write, inside a transaction, through ``told``."""
        self._asked = asked
        self._told = told

    def known(self, addresses: Collection[str]) -> frozenset[str]:
        """Give those of some addresses that are entered."""
        rows = self._asked(
            "SELECT v.address FROM json_each(?) j CROSS JOIN visits v ON v.address = j.value",
            json.dumps(list(addresses)),
        )
        return frozenset(row[0] for row in rows)

    def feeds_of(self, roots: Collection[str]) -> tuple[str, ...]:
        """Give the feeds that a person named and those that they list in turn."""
        rows = self._asked(
            "WITH RECURSIVE under(address) AS (SELECT value FROM json_each(?) UNION"
            " SELECT v.address FROM visits v JOIN under u ON v.feed = u.address"
            " WHERE v.kind = 'feed') SELECT address FROM under ORDER BY address",
            json.dumps(list(roots)),
        )
        return tuple(row[0] for row in rows)

    def enter(self, visits: Iterable[Visit]) -> None:
        """Enter addresses; one that is entered stays as it is. Inside ``writing``."""
        self._told(
            f"INSERT OR IGNORE INTO visits ({_ROW}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(one.address, one.kind, one.host, one.feed, msgspec.msgpack.encode(one.given)),
                    *(one.entered, one.due, one.fetched, one.etag, one.modified),
                    *(one.words, one.failed),
                )
                for one in visits
            ),
        )

    def take(
        self,
        kind: str,
        feeds: Collection[str],
        *,
        now: float,
        before: float,
        holder: str,
        most: int,
        each: int,
    ) -> tuple[Visit, ...]:
        """Hold what is due of some feeds, ``each`` of a host at the most. Inside ``writing``.

        What was fetched since ``before`` is not due in this round; what was fetched after ``now``
        was fetched by a clock that has been set back since.
        """
        rows = self._asked(
            f"SELECT {_ROW} FROM (SELECT *, row_number() OVER"
            " (PARTITION BY host ORDER BY due, address) AS place FROM visits WHERE kind = ?"
            " AND due <= ? AND feed IN (SELECT value FROM json_each(?))"
            " AND (fetched IS NULL OR fetched < ? OR fetched > ?)"
            " AND (holder IS NULL OR until < ?))"
            " WHERE place <= ? ORDER BY place, due, address LIMIT ?",
            *(kind, now, json.dumps(list(feeds)), before, now, now, each, most),
        )
        self._told(
            "UPDATE visits SET holder = ?, until = ? WHERE address = ?",
            ((holder, now + HELD, row[0]) for row in rows),
        )
        return tuple(_visit(row) for row in rows)

    def answered(self, visit: Visit) -> None:
        """Keep what became of a visit, and let go of it. Inside ``writing``."""
        self._told(
            "UPDATE visits SET due = ?, fetched = ?, etag = ?, modified = ?, words = ?, failed = ?,"
            " holder = NULL, until = NULL WHERE address = ?",
            [
                (
                    *(visit.due, visit.fetched, visit.etag, visit.modified, visit.words),
                    *(visit.failed, visit.address),
                )
            ],
        )

    def holders(self) -> tuple[str, ...]:
        """Give all who hold something."""
        rows = self._asked(
            "SELECT DISTINCT holder FROM visits WHERE holder IS NOT NULL ORDER BY holder"
        )
        return tuple(row[0] for row in rows)

    def let_go(self, holders: Iterable[str]) -> None:
        """Let go of all that some hold, who are no more. Inside ``writing``."""
        self._told(
            "UPDATE visits SET holder = NULL, until = NULL WHERE holder = ?",
            ((holder,) for holder in holders),
        )

    def of(self, address: str) -> Visit | None:
        """Give the visit of an address, if it is entered."""
        rows = self._asked(f"SELECT {_ROW} FROM visits WHERE address = ?", address)
        return _visit(rows[0]) if rows else None


def _visit(row: tuple[Any, ...]) -> Visit:
    address, kind, host, feed, given, entered, due, *rest = row
    stated = msgspec.msgpack.decode(given, type=Given)
    return Visit(address, kind, host, feed, entered, due, stated, *rest)
