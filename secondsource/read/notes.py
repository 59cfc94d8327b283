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
from secondsource.records import Cut, Note, NoteKind, Page, Span, Stated

_NOWHERE = ("comments", "related", "menu", "form", "appeal", "repeated", "caption")
_NEAR = 1500  # characters around the body in which a cut line may be a note
_OVER, _UNDER = 300, 300  # characters around the headline in which a sponsor is named
_SAYS = 300  # characters of a paragraph in which it says that it is about the article
_DAYS = re.compile(r"[\W\d]*(?:[A-Za-z.]{1,9}\W*)?(?:\d[\w:.,/-]*\W*|[A-Za-z.]{1,9}\W+){0,6}\Z")


@dataclass(frozen=True, slots=True)
class _Forms:
    opens: re.Pattern[str]
    says: re.Pattern[str]
    hints: tuple[str, ...]
    sponsor: re.Pattern[str]
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
        tuple(words["hints"]),
        re.compile(rf"\W*(?P<label>{sponsors['labels']})\W*\Z", re.IGNORECASE),
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
    found: list[Note] = []
    for span in (*body, *_beside(body, furniture)):
        found += _in(page, span)
    return tuple(sorted(set(found), key=lambda one: (one.span, one.kind)))


def _beside(body: Sequence[Span], furniture: Sequence[Cut]) -> Iterator[Span]:
    if not body:
        return
    first, last = body[0].start - _NEAR, body[-1].end + _NEAR
    for cut in furniture:
        if first <= cut.span.start and cut.span.end <= last and not cut.why.startswith(_NOWHERE):
            yield cut.span


def _in(page: Page, span: Span) -> Iterator[Note]:
    forms, text = _forms(), page[span]
    low = text.lower()
    if not any(hint in low for hint in forms.hints):
        return
    lines = [
        Span(page.id, span.start + line.start(), span.start + line.end())
        for line in re.finditer(r"\S[^\n]*", text)
    ]
    for place, line in enumerate(lines):
        if kind := _kind(page[line]):
            below = lines[place + 1] if place + 1 < len(lines) else None
            titled = len(page[line].strip(" :*_-–—").split()) <= 3
            if not titled or below is None:
                if not titled:
                    yield Note(kind, line)
            elif _kind(page[below]) is None:
                yield Note(kind, Span(page.id, line.start, below.end))


def _kind(line: str) -> NoteKind | None:
    """Tell what kind of note a paragraph is: a retraction, whatever its title says, is one."""
    forms = _forms()
    opened, said = forms.opens.match(line), forms.says.match(line[:_SAYS])
    if opened is None and (said is None or len(line) > 4 * _SAYS):
        return None
    if opened and opened.lastgroup == "update" and _DAYS.match(line[opened.end() :][:60]):
        return None  # "Updated: 3 May 2031, 10:11" is the day, and no note
    if opened is None and said is not None and said.start(said.lastgroup or 0) > 120:
        return None
    kinds = [one.lastgroup for one in (opened, said) if one]
    named = "retraction" if "retraction" in kinds else kinds[0]
    return next((kind for kind in get_args(NoteKind) if kind == named), None)


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
    for block in page.blocks:
        if block.start > closes + _UNDER:
            break
        if block.start < opens - _OVER or block.end - block.start > 120:
            continue
        if found := forms.sponsor.match(page.text, block.start, block.end):
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
