"""An HTTP answer out of an archive, to the page it holds.

What may live here: reading the status and fields of an answer, and choosing what of an archive is
a page. Whatever is no page by its kind - a redirect, a picture, a script, a robots.txt - is passed
over; a page that cannot be had is told apart from those, for it might be news (``Lost``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from secondsource.edges.encodings import (
    charset_of,
    decoded_body,
    media_of,
    moment_of,
    type_of,
    unchunked,
)
from secondsource.edges.feeds import is_feed
from secondsource.edges.sitemaps import is_listing
from secondsource.errors import Unreadable
from secondsource.records import Given, Media

MOST_FIELDS = 65_536  # bytes of an answer's status and fields; servers allow 8 to 32 thousand
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})(?=[ \r\n])")
_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]+")
_GONE = frozenset({404, 410})  # there is no page, so none is lost
_PAGES = frozenset(
    {
        "", "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml", "text/plain",
        "application/pdf", "application/octet-stream", "text/xml", "application/xml",
        "application/rss+xml", "application/atom+xml", "application/rdf+xml",
        "application/feed+json", "unknown/unknown", "*/*",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)  # fmt: skip
_SMALL = 16_384  # bytes; frames of advertisements and shells of scripts have fewer
_UNSEEN = re.compile(
    rb"<(script|style|noscript|template|title|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|&#?\w{1,9};",
    re.IGNORECASE | re.DOTALL,
)
_SEEN = re.compile(rb"[0-9A-Za-z\x80-\xff]")
_FOR_MACHINES = re.compile(
    r"/(?:robots|ads|app-ads|humans|security|llms|sellers)\.txt\Z|/\.well-known/|"
    r"\.(?:js|mjs|css|json|map|woff2?|ico|svg|vtt|srt|m3u8)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The status and the fields of an answer, the names in lower case, and where the body begins.

    Of a field that stands twice the last counts, but for the encodings, which add up.
    """

    status: int
    fields: dict[str, str]
    length: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page, or a feed (``media`` None), in an answer, and what was given with it."""

    raw: bytes
    media: Media | None
    given: Given


class Lost(Unreadable):
    """A page that an archive should hold and that cannot be had; the message says why."""


def head_of(block: bytes) -> Head | None:
    """Read the head of an HTTP answer; None where the bytes are none.

    >>> head_of(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n<p>Ferry").fields
    {'content-type': 'text/html'}
    """
    status = _STATUS.match(block)
    end = _END.search(block)
    if status is None or end is None:
        return None
    told: dict[str, str] = {}
    for line in _FOLD.sub(" ", block[: end.start()].decode("latin-1")).split("\n")[1:]:
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if colon and name in _ADDED and name in told:
            told[name] += f", {value.strip()}"
        elif colon and value.strip():
            told[name] = value.strip()
    return Head(int(status[1]), told, end.end())


_ADDED = frozenset({"content-encoding", "transfer-encoding"})


def may_be_page(address: str, kind: str) -> bool:
    """Say whether what stands at an address may be a page, by its media type.

    >>> may_be_page("https://osk.example/ferry", "text/html")
    True
    >>> may_be_page("https://osk.example/robots.txt", "text/plain")
    False
    """
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    return kind in _PAGES and not _FOR_MACHINES.search(path)


def passed_over(head: Head, address: str) -> bool:
    """Say whether an answer is none that could hold a page; raises ``Lost`` where it should.

    A redirect holds none, nor does an answer that there is nothing; one that was refused might.
    """
    kind = type_of(head.fields.get("content-type"))
    if not may_be_page(address, kind):
        return True
    if head.status < 400:
        return not 200 <= head.status < 300 or head.status in (204, 206)
    if head.status in _GONE:
        return True
    raise Lost(f"the server answered {head.status}")


def found_in(head: Head, body: bytes, *, fetched: str | None, cut: bool = False) -> Found | None:
    """Undo how a body travelled and say what it is; None where it is no page after all.

    Raises ``Lost`` where it cannot be decoded, or is empty.
    """
    if "chunked" in head.fields.get("transfer-encoding", "").lower():
        joined = unchunked(body)
        body, cut = joined.raw, cut or joined.cut
    try:
        decoded = decoded_body(body, head.fields.get("content-encoding"))
    except Unreadable as error:
        raise Lost(str(error)) from None
    stated = head.fields.get("content-type")
    given = Given(
        fetched=fetched,
        served=moment_of(head.fields.get("last-modified")),
        charset=charset_of(stated),
        part="cut" if cut or decoded.cut else None,
    )
    return page_in(decoded.raw, stated, given)


def page_in(raw: bytes, stated: str | None, given: Given) -> Found | None:
    """Say what a payload is, by its type and its first bytes; None where it is no page."""
    if not raw.strip(b" \t\r\n\x00"):
        raise Lost("the page is empty")
    if is_feed(raw):
        return Found(raw, None, given)
    media = None if is_listing(raw) else media_of(stated, raw)
    if media == "html" and _shows_nothing(raw):
        raise Lost("the page shows no text: a script may draw it")
    return None if media is None else Found(raw, media, given)


def _shows_nothing(raw: bytes) -> bool:
    """Say whether a small web page has no words at all, as hundreds of frames in an archive."""
    return len(raw) <= _SMALL and not _SEEN.search(_UNSEEN.sub(b" ", raw))
