"""The commands that take something out of a collection: the page, the contract, a copy graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from secondsource.edges.options import STORE, Output, StorePath, report_in, story_named
from secondsource.edges.screen import print_text, say, write
from secondsource.errors import Misuse


def report(
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")],
    store: StorePath = STORE,
) -> None:
    """Write the report as one HTML file that needs nothing else."""
    from secondsource.tell.html import html_of

    write(output, html_of(report_in(store)))
    say(f"The page: {output}")


def export(
    form: Annotated[str, typer.Option("--format", help="json")] = "json",
    store: StorePath = STORE,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Add every article's text.")
    ] = False,
    output: Output = None,
) -> None:
    """Print the report as one JSON object (schema secondsource/1)."""
    from secondsource.tell.export import json_text

    if form != "json":
        raise Misuse(f"there is no format {form!r}; there is: json")
    _given(json_text(report_in(store), with_text=with_text), output)


def graph(
    name: Annotated[str, typer.Argument(metavar="ID", help="A story or an article.")],
    form: Annotated[str, typer.Option("--format", help="svg, gexf, graphml or csv")] = "svg",
    least: Annotated[
        float | None,
        typer.Option("--least", min=0.0, max=1.0, help="Leave out ties less likely than this."),
    ] = None,
    store: StorePath = STORE,
    output: Output = None,
) -> None:
    """Draw who shares text with whom in a story: a picture, or a graph for other programs."""
    from secondsource.tell.desk import desk_of
    from secondsource.tell.graph import LEAST, graph_of
    from secondsource.tell.graph_files import FORMATS

    if form not in FORMATS:
        raise Misuse(f"there is no format {form!r}; there are: {', '.join(FORMATS)}")
    found = report_in(store)
    one = story_named(found, name)
    drawn = graph_of(desk_of(found), one, least=LEAST if least is None else least)
    _given(FORMATS[form](drawn), output)


def _given(text: str, output: Path | None) -> None:
    if output is None:
        print_text(text)
    else:
        write(output, text)
