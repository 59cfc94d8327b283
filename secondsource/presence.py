"""What of an article belongs to a story: all of it, what other stories left of it, or a part.

What may live here: that one question, which comparing and telling both ask; finding the parts is
comparing's. A record belongs where it begins: passages are never cut in two, and a quotation that
runs over the end of a part is told where it is begun.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.laid import Laid
from secondsource.records import Account, Part, Span, Story

Lies = Callable[[Span], bool]


@dataclass(frozen=True, slots=True)
class Presence:
    """The accounts of every story, each with what belongs to the story alone.

    >>> nowhere = Presence.of([], [])
    >>> nowhere.story_at(Span("p", 0, 9)) is None
    True
    """

    _accounts: Mapping[str, Account]
    _whole: Mapping[str, Story]
    _taken: Laid[tuple[Span, Story]]

    @classmethod
    def of(cls, accounts: Iterable[Account], stories: Sequence[Story]) -> Presence:
        """Lay out which story each article, and each part of one, belongs to."""
        taken = [(span, story) for story in stories for one in story.also for span in one.spans]
        return cls(
            {account.page.id: account for account in accounts},
            {article: story for story in stories for article in story.articles},
            Laid.of(taken, lambda pair: pair[0]),
        )

    def accounts_in(self, story: Story) -> tuple[Account, ...]:
        """Give the accounts of a story in the order of their ids, cut to what belongs to it.

        An article that is not here is left out; one that is wholly of the story comes as it is.
        """
        parts: defaultdict[str, list[Part]] = defaultdict(list)
        for part in story.also:
            parts[part.article].append(part)
        found = []
        for ident in sorted({*story.articles, *parts} & self._accounts.keys()):
            account = self._accounts[ident]
            if ident in parts and ident not in story.articles:
                found.append(_cut(account, self._inside(story)))
            elif self._taken.touching(Span(ident, 0, len(account.page.text))):
                found.append(_cut(account, self._left))
            else:
                found.append(account)
        return tuple(found)

    def story_at(self, span: Span) -> Story | None:
        """Give the story to which a span belongs: that of its part, or of its whole article."""
        for _, story in self._taken.touching(_start(span)):
            return story
        return self._whole.get(span.page)

    def _inside(self, story: Story) -> Lies:
        return lambda span: any(one is story for _, one in self._taken.touching(_start(span)))

    def _left(self, span: Span) -> bool:
        return not self._taken.touching(_start(span))


def _start(span: Span) -> Span:
    return Span(span.page, span.start, span.start + 1)


def _cut(account: Account, lies: Lies) -> Account:
    """Leave of an account only what lies where it should."""
    return replace(
        account,
        passages=tuple(one for one in account.passages if lies(one.span)),
        mentions=tuple(one for one in account.mentions if lies(one.span)),
        times=tuple(one for one in account.times if lies(one.span)),
        quotations=tuple(one for one in account.quotations if lies(one.span)),
        instances=tuple(one for one in account.instances if lies(one.span)),
    )
