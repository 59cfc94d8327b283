"""Compressed files and zip archives: what is inside them, bounded by what it may inflate to.

What may live here: inflating, and telling an archive of pages from an office document. Output
is bounded by what went in, so that a bomb ends soon and a large export does not. A compressed
file that breaks off gives what stands before the break, and the break is named.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from secondsource.edges.opening import HEAD, Asked, opened_over, place_of, seekable, writable
from secondsource.edges.passed import Passed
from secondsource.edges.raw import LARGEST, Raw
from secondsource.errors import Unreadable
from secondsource.records import Unread

MOST_TIMES = 100  # its own size that a file may inflate to, beyond LARGEST; text is 3 to 20
MOST_LISTED = 100_000_000  # bytes of a zip's directory: a million names
MOST_SPOOLED = 2_000_000_000  # bytes of a zip that comes through a pipe and is copied to the disk
DEEPEST = 3  # containers inside one another: a mail in a zip in a zip
_TOO_DEEP = f"over {DEEPEST} containers inside one another: unpack it and read the files"
_INFLATERS: dict[str, Callable[[Any], Any]] = {
    "gzip": lambda stream: gzip.GzipFile(fileobj=stream, mode="rb"),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}
_BROKEN = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, OSError)
_LOCKED = 0x1  # the bit of a member's flags that says it is encrypted
_OFFICE = (
    ("xl/workbook.", "a spreadsheet: save it as CSV and read that"),
    ("ppt/presentation.", "a presentation: save its text as .docx or .txt"),
    ("META-INF/container.xml", "an e-book (EPUB): save its text as .docx, .html or .txt"),
    ("META-INF/manifest.xml", "an OpenDocument text or sheet: save it as .docx, .txt or .csv"),
    ("Index/Document.iwa", "a Pages document: save it as .docx or .txt"),
)
Inside = Callable[..., Iterator[Raw | Unread]]


@dataclass(slots=True)
class _Inflated:
    """What comes out of an inflater; a broken stream ends, and says so in ``fault``."""

    inflate: Callable[[int], bytes]
    most: Callable[[], int]
    given: int = 0
    fault: str | None = None

    def read(self, size: int) -> bytes:
        """Give inflated bytes; ``Unreadable`` where there are too many of them."""
        try:
            piece = self.inflate(size)
        except _BROKEN as error:
            self.fault = f"the compressed data break off ({error}): what stands before is read"
            return b""
        self.given += len(piece)
        if self.given > self.most():
            raise Unreadable(
                f"it inflates to over {self.given // 1_000_000} MB, {MOST_TIMES} times its size:"
                " unpack it yourself if you trust it"
            )
        return piece


class _Taken:
    """A packed stream that counts what the inflater takes of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self.size += len(piece)
        return piece


def pages_in_packed(
    opened: BinaryIO, name: str, asked: Asked, *, kind: str, inside: Inside
) -> Iterator[Raw | Unread]:
    """Yield the pages of one compressed file; ``inside`` reads what comes out of it."""
    if asked.depth >= DEEPEST:
        yield Unread(name, _TOO_DEEP)
        return
    taken = _Taken(opened)
    inflated = _Inflated(
        _INFLATERS[kind](taken).read, lambda: max(LARGEST, MOST_TIMES * taken.size)
    )
    called = name.rpartition(".")[0] if "." in name[-5:] else name
    deeper = replace(asked, depth=asked.depth + 1)
    yield from inside(opened_over(inflated.read), name, deeper, called=called)
    if inflated.fault:
        yield Unread(name, inflated.fault)


# -- zip ------------------------------------------------------------------------------------


def pages_in_zip(
    opened: io.BufferedReader, name: str, asked: Asked, *, inside: Inside
) -> Iterator[Raw | Unread]:
    """Yield the pages of a zip archive, or the one document that a .docx is.

    A page's key is its name in the archive. Office documents of other kinds are named.
    """
    try:
        with seekable(opened, MOST_SPOOLED) as stream:
            archive = _opened(stream)
            if isinstance(archive, zipfile.ZipFile):
                with archive:
                    yield from _in_zip(archive, stream, name, asked, inside)
            else:
                yield from _cut_off(stream, name, archive)
    except _BROKEN as error:
        yield Unread(name, f"the zip archive cannot be read: {error}; fetch it again")


def _opened(stream: BinaryIO) -> zipfile.ZipFile | str:
    """Open an archive, or say what is wrong with its directory."""
    _refuse_long_listing(stream)
    try:
        return zipfile.ZipFile(stream)
    except (*_BROKEN, ValueError, NotImplementedError, RuntimeError) as error:
        return str(error)


def _cut_off(stream: BinaryIO, name: str, fault: str) -> Iterator[Raw | Unread]:
    """Yield what can be read of an archive that lost its directory, which stands at its end."""
    from secondsource.edges.wacz import is_cut_wacz, pages_in_cut_wacz

    stream.seek(0)
    if is_cut_wacz(stream.read(HEAD)):
        yield from pages_in_cut_wacz(stream, name)
    else:
        yield Unread(name, f"the zip archive is damaged or cut off: {fault}; fetch it again")


def _in_zip(
    archive: zipfile.ZipFile, stream: BinaryIO, name: str, asked: Asked, inside: Inside
) -> Iterator[Raw | Unread]:
    from secondsource.edges.wacz import is_wacz, pages_in_wacz

    names = archive.namelist()
    if _has(names, "word/document"):
        yield _document(stream, name)
    elif is_wacz(names):
        yield from pages_in_wacz(stream, name)
    elif then := next((said for mark, said in _OFFICE if _has(names, mark)), None):
        yield Unread(name, f"the file is {then}")
    elif asked.depth >= DEEPEST:
        yield Unread(name, _TOO_DEEP)
    else:
        yield from _members(archive, name, asked, inside)


def _has(names: list[str], mark: str) -> bool:
    return any(one.startswith(mark) for one in names)


def _document(stream: BinaryIO, name: str) -> Raw | Unread:
    stream.seek(0)
    raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        return Unread(name, f"the document has over {LARGEST // 1_000_000} MB: save it as .txt")
    return Raw(raw, name, place_of(name), "docx")


def _refuse_long_listing(stream: BinaryIO) -> None:
    """Raise ``Unreadable`` where the archive's directory is too long to be held."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    wide = tail.rfind(b"PK\x06\x06", 0, at) if listed == 0xFFFFFFFF else -1
    if wide >= 0:
        listed = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if listed > MOST_LISTED:
        raise Unreadable("the archive lists over a million files: unpack it and read the folder")


def _members(
    archive: zipfile.ZipFile, name: str, asked: Asked, inside: Inside
) -> Iterator[Raw | Unread]:
    """Walk an archive as a folder is walked: what is no page is counted and said once."""
    passed, locked, given, found = Passed(), list[str](), 0, False
    most = max(LARGEST, MOST_TIMES * archive.fp.seek(0, io.SEEK_END) if archive.fp else 0)
    deeper = replace(asked, depth=asked.depth + 1, passed=passed)
    for member in archive.infolist():
        if member.filename.endswith("/") or _is_hidden(member.filename):
            continue
        found = True
        given += member.file_size
        if given > most:
            yield Unread(name, f"it inflates to over {MOST_TIMES} times its size: unpack it first")
            break
        if member.flag_bits & _LOCKED:
            locked.append(member.filename)
            continue
        for one in _of_member(archive, member, inside, deeper):
            yield within(one, name, member.filename or "a file without a name")
    if locked:
        yield Unread(name, f"{len(locked)} in it want a password ({min(locked)}): unpack it")
    yield from passed.said(name, inside=True)
    if not found:
        yield Unread(name, "an empty zip archive: there is nothing in it to read")


def _of_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, inside: Inside, asked: Asked
) -> Iterator[Raw | Unread]:
    called = member.filename or "a file without a name"
    try:
        with archive.open(member) as stream:
            inflated = _Inflated(stream.read, lambda: member.file_size)
            yield from inside(opened_over(inflated.read), called, asked, called=called)
            if inflated.fault:
                yield Unread(called, inflated.fault)
    except (*_BROKEN, ValueError, NotImplementedError, RuntimeError) as error:
        yield Unread(called, f"it cannot be unpacked: {error}")


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/"))


def within(one: Raw | Unread, container: str, part: str) -> Raw | Unread:
    """Name what was read for the file it lay in; its part becomes the key that tells it apart.

    >>> within(Unread("a.html", "it is empty"), "day.zip", "a.html")
    Unread(input='day.zip', reason='a.html: it is empty')
    """
    part = writable(part)
    if isinstance(one, Unread):
        return Unread(container, f"{part}: {one.reason}")
    if one.url:
        return replace(one, input=container)
    key = f"{part}#{one.key}" if one.key else part
    return replace(one, input=container, key=key, address=f"{place_of(container)}#{key}")
