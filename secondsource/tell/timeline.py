"""The timeline of a story: what is said to have happened when, each line in printed words.

A line is a passage that bears a time of its own. Of the passages that carry one statement only
the one in the earliest article (by its day, then by id) is shown, with the statement's reach
and origins; a passage that stands in no statement is carried by its own outlet alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter

from secondsource.laid import Laid
from secondsource.presence import Presence
from secondsource.records import (
    Account,
    Interval,
    Moment,
    Passage,
    Span,
    Statement,
    Story,
    TimeMention,
)

_POINTS = ("DATE", "TIME")  # durations and sets say how long and how often, not when


def timeline_of(
    accounts: Sequence[Account], stories: Sequence[Story], statements: Sequence[Statement]
) -> tuple[Moment, ...]:
    """Give every story's moments, earliest first; a time nobody can place is left out.

    Days are inclusive ISO strings, as the times say them.
    """
    presence = Presence.of(accounts, stories)
    carried = Laid.of(_carried(statements), itemgetter(0))
    moments: list[Moment] = []
    for story in stories:
        told: set[str] = set()
        for account in sorted(presence.accounts_in(story), key=_age):
            for passage, time in _timed(account):
                statement = _statement_in(passage.span, carried)
                mark = statement.id if statement else passage.key
                if mark in told:
                    continue
                told.add(mark)
                moments.append(_moment(story, passage, time, statement))
    return tuple(sorted(moments, key=_order))


def _age(account: Account) -> tuple[str, str]:
    return (account.article.published.earliest or "9999", account.page.id)


def _timed(account: Account) -> Iterator[tuple[Passage, TimeMention]]:
    times = [time for time in account.times if time.earliest and time.type in _POINTS]
    laid = Laid.of(times, attrgetter("span"))
    for passage in account.passages:
        inside = [t for t in laid.touching(passage.span) if t.span.within(passage.span)]
        if inside and not _only_a_date(passage, inside):
            yield passage, min(inside, key=_width)


def _only_a_date(passage: Passage, times: Sequence[TimeMention]) -> bool:
    """Tell a page's own line of date ("Levpress, Thursday, 14:10") from a happening."""
    length = passage.span.end - passage.span.start
    return sum(time.span.end - time.span.start for time in times) * 2 > length


def _width(time: TimeMention) -> tuple[bool, int, int]:
    narrow = time.earliest == time.latest
    return (not narrow, len(time.value) * -1, time.span.start)


def _carried(statements: Sequence[Statement]) -> Iterator[tuple[Span, Statement]]:
    for statement in statements:
        for member in statement.members:
            yield member.instance.span, statement


def _statement_in(passage: Span, carried: Laid[tuple[Span, Statement]]) -> Statement | None:
    inside = [statement for _, statement in carried.touching(passage)]
    return max(inside, key=lambda one: (one.reach, one.id), default=None)


def _moment(
    story: Story, passage: Passage, time: TimeMention, statement: Statement | None
) -> Moment:
    return Moment(
        story=story.id,
        earliest=time.earliest,
        latest=time.latest,
        span=passage.span,
        reach=statement.reach if statement else 1,
        origins=statement.origins if statement else Interval(0, 1, 1),
    )


def _order(moment: Moment) -> tuple[str, str, str, str, int]:
    return (
        moment.story,
        moment.earliest or "",
        moment.latest or "",
        moment.span.page,
        moment.span.start,
    )
