"""Whether a page holds its article: the whole of it, its beginning, or nothing but its shell.

What may live here: judging a page that has been taken apart already; nothing is cut here. It works
because a page that withholds its article shows it in two ways at once: what it prints is short,
and beside it stands why - a prompt to subscribe, a link to the rest, a request to switch scripts
on, or figures for programs (``wordCount``, ``articleBody``) that promise more than is printed. A
short article with none of these is a short article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from secondsource.language import language
from secondsource.records import Article, Block, Cut, Page, Reason, Span, State, Wholeness

# Words. Of 360 news pages typed out by hand the shortest article has 126 and one in thirty under
# 200; what is printed before a wall is mostly two or three paragraphs.
_SHORT = 160
_LONG = 400  # words; a longer text before a prompt to subscribe is mostly the whole of it
_NEXT_TO_NOTHING = 25
_PROMISED = 1.8  # times the words printed, and ...
_AT_LEAST = 120  # ... words more: what a page promises beyond what it prints
_LINKED = 0.5  # of the letters of a page's blocks; of news pages one in a hundred has so many
_NEAR = 1_500  # characters after the body in which a wall stands
_OPENING = 5  # words that a stated body and the printed one begin with
_WHOLLY = 0.8  # of a heading's letters that are a link
_TEASERS = 4  # headings that lead to other pages, each with text below; an article has few
_TEASER = 700  # letters below a heading; more is told there than teased
_MOSTLY = 0.8  # of the body's letters that stand below such headings
_BESIDE = 3  # lines, the body's last one included: further on "Read more" is of something else
_MOST_LINES = 400  # lines looked at of a page that prints next to nothing
_LONGEST = 400  # characters of a line that speaks of a wall
_WORD = re.compile(r"[^\W_]+")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|\[&hellip;\])[\"'”’)\]]*\Z")
_FRONT = re.compile(r"/(?:(?:index|default|home)\.\w{2,5}|[a-z]{2}(?:-[a-z]{2})?/?)?\Z", re.I)


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(language("en").terms(f"wholeness.{name}")), re.IGNORECASE)


def wholeness_of(page: Page, article: Article) -> Wholeness:
    """Say whether a page holds its article, and why not; ``sure`` is kept as it is.

    Errors: none. A page with a body that is long enough is whole unless it promises far more.

    >>> text = "Ferry sinks\\n\\nNine died on Monday...\\n\\nSubscribe to continue reading"
    >>> page = Page("p1", "ferry.html", text)
    >>> found = wholeness_of(page, Article("p1", "?p1", body=(Span("p1", 13, 35),)))
    >>> found.state, [page[span] for span in found.reasons[0].spans]
    ('stub', ['Subscribe to continue reading'])
    """
    words = sum(len(_WORD.findall(page[span])) for span in article.body)
    state, reasons = _judged(page, article, words)
    return Wholeness(state, article.whole.sure, tuple(reasons))


def with_wholeness(page: Page, article: Article) -> Article:
    """Mark an article with what its page holds; what a shell or a list prints is no body.

    Nothing is lost: the words go to the furniture, with the state as the reason.
    """
    whole = wholeness_of(page, article)
    if whole.state in ("whole", "stub"):
        return replace(article, whole=whole)
    why = f"outside: {whole.reasons[0].text}"
    cuts = [Cut(span, why) for span in article.body]
    furniture = sorted((*article.furniture, *cuts), key=lambda cut: cut.span)
    return replace(article, whole=whole, body=(), furniture=tuple(furniture))


def _judged(page: Page, article: Article, words: int) -> tuple[State, list[Reason]]:
    if begun := [*_given(page), *_promises(page, article, words)]:
        return "stub", begun
    if why := list(_listed(page, article)):
        return "none", why
    if why := list(_banner(page, article)):
        return "shell", why
    if words >= _SHORT:
        walled = list(_walled(page, article)) if words < _LONG else []
        return ("stub", walled) if walled else ("whole", [])
    if words < _NEXT_TO_NOTHING and (why := list(_empty(page, words))):
        return "shell", why
    if why := list(_no_article(page, article, words)):
        return "none", why
    if why := list(_withheld(page, article)):
        return "stub", why
    return "whole", []


# -- a beginning ----------------------------------------------------------------------------


_PARTS = {
    "teaser": Reason("teaser", "its feed gives only its beginning"),
    "cut": Reason("cut off", "it broke off on its way"),
}


def _given(page: Page) -> Iterator[Reason]:
    """Say that what brought the page brought only a part of it."""
    if page.given.part in _PARTS:
        yield _PARTS[page.given.part]


def _promises(page: Page, article: Article, words: int) -> Iterator[Reason]:
    """Compare what is printed with what the page states for programs.

    Some pages state the bodies of other articles too: a body counts that begins as what is
    printed, a number of words only where one alone is stated.
    """
    counts = [one for one in page.fields if one.name == "jsonld:wordCount"]
    for one in page.fields:
        if one in counts and len(counts) == 1 and one.value.isdecimal():
            stated = int(one.value[:7])
        elif one.name == "jsonld:articleBody" and _begins(one.value, page, article):
            stated = len(_WORD.findall(one.value))
        else:
            continue
        if stated >= _PROMISED * words and stated >= words + _AT_LEAST:
            text = f"the page states {stated} words ({one.name}) and prints {words}"
            yield Reason("promised", text)


def _begins(stated: str, page: Page, article: Article) -> bool:
    """Say whether a stated body has in its opening the first words that are printed."""
    if not article.body:
        return True
    opened = _WORD.findall(page[article.body[0]][:_LONGEST])[:_OPENING]
    return " ".join(opened) in " ".join(_WORD.findall(stated[: 4 * _LONGEST]))


def _walled(page: Page, article: Article) -> Iterator[Reason]:
    """Find a wall right after a body that is longer than most stubs are."""
    for _, (start, end) in zip(range(_BESIDE), _lines_after(page, article), strict=False):
        if _patterns("walls").search(page.text[start:end]):
            yield Reason("walls", "a wall stands after the text", (Span(page.id, start, end),))
            return


def _withheld(page: Page, article: Article) -> Iterator[Reason]:
    """Find what bars the way after a short body: a wall, a link to the rest, a text cut off."""
    for count, (start, end) in enumerate(_lines_after(page, article)):
        line = page.text[start:end]
        for kind, what in (("walls", "a wall"), ("rest", "a link to the rest")):
            if (kind == "walls" or count < _BESIDE) and _patterns(kind).search(line):
                span = Span(page.id, start, end)
                yield Reason(kind, f"{what} stands after the text", (span,))
                return
    if any(f.name == "jsonld:isAccessibleForFree" and f.value == "False" for f in page.fields):
        yield Reason("paid", "the page states that it is not free to read")
    if article.body and (cut := _CUT_OFF.search(page[article.body[-1]])):
        last = article.body[-1]
        span = Span(page.id, last.start + cut.start(), last.end)
        yield Reason("cut off", "the text breaks off", (span,))


def _lines_after(page: Page, article: Article) -> Iterator[tuple[int, int]]:
    """Yield the last line of the body and the lines that follow it, where walls stand."""
    start = 0
    if article.body:
        last = article.body[-1]
        start = page.text.rfind("\n", last.start, last.end) + 1 or last.start
    end = min(len(page.text), (article.body[-1].end if article.body else start) + _NEAR)
    for at, stop in _lines(page.text, start, end):
        if stop - at <= _LONGEST:
            yield at, stop


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


# -- nothing --------------------------------------------------------------------------------


def _empty(page: Page, words: int) -> Iterator[Reason]:
    """Find why a page prints next to nothing: a script did not run, a banner is in the way."""
    for count, (start, end) in enumerate(_lines(page.text, 0, len(page.text))):
        if count >= _MOST_LINES:
            return
        line = page.text[start : min(end, start + _LONGEST)]
        for kind, what in (
            ("scripts", "the page asks for a script to draw its text"),
            ("consents", "the page shows its consent banner, not its text"),
        ):
            if _patterns(kind).search(line):
                yield Reason(kind, f"{what}; {words} words are printed", (_span(page, start, end),))
                return
    if not words and page.media == "html" and _claims(page):
        yield Reason("empty", "the page says it is an article and prints no word of it")


def _banner(page: Page, article: Article) -> Iterator[Reason]:
    """Find that what stands as the body is a consent banner, however long."""
    if not article.body or not _patterns("consents").search(page[article.body[0]][:_LONGEST]):
        return
    lines = [(a, b) for span in article.body for a, b in _lines(page.text, span.start, span.end)]
    asking = [(a, b) for a, b in lines if _patterns("consents").search(page.text[a:b][:_LONGEST])]
    if 2 * sum(b - a for a, b in asking) > sum(b - a for a, b in lines):
        yield Reason(
            "consents",
            "the page shows its consent banner, not its text",
            (_span(page, *asking[0]),),
        )


def _listed(page: Page, article: Article) -> Iterator[Reason]:
    """Find that a page is a list of teasers: headings that lead away, or a title that says so."""
    if page.media != "html" or _claims(page):
        return
    for kind in ("errors", "lists"):
        if article.headline is not None and _patterns(kind).match(page[article.headline]):
            what = "an error" if kind == "errors" else "a list"
            yield Reason(kind, f"its headline is that of {what}", (article.headline,))
            return
    leading = [
        block
        for block in page.blocks
        if block.kind in ("h2", "h3", "h4") and block.linked >= _WHOLLY * (block.end - block.start)
    ][:_MOST_LINES]
    below = _letters_below(leading, article)
    teased = sum(0 < letters <= _TEASER for letters in below[1:])
    if teased >= _TEASERS and sum(below[1:]) >= _MOSTLY * sum(below) and max(below) <= _TEASER:
        spans = tuple(Span(page.id, block.start, block.end) for block in leading[:3])
        yield Reason("list", f"it is a list of {teased} teasers that lead to other pages", spans)


def _letters_below(leading: Sequence[Block], article: Article) -> list[int]:
    """Count the letters of the body before the first of these headings, and below each."""
    edges = [0, *(block.start for block in leading)]
    below = [0] * len(edges)
    for span in article.body:
        at = bisect_right(edges, span.start) - 1
        start = span.start
        for place in range(at, len(edges)):
            stop = min(span.end, edges[place + 1]) if place + 1 < len(edges) else span.end
            below[place] += max(0, stop - start)
            start = max(start, stop)
            if start >= span.end:
                break
    return below


def _claims(page: Page) -> bool:
    """Say whether a page states that it is an article."""
    return any(
        one.name in ("jsonld:headline", "meta:article:published_time")
        or (one.name == "meta:og:type" and one.value.lower() == "article")
        for one in page.fields
    )


def _no_article(page: Page, article: Article, words: int) -> Iterator[Reason]:
    """Find that a page with little text is no article: an error, a front page, a list."""
    if article.headline is not None and _patterns("errors").match(page[article.headline]):
        yield Reason("error", "its headline is that of an error", (article.headline,))
        return
    for one in page.fields:
        if one.name == "title" and _patterns("errors").match(one.value):
            yield Reason("error", f"its title is that of an error: {one.value[:80]}")
            return
    if page.media == "html" and not _claims(page) and _is_list(page):
        front = _is_front(page)
        if front or words < _NEXT_TO_NOTHING:
            what = "a front page" if front else "a list of links"
            yield Reason("list", f"it is {what}; {words} words are no links")


def _is_front(page: Page) -> bool:
    stated = [f.value for f in page.fields if f.name in ("link:canonical", "meta:og:url")]
    for address in (page.url, *stated):
        if address and "//" in address:
            try:
                path = urlsplit(address)
            except ValueError:
                continue
            return bool(_FRONT.match(path.path or "/")) and not path.query
    return False


def _is_list(page: Page) -> bool:
    letters = sum(block.end - block.start for block in page.blocks)
    linked = sum(block.linked for block in page.blocks)
    return bool(letters) and round(linked / letters, 4) > _LINKED


def _span(page: Page, start: int, end: int) -> Span:
    return Span(page.id, start, min(end, start + _LONGEST))
