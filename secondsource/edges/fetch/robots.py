"""What a site permits: its robots.txt, by RFC 9309.

What may live here: reading the file and remembering it. No file (4xx) permits everything; a file
that cannot be had (5xx, no answer) forbids everything until it can; else the longest rule counts,
for this program's own name or for all. A file is good for a day, as the standard says; one
that could not be had is asked for again after a while. Crawl-delay is no part of the standard
and is honoured all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from secondsource.edges.fetch.exchange import Exchange
from secondsource.edges.fetch.failures import Failed, Refused
from secondsource.edges.fetch.targets import Target

NAME = "secondsource"  # the product token by which a robots.txt may speak to this program
LARGEST = 512_000  # bytes that are read: the 500 KiB that RFC 9309 (2.5) asks for at least
_AGENT = re.compile(r"\s*user[ -]?agent\s*[:\s]\s*(\*|[\w-]+)", re.IGNORECASE)
_OF_THE_SITE = frozenset({"sitemap", "sitemaps", "site-map", "host"})  # these end no group
KEPT = 86_400.0  # seconds: a day, RFC 9309 (2.4)
MOST_SITES = 1000  # files that are remembered; of a giant one the rules take some megabytes
LEFT_ALONE = 600.0  # seconds before a file that could not be had is asked for again


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site permits, until when this is known, and how long it asks to wait."""

    permits: Callable[[str], bool]
    until: float
    delay: float | None = None
    absent: str = ""  # why the file could not be had


class Robots:
    """The robots.txt files of a run, each fetched once a day."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Remember by this clock."""
        self._clock = clock
        self._known: dict[str, Rules] = {}

    def rules(self, target: Target, ask: Callable[[Target], Exchange | None]) -> Rules:
        """Give the rules of a target's site; ``ask`` fetches a file, None where there is none.

        Raises what ``ask`` refuses for good.
        """
        known = self._known.get(target.site)
        if known is None or known.until <= self._clock():
            known = self._read(target, ask)
            while len(self._known) >= MOST_SITES:
                self._known.pop(next(iter(self._known)), None)
            self._known[target.site] = known
        return known

    def check(self, target: Target, ask: Callable[[Target], Exchange | None]) -> float | None:
        """Give the pause that a site asks for; raise ``Refused`` or ``Failed`` where it forbids."""
        rules = self.rules(target, ask)
        if rules.absent:
            raise Failed(
                f"the site's robots.txt cannot be had, so nothing else is asked: {rules.absent}",
                wait=rules.until - self._clock(),
            )
        if not rules.permits(target.address):
            raise Refused("the site's robots.txt does not permit it to be fetched")
        return rules.delay

    def _read(self, target: Target, ask: Callable[[Target], Exchange | None]) -> Rules:
        file = Target(target.scheme, target.host, target.port, "/robots.txt")
        try:
            found = ask(file)
        except Failed as error:
            wait = max(LEFT_ALONE, error.wait)
            return Rules(_nothing, self._clock() + wait, absent=str(error))
        if found is None:
            return Rules(_everything, self._clock() + KEPT)
        return _rules(found.body, self._clock() + KEPT)


def _rules(body: bytes, until: float) -> Rules:
    from protego import Protego

    if len(body) >= LARGEST:  # it was cut, and half a rule may forbid what the whole one does not
        body = body[: body.rfind(b"\n", 0, LARGEST) + 1]
    parsed = Protego.parse(_own_groups(body.decode("utf-8-sig", "replace")))
    delay = parsed.crawl_delay(NAME)
    return Rules(
        lambda address: bool(parsed.can_fetch(address, NAME)),
        until,
        float(delay) if delay else None,
    )


def _own_groups(text: str) -> str:
    """Keep the groups that speak to this program or to all.

    A parser that keeps every rule for every name it stands under takes minutes for half a megabyte
    of thousands of names over thousands of rules.
    """
    kept: list[str] = []
    ours = naming = False
    for line in text.splitlines():
        field = line.partition("#")[0].partition(":")[0].strip().lower()
        name = _AGENT.match(line)
        if name:
            ours, naming = ours and naming, True
            if name[1].lower() in ("*", NAME):
                ours = True
                kept.append(f"User-agent: {name[1]}")
        elif field and field not in _OF_THE_SITE:
            naming = False
            if ours:
                kept.append(line)
    return "\n".join(kept)


def _everything(address: str) -> bool:
    return True


def _nothing(address: str) -> bool:
    return False
