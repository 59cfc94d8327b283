"""Bytes to a page: its characters, its visible text in reading order, its blocks and fields.

What may live here: putting decoding and linearising together, and the page's identity. A page
is named by a hash of its bytes and of what was given with them; of its address where it has one,
so that fetched and read from an archive it is the same page; else of the file's own name but not
its folder, so that the same file read by another path is the same page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from secondsource.errors import Unreadable
from secondsource.read.decoding import decoded, is_markup
from secondsource.read.linear import linear
from secondsource.read.markdown import is_markdown, markdown_text
from secondsource.read.mastheads import registrable
from secondsource.records import Block, Field, Given, Link, Media, Page

READER = "reader/4"
MOST_LINKS = 200  # to other sites, kept of one page; of 120 news pages the median has 11
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_WEB = (".html", ".htm", ".xhtml", ".xht")


def page_of(
    raw: bytes,
    *,
    input: str,
    media: Media | None = None,
    given: Given | None = None,
    url: str | None = None,
    key: str | None = None,
) -> Page:
    """Read a page from its bytes; plain text stays as it is, HTML becomes its visible text.

    ``input`` is the file or address, ``key`` the id that a JSON line gave; ``media`` is guessed
    where it is None. Raises ``Unreadable`` with a reason and what to do.

    >>> page = page_of(b"Ferry sinks\\n\\nNine died.", input="news/ferry.txt")
    >>> [page.text[block.start : block.end] for block in page.blocks]
    ['Ferry sinks', 'Nine died.']
    """
    media, given = _as(media, raw, input), given or Given()
    if media in ("pdf", "docx"):
        (text, blocks, fields, links), charset = _document(raw, media), ""
    elif media == "html":
        text, charset = decoded(raw, html=True, served=given.charset)
        text, blocks, fields, links = linear(text)
    else:
        text, charset = decoded(raw, served=given.charset)
        if media == "markdown" or (media is None and is_markdown(text)):
            media = "markdown"
            text, blocks, fields, links = markdown_text(text)
        else:
            media, blocks, fields, links = "plain", _lines(text), (), ()
    if not text.strip("\ufeff\x00 \t\r\n"):
        raise Unreadable(
            "the page shows no text: it may be drawn by a script; save it from the browser as"
            " a complete page, or as text, and read that"
        )
    return Page(
        id=_identity(raw, url, given.outlet, key, None if url else _basename(input)),
        input=input,
        text=text,
        key=key,
        url=url,
        media=media,
        blocks=blocks,
        fields=fields,
        given=given,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        text_sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        reader=READER,
        charset=charset,
        links=_leading_away(links, _own_addresses(url, input, fields)),
    )


def _document(
    raw: bytes, media: Media
) -> tuple[str, tuple[Block, ...], tuple[Field, ...], tuple[Link, ...]]:
    """Read a document of another program by its own reader, loaded when it is needed."""
    if media == "pdf":
        from secondsource.read.pdf import pdf_text

        return pdf_text(raw)
    from secondsource.read.docx import docx_text

    return docx_text(raw)


def _leading_away(links: Sequence[Link], own: Sequence[str]) -> tuple[Link, ...]:
    """Drop the links that stay on the page's own site, by the addresses that are its own."""
    sites = {registrable(address) for address in own}
    away: dict[str, bool] = {}
    kept = []
    for link in links:
        host = link.address.split("/", 3)[2]  # many links, few hosts
        if host not in away:
            away[host] = registrable(f"http://{host}") not in sites
        if away[host]:
            kept.append(link)
    return tuple(kept[:MOST_LINKS])


def _own_addresses(url: str | None, input: str, fields: Sequence[Field]) -> list[str]:
    stated = [one.value for one in fields if one.name in ("link:canonical", "meta:og:url")]
    return [address for address in (url, input, *stated) if address and "//" in address]


def _as(media: Media | None, raw: bytes, input: str) -> Media | None:
    """Give the kind a page is read as; None where only its decoded text tells."""
    if media in (None, "plain") and "://" not in input and is_markdown("", input):
        return "markdown"
    return media or _media(raw, input)


def _media(raw: bytes, input: str) -> Media | None:
    if input.lower().partition("?")[0].endswith(_WEB) or is_markup(raw):
        return "html"
    if raw[:4] == b"PK\x03\x04" and b"word/document" in raw:
        return "docx"
    return "pdf" if raw.startswith(b"%PDF-") else None


def _basename(input: str) -> str:
    return input.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _identity(raw: bytes, *told: str | None) -> str:
    """Hash bytes and what came with them; lengths keep the parts from running together."""
    digest = hashlib.sha256(b"%d\n" % len(raw) + raw)
    for part in told:
        written = b"-" if part is None else part.encode("utf-8", "replace")
        digest.update(b"%d\n" % (-1 if part is None else len(written)) + written)
    return digest.hexdigest()[:32]


def _lines(text: str) -> tuple[Block, ...]:
    blocks = []
    for line in _LINE.finditer(text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip())
        end = line.start() + len(words.rstrip())
        if start < end:
            blocks.append(Block(start, end))
    return tuple(blocks)
