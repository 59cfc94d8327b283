"""Web archives for tests, written by hand: records as they stand in a file, of made-up news."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
from collections.abc import Iterable

FERRY = (
    b"<html><head><title>Ferry sinks off Osk</title></head><body><h1>Ferry sinks off Osk</h1>"
    b"<p>Nine people died on Monday when a ferry sank off Osk, the harbour board said.</p>"
    b"<p>The tug Marta took forty others aboard, among them the captain of the ferry.</p>"
    b"</body></html>"
)
AT = "https://osk.example/2031/05/ferry"
DAY = "2031-05-21T10:00:00Z"


def answer(
    body: bytes = FERRY, *fields: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    """An HTTP answer as it came over the line."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *fields]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def record(
    block: bytes,
    address: str = AT,
    *fields: str,
    kind: str = "response",
    length: int | str | None = None,
    media: str = "application/http; msgtype=response",
) -> bytes:
    """A WARC record; ``length`` states another length than the block has."""
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {address}",
        f"WARC-Date: {DAY}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>",
        f"Content-Type: {media}",
        f"Content-Length: {len(block) if length is None else length}",
        *fields,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """Records as a WARC file has them: a gzip member each."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def zstd_packed(records: Iterable[bytes], **asked: object) -> bytes:
    """Records as a WARC file packed by zstd has them: a frame each."""
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    writer = ZstdWriter(out, **asked)  # type: ignore[arg-type]
    for one in records:
        writer.write(one)
        writer.finish()
    writer.close()
    return out.getvalue()


def digest_of(told: bytes) -> str:
    """The digest of some bytes as archives state it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(told, usedforsecurity=False).digest()).decode()
