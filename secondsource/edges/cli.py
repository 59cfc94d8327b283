"""The command line: verbs, plain words, and an exit status a script can trust.

Exit status: 0 done; 1 some inputs could not be read, or a proof failed (each is named); 2 the
call or the store cannot be used as it is (the message says what to do).

Nothing heavy is imported until a command needs it, so ``--help`` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: see DESIGN.md 5

import typer

from secondsource import __version__
from secondsource.edges import (
    asking,
    changing,
    comparing,
    deciding,
    naming,
    recalling,
    saying,
    showing,
    taking,
    watching,
)
from secondsource.edges.fetching import (
    DELAY,
    LIMIT,
    AllowPrivate,
    ArchiveFolder,
    Delay,
    Limit,
    Ways,
)
from secondsource.edges.options import (
    INTERRUPTED,
    MISUSE,
    PARTLY,
    STORE,
    AsJson,
    Processes,
    StorePath,
    counted,
    report_in,
    store_words,
    story_named,
)
from secondsource.edges.screen import (
    clear_progress,
    plain,
    print_json,
    progress,
    ready,
    say,
    show,
    warn,
    width,
    write,
)
from secondsource.errors import SecondSourceError
from secondsource.tell.plain import one_line

if TYPE_CHECKING:
    from secondsource.edges.collection import Reading
    from secondsource.edges.raw import Raw
    from secondsource.edges.store import Store
    from secondsource.records import Report, Unread

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="How many independent sources stand behind each statement, with the words to prove it.",
)


# -- putting coverage in --------------------------------------------------------------------


@app.command()
def read(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, addresses, or -.")],
    store: StorePath = STORE,
    outlets: Annotated[
        Path | None, typer.Option("--outlets", help="A CSV table: name, domain, owner.")
    ] = None,
    publishers: Annotated[
        Path | None,
        typer.Option("--publishers", help="A TOML table of owners, agencies and states."),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", help="What a table's columns are: text=body,date=pub_date."),
    ] = None,
    limit: Limit = LIMIT,
    delay: Delay = DELAY,
    archive: ArchiveFolder = None,
    private: AllowPrivate = False,
    processes: Processes = None,
    as_json: AsJson = False,
) -> None:
    """Read coverage into the store; a second run adds only what is new."""
    from secondsource.edges.columns import columns_of
    from secondsource.edges.files import inputs_of
    from secondsource.edges.store import Store

    held = ExitStack()
    pages = inputs_of(
        inputs,
        stdin=sys.stdin.buffer,
        columns=columns_of(columns) if columns else None,
        told=warn,
        fetched=Ways(limit, delay, archive, private).fetched(held),
    )
    with held, Store(store) as kept:
        _keep_tables(kept, outlets, publishers)
        reading, found = _read(kept, pages, processes=processes)
        if as_json:
            print_json(_reading_as_json(reading, found))
        else:
            say(_reading_line(reading, found))
            if found.stories:
                say(f"Next: secondsource stories{store_words(store)}")
    _name_unread(reading)
    if reading.unread:
        raise typer.Exit(PARTLY)


def _keep_tables(kept: Store, outlets: Path | None, publishers: Path | None) -> None:
    if outlets is not None:
        from secondsource.edges.outlets import outlets_of

        kept.keep_outlets(outlets_of(outlets))
    if publishers is not None:
        from secondsource.edges.outlets import publishers_in

        kept.keep_publishers(publishers_in(publishers))


def _read(
    kept: Store, pages: Iterable[Raw | Unread], *, processes: int | None
) -> tuple[Reading, Report]:
    from secondsource.edges.collection import read as read_into
    from secondsource.edges.collection import report

    shown = progress()
    reading = read_into(kept, pages, processes=processes, progress=shown)
    found = report(kept, processes=processes, progress=shown)
    clear_progress()
    return reading, found


def _reading_line(reading: Reading, found: Report) -> str:
    parts = [f"{reading.new} new", f"{reading.known} known", f"{len(reading.unread)} unread"]
    passed, held = _unanalysed(found), _held(found)
    rest = [f"{number} in {code}" for code, number in passed.items()]
    return (
        f"Pages: {', '.join(parts)}. In the collection: {counted(found.accounts, 'article')}, "
        f"{counted(found.stories, 'story', 'stories')}, "
        f"{counted(found.statements, 'statement')}."
        f"{f' Of the pages: {held}.' if held else ''}"
        f"{' Not analysed: ' if rest else ''}{', '.join(rest)}{'.' if rest else ''}"
    )


def _held(found: Report) -> str:
    """Say how many pages do not hold their article."""
    from secondsource.tell.known import marked

    return marked(found.accounts)


def _unanalysed(found: Report) -> dict[str, int]:
    """Count the articles in languages without a pack, by language."""
    from secondsource.language import analysed

    codes = sorted(
        code for one in found.accounts if (code := one.article.language) and not analysed(code)
    )
    return {code: codes.count(code) for code in codes}


def _reading_as_json(reading: Reading, found: Report) -> dict[str, Any]:
    return {
        "new": reading.new,
        "known": reading.known,
        "unread": [{"input": one.input, "reason": one.reason} for one in reading.unread],
        "articles": len(found.accounts),
        "stories": len(found.stories),
        "statements": len(found.statements),
        "not_analysed": _unanalysed(found),
    }


def _name_unread(reading: Reading) -> None:
    for one in sorted(reading.unread, key=lambda one: (one.input, one.reason)):
        warn(f"unread: {one.input}: {one.reason}")


app.command()(watching.watch)


@app.command()
def demo(
    store: StorePath = Path("demo.db"),
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path(
        "demo.html"
    ),
) -> None:
    """Read the example coverage, print what is found and write the report."""
    from secondsource.edges.demo import example_folder
    from secondsource.edges.files import inputs_of
    from secondsource.edges.store import Store
    from secondsource.tell.html import html_of
    from secondsource.tell.terminal import demo_lines

    examples = example_folder()
    with Store(store) as kept:
        _keep_tables(kept, examples / "outlets.csv", None)
        _, found = _read(kept, inputs_of([str(examples / "coverage")]), processes=None)
    show(demo_lines(found, width(), brackets=plain()))
    write(output, html_of(found))
    say("")
    say(f"The page: {output} (open it in a browser; it needs nothing else)")
    say(f"The collection: {store}")
    say(f"Next: secondsource stories{store_words(store)}")
    say("Your own coverage: secondsource read FOLDER, then secondsource stories")


# -- looking --------------------------------------------------------------------------------


@app.command()
def stories(store: StorePath = STORE, as_json: AsJson = False) -> None:
    """List the stories of the collection."""
    from secondsource.tell.export import part_of
    from secondsource.tell.terminal import stories_lines

    found = report_in(store)
    if as_json:
        print_json(part_of(found, "stories"))
    else:
        show(stories_lines(found, width()))


@app.command()
def story(
    name: Annotated[str, typer.Argument(metavar="ID", help="A story or an article.")],
    store: StorePath = STORE,
    whole: Annotated[
        bool, typer.Option("--all", help="Every statement and moment, not the first dozen.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show one story: its accounts, statements, differences and days."""
    from secondsource.tell.export import part_of
    from secondsource.tell.terminal import story_lines

    found = report_in(store)
    one = story_named(found, name)
    if as_json:
        print_json(part_of(found, "stories", only=one.id)[0])
    else:
        show(story_lines(found, one, width(), whole=whole))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="ID", help="A statement.")],
    store: StorePath = STORE,
    as_json: AsJson = False,
) -> None:
    """Tell step by step how the numbers of a statement came about."""
    from secondsource.tell.choice import chosen_statement
    from secondsource.tell.export import part_of
    from secondsource.tell.terminal import explain_lines

    found = report_in(store)
    one = chosen_statement(found, name)
    if as_json:
        print_json(part_of(found, "statements", only=one.id)[0])
    else:
        show(explain_lines(found, one, width(), brackets=plain()))


@app.command()
def differences(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A story or an article; all without it.")
    ] = None,
    store: StorePath = STORE,
    as_json: AsJson = False,
) -> None:
    """Show where accounts differ, side by side."""
    from secondsource.tell.export import part_of
    from secondsource.tell.terminal import differences_lines

    found = report_in(store)
    one = story_named(found, name) if name else None
    if as_json:
        entries = part_of(found, "conflicts")
        print_json([entry for entry in entries if one is None or entry["story"] == one.id])
    else:
        show(differences_lines(found, one, width()))


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help='Words; "a phrase" in quotation marks.')],
    store: StorePath = STORE,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find passages that hold all the words."""
    from secondsource.edges.collection import report
    from secondsource.edges.store import Store
    from secondsource.records import Span
    from secondsource.tell.terminal import found_lines

    with Store(store, create=False) as kept:
        found = report(kept)
        spans = [Span(one.page, one.start, one.end) for one in kept.found(" ".join(words), limit)]
    if as_json:
        print_json([{"article": span.page, "span": [span.start, span.end]} for span in spans])
    else:
        show(found_lines(found, spans, width()))


app.command()(saying.said)
app.command()(recalling.history)
app.command()(comparing.compare)
app.command()(asking.why)
app.command()(changing.changes)
app.command()(showing.article)


# -- taking out -----------------------------------------------------------------------------


app.command()(taking.report)
app.command()(taking.export)
app.command()(taking.graph)


# -- keeping --------------------------------------------------------------------------------


@app.command()
def verify(store: StorePath = STORE, as_json: AsJson = False) -> None:
    """Read every page's bytes again and prove that each span still yields its words."""
    from secondsource.edges.collection import report
    from secondsource.edges.collection import verify as proof_of
    from secondsource.edges.store import Store

    with Store(store, create=False) as kept:
        report(kept)
        proof = proof_of(kept)
    if as_json:
        print_json({"pages": proof.pages, "records": proof.records, "faults": list(proof.faults)})
    else:
        say(f"{proof.pages} pages, {proof.records} records: {len(proof.faults)} faults")
        for fault in proof.faults:
            say(f"fault: {one_line(fault)}")
    if proof.faults:
        raise typer.Exit(PARTLY)


@app.command()
def rebuild(store: StorePath = STORE, processes: Processes = None) -> None:
    """Throw away all that is derived and derive it again from the kept bytes."""
    from secondsource.edges.collection import rebuild as derived_again
    from secondsource.edges.store import Store

    with Store(store, create=False) as kept:
        found = derived_again(kept, processes=processes, progress=progress())
    say(f"Derived again: {counted(found.accounts, 'article')}.")


app.command()(deciding.decide)
app.command()(deciding.decisions)
app.command()(naming.names)


# -- the terminal ---------------------------------------------------------------------------


def _version(wanted: bool) -> None:
    if wanted:
        say(f"secondsource {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    pass


for _command in app.registered_commands:  # whole sentences in the list of commands, never cut
    _command.short_help = (getattr(_command.callback, "__doc__", None) or "").splitlines()[0]


class _Stopped(SecondSourceError):
    """The person at the keyboard has had enough."""


def _stop(number: int, frame: object) -> None:
    raise _Stopped


def main() -> None:
    """Run a command and turn every failure into a message and an exit status."""
    signal.signal(signal.SIGINT, _stop)
    ready()
    try:
        app()
    except _Stopped:
        clear_progress()
        warn("stopped; every page read so far is safe in the store: read the same inputs again")
        sys.exit(INTERRUPTED)
    except SecondSourceError as error:
        clear_progress()
        warn(f"secondsource: {error}")
        sys.exit(MISUSE)
