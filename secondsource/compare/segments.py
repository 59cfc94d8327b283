"""An article cut as a round-up would be: into paragraphs with their headings, and into sheets.

What may live here: what a page's layout shows, and what its pieces are about. Which paragraphs
belong together is not decided.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.compare.likeness import (
    Tally,
    Terms,
    Vector,
    prior_of,
    rarities,
    stem,
    vector_of,
)
from secondsource.records import Account, Entity, Passage, Span
from secondsource.sentences import words_of

_HEADING = 14
"""Words of a heading at most; it has no full stop."""

_ENDS = frozenset(".!?…:;,\"”’'")

SHEET = 24
"""Paragraphs of a sheet: an article has as many at most, a live page has hundreds."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How rare every term is in a collection, so that a piece of an article is read as it is."""

    _tally: Tally
    _names: Mapping[str, float]

    @classmethod
    def of(cls, terms: Mapping[str, Terms], entities: Iterable[Entity]) -> Scale:
        """Count the terms of a collection's articles."""
        counts: Counter[str] = Counter()
        for one in terms.values():
            counts.update(one.weights.keys())
        return cls(Tally(counts, len(terms)), {one.id: prior_of(one) for one in entities})

    def vector(self, terms: Terms) -> Vector:
        """Give the vector of a piece, as if it stood beside the articles."""
        rare = rarities(terms.weights, self._tally, self._names)
        return vector_of(terms, rare, self._names)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the headings above it, and the names and words that stand in it."""

    passages: tuple[Passage, ...]
    terms: frozenset[str]
    headed: bool

    @property
    def length(self) -> int:
        """Characters of its passages."""
        return sum(one.span.end - one.span.start for one in self.passages)


def paragraphs_of(account: Account, named: Mapping[Span, str]) -> tuple[Paragraph, ...]:
    """Cut an article into paragraphs; a heading or a time of day belongs to what follows it.

    ``named`` gives the entity of each of its mentions' spans. The headline is left out.
    """
    rows: defaultdict[int, list[Passage]] = defaultdict(list)
    for one in account.passages:
        if not one.headline:
            rows[one.paragraph].append(one)
    spans = sorted(named)
    found: list[Paragraph] = []
    held: list[Passage] = []
    for _, row in sorted(rows.items()):
        held += row
        if not _is_heading(account, row):
            headed = len(held) > len(row)
            found.append(Paragraph(tuple(held), _terms(account, held, named, spans), headed))
            held = []
    if held:
        found.append(Paragraph(tuple(held), _terms(account, held, named, spans), True))
    return tuple(found)


def _is_heading(account: Account, row: Sequence[Passage]) -> bool:
    words = account.page[row[0].span].split() if len(row) == 1 else []
    return 0 < len(words) <= _HEADING and words[-1][-1] not in _ENDS


def _terms(
    account: Account,
    passages: Iterable[Passage],
    named: Mapping[Span, str],
    spans: Sequence[Span],
) -> frozenset[str]:
    found: set[str] = set()
    text = account.page.text
    for one in passages:
        inside = spans[bisect_left(spans, one.span) : bisect_left(spans, _after(one.span))]
        found.update(named[span] for span in inside if span.within(one.span))
        skipped = {at for span in inside for at in range(span.start, span.end)}
        for start, end in words_of(text, one.span.start, one.span.end):
            if start not in skipped:
                found.add(stem(text[start:end].lower().replace("’", "'")))
    return frozenset(found)


def _after(span: Span) -> Span:
    return Span(span.page, span.end, span.end)


def sheets_of(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """Deal paragraphs out into sheets of an article's length, in order.

    >>> [len(sheet) for sheet in sheets_of([Paragraph((), frozenset(), False)] * 50)]
    [24, 24, 2]
    """
    for at in range(0, len(paragraphs), SHEET):
        yield paragraphs[at : at + SHEET]


def cut(account: Account, passages: Iterable[Passage]) -> Account:
    """Give some passages of an article as an article of their own, the first of them its lede.

    What is found in them is left out, but for its mentions, times and passages.
    """
    kept = sorted(passages, key=lambda one: one.span)
    first = kept[0].paragraph if kept else 0
    inside = [one.span for one in kept]
    return replace(
        account,
        article=replace(account.article, headline=None),
        passages=tuple(
            replace(one, headline=False, paragraph=one.paragraph - first) for one in kept
        ),
        mentions=tuple(m for m in account.mentions if _lies(m.span, inside)),
        times=tuple(t for t in account.times if _lies(t.span, inside)),
        quotations=(),
        instances=(),
    )


def _lies(span: Span, inside: Sequence[Span]) -> bool:
    at = bisect_left(inside, _after(span)) - 1
    return at >= 0 and span.within(inside[at])
