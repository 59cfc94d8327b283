"""Streams whose first bytes can be looked at, and that can go back where a format needs it.

What may live here: the names of inputs, how they are to be read, and wrapping what was opened -
a file, standard input, a member of an archive - so that every reader of a format gets the same
thing: a buffered stream at its start, the head of which ``head_of`` shows without moving it.
``seekable`` copies a stream to a temporary file, bounded, where a format (zip) has its contents
at the end.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, cast

from secondsource.edges.raw import LARGEST
from secondsource.errors import Unreadable

if TYPE_CHECKING:
    from secondsource.edges.passed import Passed

HEAD = 65_536  # bytes that are looked at; a feed's root element may stand under a long comment
_IN_MEMORY = 8_000_000  # bytes of a copied stream that are held before it goes to the disk


def _silent(line: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How containers are to be read.

    ``columns`` maps our names (``columns.NAMES``) to a table's; ``told`` is called with a line
    that a person should see though nothing failed; ``depth`` counts the containers around this
    one; ``passed`` counts what a folder or an archive holds beside pages.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    told: Callable[[str], None] = _silent
    depth: int = 0
    passed: Passed | None = None


def writable(name: str) -> str:
    """Spell out the bytes of a file's name that are no text: a store and a screen hold text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def place_of(name: str) -> str:
    """Give the absolute path of a file, by which versions of its pages are known."""
    return name if name == "-" or "://" in name[:12] else os.path.abspath(name)


class _Filled(io.RawIOBase):
    """A stream that fills what it is asked to fill, as a pipe or an inflater does not."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        done = 0
        while done < len(buffer) and (piece := self._read(len(buffer) - done)):
            buffer[done : done + len(piece)] = piece
            done += len(piece)
        return done


def opened_over(read: Callable[[int], bytes]) -> io.BufferedReader:
    """Make a stream of what gives so many bytes or fewer, and none at its end.

    >>> head_of(opened_over(io.BytesIO(b"Nine died.").read))
    b'Nine died.'
    """
    return io.BufferedReader(_Filled(read), HEAD)


def head_of(opened: io.BufferedReader) -> bytes:
    """Show the first ``HEAD`` bytes of a stream that stands at its start, without moving it."""
    return opened.peek(HEAD)[:HEAD]


@contextmanager
def seekable(opened: io.BufferedReader, most: int) -> Iterator[BinaryIO]:
    """Give a stream that can go back: the stream itself, or a copy that lasts as long as asked.

    Raises ``Unreadable`` where the copy would have more than ``most`` bytes.
    """
    if opened.seekable():
        yield opened
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        size = 0
        while piece := opened.read(1 << 20):
            size += len(piece)
            if size > most:
                raise Unreadable(f"over {most // 1_000_000} MB: give it as a file")
            copy.write(piece)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def whole(opened: io.BufferedReader) -> bytes:
    """Read what is one page to its end.

    Raises ``Unreadable`` where it is larger than a page may be.
    """
    raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Unreadable(
            f"the file has over {LARGEST // 1_000_000} MB, the limit of one page:"
            " split it, or give the articles one a file or as JSON lines"
        )
    return raw
