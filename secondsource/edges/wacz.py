"""WACZ, a web archive in a zip: its WARC files one after the other, as one archive.

What may live here: the zip, and the hashes its ``datapackage.json`` states; the records are
``warc``'s. Members are unpacked as they are read, never whole, and one that grows beyond all
measure is left.

WACZ 1.1.1 (``archive/*.warc.gz``, ``datapackage.json``).
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from secondsource.edges.members import BOMB, GZIP, RATIO
from secondsource.edges.raw import Raw
from secondsource.edges.warc import Shelf, closing_words, pages_on
from secondsource.records import Unread

_ARCHIVE = (".warc", ".warc.gz", ".warc.zst")
_MEMBER = re.compile(rb"archive/[^/\x00]{1,200}\.warc|datapackage\.json|pages/pages\.jsonl")
_MOST_MEMBERS = 100_000
_MOST_PACKAGE = 16_000_000  # bytes of a datapackage.json
# What the standard library raises on a damaged zip; ValueError where a place in it is negative.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
    ValueError,
)  # fmt: skip


def is_wacz(names: Iterable[str]) -> bool:
    """Say whether a zip with members of these names is a web archive.

    >>> is_wacz(["datapackage.json", "archive/data.warc.gz"]), is_wacz(["ferry.html"])
    (True, False)
    """
    return any(_is_archive(name) for name in names)


def pages_in_wacz(opened: BinaryIO, name: str) -> Iterator[Raw | Unread]:
    """Yield the pages of a WACZ file; what ``warc.pages_in_warc`` says of WARC files holds here.

    ``opened`` can be sought in. A member that does not have the hash it should, that is damaged
    or a bomb is named.
    """
    shelf = Shelf(name)
    sound = True
    try:
        with zipfile.ZipFile(opened) as packed:
            hashes = _hashes(packed)
            members = [one for one in packed.infolist() if _is_archive(one.filename)]
            for member in sorted(members[:_MOST_MEMBERS], key=lambda one: one.filename):
                try:
                    yield from _member(packed, member, hashes.get(member.filename), shelf)
                except _BROKEN as error:
                    sound = False
                    shelf.note(f"the file in the zip is damaged: {error}", member.filename)
    except _BROKEN as error:
        sound = False
        shelf.note(f"the zip is damaged: {error}", "its directory")
    if not sound:
        yield from _rescued(shelf, opened)
    yield from closing_words(shelf)


def is_cut_wacz(head: bytes) -> bool:
    """Say whether a zip whose directory is lost begins as a web archive does.

    >>> is_cut_wacz(b"PK\\x03\\x04" + bytes(26) + b"archive/data.warc.gz"), is_cut_wacz(b"PK")
    (True, False)
    """
    return head.startswith(b"PK\x03\x04") and bool(_MEMBER.search(head))


def pages_in_cut_wacz(opened: BinaryIO, name: str) -> Iterator[Raw | Unread]:
    """Yield what can be read of a WACZ file that breaks off: its records, member by member.

    Its directory, which stood at the end, is not needed: the WARC files in it are stored as they
    are, and begin as gzip does.
    """
    shelf = Shelf(name)
    yield from _rescued(shelf, opened)
    shelf.broken = shelf.broken or "before its directory"
    yield from closing_words(shelf)


def _rescued(shelf: Shelf, opened: BinaryIO) -> Iterator[Raw]:
    """Read the records of a damaged zip from its bytes: those that were not read before.

    What lies between the WARC files is no damage of theirs, so that is not said.
    """
    rest = Shelf(shelf.name)
    window, place = b"", opened.seek(0)
    while (at := window.find(GZIP)) < 0 and (more := opened.read(1_048_576)):
        place += len(window[:-2])
        window = window[-2:] + more
    if at < 0:
        return
    opened.seek(place + at)
    for page in pages_on(rest, opened):
        if not shelf.has(page.url or ""):
            yield page
    shelf.pages = max(shelf.pages, rest.pages)
    shelf.seen |= rest.seen
    shelf.broken = rest.broken


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_ARCHIVE) and "__MACOSX" not in name


def _member(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo, stated: str | None, shelf: Shelf
) -> Iterator[Raw]:
    with packed.open(member) as inner, io.BufferedReader(_Watched(inner, member)) as opened:
        yield from pages_on(shelf, opened)
        watched = opened.raw
        while opened.read(1_048_576):
            pass
        if isinstance(watched, _Watched):
            if watched.swollen:
                shelf.note("the file in the zip is a bomb: it is left there", member.filename)
            elif stated and watched.digest.hexdigest() != stated:
                shelf.note("the file in the zip does not have the hash stated", member.filename)


class _Watched(io.RawIOBase):
    """A member as a stream that is hashed on the way, and ends where it has grown too far."""

    def __init__(self, inner: object, member: zipfile.ZipInfo) -> None:
        super().__init__()
        self.inner = inner
        self.most = max(BOMB, RATIO * member.compress_size)
        self.made = 0
        self.swollen = False
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        """Say that it can be read; it cannot be sought in, which would read it anew."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read the next bytes into a buffer."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        raw: bytes = self.inner.read(min(len(view), 1_048_576))  # type: ignore[attr-defined]
        self.made += len(raw)
        if self.made > self.most:
            self.swollen = True
            return 0
        self.digest.update(raw)
        view[: len(raw)] = raw
        return len(raw)


def _hashes(packed: zipfile.ZipFile) -> dict[str, str]:
    """Read the SHA-256 that the package states for each of its files."""
    try:
        with packed.open("datapackage.json") as opened:
            told = json.loads(opened.read(_MOST_PACKAGE))
    except (KeyError, ValueError, RecursionError, *_BROKEN):
        return {}
    listed = told.get("resources") if isinstance(told, dict) else None
    found = {}
    for one in listed if isinstance(listed, list) else ():
        path, stated = (one.get("path"), one.get("hash")) if isinstance(one, dict) else (0, 0)
        if isinstance(path, str) and isinstance(stated, str):
            found[path] = stated.removeprefix("sha256:").lower()
    return {path: stated for path, stated in found.items() if len(stated) == 64}
