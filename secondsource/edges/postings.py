"""The kept index: what comparing has found once and need not find again.

Two tables, both derived and both thrown away by ``rebuild``. ``aligned`` keeps pairs of articles
with the text they share, so that one more article is aligned with its own partners alone.
``postings`` keeps the deep shingles of articles that have left the live window, in the order of
the shingles, so that memory stays bounded however long the archive; it is what the archive of
``compare`` asks as ``Older``.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from secondsource.compare.archive import Slab
from secondsource.records import AlignedPair

LEVEL = 3  # zlib, as for all the store keeps
ROWS = 1 << 16  # postings made into Python numbers at a time: some 8 MiB
Numbers = NDArray[np.uint64]
Asked = Callable[..., list[Any]]
Told = Callable[[str, Iterable[tuple[object, ...]]], object]


class Index:
    """The two tables; as ``found`` goes, it is what an archive asks for older articles."""

    def __init__(self, asked: Asked, told: Told) -> None:
        """Read through ``asked`` and write, inside a transaction, through ``told``."""
        self._asked = asked
        self._told = told

    def found(self, shingles: Numbers) -> Slab:
        """Give the postings of some shingles, which come in order."""
        rows = self._asked(
            "SELECT p.shingle, p.article, p.beside FROM json_each(?) j CROSS JOIN postings p"
            " ON p.shingle = j.value",
            json.dumps(_signed(shingles)),
        )
        signed, articles, beside = zip(*rows, strict=True) if rows else ((), (), ())
        return Slab(
            np.array(signed, np.int64).view(np.uint64),
            np.array(articles, np.uint32),
            np.array(beside, np.uint16),
            np.ones(len(rows), np.bool_),
        )

    def keep_older(self, slab: Slab) -> None:
        """Add the postings of articles that leave the live window. Inside ``writing``."""
        self._told("INSERT OR IGNORE INTO postings VALUES (?, ?, ?)", _rows(slab))

    def aligned(self, made_with: str) -> dict[tuple[str, str], AlignedPair]:
        """Give all pairs that this version aligned, by their ids."""
        rows = self._asked("SELECT value FROM aligned WHERE made_with = ?", made_with)
        read = msgspec.msgpack.Decoder(AlignedPair)
        pairs = (read.decode(zlib.decompress(value)) for (value,) in rows)
        return {(pair.a, pair.b): pair for pair in pairs}

    def keep_aligned(self, pairs: Iterable[AlignedPair], made_with: str) -> None:
        """Keep pairs; what was known of the same two articles gives way. Inside ``writing``."""
        self._told(
            "INSERT OR REPLACE INTO aligned VALUES (?, ?, ?, ?)",
            (
                (pair.a, pair.b, made_with, zlib.compress(msgspec.msgpack.encode(pair), LEVEL))
                for pair in pairs
            ),
        )


def _rows(slab: Slab) -> Iterator[tuple[int, int, int]]:
    for first in range(0, len(slab.shingles), ROWS):
        some = slab.at(np.arange(first, min(first + ROWS, len(slab.shingles))))
        yield from zip(
            _signed(some.shingles), some.articles.tolist(), some.beside.tolist(), strict=True
        )


def _signed(shingles: Numbers) -> list[int]:
    """Read 64-bit numbers as the signed ones that the store holds."""
    found: list[int] = shingles.view(np.int64).tolist()
    return found
