"""The command that shows what became of articles that were read more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.edges.options import STORE, AsJson, StorePath, report_in
from secondsource.edges.screen import plain, print_json, show, width

if TYPE_CHECKING:
    from secondsource.records import Report


def changes(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ARTICLE]", help="An ID, a file, an address, headline words."),
    ] = None,
    store: StorePath = STORE,
    as_json: AsJson = False,
) -> None:
    """Show what later versions of articles changed, and which changes nobody owns up to."""
    from secondsource.tell.desk import desk_of
    from secondsource.tell.revised import course_named
    from secondsource.tell.terminal_changes import changes_lines, course_lines

    found = report_in(store)
    if as_json:
        print_json(changes_in(found, name))
        return
    desk = desk_of(found)
    if name is None:
        show(changes_lines(desk, width()))
    else:
        show(course_lines(desk, course_named(desk, name), width(), brackets=plain()))


def changes_in(found: Report, name: str | None) -> list[dict[str, Any]]:
    """Give the entries of ``revisions`` that ``changes --json`` prints, for a program."""
    from secondsource.tell.desk import desk_of
    from secondsource.tell.export import part_of
    from secondsource.tell.revised import course_named

    entries = part_of(found, "revisions")
    if name is None:
        return entries
    shown = {one.after for one in course_named(desk_of(found), name).revisions}
    return [entry for entry in entries if entry["after"] in shown]
