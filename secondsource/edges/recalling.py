"""The command that tells what happened to stories: which began, grew, merged, split."""

from __future__ import annotations

from typing import Annotated

import typer

from secondsource.edges.options import STORE, AsJson, StorePath, story_named
from secondsource.edges.screen import print_json, progress, show, width


def history(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A story, also by a former id, or an article."),
    ] = None,
    store: StorePath = STORE,
    as_json: AsJson = False,
) -> None:
    """Tell what happened to a story, or to all: what it began with, what joined it or left it."""
    from secondsource.edges.collection import report
    from secondsource.edges.store import Store
    from secondsource.tell.past import history_of, object_of
    from secondsource.tell.terminal_history import history_lines

    with Store(store, create=False) as kept:
        found = report(kept, progress=progress())
        changes = kept.annals().changes()
    one = story_named(found, name) if name else None
    told = changes if one is None else history_of(changes, one.id)
    if as_json:
        print_json([object_of(change) for change in told])
    else:
        show(history_lines(found, told, width()))
