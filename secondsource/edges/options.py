"""What several commands share: their options, the exit statuses, and the report of a store.

What may live here: words of the command line that must be the same in each command.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.edges.screen import progress, warn

if TYPE_CHECKING:
    from secondsource.records import Report, Story

DONE, PARTLY, MISUSE, INTERRUPTED = 0, 1, 2, 130

StorePath = Annotated[Path, typer.Option("--store", help="The file that holds the collection.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Processes = Annotated[
    int | None, typer.Option("--processes", min=1, help="How many processes to use.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write here, not to the terminal.")
]
STORE = Path("secondsource.db")


def report_in(store: Path) -> Report:
    """Give the report of a store, deriving it if anything has changed."""
    from secondsource.edges.collection import report
    from secondsource.edges.store import Store

    with Store(store, create=False) as kept:
        return report(kept, progress=progress())


def story_named(found: Report, name: str) -> Story:
    """Find the story that a person names; say so where it goes by another id now."""
    from secondsource.tell.choice import chosen_story, renamed

    one = chosen_story(found, name)
    told = renamed(found, name)
    if told:
        warn(told)
    return one


def counted(things: Iterable[object], one: str, many: str | None = None) -> str:
    """Say how many there are of something."""
    number = len(list(things))
    return f"{number} {one if number == 1 else many or one + 's'}"


def store_words(store: Path) -> str:
    """Give the option that names a store, if it has to be named."""
    return "" if store == STORE else f" --store {shlex.quote(str(store))}"
