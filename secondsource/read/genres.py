"""Genres: what kind of piece an article is, where something shows it.

What may live here: the proofs of a genre and their order: a type that the page states for
programs, a label by itself at the headline, the headline's own words, the credit of those who
distribute releases, a part of the address, the form of the text (question and answer). None is
the common case and means news: only what shows itself is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from secondsource.language import language
from secondsource.read.canonical import address_of
from secondsource.read.near import blocks_between, is_called
from secondsource.records import Page, Span, Stated

_OVER, _UNDER = 400, 300  # characters around the headline in which a label stands
_LABEL = 40  # characters of a label, at most
_ROUND = 8  # elements around a block that are looked at
_ASIDE = (" nav ", " aside ", " footer ", " button ", " label ")  # elements of links and buttons
_LINES = 3  # over and under the headline
_UNDER_IT = ("press release", "interview", "analysis", "obituary")
_FAR = 1500  # characters over the body in which a release says that it is one
_TURNING = re.compile(r"\n[QA](?:uestion|nswer)? ?[:.] ", re.IGNORECASE)
_TURNS = 3  # questions, and as many answers, that make an interview of a text


@dataclass(frozen=True, slots=True)
class _Forms:
    """The signs of each genre."""

    types: dict[str, str]
    labels: re.Pattern[str]
    headlines: re.Pattern[str]
    parts: dict[str, str]
    released: re.Pattern[str]
    question: re.Pattern[str]
    answer: re.Pattern[str]


@cache
def _forms(code: str = "en") -> _Forms:
    pack = language(code)
    words = pack.table("genres")
    return _Forms(
        words["types"],
        _either(words["labels"], r"\W*", r"\W*\Z"),
        _either(words["headlines"], r"\W*", ""),
        {part: genre for genre, parts in words["parts"].items() for part in parts},
        re.compile(rf"\W*{words['forms']['released']}\Z", re.IGNORECASE),
        re.compile(words["forms"]["question"], re.IGNORECASE),
        re.compile(words["forms"]["answer"], re.IGNORECASE),
    )


def _either(rules: dict[str, str], before: str, after: str) -> re.Pattern[str]:
    """Join the rules of all genres, each in a group named for it."""
    named = (rf"(?P<{genre.replace(' ', '_')}>{rule})" for genre, rule in rules.items())
    return re.compile(rf"{before}(?:{'|'.join(named)}){after}", re.IGNORECASE)


def genre_of(page: Page, headline: Span | None, body: Sequence[Span]) -> Stated | None:
    """Tell an article's genre, one of ``records.Genre``, with its proof; None where none shows.

    >>> page = Page("p", "a", "Opinion: Let the ferry sail")
    >>> genre_of(page, Span("p", 0, 27), ())
    Stated(value='opinion', span=Span(page='p', start=0, end=7), field=None, note=None)
    """
    every = (_typed(page), _labelled(page, headline, body), _headed(page, headline),
             _addressed(page), _formed(page, body))  # fmt: skip
    return next((one for found in every for one in found), None)


def _typed(page: Page) -> Iterator[Stated]:
    for one in page.fields:
        if one.name == "jsonld:@type" and (genre := _forms().types.get(one.value.lower())):
            yield Stated(genre, field=one.name)


def _labelled(page: Page, headline: Span | None, body: Sequence[Span]) -> Iterator[Stated]:
    """Read lines at the headline that are a label by themselves, the nearest over it first."""
    opens = headline.start if headline else body[0].start if body else 0
    closes = headline.end if headline else opens
    near = [
        block
        for block in blocks_between(page, opens - _OVER, closes + _UNDER)
        if not is_called(_ASIDE, block.path, _ROUND)
    ]
    over = [block for block in near if block.end <= opens][-_LINES:]
    under = [block for block in near if block.start >= closes][:_LINES]
    lone = [page.text[block.start : block.end] for block in over]
    for block in (*reversed(over), *under):
        text = page.text[block.start : min(block.end, block.start + _LABEL + 1)]
        found = _forms().labels.match(text) if len(text) <= _LABEL else None
        if found and found.lastgroup and not _is_menu(lone, block.linked):
            genre = found.lastgroup.replace("_", " ")
            if block in over or genre in _UNDER_IT:  # "Comment" under it is a button
                words = text.strip(" \n\xa0:|")
                start = block.start + text.index(words)
                yield Stated(genre, Span(page.id, start, start + len(words)))


def _is_menu(lines: Sequence[str], linked: int) -> bool:
    """Say whether a label is one of a menu's: linked, and more than two short links beside it."""
    return bool(linked) and sum(len(line) < 20 for line in lines) > 2


def _headed(page: Page, headline: Span | None) -> Iterator[Stated]:
    if headline is None:
        return
    found = _forms().headlines.match(page[headline])
    if found and (genre := found.lastgroup):
        text = found[genre]
        words = text.strip(" :|-–—") if text[-1:] in ":|-–— " else text
        start = headline.start + found.start(genre)
        yield Stated(genre.replace("_", " "), Span(page.id, start, start + len(words)))


def _addressed(page: Page) -> Iterator[Stated]:
    try:
        parts = urlsplit(address_of(page)).path.lower().split("/")
    except ValueError:
        return
    for part in parts[:-1]:
        if genre := _forms().parts.get(part):
            yield Stated(genre, field="url")


def _formed(page: Page, body: Sequence[Span]) -> Iterator[Stated]:
    """Tell a release by its first line, and an interview by its turns of question and answer."""
    forms = _forms()
    opens = body[0].start if body else 0
    for block in blocks_between(page, opens - _FAR, opens):
        if block.end - block.start < 80 and forms.released.match(
            page.text[block.start : block.end]
        ):
            yield Stated("press release", Span(page.id, block.start, block.end))
    asked, answered = [], 0
    for span in body if _TURNING.search(page.text) else ():
        at = span.start
        for line in page[span].split("\n"):
            if forms.question.match(line):
                asked.append(Span(page.id, at, at + len(line)))
            answered += bool(forms.answer.match(line))
            at += len(line) + 1
    if len(asked) >= _TURNS and answered >= _TURNS:
        yield Stated("interview", asked[0])
