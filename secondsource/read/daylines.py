"""Days printed on a page: which stand where a page prints its own, and which are others'.

What may live here: finding the dates of the visible text, naming the kind of line each stands
in - a line with a label ("Published:"), a short line by the heading, a line of comments, of
another article, a copyright line, a notice - and marking how it stands there. It works because
outlets print their day in a block of its own beside the heading, and name that block in its
classes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from secondsource.almanac import Precision, WrittenDate, dates_of
from secondsource.language import language
from secondsource.read.clues import Candidate, candidate, order_of
from secondsource.records import Block, Clue, Page, Span

OWN = frozenset({"published line", "byline line", "dateline", "line", "updated line"})
# The mark of a day without a label above the headline and outside the article: the paper's own
# head may print today's there.
RUNNING = "head of the page"
_LOOKED_AT = 40  # years of a page's text; the first ones, and those by the headline
_FIRST = 20
_LAST = 5  # of the page: its copyright line
_NEAR = 900  # characters around the heading in which a page prints its own day
_BESIDE = 300  # characters before or after a piece of the body
_WIDE = 34  # characters of a written date before its year: "Donnerstag, den 21. September 2015"
_OPENS = 14  # characters before a label that opens its line: "This article was "
_LABELLED = 25  # characters from a label to its date
_LABEL = 30  # characters of a label in a line of its own
_AFTER = 24  # and after its year's first figure: a clock and a zone, or month and day

# Begins with a plain figure, so that the search skips from digit to digit. Two days may stand
# without a space between them: a day of publication and a hidden one of the last change.
_HINT = re.compile(
    r"\d(?:[90]\d\d(?:(?!\d)|(?=\d\d?[./ ]))"
    r"|\d?\.[ ]?\d\d?\.[ ]?\d\d(?!\d)|\d?/\d\d?/\d\d(?!\d))",
    re.ASCII,
)
_DAY_LEFT = re.compile(r"(?<!\d)\d\d?(?!\d)[^\d\n]{0,16}$")  # of a year: a day stands before it
_DAY_RIGHT = re.compile(r"\d{4}\s?[-./年년]\s?\d")  # or after it
_DATED_PATH = re.compile(
    r"date|time|publish|posted|stamp|datum|byline|meta|fecha|info|author|credit", re.IGNORECASE
)
_OTHER_PATH = re.compile(
    r"(?:^|[ .#_-])(?:comments?|commentlist|kommentare?|related|widgets?|recent|popular"
    r"|recommend\w*|trending|disqus|carousel|newsletter|prevnext|nextprev|prev|previous"
    r"|pager|pagination)(?![a-z])"
    r"|(?:^|[ .#])(?:footer|sidebar|aside|nav|menu|archives?|teasers?|latest|calendar)(?=[ .#]|$)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?<!\w)([^\W\d_]{2,10})[.,]{0,2}\s{0,2}$")
_INNER = 5  # elements of a path that are looked at: a class of the whole page says nothing
_DATELINE = re.compile(r"\s*[A-Z][A-Z .,'’/-]{2,40}[(,–—-]?\s*")
# A place, perhaps with an agency, and a mark before the date; "On 21 May" is no place.
_PLACED = re.compile(
    r"\s*(?:(?:[A-Z\u00c0-\u00de][\w.'’-]*[ ,/–—|-]{1,3}){1,5}(?<=[,/–—|-] )\(?|[(\[]"
    r"|(?:[A-Z\u00c0-\u00de][\w.'’-]*,? ){1,4}\()?"
)
_SIGNED = frozenset(
    {"by", "von", "par", "por", "di", "door", "av", "af", "przez", "autor", "autorin", "auteur"}
    | {"author", "authors", "redaktion", "staff", "reporter", "correspondent", "editor"}
)
_BEFORE = re.compile(r"[^\W\d_A-Z]{2,} $")
_BEHIND = re.compile(r",? [^\W\d_A-Z]{2,} [^\W\d_]|[.!?][”\"’']?\s*$")
_ARTICLE_PATH = re.compile(
    r"(?:^| )(?:article|main)(?=[ .#@]|$)|article|entry|story|content|post(?!er)", re.IGNORECASE
)
_CLOSED = re.compile(r"\s?(?:[):–—|]|\s-\s|\.-)")
_OPENING = 60  # characters in which a body that has a dateline prints it
_BUCKETS = ((60, "0"), (150, "1"), (400, "2"), (_NEAR, "3"), (3000, "4"))
_EDGES = " \n\t|·•–—-)]:,."
_TAGS = frozenset({"li", "td", "h1", "h2", "h3", "h4", "p"})
_RESTS = ((3, "0"), (20, "1"), (60, "2"), (120, "3"))


class _Way(NamedTuple):
    """What the names of the elements around a line say of it."""

    other: bool
    comments: bool
    dated: bool
    named: bool  # the innermost element is named for a date


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


_KINDS = ("published", "updated", "other_days", "rights")
_FOREIGN = {"rights": "copyright", "other_days": "notice"}  # of something else than the article


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Give one expression for the words before a date, and what each says it is the date of."""
    words = {
        word.lower(): kind for kind in _KINDS for word in language("en").terms(f"calendar.{kind}")
    }
    # Parted by their first letter: a search then tries thirty letters, not two hundred words.
    ordered = sorted(words, key=lambda word: (word[0], -len(word), word))
    parts = (
        f"{re.escape(first)}(?:{'|'.join(re.escape(word[1:]) for word in group)})"
        for first, group in groupby(ordered, key=lambda word: word[0])
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"), words


@cache
def _of_another() -> re.Pattern[str]:
    """Give an expression for a line that names another article: "Previous: Mill fire"."""
    words = sorted(language("en").terms("calendar.other_articles"), key=len, reverse=True)
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words))})\s*[:»>|→–—-]", re.IGNORECASE)


class _Label(NamedTuple):
    """What the words before a date say of it, where they begin and how far off they end."""

    kind: str
    start: int
    away: int


def _label_of(before: str) -> _Label:
    """Read the words before a date: those of something else first, then the nearest.

    >>> _label_of("Updated on Monday, first published: ")
    _Label(kind='published', start=19, away=2)
    """
    pattern, words = _labels()
    nearest = _Label("", 0, len(before))
    for found in pattern.finditer(before.lower()):
        nearest = _Label(words[found[0]], found.start(), len(before) - found.end())
        if nearest.kind in _FOREIGN:
            return nearest
    return nearest


def printed_days(page: Page, body: Sequence[Span]) -> list[Candidate]:
    """Give the dates printed on a page as clues, marked by where and how they stand.

    >>> page = Page("p1", "ferry.txt", "Ferry sinks\\n21 May 2015\\n\\n© 2024 The Osk Herald")
    >>> [(one.clue.kind, one.clue.value) for one in printed_days(page, ())]
    [('byline line', '21 May 2015'), ('copyright', '2024')]
    """
    place = _place(page, body)
    stamps = {one.start for one in page.blocks if one.kind == "stamp"}  # the day of a print
    found = [one for one in _printed(page, place) if _where(one) not in stamps]
    top = place.top
    own = [one for one in found if one.days and one.clue.kind in OWN]
    ranks: dict[str, int] = {}
    for one in sorted(own, key=lambda one: abs(_where(one) - top)):
        ranks.setdefault(one.earliest, len(ranks))
    return [
        one.marked(_rank(ranks[one.earliest], abs(_where(one) - top)))
        if one.days and one.clue.kind in OWN
        else one
        for one in found
    ]


def _rank(rank: int, away: int) -> str:
    return f"nearest {min(2, rank)}" if away <= _NEAR else f"nearest {min(2, rank)}, far"


def _where(one: Candidate) -> int:
    return one.clue.span.start if one.clue.span else 0


def _printed(page: Page, place: _Place) -> Iterator[Candidate]:
    order = order_of(page)
    at = 0
    for hint in _hints(page.text, place):
        if hint < at:
            continue
        line = _line(page, hint)
        low, high = max(at, line.start, hint - _WIDE), min(line.end, hint + _AFTER)
        for written in dates_of(page.text, low, high, order=order, abroad=True):
            at = written.end
            if written.earliest is None:
                continue
            one = _clue(page, line, _by_weekday(page.text, written), place)
            if one:
                yield one
        at = max(at, hint + 1)


def _by_weekday(text: str, written: WrittenDate) -> WrittenDate:
    """Settle figures that can be read in two ways by the weekday before: "Thu, 04/03/2025"."""
    if written.precision != "undecided" or not (written.earliest and written.latest):
        return written
    named = _WEEKDAY.search(text, max(0, written.start - 16), written.start)
    weekday = language("en").table("calendar.weekdays").get(named[1].lower()) if named else None
    both = (written.earliest, written.latest)
    days = [day for day in both if date.fromisoformat(day).isoweekday() == weekday]
    if len(days) != 1:
        return written
    precision: Precision = "time" if written.clock else "day"
    return replace(written, earliest=days[0], latest=days[0], precision=precision)


def _hints(text: str, place: _Place) -> list[int]:
    """Find the places of years worth a look: days, and years by the headline or at the end."""
    whole: list[int] = []
    years: list[int] = []
    for match in _HINT.finditer(text):
        at = match.start()
        (whole if _is_day(text, at) else years).append(at)
    if len(whole) > _LOOKED_AT:
        whole = [*_nearest(whole, place, _LOOKED_AT), *whole[:_FIRST]]
    return sorted({*whole, *_nearest(years, place, _LAST), *years[-_LAST:]})


def _nearest(found: Sequence[int], place: _Place, most: int) -> list[int]:
    return [at for at in found if place.near(at)][:most]


def _is_day(text: str, at: int) -> bool:
    """Say whether a year's place is that of a day: one of a list of months is not."""
    before = text[max(0, at - 20) : at]
    return bool(
        _DAY_LEFT.search(before)
        or _DAY_RIGHT.match(text, at)
        or not text[at + 1 : at + 4].isdigit()
    )


def _line(page: Page, at: int) -> Block:
    """Give the block around a place, cut to 200 characters on each side; else its line."""
    index = bisect_right(page.blocks, at, key=_start) - 1
    low = page.text.rfind("\n", max(0, at - 200), at) + 1 or max(0, at - 200)
    high = page.text.find("\n", at, at + 200)
    high = min(at + 200, len(page.text)) if high < 0 else high
    if index >= 0 and page.blocks[index].end > at:
        block = page.blocks[index]
        return Block(max(block.start, low), min(block.end, high), block.kind, block.path)
    return Block(low, high)


_start = attrgetter("start")


@lru_cache(maxsize=4096)  # an outlet's pages share their paths
def _way(path: str) -> _Way:
    inner = path.split(" ")[2:][-_INNER:]
    other = _OTHER_PATH.search(" ".join(inner))
    comments = other is not None and "omment" in other.group().lower()
    dated = _DATED_PATH.search(" ".join(inner[-2:])) is not None
    named = bool(inner) and _DATED_PATH.search(inner[-1]) is not None
    return _Way(other is not None, comments, dated, named)


class _Printed(NamedTuple):
    """A date as it is printed: its line, the words before it there, and what they say."""

    line: Block
    start: int
    before: str
    whole: bool  # the words before are all of the line's before the date
    behind: str
    label: _Label
    way: _Way

    @property
    def rest(self) -> int:
        """Count the characters of the line beside the date."""
        return self.start - self.line.start + len(self.behind)

    @property
    def heads(self) -> bool:
        """Say whether the date heads a paragraph: "Osk (21 May 2015) - Nine people died"."""
        return self.whole and bool(_CLOSED.match(self.behind) and _PLACED.fullmatch(self.before))

    @property
    def told(self) -> bool:
        """Say whether the date is told in a sentence: "It sank on 21 May 2015 off Osk"."""
        return bool(_BEFORE.search(self.before) and _BEHIND.match(self.behind))


def _clue(page: Page, line: Block, written: WrittenDate, place: _Place) -> Candidate | None:
    text, start = page.text, written.start
    low = max(line.start, start - 40)
    before = text[low:start]
    label = _label_of(before if before.strip() else _label_above(text, line.start))
    behind = text[written.end : line.end]
    printed = _Printed(line, start, before, low == line.start, behind, label, _way(line.path))
    kind = _printed_kind(printed, place)
    if kind in OWN and _of_another().match(text, line.start, start):
        kind = "related"
    marks: tuple[str, ...] = ()
    if written.precision != "year" and kind not in ("copyright", "notice"):
        marks = (*_marks(printed, place), *_named_marks(printed, text[line.start : line.end]))
        marks = (*marks, "clock") if written.clock else marks
        marks = (*marks, "weekday") if written.weekday else marks
    words = text[start : written.end]
    return candidate(Clue(kind, words, False, Span(page.id, start, written.end)), written, marks)


def _named_marks(printed: _Printed, line: str) -> Iterator[str]:
    if printed.label.kind == "published":
        yield "labelled" if printed.label.away < _LABELLED else "label before"
    if printed.way.named:
        yield "dated path"
    if not _SIGNED.isdisjoint(line.lower().replace(":", " ").split()):
        yield "signed"


def _label_above(text: str, start: int) -> str:
    """Give the short line above, which may be the label: a list of names and values."""
    end = len(text[max(0, start - 4) : start].rstrip()) + max(0, start - 4)
    above = text[text.rfind("\n", 0, end) + 1 : end]
    return above if len(above) <= _LABEL else ""


def _marks(printed: _Printed, place: _Place) -> Iterator[str]:
    line, start = printed.line, printed.start
    away = start - place.top
    yield f"{'above' if away < 0 else 'below'} {_bucket(abs(away), _BUCKETS)}"
    before = printed.before.strip(" \n\t|·•–—-([:,")
    lead = len(before) if printed.whole else _RESTS[-1][0]
    yield f"before {_bucket(lead, _RESTS)}"
    yield f"after {_bucket(len(printed.behind.strip(_EDGES)), _RESTS)}"
    if line.path and away < 0 and not printed.label.kind and not _ARTICLE_PATH.search(line.path):
        yield RUNNING
    if _CLOSED.match(printed.behind):
        yield "placed" if before and printed.heads else "closed"
    if line.kind in _TAGS:
        yield f"in {line.kind}"
    if place.starts and place.starts[0] <= start < place.starts[0] + _OPENING:
        yield "opening"
    elif place.ends and start >= place.ends[-1]:
        yield "under" if start - place.ends[-1] < _BESIDE else "far under"


def _bucket(size: int, steps: Sequence[tuple[int, str]]) -> str:
    return next((name for most, name in steps if size < most), "more")


def _printed_kind(printed: _Printed, place: _Place) -> str:
    label, way, start = printed.label, printed.way, printed.start
    if label.kind in _FOREIGN:
        return _FOREIGN[label.kind]
    if way.comments:
        return "comment"
    if way.other and not way.dated:
        return "related"
    if not place.near(start):
        if label.kind and not way.other and printed.rest < 120:
            return f"{label.kind} line"
        return "far line" if way.dated and not way.other and printed.rest < 60 else "related"
    inside = place.inside(start)
    if inside and (printed.heads or _opens_body(printed, place)):
        return "dateline"
    if inside and start - place.top > _NEAR and label.kind != "published":
        return "text"
    return _line_kind(printed, inside=inside)


def _opens_body(printed: _Printed, place: _Place) -> bool:
    opening = printed.start - place.starts[0] < _OPENING
    return opening and _DATELINE.fullmatch(printed.before) is not None


def _line_kind(printed: _Printed, *, inside: bool) -> str:
    label, rest = printed.label, printed.rest
    if label.kind == "updated":
        return "updated line"
    opens = label.start < _OPENS and label.away < _LABELLED
    if label.kind == "published" and (opens if inside else rest < 120 or label.away < 12):
        return "published line"
    if inside and (rest > 60 or printed.told):
        return "text"
    if printed.line.kind == "time" or printed.way.named or rest < 20:
        return "byline line"
    return "line" if rest < 120 else "text"
