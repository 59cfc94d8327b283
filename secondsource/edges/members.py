"""The bytes of an archive, unpacked piece by piece: plain, gzip members, zstd frames.

What may live here: unpacking, and what to do where it fails; nothing here knows what a record
is. It works because archives are packed record by record, so that each is a file of its own: a
damaged one costs itself, and reading goes on at the next. A piece has a few hundred kilobytes at
most, whatever the archive has, so memory is flat. A member that unpacks to far more than any
record needs is left (a bomb).

RFC 1952 (gzip), RFC 8878 (zstd), and the IIPC's "WARC file compression with zstd" for the
dictionary that may stand in the first frame.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

BLOCK = 131_072  # bytes read and unpacked at a time
BOMB = 256_000_000  # bytes one member may unpack to ...
RATIO = 200  # ... whatever its size; beyond, so many times its size (text packs 5 to 30 times)
BREAKS = "it breaks off"  # the fault of a file that has no end
GZIP = b"\x1f\x8b\x08"
ZSTD = b"\x28\xb5\x2f\xfd"
DICTIONARY = b"\x5d\x2a\x4d\x18"  # a frame that decoders skip, with the dictionary of the rest
_STEP = 16_384  # bytes unpacked at a time where a fault would cost them
_MOST_DICTIONARY = 16_000_000  # bytes; zstd itself makes none over 2 million


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of an archive; ``begins`` says that a member begins with them.

    ``fault`` says what is wrong before them.
    """

    raw: bytes
    begins: bool = False
    fault: str | None = None


def pieces_of(opened: BinaryIO) -> Iterator[Piece]:
    """Yield the bytes of an archive, unpacked as its first bytes say.

    Errors: none but those of reading the file; what cannot be unpacked is a piece's ``fault``.

    >>> import gzip, io
    >>> packed = gzip.compress(b"Ferry sinks") + gzip.compress(b"Nine died")
    >>> [(piece.raw, piece.begins) for piece in pieces_of(io.BytesIO(packed))]
    [(b'Ferry sinks', True), (b'Nine died', True)]
    """
    head = opened.read(BLOCK)
    if head.startswith(GZIP[:2]):
        yield from _gunzipped(opened, head)
    elif head.startswith((ZSTD, DICTIONARY)):
        yield from _unzstd(_Counted(opened, head))
    else:
        yield from plain_pieces(opened, head)


def plain_pieces(opened: BinaryIO, head: bytes = b"") -> Iterator[Piece]:
    """Yield the bytes of a file as they are, ``head`` first."""
    while head or (head := opened.read(BLOCK)):
        yield Piece(head)
        head = b""


def is_packed(head: bytes) -> bool:
    """Say whether bytes begin as gzip or zstd do."""
    return head.startswith((GZIP, ZSTD, DICTIONARY))


def first_bytes(head: bytes, count: int = 64) -> bytes:
    """Unpack the first bytes of a file's head, as far as they can be.

    >>> import gzip
    >>> first_bytes(gzip.compress(b"WARC/1.1 and more"), 8)
    b'WARC/1.1'
    """
    from io import BytesIO

    if not is_packed(head):
        return head[:count]
    piece = next(pieces_of(BytesIO(head)), Piece(b""))
    return piece.raw[:count]


# -- gzip -----------------------------------------------------------------------------------


def _gunzipped(opened: BinaryIO, rest: bytes) -> Iterator[Piece]:
    fault: str | None = None
    while rest or (rest := opened.read(BLOCK)):
        member = _Member(rest)
        for raw in member.unpacked(opened):
            yield Piece(raw, member.begins, fault)
            fault = None
        rest = member.rest
        if member.fault:
            fault = member.fault
            rest = _next_member(opened, rest)
    if fault:
        yield Piece(b"", fault=fault)


def _next_member(opened: BinaryIO, rest: bytes) -> bytes:
    """Look for the next member in what follows a damaged one; empty at the end of the file."""
    while (at := rest.find(GZIP)) < 0:
        more = opened.read(BLOCK)
        if not more:
            return b""
        rest = rest[-2:] + more
    return rest[at:]


class _Member:
    """One gzip member on its way: what is left of the file's bytes, and what went wrong."""

    __slots__ = ("begins", "fault", "rest")

    def __init__(self, rest: bytes) -> None:
        self.rest = rest
        self.begins = False
        self.fault: str | None = None

    def unpacked(self, opened: BinaryIO) -> Iterator[bytes]:
        """Yield what the member holds; ``rest`` is what follows it."""
        unpacking = zlib.decompressobj(31)
        taken = made = 0
        self.begins = True
        while not unpacking.eof:
            if not self.rest:
                self.rest = opened.read(BLOCK)
            if not self.rest:
                self.fault = BREAKS
                yield unpacking.flush(BLOCK)
                return
            before = len(self.rest)
            try:
                raw = unpacking.decompress(self.rest, BLOCK)
            except zlib.error:
                self.fault = "a part of it is damaged"
                self.rest = self.rest[1:]  # or the same member would be found again
                return
            self.rest = unpacking.unconsumed_tail or unpacking.unused_data
            taken += before - len(self.rest)
            made += len(raw)
            if made > BOMB and made > RATIO * taken:
                self.fault = f"a part of it is a bomb: {taken} bytes unpack to over {made}"
                return
            if raw:
                yield raw
                self.begins = False
        self.rest = self.rest.lstrip(b"\x00")  # some writers pad


# -- zstd -----------------------------------------------------------------------------------


class _Counted:
    """A file that may not be able to seek, from a place to an end, with that place told."""

    def __init__(
        self, opened: BinaryIO, head: bytes = b"", start: int = 0, end: int | None = None
    ) -> None:
        self.opened, self.head, self.start, self.place, self.end = opened, head, start, start, end

    def read(self, size: int = -1) -> bytes:
        """Read at most a block: from the first bytes that are held, then from the file."""
        size = BLOCK if size < 0 else min(size, BLOCK)
        if self.end is not None:
            size = min(size, self.end - self.place)
        if self.head:
            raw, self.head = self.head[:size], self.head[size:]
        else:
            raw = self.opened.read(size)
        self.place += len(raw)
        return raw

    def tell(self) -> int:
        """Give the place in the file."""
        return self.place

    def seek(self, offset: int, whence: int = 0) -> int:
        """Stay where it is: the reader only asks for the place it is at."""
        return self.place

    def close(self) -> None:
        """Leave the file open: it is its owner's."""


def _unzstd(counted: _Counted) -> Iterator[Piece]:
    dictionary = _dictionary_in(counted.head)
    following: _Counted | None = counted
    while following is not None:
        counted, following = following, None
        reader = _zstd_reader(counted, dictionary)
        watch = _Watch(counted.place)
        try:
            while raw := reader.read(_STEP):
                yield Piece(raw)
                if watch.swollen(len(raw), reader.frame_start_position(), counted.place):
                    yield Piece(b"", fault="a part of it is a bomb: what follows it is left")
                    return
        except OSError as error:
            failed = reader.frame_start_position()
            if failed is not None and counted.opened.seekable():
                yield from _held_back(counted, dictionary, failed, watch.whole)
                following = _next_frame(counted.opened, failed)
            cut = "incomplete" in str(error)
            yield Piece(b"", fault=BREAKS if cut else "a part of it is damaged")


def _zstd_reader(counted: _Counted, dictionary: bytes | None) -> Any:
    from fastwarc.stream_io import ZstdReader

    return ZstdReader(counted, dictionary=dictionary if counted.start else None)


def _held_back(
    counted: _Counted, dictionary: bytes | None, failed: int, given: int
) -> Iterator[Piece]:
    """Yield what stands before a frame that failed and was lost with it: ``given`` is known."""
    counted.opened.seek(counted.start)
    reader = _zstd_reader(_Counted(counted.opened, b"", counted.start, failed), dictionary)
    try:
        while raw := reader.read(_STEP):
            if len(raw) > given:
                yield Piece(raw[given:])
            given = max(0, given - len(raw))
    except OSError:
        return


class _Watch:
    """How much came out of a reader, and out of its last frame against what went in."""

    def __init__(self, place: int) -> None:
        self.whole = self.made = 0
        self.frame, self.place = -1, place

    def swollen(self, made: int, frame: int | None, place: int) -> bool:
        """Count what was made; say whether the frame is a bomb."""
        self.whole += made
        if frame is not None and frame != self.frame:
            self.frame, self.made, self.place = frame, 0, place
        self.made += made
        return self.made > BOMB and self.made > RATIO * max(BLOCK, place - self.place)


def _dictionary_in(head: bytes) -> bytes | None:
    """Take the dictionary out of the first frame, unpacked if it is packed itself."""
    from io import BytesIO

    from fastwarc.stream_io import ZstdReader

    if not head.startswith(DICTIONARY):
        return None
    size = int.from_bytes(head[4:8], "little")
    kept = head[8 : 8 + size]
    if not kept.startswith(ZSTD):
        return kept or None
    try:
        return bytes(ZstdReader(BytesIO(kept)).read(_MOST_DICTIONARY)) or None
    except OSError:
        return None


def _next_frame(opened: BinaryIO, failed: int) -> _Counted | None:
    """Find the next frame after the one that failed."""
    place = opened.seek(failed + 4)
    window = b""
    while more := opened.read(BLOCK):
        window += more
        at = window.find(ZSTD)
        if at >= 0:
            opened.seek(place + at)
            return _Counted(opened, b"", place + at)
        place += len(window[:-3])
        window = window[-3:]
    return None
