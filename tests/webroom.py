"""A web of our own: a real HTTP server on the loopback whose every byte a test decides.

A route gives what is sent for a path: bytes, or pieces with waits between them. ``web()`` runs one;
``world()`` gives a world in which every name leads to it and no wait takes time.
"""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from secondsource.edges.fetch.fetcher import Fetcher
from secondsource.edges.fetch.world import World, connected

Sent = bytes | Iterator[bytes]
Route = Callable[["Asked"], Sent] | bytes

PAGE = (
    "<html><head><title>Ferry sinks off Norvik</title></head><body><article><h1>Ferry sinks off"
    " Norvik</h1><p>Twelve people died when the ferry sank in the harbour on Thursday, the harbour"
    " master said.</p><p>“We did everything that the sea allowed us to do,” the captain"
    " said.</p></article></body></html>"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the server got it."""

    path: str
    headers: dict[str, str]
    at: float

    @property
    def host(self) -> str:
        return self.headers.get("host", "")


@dataclass(slots=True)
class Web:
    """A running server: its routes by path, and all that it was asked."""

    port: int
    routes: dict[str, Route]
    asked: list[Asked] = field(default_factory=list)

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


def answer(
    body: str | bytes = PAGE, *, status: str = "200 OK", kind: str = "text/html", **headers: str
) -> bytes:
    """A whole answer; a header named ``retry_after`` is sent as Retry-After."""
    raw = body.encode() if isinstance(body, str) else body
    told = {"Content-Type": kind, "Content-Length": str(len(raw))}
    told |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + raw


def moved(location: str, status: int = 302) -> bytes:
    return answer("", status=f"{status} Elsewhere", location=location)


def article(number: int, *, more: str = "") -> str:
    """A page of its own for each number."""
    towns = ("Norvik", "Kastrin", "Varnova", "Port Sel", "Levsk")
    town = towns[number % len(towns)]
    return (
        f"<html><head><title>Mill number {number} burns in {town}</title></head><body><article>"
        f"<h1>Mill number {number} burns in {town}</h1><p>Fire destroyed mill number {number} in"
        f" {town} on Tuesday night, the fire brigade of {town} said. {number + 40} workers were led"
        f" out.</p><p>“We lost everything we built in {number + 1900},” the owner of the mill said."
        f"</p>{more}</article></body></html>"
    )


def feed(site: str, numbers: range | list[int], *, path: str = "/mill/") -> str:
    """An RSS feed that lists articles by number."""
    entries = "".join(
        f"<item><title>Mill number {n} burns</title><link>{site}{path}{n}</link>"
        "<pubDate>Tue, 12 Mar 2024 08:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Kastrin Herald</title>'
        f"<link>{site}/</link><description>News</description>{entries}</channel></rss>"
    )


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    web: Web


class _Desk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        line = self.rfile.readline(65_537).decode("latin-1").split()
        headers = {}
        while (head := self.rfile.readline(65_537).strip()) and b":" in head:
            name, _, value = head.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        if len(line) < 2:
            return
        asked = Asked(line[1], headers, time.monotonic())
        self.server.web.asked.append(asked)
        told = self.server.web.routes.get(asked.path.partition("?")[0])
        if told is None:
            told = answer("no such page", status="404 Not Found")
        sent = told(asked) if callable(told) else told
        try:
            for piece in [sent] if isinstance(sent, bytes) else sent:
                self.wfile.write(piece)
        except OSError:
            pass  # who asked has heard enough


@contextmanager
def web(*, secured: ssl.SSLContext | None = None, **routes: Route) -> Iterator[Web]:
    """Run a server; ``ferry=b"..."`` is what is sent for /ferry, ``secured`` is for https."""
    with _Server(("127.0.0.1", 0), _Desk) as server:
        if secured:
            server.socket = secured.wrap_socket(server.socket, server_side=True)
        server.web = Web(
            server.server_address[1], {f"/{path}": route for path, route in routes.items()}
        )
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server.web
        finally:
            server.shutdown()


@dataclass(slots=True)
class Hours:
    """A clock that a pause moves on, and that stands still else."""

    seconds: float = 0.0
    pauses: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.seconds += seconds

    def today(self) -> datetime:
        return datetime(2024, 3, 15, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)


def world(hours: Hours | None = None, web: Web | None = None, **names: list[str]) -> World:
    """A world where waits take no time; names of the public net lead to the server on loopback.

    ``names`` gives the answers for hosts whose first label they are; every other name leads to the
    (public) number 93.184.216.34, and whatever number is connected to, ``web`` answers.
    """
    told = hours or Hours()

    def look_up(host: str, port: int) -> list[str]:
        return names.get(host.partition(".")[0], ["93.184.216.34"])

    def connect(number: str, port: int, seconds: float):  # type: ignore[no-untyped-def]
        return connected("127.0.0.1", web.port, seconds) if web else refused()

    return World(told.clock, told.today, told.pause, lambda: 0.5, look_up, connect)


def refused() -> None:
    raise AssertionError("a test reached for the net")


def fetcher(web: Web, hours: Hours | None = None, **names: list[str]) -> Fetcher:
    """A fetcher of the public web, all of which is this server."""
    return Fetcher(world=world(hours, web, **names))


def nothing_there() -> int:
    """A port of the loopback at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
