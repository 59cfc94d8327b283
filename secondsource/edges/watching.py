"""The command that watches feeds: round after round, each of them told in one line."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.edges.fetching import (
    DELAY,
    LIMIT,
    AllowPrivate,
    ArchiveFolder,
    Delay,
    Limit,
    Ways,
)
from secondsource.edges.options import PARTLY, STORE, AsJson, Processes, StorePath, counted
from secondsource.edges.screen import clear_progress, print_json, progress, say, warn
from secondsource.errors import Misuse

if TYPE_CHECKING:
    from secondsource.edges.rounds import Round
    from secondsource.records import Report

EVERY = 15.0  # minutes: what feeds that name a time to live ask for most often is 15 to 60
LARGEST = 20_000_000  # bytes of a list of feeds


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(help="OPML files, lists of addresses, or addresses of feeds and sitemaps."),
    ],
    store: StorePath = STORE,
    every: Annotated[
        float, typer.Option("--every", min=1.0, help="Minutes from one round to the next.")
    ] = EVERY,
    once: Annotated[bool, typer.Option("--once", help="One round, then stop.")] = False,
    again: Annotated[
        float,
        typer.Option("--again", min=0.0, help="Hours for which a page is looked at again."),
    ] = 24.0,
    limit: Limit = LIMIT,
    delay: Delay = DELAY,
    archive: ArchiveFolder = None,
    private: AllowPrivate = False,
    processes: Processes = None,
    as_json: AsJson = False,
) -> None:
    """Fetch what feeds list, round after round, and read it into the store."""
    from secondsource.edges.collection import report
    from secondsource.edges.rounds import Terms, Watch
    from secondsource.edges.store import Store

    asked = feeds_in(feeds)
    ways = Ways(limit=limit, delay=delay, archive=archive, private=private)
    shown = progress()
    terms = Terms(limit=limit, again=again, processes=processes, progress=shown)
    with Store(store) as kept, ExitStack() as held:
        watching = Watch(kept, ways.fetcher(held), now=time.time, terms=terms)
        while True:
            begun = time.monotonic()
            done = watching.round(asked)
            found = report(kept, processes=processes, progress=shown)
            clear_progress()
            _tell(done, found, as_json=as_json)
            if once:
                break
            time.sleep(max(0.0, begun + 60 * every - time.monotonic()))
    if done.unread:
        raise typer.Exit(PARTLY)


def feeds_in(named: Sequence[str]) -> tuple[str, ...]:
    """Give the addresses of the feeds that a person names, or that files which he names list.

    Raises ``Misuse`` for a file that lists none.
    """
    from secondsource.edges.fetch.targets import NAMED_WITH_SECRET, is_address, without_secret

    found: list[str] = []
    for one in named:
        found += [one.strip()] if is_address(one) else _listed(Path(one))
    for one in found:
        if without_secret(one) != one:
            raise Misuse(f"{without_secret(one)}: {NAMED_WITH_SECRET}")
    return tuple(dict.fromkeys(found))


def _listed(path: Path) -> list[str]:
    from secondsource.edges.feeds import is_feed
    from secondsource.edges.sitemaps import entries_of, is_listing
    from secondsource.errors import Unreadable

    try:
        with path.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        raise Misuse(
            f"{path}: {error.strerror}; watch wants the address of a feed, or a file of them"
        ) from error
    if len(raw) > LARGEST:
        raise Misuse(f"{path} is over {LARGEST // 1_000_000} MB: that is no list of feeds")
    if not (is_listing(raw) or is_feed(raw)):
        return _lines(path, raw)
    try:
        found = list(entries_of(raw, None).feeds)
    except Unreadable as error:
        raise Misuse(f"{path}: {error}") from error
    if not found:
        raise Misuse(f"{path} lists no feeds: give the address at which it can be fetched instead")
    return found


def _lines(path: Path, raw: bytes) -> list[str]:
    from secondsource.edges.fetch.targets import is_address, without_secret

    found = []
    for number, line in enumerate(raw.decode("utf-8-sig", "replace").splitlines(), start=1):
        words = line.partition(" #")[0].strip()
        if not words or words.startswith("#"):
            continue
        if not is_address(words):
            raise Misuse(
                f"{path}, line {number}: {without_secret(words)[:80]!r} is no address (http:// or"
                " https://); write one address a line, notes after #"
            )
        found.append(words)
    if not found:
        raise Misuse(f"{path} lists no feeds: write one address a line, or give an OPML file")
    return found


def _tell(done: Round, found: Report, *, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(done, found))
    else:
        say(_line(done, found))
    for one in sorted(done.unread, key=lambda one: (one.input, one.reason)):
        warn(f"unread: {one.input}: {one.reason}")


def _line(done: Round, found: Report) -> str:
    pages = [f"{done.new} new", f"{done.changed} changed", f"{done.same} the same"]
    left = f"; {done.left} left for the next round" if done.left else ""
    return (
        f"{time.strftime('%Y-%m-%d %H:%M')}  Feeds: {done.feeds}, {done.unchanged} unchanged."
        f" Pages: {', '.join(pages)}, {len(done.unread)} unread{left}. In the collection:"
        f" {counted(found.accounts, 'article')}, {counted(found.stories, 'story', 'stories')}."
    )


def _as_json(done: Round, found: Report) -> dict[str, Any]:
    return {
        "feeds": done.feeds,
        "unchanged": done.unchanged,
        "new": done.new,
        "changed": done.changed,
        "same": done.same,
        "left": done.left,
        "unread": [{"input": one.input, "reason": one.reason} for one in done.unread],
        "articles": len(found.accounts),
        "stories": len(found.stories),
    }
