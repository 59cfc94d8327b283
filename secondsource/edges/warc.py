"""Web archives (WARC) to raw pages: one for each page that was archived.

What may live here: which records hold pages, what an archive gives with them, and what is said of
those that could not be had. Records that hold none - requests, pictures, redirects - are passed
over without a word; a page that should be there and is not is counted by its reason, and the
first of them named. The page of an archive has the id of the same page fetched, since it is named
by its address. One record is held at a time, and of what was seen a few bytes a page.

ISO 28500.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from secondsource.edges.answers import (
    MOST_FIELDS,
    Found,
    Lost,
    found_in,
    head_of,
    may_be_page,
    page_in,
    passed_over,
)
from secondsource.edges.encodings import MOST, charset_of, type_of, unchunked
from secondsource.edges.feeds import feed_of, page_of_entry
from secondsource.edges.listings import Entry, Listing
from secondsource.edges.members import BREAKS, first_bytes
from secondsource.edges.raw import Raw
from secondsource.edges.warc_records import Archive, Record, archive_of
from secondsource.errors import Unreadable
from secondsource.records import Given, Unread

_MOST_ENTRIES = 20_000  # of feeds in an archive, kept until it is known which pages it holds
_NAMED = 3  # addresses named for each reason
_DIGESTS = {"sha1": 20, "sha256": 32, "md5": 16}


class Shelf:
    """What was seen of an archive so far: pages, entries of feeds, and what could not be had."""

    __slots__ = ("broken", "counts", "entries", "lost", "name", "pages", "records", "seen")

    def __init__(self, name: str) -> None:
        """Begin the archive in a file of this name."""
        self.name = name
        self.pages = self.records = 0
        self.seen: set[bytes] = set()
        self.entries: dict[str, tuple[Entry, Listing, str | None]] = {}
        self.lost: dict[str, list[str]] = {}
        self.counts: Counter[str] = Counter()
        self.broken: str | None = None  # where it breaks off

    def has(self, address: str) -> bool:
        """Say whether a page at an address was read."""
        return _mark(address) in self.seen

    def note(self, reason: str, address: str) -> None:
        """Count something a reader must know, and name the first few."""
        self.counts[reason] += 1
        named = self.lost.setdefault(reason, [])
        if len(named) < _NAMED:
            named.append(address[:300])


def is_warc(head: bytes) -> bool:
    """Say whether the first bytes of a file are a WARC's, packed or not.

    >>> import gzip
    >>> is_warc(gzip.compress(b"WARC/1.1\\r\\n")), is_warc(gzip.compress(b"Ferry sinks"))
    (True, False)
    """
    return first_bytes(head).lstrip(b"\r\n").startswith(b"WARC/")


def pages_in_warc(opened: BinaryIO, name: str) -> Iterator[Raw | Unread]:
    """Yield the pages of a WARC file as they come; ``name`` is the file's.

    At the end, an ``Unread`` for each reason for which pages were lost, and one where the file
    breaks off; everything before that is kept. Errors: none but those of reading the file.
    """
    shelf = Shelf(name)
    yield from pages_on(shelf, opened)
    yield from closing_words(shelf)


def pages_on(shelf: Shelf, opened: BinaryIO) -> Iterator[Raw]:
    """Yield the pages of one WARC file, and note on the shelf what else there is."""
    archive = archive_of(opened)
    last: Record | None = None
    for record in archive.records:
        shelf.records += 1
        last = record
        if read := _KINDS.get(record.kind):
            address = record.fields.get("warc-target-uri", "").strip("<> ")
            try:
                found = read(record, address, shelf)
            except Lost as lost:
                shelf.note(str(lost), address)
                continue
            if found is not None and (page := _shelved(found, record, address, shelf)):
                shelf.pages += 1
                yield page
    _note_damage(shelf, archive, last)


# -- what a record holds --------------------------------------------------------------------


def _response(record: Record, address: str, shelf: Shelf) -> Found | None:
    head = head_of(record.head(4_096)) or head_of(record.head(MOST_FIELDS))
    if head is None:
        if _is_web(address) and record.fields.get("content-type", "").startswith(
            "application/http"
        ):
            raise Lost("the record holds no answer of a web server")
        return None
    if 300 <= head.status < 400:
        shelf.seen.add(_mark(address))  # a feed's entry that leads there is met elsewhere
    if passed_over(head, address):
        return None
    block = _whole_block(record, head.length)
    cut = record.cut or "warc-truncated" in record.fields or "warc-segment-number" in record.fields
    _check(record, block, block[head.length :], address, shelf)
    return found_in(head, block[head.length :], fetched=_fetched(record), cut=cut)


def _resource(record: Record, address: str, shelf: Shelf) -> Found | None:
    """Read a record that holds a page as it is: saved by hand, or converted to text."""
    stated = record.fields.get("content-type", "")
    if not _is_web(address) and not address.startswith("file:"):
        return None  # what a crawler notes down of a page is no page
    if not may_be_page(address, type_of(stated)):
        return None
    if record.kind == "conversion" and shelf.has(address):
        return None  # the text of a page that was read
    block = _whole_block(record, 0)
    _check(record, block, block, address, shelf)
    part = "cut" if record.cut or "warc-truncated" in record.fields else None
    given = Given(fetched=_fetched(record), charset=charset_of(stated), part=part)
    return page_in(block, stated, given)


def _revisit(record: Record, address: str, shelf: Shelf) -> Found | None:
    """Pass over a page that was the same as before, if that one is here."""
    before = record.fields.get("warc-refers-to-target-uri", address).strip("<> ")
    unchanged = "not-modified" in record.fields.get("warc-profile", "")
    head = head_of(record.head(4_096))
    page = head is None or may_be_page(address, type_of(head.fields.get("content-type")))
    known = shelf.has(before) or shelf.has(address)
    if known or unchanged or not page or not _is_web(address):
        return None
    raise Lost("another archive holds the page (a revisit record)")


_KINDS = {
    "response": _response,
    "resource": _resource,
    "conversion": _resource,
    "revisit": _revisit,
}


def _whole_block(record: Record, head: int) -> bytes:
    if record.length is not None and record.length > MOST + head:
        raise Lost(f"it is over {MOST // 1_000_000} MB")
    return record.block(MOST + head)


def _shelved(found: Found, record: Record, address: str, shelf: Shelf) -> Raw | None:
    """Make the page of a record; the entries of a feed wait until the pages are known."""
    url = address if _is_web(address) else None
    if found.media is None:
        _keep_entries(found, address, shelf)
        return None
    shelf.seen.add(_mark(address))
    place = "-" if shelf.name == "-" else os.path.abspath(shelf.name)
    return Raw(
        raw=found.raw,
        input=shelf.name,
        address=url or f"{place}#{address}",
        media=found.media,
        given=found.given,
        url=url,
        key=None if url else address or str(record.number),
    )


def _fetched(record: Record) -> str | None:
    return record.fields.get("warc-date", "").strip()[:40] or None


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _mark(address: str) -> bytes:
    return hashlib.sha256(address.encode("utf-8", "replace")).digest()[:12]


# -- feeds ----------------------------------------------------------------------------------


def _keep_entries(found: Found, address: str, shelf: Shelf) -> None:
    try:
        feed = feed_of(found.raw, address)
    except Unreadable as error:
        raise Lost(f"the feed cannot be read: {error}") from None
    for entry in feed.entries:
        place = entry.url or f"{address} {entry.key}"
        if place in shelf.entries or len(shelf.entries) < _MOST_ENTRIES:
            kept = replace(entry, key=place)
            shelf.entries[place] = (kept, replace(feed, entries=()), found.given.fetched)
        else:
            shelf.note("the archive's feeds list more than can be kept", place)


def _from_feeds(shelf: Shelf) -> Iterator[Raw]:
    """Yield what feeds in the archive give of pages that are not in it."""
    for number, (place, kept) in enumerate(sorted(shelf.entries.items()), start=1):
        entry, feed, fetched = kept
        if shelf.has(place):
            continue
        if page := page_of_entry(entry, feed, shelf.name, number):
            shelf.pages += 1
            yield replace(page, given=replace(page.given, fetched=fetched))


# -- what must be said ----------------------------------------------------------------------


def _check(record: Record, block: bytes, payload: bytes, address: str, shelf: Shelf) -> None:
    """Compare a record with the digest it states; it is read all the same."""
    if record.wrong and not record.cut:
        shelf.note("the record's stated length is wrong (it was read to its end)", address)
    if record.cut or record.wrong:
        return
    wanted = _digest(record.fields.get("warc-block-digest", ""))
    told = [block]
    if wanted is None:
        wanted = _digest(record.fields.get("warc-payload-digest", ""))
        told = [payload, unchunked(payload).raw]  # writers take it of either
    if wanted and all(_hashed(wanted[0], one) != wanted[1] for one in told):
        shelf.note("the record is not what its digest says (it was read)", address)


def _hashed(name: str, told: bytes) -> bytes:
    return hashlib.new(name, told, usedforsecurity=False).digest()


def _digest(stated: str) -> tuple[str, bytes] | None:
    """Read a digest such as ``sha1:...``, in base 32 or in hexadecimal."""
    name, _, value = stated.strip().partition(":")
    name = name.lower().replace("-", "")
    size = _DIGESTS.get(name)
    if size is None:
        return None
    try:
        if len(value) == 2 * size:
            return name, bytes.fromhex(value)
        whole = base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except (ValueError, binascii.Error):
        return None
    return (name, whole) if len(whole) == size else None


def _note_damage(shelf: Shelf, archive: Archive, last: Record | None) -> None:
    number = last.number if last else 0
    if last is not None and last.cut:
        at = last.fields.get("warc-target-uri", "").strip("<> ")[:300]
        shelf.broken = f"in record {number}" + (f" ({at})" if at else "")
    for fault in archive.faults:
        if fault == BREAKS:
            shelf.broken = shelf.broken or f"after record {number}"
        else:
            shelf.note(f"{fault}: reading went on after it", f"one of the first {number}")


def closing_words(shelf: Shelf) -> Iterator[Raw | Unread]:
    """Yield what feeds give of pages that are not there, then what must be said of the archive."""
    yield from _from_feeds(shelf)
    for reason, count in sorted(shelf.counts.items()):
        named = ", ".join(shelf.lost[reason])
        more = f" and {count - _NAMED} more" if count > _NAMED else ""
        many = "1 record" if count == 1 else f"{count} records"
        yield Unread(shelf.name, f"{many}: {reason}: {named}{more}")
    if shelf.broken is not None:
        yield Unread(
            shelf.name,
            f"the archive breaks off {shelf.broken}: {shelf.pages} pages before it are kept;"
            " fetch or copy it again",
        )
    elif not shelf.pages and not shelf.counts:
        yield Unread(
            shelf.name, f"the archive holds no page: {shelf.records} records of other kinds"
        )
