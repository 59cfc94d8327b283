"""Days printed on a page: which stand where a page prints its own, and which are others'.

What may live here: finding the dates of the visible text and naming the kind of line each
stands in - a line with a label ("Published:"), a short line by the heading, a line of comments,
of another article, a copyright line, a notice. It works because outlets print their day in a
block of its own beside the heading, and name that block in its classes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from secondsource.almanac import WrittenDate, dates_of
from secondsource.language import language
from secondsource.read.clues import ENOUGH, PRINTED, WEIGHTS, Candidate, candidate, order_of
from secondsource.records import Block, Clue, Page, Span

_WHOLE_MONTH = 0.1  # of the vote: a month in the text is seldom that of the page
_LATER_LINE = 0.5  # of the vote: the line nearest to the heading is the page's own
_FAR_LINE = 0.75  # of the vote, where even the nearest line is far from the heading
_LOOKED_AT = 30  # dates of a page's text; the first ones, and those by the headline
_NEAR = 900  # characters around the heading in which a page prints its own day
_BESIDE = 300  # characters before or after a piece of the body

# Begins with a plain figure, so that the search skips from digit to digit.
_HINT = re.compile(r"\d(?:[90]\d\d(?!\d)|\d?\.[ ]?\d\d?\.[ ]?\d\d|\d?/\d\d?/\d\d)")
_DATED_PATH = re.compile(r"date|time|publish|posted|stamp|datum|byline|meta", re.IGNORECASE)
_OTHER_PATH = re.compile(
    r"(?:^|[ .#_-])(?:comments?|commentlist|related|widgets?|recent|popular|recommend\w*|trending"
    r"|disqus|carousel|newsletter)(?![a-z])"
    r"|(?:^|[ .#])(?:footer|sidebar|aside|nav|menu|archives?|teasers?|latest|calendar)(?=[ .#]|$)",
    re.IGNORECASE,
)
_INNER = 5  # elements of a path that are looked at: a class of the whole page says nothing


_DATELINE = re.compile(r"\s*[A-Z][A-Z .,'’/-]{2,40}[(,–—-]?\s*")
_OPENING = 60  # characters in which a body that has a dateline prints it


@dataclass(frozen=True, slots=True)
class _Place:
    """Where on the page the article is: its heading, and its body's first and last character."""

    heading: int | None
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def top(self) -> int:
        """Give where the article begins."""
        if self.heading is not None:
            return self.heading
        return self.starts[0] if self.starts else 0

    def inside(self, at: int) -> bool:
        """Say whether a place is in the body."""
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]

    def near(self, at: int) -> bool:
        """Say whether a place is where a page prints its own day."""
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


def from_text(page: Page, body: Sequence[Span]) -> list[Candidate]:
    """Give the dates printed on a page as clues; the line nearest to the heading counts most.

    >>> page = Page("p1", "ferry.txt", "Ferry sinks\\n21 May 2015\\n\\n© 2024 The Osk Herald")
    >>> [(one.clue.kind, one.clue.value) for one in from_text(page, ())]
    [('byline line', '21 May 2015'), ('copyright', '2024')]
    """
    place = _place(page, body)
    found = list(_printed(page, place))
    lines = [one for one in found if one.clue.kind in PRINTED and one.weight >= ENOUGH]
    if not lines:
        return found
    heading = place.top
    nearest = min(lines, key=lambda one: abs(_where(one) - heading))
    far = abs(_where(nearest) - heading) > _NEAR
    return [
        replace(one, weight=round(one.weight * (_FAR_LINE if far else _LATER_LINE), 4))
        if one in lines and (one.earliest != nearest.earliest or far)
        else one
        for one in found
    ]


def _where(one: Candidate) -> int:
    return one.clue.span.start if one.clue.span else 0


def _printed(page: Page, place: _Place) -> Iterator[Candidate]:
    starts = [block.start for block in page.blocks]
    order = order_of(page)
    at = 0
    for hint in _hints(page.text, place):
        if hint < at:
            continue
        line = _line(page, starts, hint)
        for written in dates_of(page.text, max(at, line.start), line.end, order=order, abroad=True):
            at = written.end
            kind = _printed_kind(page, line, written, place)
            clue = Clue(
                kind,
                page.text[written.start : written.end],
                False,
                Span(page.id, written.start, written.end),
            )
            weight = WEIGHTS[kind] * (_WHOLE_MONTH if written.precision == "month" else 1.0)
            one = candidate(clue, written, weight)
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
    dated = _DATED_PATH.search(" ".join(inner[-2:]))
    if other and not dated:
        return "related"
    if not place.near(written.start):
        return "far line" if dated and not other and rest < 60 else "related"
    inside = place.inside(written.start)
    if inside and _DATELINE.fullmatch(before) and written.start - place.starts[0] < _OPENING:
        return "dateline"
    if inside and written.start - place.top > _NEAR:
        return "text"
    return _line_kind(before, rest, line, inside)


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
