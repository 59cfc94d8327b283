"""Files, folders, standard input and addresses to raw pages, one at a time.

What may live here: opening inputs and handing each to the reader of its kind (``sniffing`` tells
which). Nothing is decoded or judged. Whatever cannot be opened becomes an ``Unread`` that says
why, and the run goes on. Nothing is held longer than it is needed, so a folder of a million files
or a table of gigabytes takes no more memory than its largest page; what a collection shows does
not depend on the order in which a folder gives its files.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO, cast

from secondsource.edges.folders import files_in, said_of_fault
from secondsource.edges.opening import (
    HEAD,
    Asked,
    head_of,
    opened_over,
    place_of,
    whole,
    writable,
)
from secondsource.edges.passed import Passed
from secondsource.edges.raw import LARGEST, Raw
from secondsource.edges.sniffing import UNREAD_KINDS, Kind, ending_of, kind_of
from secondsource.errors import Unreadable
from secondsource.records import Media, Unread

Found = Iterator[Raw | Unread]
Reads = Callable[[io.BufferedReader, str, Asked], Found]
_NO_FILE = "not a file: only files, folders, addresses and - are read"
_EMPTY = "the file is empty: there is nothing to read; was it saved completely?"
_OPENED = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def inputs_of(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    columns: Mapping[str, str] | None = None,
    told: Callable[[str], None] | None = None,
    fetched: Callable[[str], Found] | None = None,
) -> Found:
    """Yield every page in the files, folders, addresses and standard input (``-``) named, lazily.

    ``columns`` maps our names to a table's, ``told`` is called with what a person should know
    though nothing failed, ``fetched`` gives what is at an address. Yields an ``Unread`` with a
    reason for whatever cannot be read; raises nothing for a bad input. Hidden files in folders
    are skipped in silence.
    """
    asked = Asked(columns or {}, told) if told else Asked(columns or {})
    for path in paths:
        if path == "-":
            yield from pages_in(opened_over((stdin or sys.stdin.buffer).read), "-", asked)
        elif "://" in path[:32] and not os.path.exists(path):
            yield from _at_address(path, fetched)
        elif os.path.isdir(path):
            yield from _in_folder(path, asked)
        else:
            yield from _in_file(path, asked)


def _at_address(address: str, fetched: Callable[[str], Found] | None) -> Found:
    from secondsource.edges.fetch.targets import without_secret

    shown = writable(without_secret(address))
    if not address.lower().startswith(("http://", "https://")):
        yield Unread(shown, "only http and https addresses are fetched: save it and read the file")
    elif fetched is None:
        yield Unread(shown, "an address: it is fetched by secondsource read only")
    else:
        yield from fetched(address)


def _in_folder(path: str, asked: Asked) -> Found:
    passed, found = Passed(), False
    for one in files_in(path):
        found = True
        if isinstance(one, Unread):
            yield replace(one, input=writable(one.input))
        elif not _is_of_store(one):
            yield from _in_file(one, replace(asked, passed=passed))
    yield from passed.said(writable(path))
    if not found:
        yield Unread(writable(path), "the folder is empty: there is nothing in it to read")


def _is_of_store(path: str) -> bool:
    """Say whether a file belongs to a database beside it: what is written and not yet in it."""
    base, dash, rest = path.rpartition("-")
    return bool(dash) and rest in ("wal", "shm", "journal") and os.path.isfile(base)


def _in_file(path: str, asked: Asked) -> Found:
    """Open a file and read it; one that changes meanwhile is named."""
    name = writable(path)
    try:
        if stat.S_ISREG(os.stat(path).st_mode):
            with open(os.open(path, _OPENED), "rb", buffering=HEAD) as opened:
                yield from _in_opened(cast("io.BufferedReader", opened), name, asked)
        else:
            yield Unread(name, _folder_link(path) or _NO_FILE)
    except (OSError, ValueError) as error:
        yield Unread(name, said_of_fault(error))


def _folder_link(path: str) -> str | None:
    said = "a link to a folder, which is not followed: read that folder by its own path"
    return said if os.path.isdir(path) else None


def _in_opened(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    before = os.fstat(opened.fileno())
    if not stat.S_ISREG(before.st_mode):  # it was a file a moment ago
        yield Unread(name, _NO_FILE)
        return
    yield from pages_in(opened, name, asked, size=before.st_size)
    after = os.fstat(opened.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        yield Unread(name, "the file changed while it was read: read it again once it is written")


def pages_in(
    opened: io.BufferedReader,
    name: str,
    asked: Asked | None = None,
    *,
    called: str | None = None,
    size: int = 0,
) -> Found:
    """Yield the pages in one stream, by the reader of its kind.

    ``opened`` is as ``opening.opened_over`` gives it, at its start. ``name`` labels what is found;
    ``called`` is the name whose ending counts, where that is another; ``size`` the bytes of the
    file where they are known. Errors: none for a bad input.
    """
    asked = asked or Asked()
    head = head_of(opened)
    if len(head) < HEAD and not head.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        yield Unread(name, _EMPTY)
        return
    kind = _meant(kind_of(head, called or name), ending_of(called or name), asked)
    if kind in UNREAD_KINDS:
        if asked.passed is None:
            yield _refused(kind, name)
        elif kind != "database":  # a store lies where its coverage does
            asked.passed.add(kind, name)
        return
    if size > LARGEST and kind not in _STREAMED:
        yield Unread(name, _too_large(size))
        return
    try:
        yield from _READERS[kind](opened, name, asked)
    except Unreadable as error:
        yield Unread(name, str(error))


def _meant(kind: Kind, ending: str, asked: Asked) -> Kind:
    """Correct a kind by what a person asks for."""
    if asked.columns and kind == "plain" and not ending:
        return "table"  # whoever maps columns has a table
    if kind == "code" and asked.passed is None:
        return "plain"  # it was named, not found in a folder
    return kind


def _refused(kind: Kind, name: str) -> Unread:
    what, _, then = UNREAD_KINDS[kind]
    return Unread(name, f"the file is {what}: {then}")


def _too_large(size: int) -> str:
    return (
        f"the file has {size // 1_000_000} MB; the limit is {LARGEST // 1_000_000} MB:"
        " split it, or give the articles one a file or as JSON lines"
    )


# -- the reader of each kind ----------------------------------------------------------------


def _page(media: Media | None) -> Reads:
    """Give the reader of what is one page: its bytes are kept as they are."""

    def read(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
        yield Raw(whole(opened), name, place_of(name), media)

    return read


def _lines(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.lines import pages_in_lines

    return pages_in_lines(opened, name, asked)


def _array(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.lines import pages_in_array

    return pages_in_array(opened, name, asked)


def _table(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.tables import pages_in_table

    return pages_in_table(opened, name, asked)


def _packed(kind: Kind) -> Reads:
    def read(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
        from secondsource.edges.packed import pages_in_packed

        return pages_in_packed(opened, name, asked, kind=kind, inside=pages_in)

    return read


def _zip(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.packed import pages_in_zip

    return pages_in_zip(opened, name, asked, inside=pages_in)


def _mail(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.mail import pages_in_mail

    return pages_in_mail(whole(opened), name, asked, inside=pages_in)


def _mbox(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.mail import pages_in_mbox

    return pages_in_mbox(opened, name, asked, inside=pages_in)


def _mhtml(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.mhtml import pages_in_mhtml

    return pages_in_mhtml(whole(opened), name)


def _feed(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.feeds import pages_in_feed

    return pages_in_feed(whole(opened), name)


def _warc(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.warc import pages_in_warc

    return pages_in_warc(opened, name)


def _listing(opened: io.BufferedReader, name: str, asked: Asked) -> Found:
    from secondsource.edges.sitemaps import unread_listing

    yield unread_listing(whole(opened), name)


_READERS: dict[Kind, Reads] = {
    "plain": _page(None),  # a page may be saved as .txt: the reader of pages sees it
    "markdown": _page("plain"),
    "html": _page("html"),
    "pdf": _page("pdf"),
    "zip": _zip,
    "feed": _feed,
    "listing": _listing,
    "warc": _warc,
    "mhtml": _mhtml,
    "mail": _mail,
    "mbox": _mbox,
    "lines": _lines,
    "array": _array,
    "table": _table,
    "gzip": _packed("gzip"),
    "bzip2": _packed("bzip2"),
    "xz": _packed("xz"),
}
_STREAMED = frozenset({"mbox", "lines", "array", "table", "gzip", "bzip2", "xz", "zip", "warc"})
