"""The day a page was published: every clue kept, one day chosen, or none.

A page states its day many times and not always the same one: in fields for programs, in its
address, in a line under the headline. And it prints days that are not its own: a copyright
year, a banner ("since July 1, 2024"), other articles' days, a reader's comment. Every one of
them becomes a ``Clue``. Clues of different kinds vote for the day they name, each with the
weight its kind has earned; those that are of something else have no vote. The day with most
votes wins if it has enough, and its confidence is the share of such winners that were right.

Days are taken as printed: a zone is never converted. A year alone is never enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from secondsource.almanac import Order, date_in_address, stated_date
from secondsource.read.clues import ENOUGH, PRINTED, WEIGHTS, Candidate, candidate, order_of
from secondsource.read.daylines import from_text
from secondsource.records import Clue, Dating, Field, Page, Span

_TIMED = frozenset({"time element", "later time element"})
# By how many votes the day won, and the share of such days that were right (tuning half).
_SHARES = ((12.0, 0.98), (3.5, 0.94), (2.0, 0.8), (1.0, 0.75))


def published_of(page: Page, body: Sequence[Span]) -> Dating:
    """Date a page from all it states: an interval of days, or unknown.

    ``body`` is the spans of the article's text; dates inside it are only listed. ``evidence``
    holds every clue, with ``used`` for those that name the day chosen. Errors: none.

    >>> page = Page("p1", "ferry.txt", "Ferry sinks\\n\\nPublished: 21 May 2015\\n\\nIt sank.")
    >>> published_of(page, ()).earliest
    '2015-05-21'
    """
    candidates = [*_from_given(page), *_from_fields(page), *_from_address(page)]
    candidates = _judged(_not_later([*candidates, *from_text(page, body)], page.given.fetched))
    winner = _elected(candidates)
    if winner is None:
        return Dating(evidence=tuple(one.clue for one in candidates))
    evidence = tuple(
        replace(one.clue, used=one.weight > 0 and _names(one, winner)) for one in candidates
    )
    return Dating(winner.earliest, winner.latest, _confidence(winner, candidates), evidence)


def _not_later(candidates: list[Candidate], fetched: str | None) -> list[Candidate]:
    """Take their vote from days after the page was fetched; a day's grace is for the zones."""
    written = stated_date(fetched) if fetched else None
    if written is None or written.latest is None:
        return candidates
    day = date.fromisoformat(written.latest)
    last = (day + timedelta(days=1) if day < date.max else day).isoformat()
    return [replace(one, weight=0.0) if one.earliest > last else one for one in candidates]


def _judged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take their vote from time elements whose day is only that of comments or a change."""

    def days(*kinds: str) -> set[str]:
        return {one.earliest for one in candidates if one.clue.kind in kinds}

    commented = days("comment", "json-ld dateModified", "meta modified")
    commented -= days(*PRINTED, "json-ld datePublished", "meta")
    several = len(days(*_TIMED)) > 1
    lists = len(days("far line")) > 1
    return [
        replace(one, weight=round(one.weight * _fraction(one, commented, several, lists), 4))
        for one in candidates
    ]


def _fraction(one: Candidate, commented: set[str], several: bool, lists: bool) -> float:
    """Give the share of its vote that a clue keeps, seeing the others."""
    if one.clue.kind in _TIMED and one.earliest in commented:
        return 0.1
    if (one.clue.kind == "time element" and several) or (one.clue.kind == "far line" and lists):
        return 0.6
    return 1.0


# -- the vote -------------------------------------------------------------------------------


def _names(one: Candidate, winner: Candidate) -> bool:
    return winner.earliest == one.earliest and winner.latest == one.latest


def _supports(one: Candidate, day: Candidate) -> bool:
    if one.earliest <= day.earliest and day.latest <= one.latest:
        return True
    own = day.clue.kind in PRINTED and day.weight >= WEIGHTS[day.clue.kind]
    return own and day.earliest == day.latest == one.beside


def _votes(day: Candidate, candidates: Sequence[Candidate]) -> float:
    best: dict[str, float] = {}
    for one in candidates:
        if one.weight > 0 and _supports(one, day):
            kind = one.clue.kind
            best[kind] = max(best.get(kind, 0.0), one.weight)
    return round(sum(best.values()), 4)


def _elected(candidates: Sequence[Candidate]) -> Candidate | None:
    voting = list({(o.earliest, o.latest, o.clue.kind): o for o in candidates if o.weight}.values())
    # Sorting is stable: of equals the one that is stated or printed first.
    ranked = sorted(voting, key=lambda one: (-_votes(one, candidates), not one.exact, -one.weight))
    if not ranked or _votes(ranked[0], candidates) < ENOUGH:
        return None
    return ranked[0]


def _confidence(winner: Candidate, candidates: Sequence[Candidate]) -> float:
    won = _votes(winner, candidates)
    against = max(
        (_votes(o, candidates) for o in candidates if o.weight > 0 and not _supports(o, winner)),
        default=0.0,
    )
    margin = round(won - against, 4)
    for least, share in _SHARES:
        if margin >= least:
            return share
    return 0.6


# -- stated for programs --------------------------------------------------------------------

_MODIFIED = re.compile(r"modif|update|lastmod|revis|changed|lastpub")
_OTHER = re.compile(
    r"expir|cache|event|start|enddate|found|birth|death|valid|copyright|crawl|generat|abstract"
    r"|description|title|image|keyword|twitter|ogurl|available|duration|render|year|deadline"
)
_PUBLISHED = re.compile(
    r"publi|pubdate|pdate$|issued|release|original|display|articledate|sailthrudate|citation"
    r"|upload|posted|parselypub|pubtime"
)
_CREATED = re.compile(r"creat")
_DATE = re.compile(r"^(?:\w{0,12})(?:date|time)(?:time)?$|^date")
_ELSEWHERE = re.compile(
    r"comment|review|itemlist|video|publisher|author|hasPart|mentions|related|image|audio|event"
    r"|isBasedOn|citation|memberOf|offers",
    re.IGNORECASE,
)


@cache
def _field_kind(name: str) -> str | None:
    place, _, rest = name.partition(":")
    plain = re.sub(r"[^a-z]", "", rest.lower())
    if place == "jsonld":
        return _linked_kind(rest, plain)
    if place not in ("meta", "itemprop") or _OTHER.search(plain):
        return None
    if _MODIFIED.search(plain):
        return "meta modified"
    if _PUBLISHED.search(plain):
        return "meta"
    if _CREATED.search(plain):
        return "meta created"
    return "meta date" if _DATE.search(plain) else None


def _linked_kind(path: str, plain: str) -> str | None:
    parts = re.split(r"[./\[\]]+", path)
    if any(_ELSEWHERE.search(part) for part in parts[:-1]):
        return None
    for ending in ("datepublished", "datecreated", "datemodified", "uploaddate"):
        if plain.endswith(ending):
            name = {"datepublished": "datePublished", "datemodified": "dateModified"}
            return f"json-ld {name.get(ending, 'dateCreated')}"
    return None


def _from_given(page: Page) -> Iterator[Candidate]:
    if page.given.date:
        written = stated_date(page.given.date, order=order_of(page))
        if written:
            clue = Clue("given", page.given.date, False, field="given.date")
            one = candidate(clue, written, WEIGHTS["given"])
            if one:
                yield one


def _from_fields(page: Page) -> Iterator[Candidate]:
    order = order_of(page)
    seen: set[tuple[str, str]] = set()
    for one in page.fields:
        kind = _field_kind(one.name)
        if one.name == "time:datetime":
            first = not any(name == "time element" for name, _ in seen)
            kind = "time element" if first else "later time element"
        if kind is None or (kind, one.value) in seen:
            continue
        candidate = _stated(one, kind, order)
        if candidate:
            seen.add((kind, one.value))
            yield candidate


def _stated(one: Field, kind: str, order: Order | None) -> Candidate | None:
    written = stated_date(one.value, order=order)
    if written is None:
        return None
    clue = Clue(kind, one.value[:120], False, field=one.name)
    return candidate(clue, written, WEIGHTS[kind])


def _from_address(page: Page) -> Iterator[Candidate]:
    addresses = [("url", page.url)] if page.url else []
    addresses += [(o.name, o.value) for o in page.fields if o.name == "link:canonical"]
    for name, address in addresses:
        written = date_in_address(_ARCHIVED.sub("", address or ""))
        if written:
            clue = Clue("address", (address or "")[:200], False, field=name)
            one = candidate(clue, written, WEIGHTS["address"])
            if one:
                yield one


_ARCHIVED = re.compile(r"/web/\d{4,14}[a-z_]*/")
