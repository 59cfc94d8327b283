"""Furniture that only the other pages show: what an outlet prints over unrelated articles.

What may live here: comparing the lines of one outlet's pages, all at once. It works because
the two things an outlet repeats differ in what else the pages share. An appeal stands under
articles that have nothing in common; background stands in articles of one affair, which share
names and rare words besides. So a repeated line is furniture only when the pages that carry it
are otherwise unrelated. Pages that share a run of sentences with its quotations or its names
are copies, however little else they have in common, and a copy is reuse, never furniture. Every
line is looked up once and met by a fixed number of others: the time is linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.read.articles import article_of
from secondsource.read.lines import ended, kind_of
from secondsource.read.nameplates import OVER
from secondsource.records import Article, Cut, Page, Span
from secondsource.textview import passage_key

_NAME = re.compile(r"(?<![.!?\"“'‘] )(?<!^)\b[A-Z][\w'’-]{2,}", re.MULTILINE)
_QUOTED = re.compile(r"[\"“„«][^\"”»\n]{12,}")
_ENOUGH = 12  # letters; shorter lines ("He said:") repeat by chance
_UNRELATED = 0.15  # share of the smaller page's names that two unrelated pages may have in common
_CROSS = 3  # pages without a known outlet, unrelated to each other, that a line must stand in
_COMPARED = 12  # pages of one line compared with each other; more say nothing new
_EDGE = 3  # lines from the head or the tail of the body at which furniture is expected
_MANY = 3  # unrelated pages that show a line in the midst of a body, or one with a quotation
_RUN = 3  # sentences that two pages share, one of them news: a copy
_HALF = 0.5  # of the smaller body's letters, for pages of one outlet: an appeal is shorter
_CUT = 300  # characters of a line that was cut
_SHORT = 30  # words; longer lines are furniture only where they speak as furniture does


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a body: whose it is, where it stands and how far from the body's nearer end."""

    article: int
    span: Span
    key: str
    edge: int
    last: bool
    text: str
    gone: bool = False  # cut already, by what its own page shows: it only speaks for the others


def without_repeats(
    pages_and_articles: Sequence[tuple[Page, Article]],
) -> tuple[Article, ...]:
    """Move what an outlet repeats over unrelated articles from their bodies to their furniture.

    Articles come back in the order given. A line goes where two unrelated articles of one
    family print it at an edge of their bodies, or three anywhere; where no outlet is known,
    three unrelated pages must print it, short, at head or tail. Text that related articles
    share stays, and copies are related; a line amid the news that may be news stays too. A
    headline of a plain text that three print is furniture, and the headline is the next line.

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
        found = carriers["" if family.startswith("?") else family, line.key]
        if line.article not in found or found[line.article].gone:
            found[line.article] = line
    shared = {key: found for key, found in carriers.items() if len(found) > 1}
    topics = _Topics(
        _topics(pages_and_articles, shared), _copies(pages_and_articles, _kept_of(shared))
    )
    depth = _depths([one for one in lines if not one.gone], {key for _, key in shared})
    cuts: dict[int, list[Cut]] = defaultdict(list)
    for (family, _), found in sorted(shared.items()):
        unrelated = _unrelated(found, topics, pages_and_articles)
        for at, line in found.items():
            others = unrelated[at]
            if line.gone:
                continue
            deep = depth[at, line.span.start] >= _EDGE
            if others and _is_furniture(line, found, others, known=bool(family), deep=deep):
                also = min(pages_and_articles[other][0].input for other in others)
                cuts[at].append(Cut(line.span, f"repeated: also in {also}"))
    return tuple(
        _settled(page, article, cuts[at]) if at in cuts else article
        for at, (page, article) in enumerate(pages_and_articles)
    )


def _lines(at: int, page: Page, article: Article) -> Iterator[_Line]:
    places: list[tuple[int, int]] = []
    for span in _heading(page, article):
        yield _Line(at, span, passage_key(page[span]), _EDGE, False, page[span])
    yield from _cut_alone(at, page, article)
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
            yield _Line(at, Span(page.id, start, end), passage_key(text), edge, last, text)


def _cut_alone(at: int, page: Page, article: Article) -> Iterator[_Line]:
    """Yield the lines of a plain text that were cut for how they look alone."""
    if page.media != "plain" or not article.body:
        return
    for cut in article.furniture:
        text = page[cut.span]
        if cut.why.startswith("outside") and len(text) <= _CUT and "\n" not in text:
            last = cut.span > article.body[-1]
            yield _Line(at, cut.span, passage_key(text), 0, last, text, gone=True)


def _kept_of(
    shared: Mapping[tuple[str, str], Mapping[int, _Line]],
) -> dict[tuple[str, str], dict[int, _Line]]:
    return {
        key: {at: line for at, line in found.items() if not line.gone}
        for key, found in shared.items()
    }


def _heading(page: Page, article: Article) -> list[Span]:
    """Give the headline of a plain text and what stands over it, which may be the outlet's name."""
    if page.media != "plain" or article.headline is None:
        return []
    return [*(cut.span for cut in article.furniture if cut.why == OVER), article.headline]


@dataclass(frozen=True, slots=True)
class _Topics:
    """What articles are about: the names of each, and the pairs that are copies."""

    names: Mapping[int, frozenset[str]]
    copies: frozenset[tuple[int, int]]

    def apart(self, one: int, other: int) -> bool:
        """Say whether two articles have nothing in common but what they repeat."""
        pair = (min(one, other), max(one, other))
        return pair not in self.copies and _apart(self.names[one], self.names[other])


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


def _copies(
    pages_and_articles: Sequence[tuple[Page, Article]],
    shared: Mapping[tuple[str, str], Mapping[int, _Line]],
) -> frozenset[tuple[int, int]]:
    """Find the pairs of articles that share a run of news: one copies the other, or a third."""
    common: dict[tuple[int, int], list[_Line]] = defaultdict(list)
    known: set[tuple[int, int]] = set()
    for (family, _), found in sorted(shared.items()):
        sample = _sampled(found, pages_and_articles)
        for at in sorted(found):
            if not ended(found[at].text):
                continue
            for other in sample:
                if at < other or (other < at and at not in sample):
                    pair = (min(at, other), max(at, other))
                    common[pair].append(found[at])
                    if family:
                        known.add(pair)
    letters = [
        sum(span.end - span.start for span in article.body) for _, article in pages_and_articles
    ]
    return frozenset(
        pair
        for pair, lines in common.items()
        if _is_copy(lines, min(letters[at] for at in pair), known=pair in known)
    )


def _sampled(
    found: Mapping[int, _Line], pages_and_articles: Sequence[tuple[Page, Article]]
) -> list[int]:
    return sorted(found, key=lambda at: pages_and_articles[at][1].id)[:_COMPARED]


def _is_copy(lines: Sequence[_Line], smaller: int, *, known: bool) -> bool:
    """Say whether what two articles share is news that one has of the other.

    Pages of one outlet share appeals of many sentences: there it must be half of an article.
    """
    told = [line for line in lines if kind_of(line.text) is None]
    if not known and any(_QUOTED.search(line.text) for line in told):
        return True
    if len(told) < _RUN or not any(_is_news(line.text) for line in told):
        return False
    return not known or sum(len(line.text) for line in told) >= _HALF * smaller


def _is_news(text: str) -> bool:
    """Say whether a line may be news: a quotation, two names, or long and not furniture's."""
    if kind_of(text) is not None:
        return False
    named = len(set(_NAME.findall(text))) >= 2
    return bool(_QUOTED.search(text)) or named or len(text.split()) > _SHORT


def _depths(lines: Sequence[_Line], shared: set[str]) -> dict[tuple[int, int], int]:
    """Count, for each line, the lines of its page alone between it and the nearer end."""
    depths: dict[tuple[int, int], int] = {}
    before: dict[int, int] = defaultdict(int)
    for line in lines:
        depths[line.article, line.span.start] = before[line.article]
        before[line.article] += line.key not in shared
    for line in lines:
        place = line.article, line.span.start
        after = before[line.article] - depths[place] - (line.key not in shared)
        depths[place] = min(depths[place], after)
    return depths


def _unrelated(
    found: Mapping[int, _Line],
    topics: _Topics,
    pages_and_articles: Sequence[tuple[Page, Article]],
) -> dict[int, list[int]]:
    """Give, for each article that carries a line, others unrelated to it and to each other."""
    sample = _sampled(found, pages_and_articles)
    apart: dict[int, list[int]] = {}
    for at in sorted(found):
        apart[at] = []
        for other in sample:
            same = pages_and_articles[other][1].id == pages_and_articles[at][1].id
            if not same and all(topics.apart(other, one) for one in (at, *apart[at])):
                apart[at].append(other)
    return apart


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    smaller = min(len(one), len(other))
    if not smaller:
        return False  # nothing else in one of them: a copy, not an appeal under other news
    shared = len(one & other)
    return shared <= 1 or round(shared / smaller, 4) < _UNRELATED


def _is_furniture(
    line: _Line, found: Mapping[int, _Line], others: Sequence[int], *, known: bool, deep: bool
) -> bool:
    many = len(others) + 1 >= (_MANY if known else _CROSS)
    quoted = bool(_QUOTED.search(line.text)) and kind_of(line.text) is None
    if not known:
        short = len(line.text.split()) <= _SHORT or kind_of(line.text) is not None
        return many and short and not deep and not quoted
    if many:
        return not deep or not _is_news(line.text)
    return (
        not quoted
        and not _is_news(line.text)
        and line.edge < _EDGE
        and any(found[other].edge < _EDGE and found[other].last == line.last for other in others)
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
