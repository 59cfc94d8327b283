"""The records of a WARC file, one after the other, whatever lies between them.

What may live here: finding where a record begins and ends; nothing here knows what a page is.
It works because an archive says twice where a record ends: by the length it states, and by the
next record's beginning (of a member, where it is packed). Where the two differ the beginning is
believed, so a wrong length costs neither the record nor the next, and after damage reading goes
on at the next record. No more of a record is held than is asked for.

ISO 28500 (WARC 1.0, 1.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from secondsource.edges.members import BREAKS, Piece, is_packed, pieces_of, plain_pieces

MOST_HEADER = 65_536  # bytes; the longest of real archives have some thousands
_NEXT = re.compile(rb"\r?\n\r?\nWARC/[01]\.\d+\r?\n(?=[A-Za-z-]+:)")
_LINE = re.compile(rb"(?:\A|\n)(WARC/[01]\.\d+\r?\n)(?=[A-Za-z-]+:)")
_MAGIC = b"WARC/"
_BLANK = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")


@dataclass(slots=True)
class _Flow:
    """The bytes of an archive as they come, held no longer than the record they belong to."""

    opened: BinaryIO
    packed: bool
    pieces: Iterator[Piece]
    size: int | None = None  # of a plain file that can be sought in
    held: bytes = b""
    at: int = 0
    place: int = 0  # of held[0] in the file, plain or unpacked
    next: Piece | None = None
    inside: bool = False
    torn: bool = False
    ended: bool = False
    faults: list[str] = field(default_factory=list)

    def more(self) -> bool:
        """Take the next piece in; False at the end, and inside a record at the next one's."""
        piece = self.next or next(self.pieces, None)
        self.next = None
        if piece is None:
            self.ended = True
            return False
        if piece.fault:
            self.faults.append(piece.fault)
            self.torn = True
        if self.inside and (piece.fault or (piece.begins and piece.raw.startswith(_MAGIC))):
            self.next = replace(piece, fault=None)
            return False
        self.place += self.at
        self.held = self.held[self.at :] + piece.raw
        self.at = 0
        return True

    def peek(self, count: int) -> bytes:
        """Look at the next bytes, fewer at an end."""
        while len(self.held) - self.at < count and self.more():
            pass
        return self.held[self.at : self.at + count]

    def take(self, count: int) -> bytes:
        """Give the next bytes, fewer at an end."""
        parts = []
        while count > 0 and (self.at < len(self.held) or self.more()):
            part = self.held[self.at : self.at + count]
            parts.append(part)
            self.at += len(part)
            count -= len(part)
        return b"".join(parts)

    def skip(self, count: int) -> bool:
        """Pass over the next bytes, in a plain file unread; False if there are fewer."""
        while count > 0 and (self.at < len(self.held) or self.more()):
            step = min(count, len(self.held) - self.at)
            self.at += step
            count -= step
            if count > 0 and self.size is not None and not self.next:
                goal = self.place + self.at + count
                if goal > self.size:
                    return False
                self.move(goal)
                return True
        return count == 0

    def move(self, place: int) -> None:
        """Go on at a place of a plain file."""
        self.opened.seek(place)
        self.pieces, self.next = plain_pieces(self.opened), None
        self.held, self.at, self.place, self.ended = b"", 0, place, False

    def back(self, raw: bytes) -> None:
        """Put bytes back, to be read again."""
        self.place += self.at - len(raw)
        self.held, self.at = raw + self.held[self.at :], 0

    def whole(self) -> bool:
        """Say whether a record could end here: what follows is the next one, or nothing."""
        follows = self.peek(9).lstrip(b"\r\n")
        return not follows or follows.startswith(_MAGIC[: len(follows)])


class Record:
    """One record: its named fields in lower case, and its block, which may be asked for once.

    ``number`` counts the records of the file from 1; ``length`` is the stated one. When the block
    was read or passed over, ``wrong`` says that its stated length is not its length, ``cut`` that
    it breaks off.
    """

    __slots__ = ("_flow", "_left", "cut", "fields", "length", "number", "wrong")

    def __init__(self, fields: dict[str, str], number: int, flow: _Flow) -> None:
        """Begin a record at its block."""
        stated = fields.get("content-length", "")
        good = stated.isascii() and stated.isdecimal() and len(stated) < 19
        self.fields, self.number, self._flow = fields, number, flow
        self.length = int(stated) if good else None
        self.wrong = self.cut = False
        self._left = True

    @property
    def kind(self) -> str:
        """Give the type of the record: ``response``, ``request``, ``metadata``..."""
        return self.fields.get("warc-type", "").lower()

    def head(self, count: int) -> bytes:
        """Look at the first bytes of the block, and at what follows it if it is short."""
        return self._flow.peek(count)

    def block(self, most: int) -> bytes:
        """Give the block, up to ``most`` bytes where its length is not to be believed."""
        self._left = False
        flow = self._flow
        raw = flow.take(most if self.length is None else min(self.length, most))
        if self.length is not None and len(raw) == self.length and flow.whole():
            return raw
        self.wrong = True
        if following := _NEXT.search(raw):
            flow.back(raw[following.start() :])
            return raw[: following.start()]
        if self.length is not None and len(raw) < self.length:
            self.cut = flow.torn or flow.ended
            return raw if self.cut else _BLANK_END.sub(b"", raw)
        if self.length is not None and _BLANK.match(flow.peek(4)):
            self.wrong = False  # well ended; what follows belongs to nobody
            return raw
        raw = _until_next(flow, raw, most)
        self.cut = flow.torn
        return _BLANK_END.sub(b"", raw)

    def leave(self) -> None:
        """Pass over what was not asked for."""
        if not self._left:
            return
        flow, self._left = self._flow, False
        start = flow.place + flow.at
        if self.length is not None and flow.skip(self.length) and flow.whole():
            return
        self.wrong = self.length is not None and not flow.torn
        self.cut = flow.torn or (flow.ended and not flow.packed)
        if flow.size is not None:  # what was passed over may hold the records that follow
            flow.move(start)


_BLANK_END = re.compile(rb"\r?\n\r?\n\Z")


@dataclass(frozen=True, slots=True)
class Archive:
    """The records of one file as they are read, and what was wrong with the file so far."""

    records: Iterator[Record]
    faults: list[str]


def archive_of(opened: BinaryIO) -> Archive:
    """Read a WARC file, plain or packed, record by record.

    Each record must be used before the next is asked for. Errors: none but those of reading the
    file; ``faults`` tells what was damaged, in order.

    >>> import io
    >>> one = b"WARC/1.1\\nWARC-Type: resource\\nContent-Length: 5\\n\\nFerry\\n\\n"
    >>> [(it.kind, it.block(100)) for it in archive_of(io.BytesIO(one + one)).records]
    [('resource', b'Ferry'), ('resource', b'Ferry')]
    """
    packed = _is_packed(opened)
    flow = _Flow(opened, packed=packed, pieces=pieces_of(opened))
    flow.place = 0 if packed else opened.tell()
    flow.size = None if packed else _size(opened)
    return Archive(_records(flow), flow.faults)


def _is_packed(opened: BinaryIO) -> bool:
    """Say whether a file is packed; one that cannot be sought in is read as if it were."""
    if not opened.seekable():
        return True
    place = opened.tell()
    head = opened.read(4)
    opened.seek(place)
    return is_packed(head)


def _size(opened: BinaryIO) -> int:
    place = opened.tell()
    size = opened.seek(0, 2)
    opened.seek(place)
    return size


def _records(flow: _Flow) -> Iterator[Record]:
    number = 0
    while _found(flow):
        flow.inside, flow.torn = True, False  # what is looked at never runs into the next member
        fields = _fields(flow)
        flow.inside = False
        if fields is None:
            flow.faults.append(BREAKS if flow.ended else "a record's header has no end")
            continue
        number += 1
        record = Record(fields, number, flow)
        flow.inside = True
        yield record
        record.leave()
        flow.inside = False


def _found(flow: _Flow) -> bool:
    """Go to the beginning of the next record."""
    while True:
        following = flow.peek(64)
        bare = following.lstrip(b"\r\n")
        if bare.startswith(_MAGIC):
            flow.at += len(following) - len(bare)
            return True
        if not bare:
            flow.at += len(following)
            if not following and not flow.more():
                return False
            continue
        if found := _LINE.search(flow.held, flow.at):
            flow.at = found.start(1)
            return True
        flow.at = max(flow.at, len(flow.held) - 64)
        held = len(flow.held) - flow.at
        if not flow.more():
            return False
        if flow.held.startswith(_MAGIC, held):
            flow.at = held


def _fields(flow: _Flow) -> dict[str, str] | None:
    """Read the fields of a record's header; None where they never end."""
    for count in (2_048, 16_384, MOST_HEADER):
        opening = flow.peek(count)
        if end := _BLANK.search(opening):
            flow.at += end.end()
            return fields_in(opening[: end.start()])
        if len(opening) < count:
            break
    flow.at += len(_MAGIC)
    return None


def fields_in(header: bytes) -> dict[str, str]:
    """Read named fields, the names in lower case, folded lines joined, the first of equals kept.

    >>> fields_in(b"HTTP/1.1 200 OK\\r\\nX-Desk: Osk\\r\\n Herald\\r\\nx-desk: no")
    {'x-desk': 'Osk Herald'}
    """
    told: dict[str, str] = {}
    for line in _FOLD.sub(b" ", header).split(b"\n")[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            told.setdefault(
                name.strip().lower().decode("latin-1"),
                value.strip().decode("utf-8", "replace"),
            )
    return told


def _until_next(flow: _Flow, raw: bytes, most: int) -> bytes:
    """Read on to the next record's beginning, or to the end: the stated length was too short."""
    parts, size = [raw], len(raw)
    while size < most and (part := flow.peek(min(65_536, most - size))):
        flow.at += len(part)
        parts.append(part)
        size += len(part)
        joint = b"".join((parts[-2][-64:], part))
        if found := _NEXT.search(joint):
            beyond = joint[found.start() :]
            flow.back(beyond)
            return b"".join(parts)[: size - len(beyond)]
    return b"".join(parts)
