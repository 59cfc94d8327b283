"""The annals: what happened to the stories of a collection, in order and for ever.

One table, ``history``, that ``rebuild`` does not throw away: a reader may have cited an id that
a story went by. Each change has a running number and no time, so that the same pages read in the
same order give the same annals. They are written together with the report that they lead to,
and say what changed against the annals as they stand then, so that the two never part.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from secondsource.compare.succession import (
    Past,
    changes_between,
    explained,
    heirs_of,
    past_of,
)
from secondsource.errors import StoreCorrupt
from secondsource.records import Change, Former, Reason, Report

LEVEL = 3  # zlib, as for all the store keeps
Asked = Callable[..., list[Any]]
Told = Callable[[str, Iterable[tuple[object, ...]]], object]

_ALL = "SELECT number, verb, story, other, value FROM history"


class Annals:
    """The table of changes."""

    def __init__(self, asked: Asked, told: Told) -> None:
        """Read through ``asked`` and write, inside a transaction, through ``told``."""
        self._asked = asked
        self._told = told

    def past(self) -> Past:
        """Give the stories as the annals have them, and every id that was ever given."""
        return past_of(_read(self._asked(f"{_ALL} ORDER BY number")))

    def changes(self) -> tuple[Change, ...]:
        """Give all that happened, the first first."""
        return tuple(_read(self._asked(f"{_ALL} ORDER BY number")))

    def former(self, report: Report) -> tuple[Former, ...]:
        """Give the ids that are gone, each with the story that it finds in a report."""
        gone = self._asked(
            f"{_ALL} WHERE verb IN ('merged', 'renamed') OR story IN"
            " (SELECT other FROM history WHERE verb IN ('merged', 'renamed')) ORDER BY number"
        )
        heirs = heirs_of(_read(gone), {story.id for story in report.stories})
        return tuple(Former(*one) for one in sorted(heirs.items()))

    def keep(self, report: Report) -> None:
        """Add what a report changes against the annals as they stand. Inside ``writing``."""
        after = {story.id: story.articles for story in report.stories}
        changes = changes_between(self.past().stories, after)
        self._told(
            "INSERT INTO history (verb, story, other, value) VALUES (?, ?, ?, ?)",
            (
                (one.verb, one.story, one.other, _packed(one))
                for one in explained(changes, report.stories, report.decisions)
            ),
        )


def _packed(change: Change) -> bytes:
    return zlib.compress(msgspec.msgpack.encode((change.articles, change.reasons)), LEVEL)


def _read(rows: Iterable[tuple[Any, ...]]) -> Iterator[Change]:
    decoder = msgspec.msgpack.Decoder(tuple[tuple[str, ...], tuple[Reason, ...]])
    for number, verb, story, other, value in rows:
        try:
            articles, reasons = decoder.decode(zlib.decompress(value))
        except (zlib.error, msgspec.DecodeError) as error:
            raise StoreCorrupt(
                f"the store is damaged: change {number} of its history cannot be read; move it away"
                " and read the coverage again, or take a copy of it from before"
            ) from error
        yield Change(verb, story, other, articles, reasons, number)
