"""The command that shows one article as it was read: what is known of it, and what was cut."""

from __future__ import annotations

from typing import Annotated

import typer

from secondsource.edges.options import STORE, AsJson, StorePath, report_in
from secondsource.edges.screen import print_json, show, width


def article(
    name: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id or its file.")],
    store: StorePath = STORE,
    whole: Annotated[
        bool, typer.Option("--all", help="Every proof, and everything that was cut.")
    ] = False,
    text: Annotated[bool, typer.Option("--text", help="The words of its body too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show one article as it was read: who printed it, when, by whom, and what was cut and why."""
    from secondsource.tell.choice import chosen_article
    from secondsource.tell.desk import desk_of
    from secondsource.tell.terminal_article import article_lines

    found = report_in(store)
    one = chosen_article(found, name)
    desk = desk_of(found)
    if as_json:
        from secondsource.tell.export_read import article_entry

        print_json(article_entry(desk, one, with_text=text))
    else:
        show(article_lines(desk, one, width(), whole=whole, text=text))
