"""What is new in a passage: said here first, said before in its story, or background.

Order decides, and only order that is known: a passage shared with an article whose day is not
certainly earlier stays *new* on both sides, for calling either a repeat would be a guess. A copy
whose direction the lineage settled counts as known. Background is what the outlet itself
printed before, or what an earlier related story already had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rapidfuzz import fuzz

from secondsource.compare.differences import before
from secondsource.records import (
    Account,
    Novelty,
    Passage,
    Reuse,
    Span,
    Statement,
    Story,
)
from secondsource.textview import level

# How much of a passage an earlier text must cover, and how sure a copy's direction must be.
_COVERED, _DIRECTED = 0.7, 0.6
# A day this long before the story began is not of the story.
_LONG_BEFORE = 30
# How much of a passage a quotation must be for the passage to repeat it, and how alike its words.
_QUOTED, _SAME_WORDS = 1 / 3, 90.0
# Quoted words repeat only where the words do: two translations are both news.
_OWN = ("asserts", "hedges")


def novelty_of(
    accounts: Sequence[Account],
    stories: Sequence[Story],
    reuse: Sequence[Reuse],
    statements: Sequence[Statement],
) -> tuple[Novelty, ...]:
    """Say of each passage whether it is new, with the earlier span where it is not; sorted.

    >>> novelty_of([], [], [], [])
    ()
    """
    finder = _Earlier(accounts, stories, reuse, statements)
    found = [
        finder.novelty(account, passage) for account in accounts for passage in account.passages
    ]
    return tuple(sorted(found, key=lambda one: one.span))


class _Earlier:
    """Looks up what stood earlier; lives for one call."""

    def __init__(
        self,
        accounts: Sequence[Account],
        stories: Sequence[Story],
        reuse: Sequence[Reuse],
        statements: Sequence[Statement],
    ) -> None:
        self.accounts = {account.page.id: account for account in accounts}
        self.story = {page: story for story in stories for page in story.articles}
        self.quotes = {q.id: q for account in accounts for q in account.quotations}
        self.copies = _copies(reuse)
        self.told = _told(statements)
        self.printed: defaultdict[str, list[Passage]] = defaultdict(list)
        for account in accounts:
            for passage in account.passages:
                self.printed[passage.key].append(passage)

    def novelty(self, account: Account, passage: Passage) -> Novelty:
        earlier = sorted(self._earlier(account, passage))
        if earlier:
            status = "background" if self._background(account, earlier[0]) else "repeated"
            return Novelty(passage.span, status, earlier[0])  # type: ignore[arg-type]
        if self._long_ago(account, passage):
            return Novelty(passage.span, "background")
        return Novelty(passage.span, "new")

    def _earlier(self, account: Account, passage: Passage) -> Iterable[Span]:
        for twin in self.printed[passage.key]:
            if twin.span.page != account.page.id and self._older(twin.span.page, account):
                yield twin.span
        for mine, theirs, known in self.copies.get(account.page.id, ()):
            shared = min(mine.end, passage.span.end) - max(mine.start, passage.span.start)
            if shared >= _COVERED * (passage.span.end - passage.span.start) and (
                known or self._older(theirs.page, account)
            ):
                yield theirs
        yield from self._quoted(account, passage)
        for mine, others in self.told.get(account.page.id, ()):
            if mine.within(passage.span) and 2 * _size(mine) > _size(passage.span):
                yield from (one for one in others if self._older(one.page, account))

    def _quoted(self, account: Account, passage: Passage) -> Iterable[Span]:
        """Yield where the words a passage quotes were quoted before, in any story."""
        for quote in account.quotations:
            size = _size(quote.span)
            if not quote.span.touches(passage.span) or size < _QUOTED * _size(passage.span):
                continue
            for other in (self.quotes[i] for i in quote.same_as if i in self.quotes):
                if self._older(other.span.page, account) and self._alike(quote.span, other.span):
                    yield other.span

    def _alike(self, a: Span, b: Span) -> bool:
        """Say whether two quotations print the same words, rather than two translations."""
        texts = [level(self.accounts[one.page].page[one], fold=True) for one in (a, b)]
        return fuzz.partial_ratio(*texts) >= _SAME_WORDS

    def _older(self, page: str, account: Account) -> bool:
        return page in self.accounts and before(self.accounts[page], account)

    def _background(self, account: Account, earlier: Span) -> bool:
        other = self.accounts[earlier.page].article
        mine, yours = self.story.get(account.page.id), self.story.get(earlier.page)
        return other.family == account.article.family or mine is None or mine is not yours

    def _long_ago(self, account: Account, passage: Passage) -> bool:
        """Say whether a passage speaks only of days well before its story began."""
        story = self.story.get(account.page.id)
        start = (story.earliest if story else None) or account.article.published.earliest
        ends = [
            t.latest[:10]
            for t in account.times
            if t.span.within(passage.span) and t.type == "DATE" and t.latest
        ]
        if not start or not ends:
            return False
        gap = date.fromisoformat(start[:10]) - date.fromisoformat(max(ends))
        return gap.days > _LONG_BEFORE


def _size(span: Span) -> int:
    return span.end - span.start


def _copies(reuse: Sequence[Reuse]) -> Mapping[str, list[tuple[Span, Span, bool]]]:
    """Give each article the stretches it shares: its own, the other's, and whether it took it."""
    found: defaultdict[str, list[tuple[Span, Span, bool]]] = defaultdict(list)
    for copy in reuse:
        if copy.kind == "furniture":
            continue
        sure = copy.probability >= _DIRECTED
        if copy.direction != "b>a":
            found[copy.b.page].append((copy.b, copy.a, sure and copy.direction == "a>b"))
        if copy.direction != "a>b":
            found[copy.a.page].append((copy.a, copy.b, sure and copy.direction == "b>a"))
    return found


def _told(
    statements: Sequence[Statement],
) -> Mapping[str, list[tuple[Span, list[Span]]]]:
    """Give each article the statements it makes, with the places where others make them."""
    found: defaultdict[str, list[tuple[Span, list[Span]]]] = defaultdict(list)
    for statement in statements:
        spans = [m.instance.span for m in statement.members if m.instance.stance in _OWN]
        for span in spans:
            others = [other for other in spans if other.page != span.page]
            if others:
                found[span.page].append((span, others))
    return found
