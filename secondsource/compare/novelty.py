"""What is new in a passage: said here first, said before in its story, or background.

Order decides, and only order that is known: a passage shared with an article whose day is not
certainly earlier stays *new* on both sides, for calling either a repeat would be a guess. A copy
whose direction the lineage settled counts as known. Background is what the outlet itself
printed before, or what an earlier related story already had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter, itemgetter

from rapidfuzz import fuzz

from secondsource.compare.differences import before
from secondsource.laid import Laid
from secondsource.presence import Presence
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
        self.presence = Presence.of(accounts, stories)
        self.quotes = {q.id: q for account in accounts for q in account.quotations}
        self.copies = Laid.of(_copies(reuse), itemgetter(0))
        self.told = Laid.of(self._told(statements), itemgetter(0))
        self.quoting = Laid.of(self.quotes.values(), attrgetter("span"))
        self.times = Laid.of((t for one in accounts for t in one.times), attrgetter("span"))
        printed: defaultdict[str, list[Span]] = defaultdict(list)
        for account in accounts:
            for passage in account.passages:
                printed[passage.key].append(passage.span)
        self.printed = {key: self._firsts(spans) for key, spans in printed.items()}

    def novelty(self, account: Account, passage: Passage) -> Novelty:
        earlier = sorted(self._earlier(account, passage))
        if earlier:
            told = self._background(account, passage.span, earlier[0])
            status = "background" if told else "repeated"
            return Novelty(passage.span, status, earlier[0])  # type: ignore[arg-type]
        if self._long_ago(account, passage):
            return Novelty(passage.span, "background")
        return Novelty(passage.span, "new")

    def _earlier(self, account: Account, passage: Passage) -> Iterable[Span]:
        yield from (one for one in self.printed[passage.key] if self._older(one.page, account))
        for mine, theirs, known in self.copies.touching(passage.span):
            shared = min(mine.end, passage.span.end) - max(mine.start, passage.span.start)
            if shared >= _COVERED * (passage.span.end - passage.span.start) and (
                known or self._older(theirs.page, account)
            ):
                yield theirs
        yield from self._quoted(account, passage)
        for mine, others in self.told.touching(passage.span):
            if mine.within(passage.span) and 2 * _size(mine) > _size(passage.span):
                yield from (one for one in others if self._older(one.page, account))

    def _quoted(self, account: Account, passage: Passage) -> Iterable[Span]:
        """Yield where the words a passage quotes were quoted before, in any story."""
        for quote in self.quoting.touching(passage.span):
            if _size(quote.span) < _QUOTED * _size(passage.span):
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

    def _told(self, statements: Sequence[Statement]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
        """Yield where statements are made, with the places where they are made first."""
        for statement in statements:
            spans = [m.instance.span for m in statement.members if m.instance.stance in _OWN]
            firsts = self._firsts(spans)
            yield from ((span, firsts) for span in spans)

    def _firsts(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Keep the first span of each day: whether it is earlier is a matter of the day alone.

        No article is earlier than itself, so its own span needs no exception.
        """
        firsts: dict[str, Span] = {}
        for span in sorted(spans):
            latest = self.accounts[span.page].article.published.latest
            if latest:
                firsts.setdefault(latest, span)
        return tuple(firsts.values())

    def _background(self, account: Account, span: Span, earlier: Span) -> bool:
        other = self.accounts[earlier.page].article
        mine, yours = self.presence.story_at(span), self.presence.story_at(earlier)
        return other.family == account.article.family or mine is None or mine is not yours

    def _long_ago(self, account: Account, passage: Passage) -> bool:
        """Say whether a passage speaks only of days well before its story began."""
        story = self.presence.story_at(passage.span)
        start = (story.earliest if story else None) or account.article.published.earliest
        ends = [
            t.latest[:10]
            for t in self.times.touching(passage.span)
            if t.span.within(passage.span) and t.type == "DATE" and t.latest
        ]
        if not start or not ends:
            return False
        gap = date.fromisoformat(start[:10]) - date.fromisoformat(max(ends))
        return gap.days > _LONG_BEFORE


def _size(span: Span) -> int:
    return span.end - span.start


def _copies(reuse: Sequence[Reuse]) -> Iterator[tuple[Span, Span, bool]]:
    """Yield the stretches articles share: their own, the other's, and whether they took it."""
    for copy in reuse:
        if copy.kind == "furniture":
            continue
        sure = copy.probability >= _DIRECTED
        if copy.direction != "b>a":
            yield copy.b, copy.a, sure and copy.direction == "a>b"
        if copy.direction != "a>b":
            yield copy.a, copy.b, sure and copy.direction == "b>a"
