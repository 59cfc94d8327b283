"""A page that a browser saved as one file (MHTML, RFC 2557): the page itself, and its address.

What may live here: finding the page among the parts. Its pictures, styles and frames are parts of
it, as they are of a web page, and are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message

from secondsource.edges.letters import charset_of, day_of, header, letter_of, payload_of
from secondsource.edges.opening import place_of
from secondsource.edges.raw import Raw
from secondsource.records import Given, Unread

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")


def pages_in_mhtml(raw: bytes, name: str) -> Iterator[Raw | Unread]:
    """Yield the saved page, with its address as ``url`` and when it was saved as ``fetched``.

    A file that breaks off gives what stands before the break, and says so. Errors: none.

    >>> saved = (b"MIME-Version: 1.0\\nSnapshot-Content-Location: https://osk.example/ferry\\n"
    ...          b"Content-Type: multipart/related; boundary=b\\n\\n--b\\n"
    ...          b"Content-Type: text/html\\n\\n<p>Nine died.\\n--b--\\n")
    >>> [(page.url, page.raw) for page in pages_in_mhtml(saved, "ferry.mhtml")]
    [('https://osk.example/ferry', b'<p>Nine died.')]
    """
    saved = letter_of(raw)
    if saved is None:
        yield Unread(name, "its parts are nested too deep: save the page again")
        return
    stated = header(saved, "Snapshot-Content-Location") or header(saved, "Content-Location")
    page = _page_in(saved, stated)
    if page is None:
        yield Unread(name, "the saved page holds no HTML: save it again as a complete page")
        return
    url = _address(stated) or _address(header(page, "Content-Location"))
    yield Raw(
        raw=payload_of(page),
        input=name,
        address=url or place_of(name),
        media="html",
        given=Given(fetched=day_of(saved), charset=charset_of(page)),
        url=url,
    )
    if saved.is_multipart() and any("Boundary" in type(one).__name__ for one in saved.defects):
        yield Unread(name, "the saved page breaks off: what stands before the break is read")


def _page_in(saved: Message, stated: str | None) -> Message | None:
    """Choose the page: the part that the file starts with, or is the page of, or the first."""
    pages = [part for part in saved.walk() if part.get_content_type() in _PAGES]
    start = str(saved.get_param("start") or "")
    for one in pages:
        if start and header(one, "Content-ID") == start:
            return one
    for one in pages:
        if stated and header(one, "Content-Location") == stated:
            return one
    return pages[0] if pages else None


def _address(stated: str | None) -> str | None:
    found = _ADDRESS.match(stated or "")
    return found[0] if found else None
