"""Notes: what an outlet prints about a change of its own article, and that somebody paid for it.

What may live here: corrections, clarifications, updates, retractions and editors' notes, each with
the span of its whole paragraph, and the line that says an article is sponsored. They stay where
they are, in the body or beside it: a note is part of what was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args
from urllib.parse import urlsplit

from secondsource.language import language
from secondsource.read.canonical import address_of
from secondsource.read.near import blocks_between
from secondsource.records import Cut, Note, NoteKind, Page, Span, Stated

_NOWHERE = ("comments", "related", "menu", "form", "appeal", "repeated", "caption")
_NEAR = 1500  # characters around the body in which a cut line may be a note
_ASKS = ("if you", "to report", "please", "send", "contact", "see ")
_OVER, _UNDER = 300, 300  # characters around the headline in which a sponsor is named
_SAYS = 300  # characters of a paragraph in which it says that it is about the article
_LINE = re.compile(r"\S[^\n]*")
_TITLED = 16  # characters of a line in which the word of its title stands
_TITLE = 3  # words of a note's title that stands alone
_FIRST = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[a-z]{4,}")
_LONG = 4  # words of four small letters or more that make a note of "Updated: ..."


@dataclass(frozen=True, slots=True)
class _Forms:
    opens: re.Pattern[str]
    says: re.Pattern[str]
    firsts: frozenset[str]
    hints: tuple[str, ...]
    titles: tuple[str, ...]
    words: frozenset[str]
    sponsor: re.Pattern[str]
    loose: re.Pattern[str]
    types: frozenset[str]
    parts: frozenset[str]


@cache
def _forms(code: str = "en") -> _Forms:
    pack = language(code)
    words = pack.table("notes")
    sponsors = pack.table("sponsors")
    return _Forms(
        _either(words["opens"], r"\W*"),
        _either(words["says"], r".*?"),
        frozenset(words["firsts"]),
        tuple(words["hints"]),
        tuple(words["titles"]),
        frozenset(sponsors["words"]),
        re.compile(rf"\W*(?P<label>{sponsors['labels']})\W*\Z", re.IGNORECASE),
        re.compile(rf"\W*(?P<label>{sponsors['loose']})\W*\Z", re.IGNORECASE),
        frozenset(sponsors["types"]),
        frozenset(sponsors["parts"]),
    )


def _either(rules: dict[str, str], before: str) -> re.Pattern[str]:
    named = (rf"(?P<{kind}>{rule})" for kind, rule in rules.items())
    return re.compile(rf"{before}(?:{'|'.join(named)})", re.IGNORECASE | re.DOTALL)


def notes_of(page: Page, body: Sequence[Span], furniture: Sequence[Cut]) -> tuple[Note, ...]:
    """Find the notes of an article, in the order of the page; a note ends with its paragraph.

    A line that is a note's title alone is one with the paragraph under it.

    >>> text = "Nine died.\\nCorrection: An earlier version gave the wrong day."
    >>> page = Page("p", "a", text)
    >>> [(one.kind, page[one.span][:10]) for one in notes_of(page, [Span("p", 0, 61)], ())]
    [('correction', 'Correction')]
    """
    starts = _hinted_lines(page.text, *_reach(body)) if body else set()
    found: list[Note] = []
    for span in (*body, *_beside(body, furniture)) if starts else ():
        if any(span.start <= start < span.end for start in starts):
            found += _in(page, span, starts)
    return tuple(sorted(set(found), key=lambda one: (one.span, one.kind)))


def _reach(body: Sequence[Span]) -> tuple[int, int]:
    return max(0, body[0].start - _NEAR), body[-1].end + _NEAR


def _hinted_lines(text: str, first: int, last: int) -> set[int]:
    """Give the lines that open with a note's title, or say something of the article, by start."""
    forms, low = _forms(), text[first:last].lower()
    found = set()
    for words, reach in ((forms.titles, _TITLED), (forms.hints, _SAYS)):
        for word in words:
            at = low.find(word)
            while at >= 0:
                start = low.rfind("\n", 0, at) + 1
                if at - start <= reach:
                    found.add(first + start)
                at = low.find(word, at + len(word))
    return found


def _beside(body: Sequence[Span], furniture: Sequence[Cut]) -> Iterator[Span]:
    first, last = _reach(body)
    for cut in furniture:
        if first <= cut.span.start and cut.span.end <= last and not cut.why.startswith(_NOWHERE):
            yield cut.span


def _in(page: Page, span: Span, starts: set[int]) -> Iterator[Note]:
    lines = list(_LINE.finditer(page.text, span.start, span.end))
    for place, line in enumerate(lines):
        kind = _kind(line[0]) if line.start() in starts else None
        if kind is None:
            continue
        if len(line[0].strip(" :*_-–—").split()) > _TITLE:
            yield Note(kind, Span(page.id, line.start(), line.end()))
            continue
        below = lines[place + 1] if place + 1 < len(lines) else None
        if below and _kind(below[0]) is None:
            yield Note(kind, Span(page.id, line.start(), below.end()))


def _kind(line: str) -> NoteKind | None:
    """Tell what kind of note a paragraph is: a retraction, whatever its title says, is one."""
    forms = _forms()
    first = _FIRST.search(line, 0, 30)
    opened = forms.opens.match(line) if first and first[0].lower() in forms.firsts else None
    said = forms.says.match(line[:_SAYS]) if len(line) < 4 * _SAYS else None
    if opened is None and said is None:
        return None
    rest = line[opened.end() :] if opened else ""
    if opened and opened.lastgroup == "update" and len(_WORD.findall(rest)) < _LONG:
        return None  # "Updated: 3 May 2031, 10:11" is the day, and no note
    if rest.lower().lstrip().startswith(_ASKS):
        return None  # how to have something corrected
    if opened is None and said is not None and said.start(said.lastgroup or 0) > 120:
        return None
    kinds = [one.lastgroup for one in (opened, said) if one]
    named = "retraction" if "retraction" in kinds else kinds[0]
    return next((kind for kind in get_args(NoteKind) if kind == named), None)


def _hinted(text: str) -> bool:
    return not _forms().words.isdisjoint(_FIRST.findall(text.lower()))


def sponsored_of(page: Page, headline: Span | None, body: Sequence[Span]) -> Stated | None:
    """Give the line that says an article was paid for, or what else states it; None for news.

    >>> from secondsource.records import Block
    >>> text = "Sponsored by Lind Ferries\\nA week on the islands\\nIt was warm."
    >>> page = Page("p", "a", text, blocks=(Block(0, 25), Block(26, 47), Block(48, 60)))
    >>> page[sponsored_of(page, Span("p", 26, 47), [Span("p", 48, 60)]).span]
    'Sponsored by Lind Ferries'
    """
    forms = _forms()
    opens = headline.start if headline else body[0].start if body else 0
    closes = headline.end if headline else opens
    for block in blocks_between(page, opens - _OVER, closes + _UNDER):
        if block.end - block.start > 120 or not _hinted(page.text[block.start : block.end]):
            continue
        found = forms.sponsor.match(page.text, block.start, block.end)
        if found is None and headline and 0 < headline.start - block.end <= 2:
            found = forms.loose.match(page.text, block.start, block.end)
        if found:
            return Stated(found["label"], Span(page.id, *found.span("label")))
    for one in page.fields:
        if one.name == "jsonld:@type" and one.value.lower() in forms.types:
            return Stated(one.value, field=one.name)
    try:
        parts = urlsplit(address_of(page)).path.lower().split("/")[:-1]
    except ValueError:
        parts = []
    part = next((part for part in parts if part in forms.parts), None)
    return Stated(part, field="url") if part else None
