"""A collection of the newsroom run through the pipeline, with its truth laid on the pages.

Here live reading (as a person would have it read, the table of outlets applied), finding the
passages and instances of the truth in the text that was read, and choosing the exported
statement that stands for a true one. A passage is found by its words in order, white space and
marks levelled; one that the reader does not show is nowhere.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondsource import pipeline
from secondsource.edges.files import inputs_of
from secondsource.edges.outlets import outlets_of
from secondsource.edges.raw import Raw
from secondsource.laid import Laid
from secondsource.records import Account, Draft, Instance, Report, Span, Statement, Tagged
from secondsource.textview import TextView, level

Json = dict[str, Any]
Tags = dict[str, Tagged]
Root = tuple[str, int]  # an article's key and the number of one of its passages

# An instance stands for a true one when they share half of the shorter's characters.
_SAME_PLACE = 0.5
CARRYING = frozenset(("asserts", "attributes", "hedges"))


@dataclass(frozen=True, slots=True)
class Run:
    """A report, its truth, and where the truth's passages stand in the text that was read."""

    name: str
    report: Report
    truth: Json
    page: Mapping[str, str]  # article key to page id
    places: Mapping[Root, Span]
    texts: Mapping[str, str]  # page id to its text

    def articles(self) -> Iterable[Json]:
        """Give the truth's articles that were read."""
        return (one for one in self.truth["articles"] if one["key"] in self.page)


def run_of(level: str, seed: int, *, tags: Tags) -> Run:
    """Generate one collection and run it through the pipeline; ``tags`` grows."""
    from bench.newsroom import coverage_of
    from bench.newsroom.truth import written

    with tempfile.TemporaryDirectory() as place:
        written(coverage_of(level, seed), Path(place))
        return run_in(Path(place), tags=tags)


def run_in(folder: Path, *, tags: Tags) -> Run:
    """Run the collection of a folder: ``coverage.jsonl``, ``outlets.csv``, ``truth.json``."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return laid_out(f"{truth['level']} {truth['seed']}", reported(folder, tags), truth)


def reported(folder: Path, tags: Tags) -> Report:
    """Read ``coverage.jsonl`` and ``outlets.csv`` of a folder and compare its articles."""
    return pipeline.compared(accounts_in(folder, tags))


def accounts_in(folder: Path, tags: Tags) -> tuple[Account, ...]:
    """Read each article of a folder's ``coverage.jsonl`` alone, as its ``outlets.csv`` names it."""
    outlets = outlets_of(folder / "outlets.csv")
    drafts = []
    for number, raw in enumerate(inputs_of([str(folder / "coverage.jsonl")])):
        if isinstance(raw, Raw):
            page, article = pipeline.read_page(
                raw.raw,
                input="coverage.jsonl",
                media=raw.media,
                given=raw.given,
                url=raw.url,
                key=raw.key,
                outlets=outlets,
            )
            drafts.append(Draft(page, article, raw.address, number))
    pairs = [(one.page, one.article) for one in pipeline.read_together(drafts)]
    tags.update(pipeline.tags_of(pipeline.untagged(pairs, tags)))
    return tuple(pipeline.extracted(page, article, tags) for page, article in pairs)


def laid_out(name: str, report: Report, truth: Json) -> Run:
    """Find the truth's passages in the pages of a report."""
    page = {a.page.key: a.page.id for a in report.accounts if a.page.key is not None}
    texts = {a.page.id: a.page.text for a in report.accounts}
    places: dict[Root, Span] = {}
    for article in truth["articles"]:
        ident = page.get(article["key"])
        if ident is not None:
            found = _in_order(TextView.of(ident, texts[ident]), article["passages"])
            places.update({(article["key"], number): span for number, span in found.items()})
    return Run(name, report, truth, page, places, texts)


def _in_order(view: TextView, passages: Sequence[Json]) -> dict[int, Span]:
    found: dict[int, Span] = {}
    reached = 0
    for number, passage in enumerate(passages):
        words = level(passage["text"]).strip()
        at = view.text.find(words, reached)
        if at >= 0:
            reached = at + len(words)
        else:
            at = view.text.find(words)
        if at >= 0 and words:
            found[number] = view.span(at, at + len(words))
    return found


def place_of(run: Run, instance: Json) -> Span | None:
    """Find a true instance's words in the page."""
    passage = run.places.get((instance["article"], instance["passage"]))
    if passage is None:
        return None
    view = TextView.of(passage.page, run.texts[passage.page][passage.start : passage.end])
    words = level(instance["text"]).strip()
    at = view.text.find(words)
    if at < 0:
        return passage
    inner = view.span(at, at + len(words))
    return Span(passage.page, passage.start + inner.start, passage.start + inner.end)


# -- statements -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """A true statement, its places, and the exported statement that stands for it, if any.

    ``at`` gives each counted true instance that was found in a page its span there.
    """

    truth: Json
    at: tuple[tuple[Json, Span], ...]
    found: Statement | None
    shared: int


def matches_of(run: Run) -> list[Match]:
    """Give every true statement that somebody states the exported one that holds most of it.

    Of two that hold as much the one with fewer other instances is taken.
    """
    members = [
        (statement, member.instance)
        for statement in run.report.statements
        for member in statement.members
        if member.instance.stance in CARRYING
    ]
    laid = Laid.of(members, lambda one: one[1].span)
    size = Counter(statement.id for statement, _ in members)
    return [
        _match(run, truth, laid, size) for truth in run.truth["statements"] if truth["origins"] > 0
    ]


def _match(
    run: Run, truth: Json, laid: Laid[tuple[Statement, Instance]], size: Mapping[str, int]
) -> Match:
    at = [
        (one, span)
        for one in truth["instances"]
        if one["stance"] in CARRYING and (span := place_of(run, one)) is not None
    ]
    held: defaultdict[str, set[int]] = defaultdict(set)
    by_id: dict[str, Statement] = {}
    for number, (_, span) in enumerate(at):
        for statement, instance in laid.touching(span):
            if same_place(instance.span, span):
                held[statement.id].add(number)
                by_id[statement.id] = statement
    best = min(held, key=lambda one: (-len(held[one]), size[one], one), default=None)
    found = None if best is None else by_id[best]
    return Match(truth, tuple(at), found, len(held[best]) if best else 0)


def same_place(one: Span, other: Span) -> bool:
    """Say whether two spans share half of the shorter.

    >>> same_place(Span("p", 0, 10), Span("p", 5, 40))
    True
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return one.page == other.page and shared > 0 and shared >= _SAME_PLACE * shorter
