"""Furniture that only the other pages show: what an outlet prints over unrelated articles.

What may live here: comparing the lines of one outlet's pages, all at once. It works because
the two things an outlet repeats differ in what else the pages share. An appeal stands under
articles that have nothing in common; background stands in articles of one affair, which share
names and rare words besides. So a repeated line is furniture only when the pages that carry it
are otherwise unrelated, and a line that names what its own article is about is spared unless
many pages carry it. Every line is looked up once: the time is linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.read.articles import article_of
from secondsource.records import Article, Cut, Page, Span
from secondsource.textview import passage_key

_NAME = re.compile(r"(?<![.!?\"“'‘] )(?<!^)\b[A-Z][\w'’-]{2,}", re.MULTILINE)
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ENOUGH = 12  # letters; shorter lines ("He said:") repeat by chance
_UNRELATED = 0.15  # share of the smaller page's names that two unrelated pages may have in common
_CROSS = 3  # pages without a known outlet, unrelated to each other, that a line must stand in
_COMPARED = 12  # pages of one line compared with each other; more say nothing new
_EDGE = 3  # lines from the head or the tail of the body at which furniture is expected
_MANY = 3  # unrelated pages that show a line in the midst of a body, or one that names its news


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a body: whose it is, where it stands and how far from the body's nearer end."""

    article: int
    span: Span
    key: str
    edge: int
    last: bool


def without_repeats(
    pages_and_articles: Sequence[tuple[Page, Article]],
) -> tuple[Article, ...]:
    """Move what an outlet repeats over unrelated articles from their bodies to their furniture.

    Articles come back in the order given. A line goes where two unrelated articles of one
    family print it at an edge of their bodies, or three anywhere; where no outlet is known,
    three unrelated pages must print it. Text that related articles share stays. A headline of
    a plain text that three print is furniture too, and the headline is the next line.

    >>> def article(at, text):
    ...     page = Page(f"p{at}", f"{at}.txt", text)
    ...     return page, Article(f"p{at}", "osk", body=(Span(f"p{at}", 0, len(text)),))
    >>> first = article(1, "The ferry Anna sank off Osk.\\nWrite to the editors at our desk.")
    >>> second = article(2, "Mayor Lind opened a school.\\nWrite to the editors at our desk.")
    >>> [one.furniture[0].why for one in without_repeats([first, second])]
    ['repeated: also in 2.txt', 'repeated: also in 1.txt']
    """
    lines = [
        line
        for at in range(len(pages_and_articles))
        for line in _lines(at, *pages_and_articles[at])
    ]
    carriers: dict[tuple[str, str], dict[int, _Line]] = defaultdict(dict)
    for line in lines:
        family = pages_and_articles[line.article][1].family
        carriers["" if family.startswith("?") else family, line.key].setdefault(line.article, line)
    shared = {key: found for key, found in carriers.items() if len(found) > 1}
    topics = _topics(pages_and_articles, shared)
    cuts: dict[int, list[Cut]] = defaultdict(list)
    for (family, _), found in sorted(shared.items()):
        unrelated = _unrelated(found, topics, pages_and_articles)
        for at, line in found.items():
            others = [other for other in unrelated.get(at, ()) if other != at]
            if others and _is_furniture(line, found, others, known=bool(family)):
                also = min(pages_and_articles[other][0].input for other in others)
                cuts[at].append(Cut(line.span, f"repeated: also in {also}"))
    return tuple(
        _settled(page, article, cuts[at]) if at in cuts else article
        for at, (page, article) in enumerate(pages_and_articles)
    )


def _lines(at: int, page: Page, article: Article) -> Iterator[_Line]:
    places: list[tuple[int, int]] = []
    if article.headline is not None and page.media == "plain":
        key = passage_key(page[article.headline])
        yield _Line(at, article.headline, key, edge=_EDGE, last=False)
    for span in article.body:
        start = span.start
        for line in page.text[span.start : span.end].splitlines(keepends=True):
            if line.strip():
                opened = start + len(line) - len(line.lstrip())
                places.append((opened, start + len(line.rstrip())))
            start += len(line)
    for number, (start, end) in enumerate(places):
        text = page.text[start:end]
        if sum(char.isalpha() for char in text[:200]) >= _ENOUGH:
            edge = min(number, len(places) - 1 - number)
            last = number >= len(places) - 1 - number
            yield _Line(at, Span(page.id, start, end), passage_key(text), edge, last)


def _topics(
    pages_and_articles: Sequence[tuple[Page, Article]],
    shared: Mapping[tuple[str, str], Mapping[int, _Line]],
) -> dict[int, frozenset[str]]:
    """Gather what each article that shares a line is about: the names of its other lines."""
    repeated: dict[int, list[Span]] = defaultdict(list)
    for found in shared.values():
        for at, line in found.items():
            repeated[at].append(line.span)
    return {at: _names(*pages_and_articles[at], spans) for at, spans in repeated.items()}


def _names(page: Page, article: Article, but: Sequence[Span]) -> frozenset[str]:
    """Find the names in headline and body outside the lines shared; the outlet's own are none."""
    own = set((article.outlet or "").split())
    skipped = {span.start for span in but}
    names: set[str] = set()
    spans = ([article.headline] if article.headline else []) + list(article.body)
    for span in spans:
        start = span.start
        for line in page.text[span.start : span.end].splitlines(keepends=True):
            opened = start + len(line) - len(line.lstrip())
            if opened not in skipped:
                names.update(_NAME.findall(line))
            start += len(line)
    return frozenset(names - own)


def _unrelated(
    found: Mapping[int, _Line],
    topics: Mapping[int, frozenset[str]],
    pages_and_articles: Sequence[tuple[Page, Article]],
) -> dict[int, list[int]]:
    """Give, for each article that carries a line, the others that are unrelated to it."""
    carriers = sorted(found, key=lambda at: pages_and_articles[at][1].id)
    sample = carriers[:_COMPARED]
    apart: dict[int, list[int]] = {}
    for at in carriers:
        apart[at] = [
            other
            for other in sample
            if other != at
            and pages_and_articles[other][1].id != pages_and_articles[at][1].id
            and _apart(topics[at], topics[other])
        ]
    return apart


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    smaller = min(len(one), len(other))
    if not smaller:
        return False  # nothing else in one of them: a copy, not an appeal under other news
    shared = len(one & other)
    return shared <= 1 or round(shared / smaller, 4) < _UNRELATED


def _is_furniture(
    line: _Line, found: Mapping[int, _Line], others: Sequence[int], *, known: bool
) -> bool:
    if not known:
        return len(others) + 1 >= _CROSS
    if len(others) + 1 >= _MANY:
        return True
    return line.edge < _EDGE and any(
        found[other].edge < _EDGE and found[other].last == line.last for other in others
    )


def _settled(page: Page, article: Article, cuts: Sequence[Cut]) -> Article:
    """Take cuts out of an article; where they stand at its head, look for its headline anew."""
    head = min(cut.span for cut in cuts)
    first = min([*article.body, *([article.headline] if article.headline else [])])
    if page.media == "html" or head.start > first.start:
        return _without(article, cuts, page.text)
    again = article_of(page, repeated=cuts)
    if article.outlet is None:
        return again
    return replace(
        again,
        outlet=article.outlet,
        outlet_span=article.outlet_span,
        outlet_field=article.outlet_field,
        family=article.family,
    )


def _without(article: Article, cuts: Sequence[Cut], text: str) -> Article:
    """Take cuts out of a body; the body's spans are shortened or split."""
    body: list[Span] = []
    ordered = sorted(cuts, key=lambda cut: cut.span)
    for span in article.body:
        start = span.start
        for cut in ordered:
            if cut.span.within(span):
                body.extend(_kept(text, span.page, start, cut.span.start))
                start = cut.span.end
        body.extend(_kept(text, span.page, start, span.end))
    furniture = sorted([*article.furniture, *ordered], key=lambda cut: cut.span)
    gone = [cut.span for cut in ordered]
    return replace(
        article,
        body=tuple(body),
        furniture=tuple(furniture),
        credits=tuple(c for c in article.credits if not any(c.span.within(s) for s in gone)),
    )


def _kept(text: str, page: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(page, start, end)
