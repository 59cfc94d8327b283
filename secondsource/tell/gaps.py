"""What a story does not establish, said as findings: "not established" is an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.records import Account, Story
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import METHOD, counted, verdict_of


def gaps_of(desk: Desk, story: Story) -> list[str]:
    """Give the gaps of a story, a sentence each."""
    accounts = desk.in_order(story.articles)
    return [
        *_unplaced(desk, accounts),
        *_unattributed(accounts),
        *_behind(desk, story),
        *_uncertain(desk, story),
        *_disputed(desk, story),
        f"{METHOD}.",
    ]


def _unplaced(desk: Desk, accounts: Sequence[Account]) -> Iterator[str]:
    for account in accounts:
        name = desk.names[account.page.id]
        if account.article.published.earliest is None and account.article.published.latest is None:
            yield f"The day of {name} is not known."
        if account.article.outlet is None:
            yield f"No outlet is named in {name}: it counts as an outlet of its own."


def _unattributed(accounts: Sequence[Account]) -> Iterator[str]:
    spoken = [q for account in accounts for q in account.quotations if q.kind != "indirect"]
    nobody = [q for q in spoken if q.speaker is None]
    if nobody:
        yield f"Of {counted(len(spoken), 'quotation')}, the speaker of {len(nobody)} is not known."


def _behind(desk: Desk, story: Story) -> Iterator[str]:
    members = set(story.articles)
    for hidden in desk.report.lineage.hidden:
        here = [article for article in hidden.articles if article in members]
        if here:
            whose = ", ".join(sorted({desk.outlet(article) for article in here}))
            what = f"{desk.behind(hidden.id)}, may stand behind"
            yield f"{what[0].upper()}{what[1:]} {counted(len(here), 'article')} ({whose})."


def _uncertain(desk: Desk, story: Story) -> Iterator[str]:
    keys = [verdict_of(one).key for one in desk.stated.get(story.id, ())]
    unsure = sum(key in ("likely", "open") for key in keys)
    if unsure:
        yield (
            f"Whether {counted(unsure, 'statement')} of {len(keys)} "
            f"{'has' if unsure == 1 else 'have'} a second source is open: "
            "the intervals run across it."
        )


def _disputed(desk: Desk, story: Story) -> Iterator[str]:
    open_ones = [c for c in desk.conflicts.get(story.id, ()) if c.kind in ("conflict", "dispute")]
    if open_ones:
        number = counted(len(open_ones), "difference")
        yield f"Which side is right in {number}: the collection shows both and decides none."
