"""Where two accounts differ, side by side on the terminal: the slot, the values, the words."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from secondsource.records import Conflict, Side
from secondsource.tell.desk import Desk
from secondsource.tell.layout import STYLES, columns, laid, styled
from secondsource.tell.phrases import DIFFERENCES, days_of, value_of
from secondsource.tell.plain import cut_to, one_line

_LONGEST = 360  # characters of a passage in a column: nine lines of forty


def difference_lines(desk: Desk, one: Conflict, width: int) -> Iterator[Text]:
    """Show both ends of a difference: what kind it is, then value, outlet, words and place."""
    values = f"{value_of(one.a.value)} - {value_of(one.b.value)}"
    head = styled((f"{one.kind}: {one_line(one.slot)}: {values}", "title"))
    yield from laid(head, width, hang=2)
    why = f": {one_line(one.why)}" if one.why else ""
    yield from laid(f"({DIFFERENCES[one.kind]}{why})", width, lead="  ")
    for part in (_value, _whose, _words):
        yield from columns(part(desk, one.a), part(desk, one.b), width, indent=2)
    for name, side in (("left", one.a), ("right", one.b)):
        yield styled((f"  {name:<5}  {desk.place(side.span)}", "place"))


def _value(desk: Desk, side: Side) -> Text:
    return styled((value_of(side.value), "title"))


def _whose(desk: Desk, side: Side) -> Text:
    published = desk.accounts[side.span.page].article.published
    day = days_of(published.earliest, published.latest)
    return styled(f"{desk.outlet(side.span.page)}, {day}")


def _words(desk: Desk, side: Side) -> Text:
    text = Text(cut_to(desk.words(desk.passage(side.span)), _LONGEST), end="")
    marked = desk.words(side.span)
    at = text.plain.find(marked) if marked else -1
    if at >= 0:
        text.stylize(STYLES["words"], at, at + len(marked))
    return text
