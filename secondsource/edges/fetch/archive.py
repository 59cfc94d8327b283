"""The archive: each exchange as it went over the line, in a file that outlives this program.

WARC 1.1 (ISO 28500:2017), one file a run, one gzip member a record, handed to the system record
by record: after a kill the file can be read up to the last whole record. The two records of an
exchange are written one after the other, the answer first. Nothing is ever written to a file
of another run, so what a kill tore is never built upon.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from base64 import b32encode
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self

from secondsource import __version__
from secondsource.edges.fetch.exchange import Exchange, head_end
from secondsource.errors import Misuse

_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Archive:
    """A folder into which each run writes one file, when it has something to write."""

    def __init__(self, folder: Path) -> None:
        """Write into a folder, making it."""
        self._folder = folder
        self._file: BinaryIO | None = None
        self._closed = False
        self._lock = Lock()
        self.path: Path | None = None

    def __enter__(self) -> Self:
        """Give the archive itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        with self._lock:
            self._closed = True
            if self._file is not None:
                self._file.close()

    def keep(self, one: Exchange) -> None:
        """Write an exchange; ``Misuse`` says why it cannot be."""
        try:
            with self._lock:
                if self._closed:
                    return  # an answer to who has left already
                if self._file is None:
                    self._file = self._begun(one.at)
                self._file.write(_exchange(one))
                self._file.flush()
        except OSError as error:
            raise Misuse(
                f"cannot write the archive in {self._folder}: {error.strerror}; make room, or name"
                " another folder with --archive"
            ) from error

    def _begun(self, at: datetime) -> BinaryIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = f"secondsource-{at.astimezone(UTC):%Y%m%dT%H%M%S%f}-{os.getpid()}"
        self.path = self._folder / f"{stem}.warc.gz"
        opened = open(self.path, "xb")  # noqa: SIM115 (it stays open for the run)
        told = f"software: secondsource/{__version__}\r\nformat: WARC File Format 1.1\r\n"
        headers = {"Content-Type": "application/warc-fields", "WARC-Filename": self.path.name}
        opened.write(_record("warcinfo", at, headers, told.encode()))
        return opened


def _exchange(one: Exchange) -> bytes:
    at = one.at
    told = {"WARC-Target-URI": one.target.address, "WARC-IP-Address": one.number}
    name = _name("response", one.response, told, at)
    kind, more = (
        "response",
        {"WARC-Payload-Digest": _digest(one.response[head_end(one.response) :])},
    )
    if one.status == 304:
        kind, more = "revisit", {"WARC-Profile": _NOT_MODIFIED}
    answer = _record(
        kind,
        at,
        {**told, **more, "Content-Type": "application/http; msgtype=response"},
        one.response,
        name=name,
    )
    asked = {**told, "WARC-Concurrent-To": name}
    asked["Content-Type"] = "application/http; msgtype=request"
    return answer + _record("request", at, asked, one.request)


def _record(
    kind: str, at: datetime, headers: Mapping[str, str], block: bytes, *, name: str = ""
) -> bytes:
    told = {
        "WARC-Type": kind,
        "WARC-Record-ID": name or _name(kind, block, headers, at),
        "WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **headers,
        "WARC-Block-Digest": _digest(block),
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{key}: {value}\r\n" for key, value in told.items())
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    whole = b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"
    return packer.compress(whole) + packer.flush()


def _name(kind: str, block: bytes, headers: Mapping[str, str], at: datetime) -> str:
    """Name a record by all it holds, so that nothing is left to chance."""
    words = f"{kind} {at.isoformat()} {sorted(headers.items())}".encode()
    found = hashlib.sha256(words + hashlib.sha256(block).digest()).hexdigest()
    return f"<urn:uuid:{found[:8]}-{found[8:12]}-8{found[13:16]}-8{found[17:20]}-{found[20:32]}>"


def _digest(block: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
