"""The command that lays two articles side by side.

Two articles of one story are compared by what the report already knows of them. Two of different
stories are compared as if a person had joined them, in a report of their own that is not kept:
statements are only compared inside a story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.edges.options import STORE, AsJson, StorePath, report_in
from secondsource.edges.screen import print_json, show, width
from secondsource.errors import Misuse

if TYPE_CHECKING:
    from secondsource.records import Account, Report
    from secondsource.tell.desk import Desk


def compare(
    one: Annotated[str, typer.Argument(metavar="A", help="An article: its id or its file.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    store: StorePath = STORE,
    whole: Annotated[
        bool, typer.Option("--all", help="Every statement, not the first dozen.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Lay two articles side by side: what both state, where they differ, what one lacks."""
    from secondsource.tell.comparison import comparison_of
    from secondsource.tell.desk import desk_of
    from secondsource.tell.terminal_abreast import comparison_lines

    found = report_in(store)
    if as_json:
        print_json(comparison_in(found, one, other))
        return
    joined, pair, apart = _together(found, one, other)
    desk = desk_of(joined)
    lines = comparison_lines(desk, comparison_of(desk, *pair), width(), whole=whole, apart=apart)
    show(lines)


def _together(found: Report, one: str, other: str) -> tuple[Report, tuple[str, str], bool]:
    """Give a report in which both articles stand in one story, and whether it had to be made."""
    from secondsource.tell.choice import chosen_article
    from secondsource.tell.desk import desk_of

    a, b = (chosen_article(found, name) for name in (one, other))
    if a.page.id == b.page.id:
        raise Misuse("these are one and the same article")
    pair = (a.page.id, b.page.id)
    if _story(desk_of(found), pair[0]) == _story(desk_of(found), pair[1]):
        return found, pair, False
    return _joined(a, b), pair, True


def _story(desk: Desk, article: str) -> str | None:
    story = desk.story_of.get(article)
    return story.id if story else None


def _joined(a: Account, b: Account) -> Report:
    """Compare two articles as one story."""
    from secondsource.pipeline import compared
    from secondsource.records import Decision

    return compared((a, b), decisions=(Decision("join", a.page.id, b.page.id),))


def comparison_in(found: Report, one: str, other: str) -> dict[str, Any]:
    """Give the object that ``compare --json`` prints, for a program."""
    from secondsource.tell.comparison import comparison_of
    from secondsource.tell.desk import desk_of
    from secondsource.tell.export_compared import comparison_entry

    whole, pair, apart = _together(found, one, other)
    desk = desk_of(whole)
    return {**comparison_entry(desk, comparison_of(desk, *pair)), "apart": apart}
