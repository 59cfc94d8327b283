"""What ``history`` prints: each change of a story on a line, then its articles and the reasons.

What may live here: the lines for a terminal. The number comes first, then the word for what
happened and the story's id, so that ``grep`` finds one story's changes or one kind of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.text import Text

from secondsource.records import Change, ChangeVerb, Report
from secondsource.tell.desk import Desk, desk_of
from secondsource.tell.layout import laid, styled
from secondsource.tell.phrases import counted
from secondsource.tell.plain import one_line

_SHOWN = 12  # articles named for one change: what half a screen holds
_SAID: Mapping[ChangeVerb, str] = MappingProxyType(
    {
        "begun": "begins with",
        "joined": "is joined by",
        "merged": "takes in {other}, with",
        "split": "is split off {other}, with",
        "moved": "takes over from {other}",
        "renamed": "is the new id of {other}, with",
        "left": "loses, as no longer in the collection,",
    }
)


def history_lines(report: Report, changes: Sequence[Change], width: int) -> Iterator[Text]:
    """List changes in order: number, what happened, to which story, with which articles, why.

    >>> begun = Change("begun", "s1f", None, ("p1", "p2"), (), 7)
    >>> [line.plain for line in history_lines(Report(), [begun], 60)][0]
    '7 begun: s1f begins with 2 articles'
    """
    desk = desk_of(report)
    if not changes:
        yield Text("Nothing has happened yet: the collection holds no articles.", end="")
    for one in changes:
        yield from _change_lines(desk, one, width)


def _change_lines(desk: Desk, change: Change, width: int) -> Iterator[Text]:
    said = _SAID[change.verb].format(other=change.other)
    number = counted(len(change.articles), "article")
    line = styled(
        (f"{change.number} ", "place"), (change.verb, "words"), f": {change.story} {said} {number}"
    )
    yield from laid(line, width, hang=4)
    for name in change.articles[:_SHOWN]:
        yield from laid(_article(desk, name), width, lead="    ", hang=6)
    if len(change.articles) > _SHOWN:
        yield from laid(f"and {len(change.articles) - _SHOWN} more", width, lead="    ")
    for reason in change.reasons:
        yield from laid(styled((one_line(reason.text), "note")), width, lead="    why: ", hang=6)


def _article(desk: Desk, name: str) -> Text:
    if name not in desk.accounts:
        return styled((f"{name}, which is no longer here", "place"))
    return styled((f"{desk.outlet(name)}  ", "place"), desk.headline(name))
