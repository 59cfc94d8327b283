"""One exchange: a request to one checked number, and the answer, bounded in every way.

What may live here: the connection, its clock, and the bytes that go over it. Each exchange has a
connection of its own to a number that was checked, with the host's name in the certificate and the
Host header; so no answer can belong to another question, and nothing is looked up twice. A server
that drips is stopped by the clock of the whole exchange, not only by that of each piece. The
bytes are kept as they came over the line, for the archive.

HTTP/1.1 (RFC 9112) is spoken by httpcore and h11, which takes 100 KiB of headers; TLS by the
standard library, with certificates checked.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import httpcore

from secondsource.edges.fetch.failures import Failed, Refused
from secondsource.edges.fetch.targets import Target
from secondsource.edges.fetch.world import World

MOST_HEADERS = 256  # lines: not measured, a bound far above what a page needs
TRIED = 4  # numbers of one host that are tried in turn
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_INFORMAL = re.compile(rb"HTTP/1\.[01] 1\d\d")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an answer is taken: seconds and bytes.

    ``body`` is ten times the largest of 2,223 news pages (1.6 MB), and room for a sitemap of 50,000
    addresses; twenty-four answers of it fit into a gigabyte. Where ``cut``, a longer body is cut
    there and not refused.
    """

    connect: float = 10.0
    silence: float = 20.0
    whole: float = 60.0
    body: int = 20_000_000
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer as they went over the line, and the answer's parts.

    ``body`` is without its chunks but still content-encoded. ``headers`` have small letters.
    """

    target: Target
    number: str
    at: datetime
    request: bytes
    response: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Give a header of the answer, the first of its name; empty if there is none."""
        return next((value for one, value in self.headers if one == name), "")


Wanted = Callable[[int, Mapping[str, str]], None]


def anything(status: int, headers: Mapping[str, str]) -> None:
    """Want every answer."""


def exchanged(
    target: Target,
    numbers: Sequence[str],
    headers: Mapping[str, str],
    *,
    world: World,
    limits: Limits,
    wanted: Wanted = anything,
) -> Exchange:
    """Ask for a target at one of its numbers; ``wanted`` may refuse an answer by its head.

    Raises ``Failed`` for what may pass (no connection, silence, a cut answer) and ``Refused`` for
    what will not (a bad certificate, too much, what is no HTTP).
    """
    until = world.clock() + limits.whole
    at = world.today()
    try:
        number, opened = _opened(target, numbers, world, limits, until)
        line = _Line(opened, world.clock, until, limits)
        try:
            status, told, body = _answered(target, headers, line, limits, wanted)
        finally:
            line.close()
    except httpcore.TimeoutException as error:
        raise _late(limits, left=until - world.clock()) from error
    except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
        raise _broken(str(error)) from error
    except httpcore.NetworkError as error:
        raise Failed(f"the connection broke: {_plain(str(error))}") from error
    response = _message(bytes(line.received), told)
    return Exchange(target, number, at, bytes(line.sent), response, status, told, body)


def _opened(
    target: Target, numbers: Sequence[str], world: World, limits: Limits, until: float
) -> tuple[str, httpcore.NetworkStream]:
    """Connect to the first number that answers."""
    last: Exception | None = None
    for number in numbers[:TRIED]:
        left = min(limits.connect, until - world.clock())
        if left <= 0:
            break
        try:
            plain = world.connect(number, target.port, left)
            return number, _secured(plain, target, left) if target.scheme == "https" else plain
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            last = error
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise Refused(
                    f"its certificate is not valid ({error.__cause__.verify_message}): what it"
                    " sends may not be its own"
                ) from error
    told = f": {_plain(str(last))}" if str(last or "") else " in time"
    raise Failed(f"{target.authority} cannot be connected to{told}") from last


def _secured(plain: httpcore.NetworkStream, target: Target, left: float) -> httpcore.NetworkStream:
    return plain.start_tls(_trusted(), server_hostname=target.host, timeout=left)


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    context = httpcore.default_ssl_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _answered(
    target: Target, headers: Mapping[str, str], line: _Line, limits: Limits, wanted: Wanted
) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    origin = httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port)
    told = {"Host": target.authority, **headers, "Connection": "close"}
    request = httpcore.Request(
        "GET",
        httpcore.URL(scheme=origin.scheme, host=origin.host, port=origin.port, target=target.path),
        headers=[(name.encode(), value.encode("latin-1")) for name, value in told.items()],
    )
    response = httpcore.HTTP11Connection(origin, line).handle_request(request)
    found = tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1").strip())
        for name, value in response.headers
    )
    if len(found) > MOST_HEADERS:
        raise Refused(f"the server sent {len(found)} headers; the limit is {MOST_HEADERS}")
    wanted(response.status, dict(reversed(found)))
    return response.status, found, _body(response.iter_stream(), limits)


def _body(pieces: Iterable[bytes], limits: Limits) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limits.body:
            if limits.cut:
                return bytes(body[: limits.body])
            raise _too_large(limits)
    return bytes(body)


def head_end(message: bytes) -> int:
    """Give where the head of a message ends and its body begins."""
    found = _HEAD_END.search(message)
    return found.end() if found else len(message)


def _message(received: bytes, headers: tuple[tuple[str, str], ...]) -> bytes:
    """Cut what was received to the one answer: without hints before it and bytes after it."""
    while _INFORMAL.match(received):
        received = received[head_end(received) :]
    told = dict(headers)
    if "transfer-encoding" not in told and told.get("content-length", "").isdigit():
        return received[: head_end(received) + int(told["content-length"])]
    return received


def _too_large(limits: Limits) -> Refused:
    return Refused(
        f"the answer is over {limits.body // 1_000_000} MB: download it and read the file"
    )


def _late(limits: Limits, *, left: float) -> Failed:
    if left < 0.01:
        return Failed(f"the answer was not complete after {limits.whole:.0f} s", soon=False)
    return Failed(f"the server was silent for {limits.silence:.0f} s")


def _broken(words: str) -> Failed | Refused:
    if "without sending" in words or "complete message" in words or "incomplete" in words:
        return Failed("the server closed the connection before its answer was complete")
    if "too long" in words:
        return Refused("the server's headers are too long to be meant")
    return Refused(f"the server's answer is not HTTP: {_plain(words)}")


def _plain(words: str) -> str:
    return re.sub(r"^\[[^\]]*\]\s*", "", words).strip()[:200]


class _Line(httpcore.NetworkStream):
    """A connection that keeps what goes over it, and ends when its time or its room is over."""

    def __init__(
        self,
        stream: httpcore.NetworkStream,
        clock: Callable[[], float],
        until: float,
        limits: Limits,
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._until = until
        self._limits = limits
        self.sent = bytearray()
        self.received = bytearray()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        found = self._stream.read(max_bytes, min(self._limits.silence, self._left()))
        self.received += found
        if len(self.received) > 2 * self._limits.body + (1 << 20):  # chunks of a byte each
            raise _too_large(self._limits)
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, min(self._limits.silence, self._left()))
        self.sent += buffer

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self) -> float:
        left = self._until - self._clock()
        if left <= 0:
            raise _late(self._limits, left=left)
        return left
