"""Why two articles or stories stand together or apart, on the terminal: read in ten seconds.

The answer comes first, then what binds and what parts them, each with the words and two places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from rich.text import Text

from secondsource.records import Account, Reason, Story
from secondsource.tell.desk import Desk
from secondsource.tell.layout import laid, styled
from secondsource.tell.phrases import percent
from secondsource.tell.plain import one_line

_ID = 10  # characters of an id that are shown, as in a story's view
_PLACES = 4  # places of one reason
_BLANK = Text(end="")

Asked = Account | Story


class Weighed(Protocol):
    """What is told of the two: how likely they are one happening, and the reasons both ways."""

    @property
    def likely(self) -> float:
        """How likely, 0 to 1."""

    @property
    def binds(self) -> Sequence[Reason]:
        """What binds the two."""

    @property
    def parts(self) -> Sequence[Reason]:
        """What parts them."""


def why_lines(desk: Desk, asked: tuple[Asked, Asked], told: Weighed, width: int) -> Iterator[Text]:
    """Show why two stand together or apart."""
    for each in asked:
        yield from laid(styled((_title(desk, each), "title")), width)
        yield from laid(styled((_where(desk, each), "place")), width, lead="  ")
    yield _BLANK
    one = together(desk, asked)
    answer = "They stand in one story." if one else "They stand in two stories."
    yield from laid(f"{answer} {_linked(desk, asked)}{_likely(told.likely)}", width)
    yield from _reasons(desk, "What binds them", told.binds, width)
    yield from _reasons(desk, "What parts them", told.parts, width)
    if not told.binds:
        yield from laid("Nothing that would bind them was found.", width)


def together(desk: Desk, asked: tuple[Asked, Asked]) -> bool:
    """Say whether two articles or stories stand in one story."""
    one, other = (_story(desk, each) for each in asked)
    return one is not None and one == other


def _likely(likely: float) -> str:
    return f"By names, words and days alone, one happening: {percent(likely)} likely."


def _linked(desk: Desk, asked: tuple[Asked, Asked]) -> str:
    """Say whether two stories are linked as of one affair, and which came first."""
    one, other = (_story(desk, each) for each in asked)
    relations = desk.stories[one].relations if one is not None else ()
    found = next((each for each in relations if each.story == other), None)
    if found is None:
        return ""
    order = {"before": " The second came first.", "after": " The first came first."}
    return f"They are linked as of one affair.{order.get(found.order or '', '')} "


def _story(desk: Desk, asked: Asked) -> str | None:
    if isinstance(asked, Story):
        return asked.id
    story = desk.story_of.get(asked.page.id)
    return story.id if story else None


def _title(desk: Desk, asked: Asked) -> str:
    return desk.title(asked) if isinstance(asked, Story) else desk.headline(asked.page.id)


def _where(desk: Desk, asked: Asked) -> str:
    if isinstance(asked, Story):
        return f"story {asked.id[:_ID]}"
    ident = asked.page.id
    return (
        f"{desk.outlet(ident)}, {desk.names[ident]}, in story {(_story(desk, asked) or '')[:_ID]}"
    )


def _reasons(desk: Desk, words: str, reasons: Sequence[Reason], width: int) -> Iterator[Text]:
    if reasons:
        yield _BLANK
        yield styled((words, "title"))
    for reason in reasons:
        yield from laid(one_line(reason.text), width, lead="- ")
        places = "  ".join(desk.place(span) for span in reason.spans[:_PLACES])
        if places:
            yield from laid(styled((places, "place")), width, lead="    ", hang=4)
