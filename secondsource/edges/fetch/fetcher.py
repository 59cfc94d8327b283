"""A fetcher: an address to the answer it leads to in the end, politely and within bounds.

What may live here: the order of the steps for one address. Each hop of a redirect is a new
address: read, looked up, checked, asked of robots.txt and of the host's manners like the first.
What may pass is tried again, later and later; what will not is not. Every failure is a reason in
words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

from secondsource import __version__
from secondsource.edges.encodings import charset_of, decoded_body, type_of
from secondsource.edges.fetch.archive import Archive
from secondsource.edges.fetch.exchange import Exchange, Limits, Wanted, anything, exchanged
from secondsource.edges.fetch.failures import Failed, Refused
from secondsource.edges.fetch.manners import DELAY, Manners
from secondsource.edges.fetch.reachable import numbers_of
from secondsource.edges.fetch.robots import LARGEST, NAME, Robots
from secondsource.edges.fetch.targets import Target, beside, target_of
from secondsource.edges.fetch.world import World

AGENT = f"{NAME}/{__version__} (reads news; honours robots.txt as {NAME})"
MOST_HOPS = 10  # redirects of one address; browsers follow 20, search engines 10
ROBOTS_HOPS = 5  # RFC 9309 (2.3.1.2)
TRIES = 3  # askings of one address in one run
BACKOFF = 2.0  # seconds before the second try, then twice that; up to half more by chance
LONGEST_WAIT = 86_400.0  # a server that asks for more than a day is asked again after one
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ANSWERS = {
    401: "it asks for a password",
    402: "it asks for payment",
    403: "the server does not permit it",
    404: "there is no such page (any more)",
    410: "the page is gone",
    451: "it is withheld for legal reasons",
}
_PAGES = frozenset({
    "", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/xml",
    "application/xml", "application/json", "application/octet-stream", "application/gzip",
    "application/x-gzip", "message/rfc822", "multipart/related", "text/csv", "application/x-ndjson",
    "unknown/unknown", "application/vnd.wap.xhtml+xml", "text/x-opml", "text/json",
})  # fmt: skip
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, br",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said of an answer, by which it can tell whether there is a newer one."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: ``asked`` for one address, given by another if it redirects.

    ``raw`` is the body with its content encoding undone; where ``unchanged`` (304) it is empty.
    ``kind`` is the media type, ``charset`` and ``served`` (Last-Modified) as the server states.
    """

    asked: str
    address: str
    raw: bytes
    kind: str
    charset: str | None
    fetched: str
    served: str | None
    seen: Seen
    unchanged: bool = False


NOT_SEEN = Seen()


class Fetcher:
    """Fetches addresses, one or from several threads at once."""

    def __init__(
        self,
        *,
        world: World | None = None,
        delay: float = DELAY,
        private: bool = False,
        archive: Archive | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Leave ``delay`` seconds between askings of a host; ``private`` permits one's own net."""
        self._world = world or World()
        self._private = private
        self._archive = archive
        self._limits = limits or Limits()
        self._robots = Robots(self._world.clock)
        self._manners = Manners(delay, clock=self._world.clock, pause=self._world.pause)

    def fetched(self, address: str, *, seen: Seen = NOT_SEEN) -> Fetched:
        """Fetch an address; ``seen`` asks only for what has changed since.

        Raises ``Refused`` for what is not to be had, and ``Failed`` for what may be had later.
        """
        target = target_of(address, private=self._private)
        headers = _HEADERS | _conditions(seen)
        passed: list[str] = []
        while True:
            delay = self._robots.check(target, self._robots_of)
            one = self._asked(target, headers, wanted=_page_wanted, delay=delay)
            if one.status not in _REDIRECTS:
                return _judged(address, one, most=self._limits.body)
            passed.append(target.address)
            target = self._next(target, one, passed, MOST_HOPS)

    def _next(self, target: Target, one: Exchange, passed: list[str], most: int) -> Target:
        location = one.header("location")
        if not location:
            raise Refused(f"the server answers {one.status} and does not say where it leads")
        found = target_of(beside(target, _written(location)), private=self._private)
        if found.address in passed:
            way = " -> ".join([*passed, found.address])
            raise Refused(f"it redirects in a circle (it may want cookies): {way[:500]}")
        if len(passed) >= most:
            raise Refused(f"it redirects more than {most} times, the last time to {found.address}")
        return found

    def _robots_of(self, target: Target) -> Exchange | None:
        """Fetch a robots.txt through its redirects; None if there is none."""
        passed: list[str] = []
        limits = Limits(body=LARGEST, cut=True)
        while True:
            try:
                one = self._asked(target, _HEADERS, limits=limits)
                if one.status not in _REDIRECTS:
                    return _robots_text(one)
                passed.append(target.address)
                if len(passed) > ROBOTS_HOPS:
                    return None
                target = self._next(target, one, passed, ROBOTS_HOPS + 1)
            except Refused as error:
                if not passed:  # the host itself is refused, so nothing of it is fetched
                    raise
                raise Failed(str(error)) from error

    def _asked(
        self,
        target: Target,
        headers: Mapping[str, str],
        *,
        limits: Limits | None = None,
        wanted: Wanted = anything,
        delay: float | None = None,
    ) -> Exchange:
        """Ask until there is an answer that will not pass, at most so many times."""
        for tried in range(1, TRIES + 1):
            try:
                one = self._once(target, headers, limits or self._limits, wanted, delay)
                if one.status != 429 and one.status < 500:
                    return one
                last = Failed(_busy(one), wait=_retry_after(one))
            except Failed as error:
                last = error
                if not error.soon:
                    break
            rest = BACKOFF * 2 ** (tried - 1) * (1 + self._world.chance() / 2)
            if last.wait or tried < TRIES:
                self._manners.hold_off(target.host, max(last.wait, rest))
        raise last

    def _once(
        self,
        target: Target,
        headers: Mapping[str, str],
        limits: Limits,
        wanted: Wanted,
        delay: float | None,
    ) -> Exchange:
        world = self._world
        numbers = numbers_of(target, resolve=world.look_up, private=self._private)
        with self._manners.turn(target.host, numbers[0], delay=delay):
            one = exchanged(target, numbers, headers, world=world, limits=limits, wanted=wanted)
        if self._archive is not None:
            self._archive.keep(one)
        return one


def _conditions(seen: Seen) -> dict[str, str]:
    told = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified}
    return {name: value for name, value in told.items() if value}


def _page_wanted(status: int, headers: Mapping[str, str]) -> None:
    """Refuse an answer by its head: what is no page is not downloaded."""
    if 400 <= status < 500 and status != 429:
        raise Refused(f"the server answers {status}: {_ANSWERS.get(status, 'it cannot be had')}")
    kind = type_of(headers.get("content-type"))
    if status == 200 and kind not in _PAGES and not kind.endswith(("+xml", "+json")):
        raise Refused(
            f"it is no page but {kind}: only pages, text, PDF, .docx, feeds and sitemaps are"
            " fetched; download it and read the file"
        )


def _judged(asked: str, one: Exchange, *, most: int) -> Fetched:
    if one.status not in (200, 203, 304):
        raise Refused(f"the server answers {one.status}, which is no page")
    body = decoded_body(one.body, one.header("content-encoding"), most=most)
    if body.cut:
        raise Failed("the answer breaks off in the middle of its compression")
    if one.status == 200 and not body.raw.strip():
        raise Refused("the server sent an empty page")
    kind = one.header("content-type")
    return Fetched(
        asked=asked,
        address=one.target.address,
        raw=body.raw,
        kind=kind,
        charset=charset_of(kind),
        fetched=one.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        served=one.header("last-modified") or None,
        seen=Seen(_sendable(one.header("etag")), _sendable(one.header("last-modified"))),
        unchanged=one.status == 304,
    )


def _sendable(value: str) -> str | None:
    """Give a header's value if it can be sent back as it is."""
    return value if value and value.isascii() and value.isprintable() and len(value) < 500 else None


def _robots_text(one: Exchange) -> Exchange | None:
    if 400 <= one.status < 500:
        return None
    if one.status != 200:
        raise Failed(f"the server answers {one.status}")
    return one


def _busy(one: Exchange) -> str:
    if one.status == 429:
        return "the server answers 429: it has been asked too often; read it again later"
    return f"the server answers {one.status}: it has a fault of its own; read it again later"


def _retry_after(one: Exchange) -> float:
    """Give the seconds that an answer asks to wait (RFC 9110, 10.2.3), 0 if it does not."""
    told = one.header("retry-after")
    if told.isascii() and told.isdigit():
        return min(float(told[:9]), LONGEST_WAIT)
    try:
        then = parsedate_to_datetime(told)
        aware = then if then.tzinfo else then.replace(tzinfo=UTC)
        return min(max((aware - one.at) / timedelta(seconds=1), 0.0), LONGEST_WAIT)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0


def _written(location: str) -> str:
    """Read the bytes of a Location as UTF-8 where they are: headers come as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return location
