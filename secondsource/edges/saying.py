"""The command that asks who said what, and the same for Python.

``said`` takes a name as a person types it and answers with what is printed, where and in how
many outlets; without a name it lists who speaks, and with a topic or a listener what all of them
said of it. A name that fits nobody, or several, is a call that cannot be meant: the candidates
are named and the exit status is 2.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.edges.options import STORE, AsJson, StorePath, report_in
from secondsource.edges.screen import print_json, print_text, show, width
from secondsource.errors import Misuse

if TYPE_CHECKING:
    from secondsource.tell.said import Asked

FORMS = ("text", "json", "csv")


def said(
    name: Annotated[
        list[str] | None, typer.Argument(help="A name or an office; without one, all who speak.")
    ] = None,
    about: Annotated[
        str, typer.Option("--about", help='Words it must hold; "a phrase" in quotation marks.')
    ] = "",
    since: Annotated[
        str | None, typer.Option("--since", help="A day, month or year: 2024-03-14, 2024-03.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="A day, month or year, itself included.")
    ] = None,
    to: Annotated[str, typer.Option("--to", help="To whom, or through whom, it was said.")] = "",
    undated: Annotated[
        bool, typer.Option("--undated", help="With --since or --until: also what has no day.")
    ] = False,
    unnamed: Annotated[
        bool, typer.Option("--unnamed", help="What has no established speaker, as printed.")
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    form: Annotated[str, typer.Option("--format", help="text, json or csv")] = "text",
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table.")] = False,
    store: StorePath = STORE,
) -> None:
    """Show who said what, when, to whom, and who prints it."""
    from secondsource.tell.said import Asked

    whom = " ".join(name) if name else None
    asked = Asked(whom, about, to, since, until, undated=undated, limit=limit, unnamed=unnamed)
    asked.days()
    _print(store, asked, _form(form, as_json=as_json, as_csv=as_csv))


def _form(form: str, *, as_json: bool, as_csv: bool) -> str:
    """Choose between text, JSON and CSV; ``Misuse`` where two are asked for."""
    wanted = {
        one for one, given in (("json", as_json), ("csv", as_csv), (form, form != "text")) if given
    }
    if len(wanted) > 1:
        raise Misuse(f"one form at a time: {' or '.join(sorted(wanted))}")
    if form not in FORMS:
        raise Misuse(f"there is no format {form!r}; there are: {', '.join(FORMS)}")
    return wanted.pop() if wanted else "text"


def _print(store: Path, asked: Asked, form: str) -> None:
    from secondsource.tell.desk import desk_of
    from secondsource.tell.said import said as answered

    desk = desk_of(report_in(store))
    answer = answered(desk, asked)
    if form == "json":
        from secondsource.tell.said_files import object_of

        print_json(object_of(desk, answer))
    elif form == "csv":
        from secondsource.tell.said_files import csv_of

        print_text(csv_of(desk, answer))
    else:
        from secondsource.tell.terminal_said import said_lines, speakers_lines

        lines = speakers_lines if asked.name is None else said_lines
        show(lines(desk, answer, width()))


def said_in(store: Path, asked: Asked) -> dict[str, Any]:
    """Give the object that ``said --json`` prints, for a program."""
    from secondsource.tell.desk import desk_of
    from secondsource.tell.said import said as answered
    from secondsource.tell.said_files import object_of

    desk = desk_of(report_in(store))
    return object_of(desk, answered(desk, asked))
