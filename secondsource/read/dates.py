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
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from secondsource.almanac import (
    Order,
    WrittenDate,
    date_in_address,
    dates_of,
    stated_date,
)
from secondsource.language import language
from secondsource.records import Block, Clue, Dating, Field, Page, Span

# What a clue of each kind has earned as a vote. Set on the tuning half of 800 dated pages: of
# the pages where only one kind speaks, the share whose day is right orders the kinds.
_WEIGHTS = {
    "given": 30.0,
    "json-ld datePublished": 8.0,
    "meta": 8.0,
    "published line": 6.0,
    "address": 5.5,
    "byline line": 4.0,
    "dateline": 4.0,
    "json-ld dateCreated": 3.5,
    "meta created": 3.0,
    "meta date": 3.5,
    "time element": 4.0,
    "updated line": 1.2,
    "json-ld dateModified": 1.5,
    "meta modified": 1.5,
    "later time element": 0.6,
    "line": 1.5,
    # Not enough to win alone: they choose among the days of a month that the address names.
    "related": 0.4,
    "text": 0.4,
    "comment": 0.2,
    "notice": 0.0,
    "copyright": 0.0,
}
_ENOUGH = 1.0
_WHOLE_MONTH = 0.1  # of the vote: a month in the text is seldom that of the page
_LATER_LINE = 0.5  # of the vote: the line nearest to the heading is the page's own
_PRINTED = frozenset({"published line", "byline line", "dateline", "address", "line"})
_TIMED = frozenset({"time element", "later time element"})
_UTC = frozenset({"Z", "z", "GMT", "UTC", "+00:00", "+0000", "-00:00"})
_LOOKED_AT = 40  # dates of a page's text; the first ones, and those by the headline
_NEAR = 900  # characters around the heading in which a page prints its own day
_BESIDE = 300  # characters before or after a piece of the body
_FIRST_YEAR, _LAST_YEAR = "1990-01-01", "2100-12-31"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A clue with the days it names and the weight of its vote."""

    clue: Clue
    earliest: str
    latest: str
    weight: float
    beside: str | None = None  # the day it may be where the page is read, if it is stated in UTC

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest


def published_of(page: Page, body: Sequence[Span]) -> Dating:
    """Date a page from all it states: an interval of days, or unknown.

    ``body`` is the spans of the article's text; dates inside it are only listed. ``evidence``
    holds every clue, with ``used`` for those that name the day chosen. Errors: none.

    >>> page = Page("p1", "ferry.txt", "Ferry sinks\\n\\nPublished: 21 May 2015\\n\\nIt sank.")
    >>> published_of(page, ()).earliest
    '2015-05-21'
    """
    candidates = [*_from_given(page), *_from_fields(page), *_from_address(page)]
    candidates = _judged([*candidates, *_from_text(page, body)])
    winner = _elected(candidates)
    if winner is None:
        return Dating(evidence=tuple(one.clue for one in candidates))
    evidence = tuple(
        replace(one.clue, used=one.weight > 0 and _names(one, winner)) for one in candidates
    )
    return Dating(winner.earliest, winner.latest, _confidence(winner, candidates), evidence)


def _judged(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Take their vote from time elements whose day is only that of comments or a change."""

    def days(*kinds: str) -> set[str]:
        return {one.earliest for one in candidates if one.clue.kind in kinds}

    commented = days("comment", "json-ld dateModified", "meta modified")
    commented -= days(*_PRINTED, "json-ld datePublished", "meta")
    return [
        replace(one, weight=_WEIGHTS["comment"])
        if one.clue.kind in _TIMED and one.earliest in commented
        else one
        for one in candidates
    ]


# -- the vote -------------------------------------------------------------------------------


def _names(one: _Candidate, winner: _Candidate) -> bool:
    return winner.earliest == one.earliest and winner.latest == one.latest


def _supports(one: _Candidate, day: _Candidate) -> bool:
    if one.earliest <= day.earliest and day.latest <= one.latest:
        return True
    return day.earliest == day.latest == one.beside and day.clue.kind in _PRINTED


def _votes(day: _Candidate, candidates: Sequence[_Candidate]) -> float:
    best: dict[str, float] = {}
    for one in candidates:
        if one.weight > 0 and _supports(one, day):
            kind = one.clue.kind
            best[kind] = max(best.get(kind, 0.0), one.weight)
    return round(sum(best.values()), 4)


def _elected(candidates: Sequence[_Candidate]) -> _Candidate | None:
    voting = list({(o.earliest, o.latest, o.clue.kind): o for o in candidates if o.weight}.values())
    # Sorting is stable: of equals the one that is stated or printed first.
    ranked = sorted(
        voting, key=lambda one: (-_votes(one, candidates), not one.exact, -one.weight)
    )
    if not ranked or _votes(ranked[0], candidates) < _ENOUGH:
        return None
    return ranked[0]


def _confidence(winner: _Candidate, candidates: Sequence[_Candidate]) -> float:
    won = _votes(winner, candidates)
    against = max(
        (_votes(o, candidates) for o in candidates if o.weight > 0 and not _supports(o, winner)),
        default=0.0,
    )
    margin = won - against
    for least, share in ((12.0, 0.98), (6.0, 0.95), (3.5, 0.9), (2.0, 0.8), (1.0, 0.6)):
        if margin >= least:
            return share
    return 0.5


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


def _candidate(clue: Clue, written: WrittenDate, weight: float) -> _Candidate | None:
    if written.earliest is None or written.latest is None:
        return None
    if not _FIRST_YEAR <= written.earliest <= written.latest <= _LAST_YEAR:
        return None
    if written.precision == "year":
        weight = 0.0
    return _Candidate(clue, written.earliest, written.latest, weight, _beside(written))


def _beside(written: WrittenDate) -> str | None:
    """Give the neighbouring day of a time in UTC, which is what an outlet's clock may show."""
    if written.earliest is None or written.clock is None or written.zone not in _UTC:
        return None
    day = date.fromisoformat(written.earliest)
    hour = int(written.clock[:2])
    if hour < 12 and day > date.min:
        return (day - timedelta(days=1)).isoformat()
    return (day + timedelta(days=1)).isoformat() if hour >= 12 and day < date.max else None


def _from_given(page: Page) -> Iterator[_Candidate]:
    if page.given.date:
        written = stated_date(page.given.date, order=_order(page))
        if written:
            clue = Clue("given", page.given.date, False, field="given.date")
            one = _candidate(clue, written, _WEIGHTS["given"])
            if one:
                yield one


def _from_fields(page: Page) -> Iterator[_Candidate]:
    order = _order(page)
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


def _stated(one: Field, kind: str, order: Order | None) -> _Candidate | None:
    written = stated_date(one.value, order=order)
    if written is None:
        return None
    clue = Clue(kind, one.value[:120], False, field=one.name)
    return _candidate(clue, written, _WEIGHTS[kind])


def _from_address(page: Page) -> Iterator[_Candidate]:
    addresses = [("url", page.url)] if page.url else []
    addresses += [(o.name, o.value) for o in page.fields if o.name == "link:canonical"]
    for name, address in addresses:
        written = date_in_address(_ARCHIVED.sub("", address or ""))
        if written:
            clue = Clue("address", (address or "")[:200], False, field=name)
            one = _candidate(clue, written, _WEIGHTS["address"])
            if one:
                yield one


_ARCHIVED = re.compile(r"/web/\d{4,14}[a-z_]*/")


@cache
def _country_order(lang: str) -> Order | None:
    code, _, country = lang.lower().replace("_", "-").partition("-")
    if country in language("en").terms("calendar.month_first"):
        return "month-first"
    return "day-first" if country or code not in ("en", "") else None


def _order(page: Page) -> Order | None:
    for one in page.fields:
        if one.name == "html:lang":
            return _country_order(one.value.strip()[:8])
    return None


# -- printed on the page --------------------------------------------------------------------

# Begins with a plain figure, so that the search skips from digit to digit.
_HINT = re.compile(r"\d(?:[90]\d\d(?!\d)|\d?\.[ ]?\d\d?\.[ ]?\d\d|\d?/\d\d?/\d\d)")
_DATED_PATH = re.compile(r"date|time|publish|posted|stamp|datum|datetime|byline|meta|dateline", re.IGNORECASE)
_OTHER_PATH = re.compile(
    r"(?:^|[ .#_-])(?:comments?|commentlist|related|widgets?|recent|popular|recommend\w*|trending"
    r"|disqus|carousel|newsletter)(?![a-z])"
    r"|(?:^|[ .#])(?:footer|sidebar|aside|nav|menu|archives?|teasers?|latest|calendar)(?=[ .#]|$)",
    re.IGNORECASE,
)
_INNER = 5  # elements of a path that are looked at: a class of the whole page says nothing


@dataclass(frozen=True, slots=True)
class _Place:
    """Where on the page the article is: its heading, and its body's first and last character."""

    heading: int | None
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def inside(self, at: int) -> bool:
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]

    def near(self, at: int) -> bool:
        if self.heading is not None and abs(at - self.heading) <= _NEAR:
            return True
        index = bisect_right(self.starts, at)
        after = index > 0 and at - self.ends[index - 1] <= _BESIDE
        return after or (index < len(self.starts) and self.starts[index] - at <= _BESIDE)


def _place(page: Page, body: Sequence[Span]) -> _Place:
    ordered = sorted(body)
    heads = [block.start for block in page.blocks if block.kind == "h1"]
    heading = heads[0] if heads else None
    if heads and ordered:
        heading = min(heads, key=lambda at: abs(ordered[0].start - at))
    if heading is None:
        heading = _titled(page)
    if heading is None and not ordered:
        heading = 0
    return _Place(heading, tuple(s.start for s in ordered), tuple(s.end for s in ordered))


def _titled(page: Page) -> int | None:
    """Find where the page's title stands in its text: the heading of a page without an h1."""
    for one in page.fields:
        if one.name in ("meta:og:title", "title", "jsonld:headline") and len(one.value) > 15:
            at = page.text.find(one.value[:30])
            if at >= 0:
                return at
    return None


@cache
def _labels(name: str) -> re.Pattern[str]:
    words = sorted(language("en").terms(f"calendar.{name}"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _from_text(page: Page, body: Sequence[Span]) -> list[_Candidate]:
    place = _place(page, body)
    found = list(_printed(page, place))
    lines = [one for one in found if one.clue.kind in _PRINTED and one.weight >= _ENOUGH]
    if not lines:
        return found
    heading = place.heading if place.heading is not None else 0
    nearest = min(lines, key=lambda one: abs(_where(one) - heading))
    return [
        replace(one, weight=round(one.weight * _LATER_LINE, 4))
        if one in lines and one.earliest != nearest.earliest
        else one
        for one in found
    ]


def _where(one: _Candidate) -> int:
    return one.clue.span.start if one.clue.span else 0


def _printed(page: Page, place: _Place) -> Iterator[_Candidate]:
    starts = [block.start for block in page.blocks]
    order = _order(page)
    at = 0
    for hint in _hints(page.text, place):
        if hint < at:
            continue
        line = _line(page, starts, hint)
        for written in dates_of(
            page.text, max(at, line.start), line.end, order=order, abroad=True
        ):
            at = written.end
            kind = _printed_kind(page, line, written, place)
            clue = Clue(
                kind,
                page.text[written.start : written.end],
                False,
                Span(page.id, written.start, written.end),
            )
            weight = _WEIGHTS[kind] * (_WHOLE_MONTH if written.precision == "month" else 1.0)
            one = _candidate(clue, written, weight)
            if one:
                yield one
        at = max(at, line.end)


def _hints(text: str, place: _Place) -> list[int]:
    found = [match.start() for match in _HINT.finditer(text)]
    if len(found) <= _LOOKED_AT:
        return found
    near = [at for at in found if place.near(at)][:_LOOKED_AT]
    return sorted({*near, *found[: _LOOKED_AT // 2]})


def _line(page: Page, starts: Sequence[int], at: int) -> Block:
    """Give the block around a place, cut to 200 characters on each side; else its line."""
    index = bisect_right(starts, at) - 1
    low = page.text.rfind("\n", max(0, at - 200), at) + 1 or max(0, at - 200)
    high = page.text.find("\n", at, at + 200)
    high = min(at + 200, len(page.text)) if high < 0 else high
    if index >= 0 and page.blocks[index].end > at:
        block = page.blocks[index]
        return replace(block, start=max(block.start, low), end=min(block.end, high))
    return Block(low, high)


def _printed_kind(page: Page, line: Block, written: WrittenDate, place: _Place) -> str:
    text = page.text
    before = text[max(line.start, written.start - 40) : written.start]
    rest = line.end - line.start - (written.end - written.start)
    if _labels("rights").search(before):
        return "copyright"
    if _labels("other_days").search(before):
        return "notice"
    inner = line.path.split(" ")[2:][-_INNER:]
    other = _OTHER_PATH.search(" ".join(inner))
    if other and "comment" in other.group().lower():
        return "comment"
    if (other and not _DATED_PATH.search(" ".join(inner[-2:]))) or not place.near(written.start):
        return "related"
    return _line_kind(before, rest, line, place.inside(written.start))


def _line_kind(before: str, rest: int, line: Block, inside: bool) -> str:
    if _labels("updated").search(before):
        return "updated line"
    if _labels("published").search(before) and (rest < 120 or not inside):
        return "published line"
    if inside and rest > 60:
        return "text"
    if line.kind == "time" or _DATED_PATH.search(line.path.rsplit(" ", 2)[-1]) or rest < 20:
        return "byline line"
    return "line" if rest < 120 else "text"
