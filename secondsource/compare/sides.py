"""One article as lineage reads it: its passages in order, and what their words weigh.

Here live the words of a stretch with their weights, spoken and not, the words on translation,
and what tells that an article has a reporter of its own. What two articles say together is told
by ``pairs``. Weights are kept as running sums over an article's words, so that a stretch costs
two look-ups.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from secondsource.compare.agencies import agencies_of, opened_by
from secondsource.compare.spoken import spoken_words
from secondsource.compare.words import Stream, stream_of
from secondsource.language import language
from secondsource.records import Account, Article, Passage, Span
from secondsource.textview import level

_PASSAGES = 1 << 14
"""Passages and names that are remembered: a day's distinct ones of some thousand articles."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One article: its passages in the order of the page, and running sums over their words.

    ``places`` is where words begin; ``prose`` and ``spoken`` sum the weight of the words outside
    quotation marks and the number of those inside. ``bounds`` gives for each passage its first
    word and the first after it.
    """

    account: Account
    stream: Stream
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]
    places: list[int]
    prose: list[float]
    spoken: list[int]
    agency: bool
    opening: Span | None

    @property
    def article(self) -> Article:
        """The article's record."""
        return self.account.article

    @property
    def id(self) -> str:
        """The article's id."""
        return self.account.page.id


@dataclass(frozen=True, slots=True)
class Told:
    """How much a stretch tells: its words, those in quotation marks, the weight of the rest."""

    words: int
    spoken: int
    prose: float


def sides_of(accounts: Iterable[Account], articles: Iterable[str]) -> dict[str, Side]:
    """Read the articles that are asked for, each once; keyed by id."""
    wanted = set(articles)
    known = list(accounts)
    agencies = agencies_of(known)
    return {one.page.id: _side(one, agencies) for one in known if one.page.id in wanted}


def _side(account: Account, agencies: set[str]) -> Side:
    stream = stream_of(account)
    said = spoken_words(stream)
    firsts = [*stream.firsts.tolist(), len(stream.words)]
    passages = tuple(sorted(account.passages, key=lambda one: one.span))
    words = {one.span: (firsts[at], firsts[at + 1]) for at, one in enumerate(stream.passages)}
    return Side(
        account,
        stream,
        passages,
        tuple(one.span.start for one in passages),
        tuple(words[one.span] for one in passages),
        stream.starts.tolist(),
        [0.0, *accumulate((stream.weights * ~said).tolist())],
        [0, *accumulate(said.tolist())],
        account.article.outlet in agencies,
        opened_by(account),
    )


def passages_in(side: Side, span: Span) -> range:
    """Give the numbers of the passages that a span touches.

    >>> from secondsource.records import Page
    >>> page = Page("p", "a", "It sank. Fog lay on the bay.")
    >>> both = (Passage(Span("p", 0, 8), "", 0), Passage(Span("p", 9, 28), "", 0))
    >>> [side] = sides_of([Account(page, Article("p", "x"), both)], ["p"]).values()
    >>> list(passages_in(side, Span("p", 9, 12))), list(passages_in(side, Span("p", 3, 12)))
    ([1], [0, 1])
    """
    first = max(bisect_right(side.starts, span.start) - 1, 0)
    while first < len(side.passages) and side.passages[first].span.end <= span.start:
        first += 1
    return range(first, max(first, bisect_left(side.starts, span.end)))


def told_in(side: Side, number: int, start: int, end: int) -> Told:
    """Weigh the words of one passage that begin between two places of the page."""
    low, high = side.bounds[number]
    first = bisect_left(side.places, start, low, high)
    last = bisect_left(side.places, end, first, high)
    return Told(
        last - first, side.spoken[last] - side.spoken[first], side.prose[last] - side.prose[first]
    )


@cache
def _translating() -> re.Pattern[str]:
    pack = language("en")
    words = "|".join(map(re.escape, pack.terms("lineage.translated")))
    tongues = "|".join(map(re.escape, pack.terms("lineage.languages")))
    return re.compile(rf"\b(?:{words}|in (?:{tongues}))\b", re.IGNORECASE)


def foreign_near(side: Side, numbers: Iterable[int]) -> Iterator[Span]:
    """Find the words on translation in the paragraphs of some passages."""
    paragraphs = {side.passages[number].paragraph for number in numbers}
    for passage in side.passages:
        if passage.paragraph in paragraphs:
            for start, end in _foreign(side.account.page[passage.span]):
                at = passage.span.start
                yield Span(side.id, at + start, at + end)


@lru_cache(maxsize=_PASSAGES)
def _foreign(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((one.start(), one.end()) for one in _translating().finditer(text))


def speakers_in(side: Side, spans: Iterable[Span]) -> frozenset[str]:
    """Give the speakers of the quotations that touch some spans."""
    places = list(spans)
    return frozenset(
        one.speaker
        for one in side.account.quotations
        if one.speaker
        and one.kind != "indirect"
        and any(one.span.touches(place) for place in places)
    )


def own_report(side: Side) -> Iterator[Span]:
    """Give the byline of an article without credits, and where somebody told its outlet."""
    article = side.article
    if article.byline is not None and not side.agency and not article.credits:
        yield article.byline
    outlet = level(article.outlet or "", fold=True).removeprefix("the ")
    for passage in side.passages:
        text = level(side.account.page[passage.span], fold=True)
        if _telling().search(text) or (article.outlet and _told_to(outlet, text)):
            yield passage.span
            return


@cache
def _telling() -> re.Pattern[str]:
    own = "|".join(map(re.escape, language("en").terms("lineage.ourselves")))
    return re.compile(rf"\b(?:{own})\b")


def _told_to(outlet: str, text: str) -> bool:
    """Say whether somebody told an outlet; few passages name theirs, so few need a pattern."""
    if outlet not in text:
        return False
    named = rf"\b(?:told|tells)(?: \w+)? (?:the )?{re.escape(outlet)}\b"
    return re.search(named, text) is not None
