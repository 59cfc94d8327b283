"""How a body travelled, undone: content encodings and chunks, within bounds.

What may live here: turning the bytes of an HTTP answer, fetched or out of an archive, back into
the bytes of the page, and reading what its headers say of them. It works on pieces: a decoder is
asked for a little at a time, so a bomb (a megabyte that unpacks to a thousand) is dropped when
it has grown too far, never held whole. A body that breaks off keeps what came before the break.

RFC 9110 (8.3, 8.4) for types and encodings, RFC 9112 (7.1) for chunks.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

from secondsource.errors import Unreadable
from secondsource.read.decoding import is_markup
from secondsource.records import Media

MOST = 64_000_000  # bytes of one decoded page; the largest of 2,223 news pages has 1.6 million
RATIO = 200  # a body may grow so far; of 2,223 news pages, packed by gzip, none grows 27 times
FREE = 4_000_000  # bytes that any body may grow to, whatever its ratio
_STEP = 65_536
_MOST_ENCODINGS = 4  # a body encoded more often was made to exhaust its reader
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+*-]+)", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Body:
    """A decoded body; ``cut`` says that it broke off before its end."""

    raw: bytes
    cut: bool = False


def decoded_body(body: bytes, encoding: str | None, *, most: int = MOST) -> Body:
    """Undo the content encodings of a body, the last first; ``most`` bounds each step in bytes.

    ``encoding`` is the header's value ("gzip", "gzip, br", None). A body that is none of what its
    header says, as archives hold that were decoded on the way, comes back as it is. Raises
    ``Unreadable`` for an encoding nobody knows, and for a bomb.

    >>> import gzip
    >>> decoded_body(gzip.compress(b"<p>Ferry sinks</p>"), "gzip")
    Body(raw=b'<p>Ferry sinks</p>', cut=False)
    """
    named = [one.strip().lower() for one in (encoding or "").split(",")]
    steps = [one for one in named if one not in ("", "identity", "none", "utf-8")]
    if len(steps) > _MOST_ENCODINGS:
        raise Unreadable(f"the body is encoded {len(steps)} times: nothing that prints news is")
    found = Body(body)
    for name in reversed(steps):
        if name not in _DECODERS:
            raise Unreadable(f"the body is encoded as {name!r}, which is not known")
        done = _unpacked(name, found.raw, most)
        found = Body(done.raw, found.cut or done.cut)
    if len(found.raw) > most:
        raise Unreadable(f"the page is over {most // 1_000_000} MB")
    return found


def unchunked(body: bytes) -> Body:
    """Join the chunks of a chunked body; one that is not chunked comes back as it is.

    >>> unchunked(b"5\\r\\nFerry\\r\\n6\\r\\n sinks\\r\\n0\\r\\n\\r\\n").raw
    b'Ferry sinks'
    """
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK.match(body, at):
        size = int(head[1], 16)
        if size == 0:
            return Body(b"".join(parts))
        at = head.end()
        parts.append(body[at : at + size])
        at += size
        if at > len(body):
            break
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    return Body(b"".join(parts), cut=True) if parts else Body(body)


def media_of(content_type: str | None, raw: bytes) -> Media | None:
    """Tell what a body is by its type, then by its first bytes; None where it is no page.

    >>> media_of("text/html; charset=utf-8", b"Ferry sinks"), media_of("image/png", b"\\x89PNG")
    ('html', None)
    """
    kind = type_of(content_type)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if kind in _WEB:
        return "html"
    if kind == "text/plain":
        return "html" if is_markup(raw) else "plain"
    if kind == _DOCX and raw.startswith(b"PK"):
        return "docx"
    if kind in _UNSAID and is_markup(raw):
        return "html"
    return None


def type_of(content_type: str | None) -> str:
    """Give the bare media type in lower case, or an empty string."""
    found = _TYPE.match(content_type or "")
    return found[1].lower() if found else ""


def charset_of(content_type: str | None) -> str | None:
    """Give the charset a content type declares.

    >>> charset_of('text/html; Charset="Windows-1251"')
    'Windows-1251'
    """
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def moment_of(stated: str | None) -> str | None:
    """Write an HTTP or mail date as ISO; what is no such date stays as it is written.

    >>> moment_of("Thu, 21 May 2015 07:28:00 GMT"), moment_of("2015-05-21"), moment_of(" ")
    ('2015-05-21T07:28:00+00:00', '2015-05-21', None)
    """
    written = (stated or "").strip()[:100]
    if not written or not written[0].isalpha():
        return written or None
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return written


_WEB = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNSAID = frozenset(
    {"", "application/octet-stream", "text/xml", "application/xml", "unknown/unknown", "*/*"}
)


# -- the decoders ---------------------------------------------------------------------------


def _unpacked(name: str, body: bytes, most: int) -> Body:
    parts: list[bytes] = []
    size = 0
    try:
        for part in _DECODERS[name](body):
            parts.append(part)
            size += len(part)
            if size > most or (size > FREE and size > RATIO * len(body)):
                raise Unreadable(
                    f"the body is a bomb: {len(body)} bytes of {name} unpack to over {size}"
                )
    except (OSError, zlib.error, EOFError, ValueError):
        if not parts and _as_it_is(body):
            return Body(body)
        if not parts:
            raise Unreadable(f"the body is broken: it is said to be {name} and is not") from None
        return Body(b"".join(parts), cut=True)
    return Body(b"".join(parts))


def _as_it_is(body: bytes) -> bool:
    """Say whether a body was decoded already: it is readable where packed bytes never are."""
    head = body[:2_000]
    return not body or (b"\x00" not in head and head.isascii()) or is_markup(body)


def _inflated(body: bytes, wbits: int) -> Iterator[bytes]:
    """Inflate in pieces, member after member; what follows the last one is no body."""
    rest = body
    while rest:
        unpacking = zlib.decompressobj(wbits)
        while rest and not unpacking.eof:
            yield unpacking.decompress(rest, _STEP)
            rest = unpacking.unconsumed_tail
        if not unpacking.eof:
            yield unpacking.flush()
            raise EOFError
        rest = unpacking.unused_data.lstrip(b"\x00")
        if not rest.startswith(b"\x1f\x8b"):
            return


def _gzip(body: bytes) -> Iterator[bytes]:
    return _inflated(body, 31)


def _deflate(body: bytes) -> Iterator[bytes]:
    """Inflate with the wrapper the standard asks for, or without, as many servers send it."""
    wrapped = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflated(body, 15 if wrapped else -15)


def _brotli(body: bytes) -> Iterator[bytes]:
    from fastwarc.stream_io import BrotliReader

    return _read(BrotliReader(BytesIO(body)))


def _zstd(body: bytes) -> Iterator[bytes]:
    from fastwarc.stream_io import ZstdReader

    return _read(ZstdReader(BytesIO(body)))


def _read(reader: Any) -> Iterator[bytes]:
    while piece := reader.read(_STEP):
        yield piece


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
