"""The three numbers against the newsroom's truth: errors, intervals, and which part erred.

A true statement that no exported one stands for counts as it is told: nothing. The references
are given the true places of each statement. The parts are told apart by giving the program the
truth of one part after another: which instances are one statement, whom each goes back to, and
who carries whose text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bench.origins_copies import true_marks
from bench.origins_peers import Grams, counts_of
from bench.origins_truth import Json, Match, Run, matches_of, same_place
from secondsource.compare.corroboration import counted
from secondsource.laid import Laid
from secondsource.records import (
    Carried,
    Hidden,
    Instance,
    Interval,
    Lineage,
    Member,
    Parent,
    Reuse,
    Span,
    Statement,
)

NOTHING = Interval(0, 0, 0)
STRATA: Mapping[str, Callable[[int], bool]] = {
    "1": lambda true: true == 1,
    "2": lambda true: true == 2,
    "3-4": lambda true: true in (3, 4),
    "5+": lambda true: true >= 5,
}
PARTS = ("ours", "true places", "true places, knowers", "true places, knowers, lineage")


@dataclass(frozen=True, slots=True)
class Case:
    """One true statement: its numbers, and what each way of counting gives (origins, texts)."""

    collection: str
    id: str
    words: str
    reach: int
    texts: int
    origins: int
    places: int
    told: Mapping[str, tuple[Interval, Interval]]
    match: Match


def cases_of(run: Run) -> Iterator[Case]:
    """Count every true statement of a collection in every way."""
    matches = matches_of(run)
    parts = {
        name: _counted_with(run, matches, knowers="knowers" in name, lineage="lineage" in name)
        for name in PARTS[1:]
    }
    eight, five = Grams(run.report.accounts, 8), Grams(run.report.accounts, 5)
    families = {a.page.id: a.article.family for a in run.report.accounts}
    for number, match in enumerate(matches):
        easy = counts_of([span.page for _, span in match.at], families, eight, five)
        ours = (match.found.origins, match.found.texts) if match.found else (NOTHING, NOTHING)
        yield Case(
            run.name,
            match.truth["id"],
            match.truth["words"],
            match.truth["reach"],
            match.truth["texts"],
            match.truth["origins"],
            len(match.at),
            {
                "ours": ours,
                **{name: found[number] for name, found in parts.items()},
                **{n: (Interval.exactly(c), Interval.exactly(c)) for n, c in easy.items()},
            },
            match,
        )


# -- with the truth of a part ---------------------------------------------------------------


def _counted_with(
    run: Run, matches: Sequence[Match], *, knowers: bool, lineage: bool
) -> list[tuple[Interval, Interval]]:
    laid = Laid.of(
        (one for account in run.report.accounts for one in account.instances),
        lambda one: one.span,
    )
    told = [_told(match, laid, run, knowers=knowers) for match in matches]
    true = _lineage(run), _reuse(run)
    found = counted(
        told, run.report.accounts, run.report.entities,
        true[0] if lineage else run.report.lineage, true[1] if lineage else run.report.reuse,
    )  # fmt: skip
    return [(one.origins, one.texts) for one in found]


def _told(match: Match, laid: Laid[Instance], run: Run, *, knowers: bool) -> Statement:
    """Make a statement of the true places: our instance there, or one that credits nobody."""
    who = {one["id"]: one for one in run.truth["knowers"]}
    members = []
    for number, (true, span) in enumerate(match.at):
        there = [one for one in laid.touching(span) if same_place(one.span, span)]
        one = min(there, key=lambda i: (_missed(i.span, span), i.id), default=None)
        if one is None:
            one = Instance(f"none {number}", span, _sentence(run, span), "asserts")
        one = replace(one, stance=true["stance"])
        if knowers:
            one = _known(one, who.get(true["knower"]), span)
        members.append(Member(one, 1.0))
    return Statement(match.truth["id"], "", None, tuple(members), 0, NOTHING, NOTHING)


def _sentence(run: Run, span: Span) -> Span:
    account = next(one for one in run.report.accounts if one.page.id == span.page)
    return next((p.span for p in account.passages if p.span.touches(span)), span)


def _missed(one: Span, true: Span) -> int:
    return abs(one.start - true.start) + abs(one.end - true.end)


def _known(one: Instance, knower: Json | None, span: Span) -> Instance:
    if knower is None:
        return replace(one, speaker=None, speaker_span=None)
    return replace(one, speaker=f"true:{knower.get('of', knower['id'])}", speaker_span=span)


def _lineage(run: Run) -> Lineage:
    hidden = tuple(
        Hidden(one["id"], one["agency"], _pages(one["articles"], run))
        for one in run.truth["hidden"]
    )
    parents, stretches = [], []
    for article in run.articles():
        child = run.page[article["key"]]
        parents.append(_parent(child, next(iter(article["parents"]), None), run))
        for number, passage in enumerate(article["passages"]):
            if (article["key"], number) in run.places:
                whose = _parent(child, passage["parent"], run)
                stretches.append(Carried(run.places[article["key"], number], (whose,)))
    return Lineage(hidden, tuple(parents), tuple(stretches))


def _pages(keys: Iterable[str], run: Run) -> tuple[str, ...]:
    return tuple(run.page[key] for key in keys if key in run.page)


def _parent(child: str, parent: Json | None, run: Run) -> Parent:
    if parent is None:
        return Parent(child, None, None, 1.0)
    return Parent(child, run.page.get(parent["article"] or ""), parent["hidden"], 1.0)


def _reuse(run: Run) -> tuple[Reuse, ...]:
    return tuple(
        Reuse("wire", a, b, 1.0, "undirected", 1.0)
        for mine, yours in true_marks(run).values()
        for a, b in zip(mine, yours, strict=False)
    )


# -- figures --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figures:
    """The errors of one way of counting one number over many statements."""

    plain: float
    balanced: float
    covered: float
    by_stratum: Mapping[str, float]
    width: float
    sizes: Mapping[str, int]
    errors: Mapping[str, float]


def figures(cases: Iterable[Case], who: str, *, texts: bool = False) -> Figures:
    """Give the mean error of the likely value, and how often the interval holds the truth.

    ``balanced`` is the mean over the strata true 1, 2, 3-4, 5 and more.
    """
    off: defaultdict[str, list[int]] = defaultdict(list)
    held: defaultdict[str, list[bool]] = defaultdict(list)
    wide: list[int] = []
    for case in cases:
        true = case.texts if texts else case.origins
        told = case.told[who][1 if texts else 0]
        stratum = next((name for name, inside in STRATA.items() if inside(true)), "1")
        off[stratum].append(abs(told.likely - true))
        held[stratum].append(told.low <= true <= told.high)
        wide.append(told.high - told.low)
    every = [one for some in off.values() for one in some]
    inside = [one for some in held.values() for one in some]
    errors = {name: _mean(off[name]) for name in STRATA if off[name]}
    return Figures(
        _mean(every),
        _mean(list(errors.values())),
        _mean(inside),
        {name: _mean(held[name]) for name in STRATA if held[name]},
        _mean(wide),
        {name: len(off[name]) for name in STRATA if off[name]},
        errors,
    )


def _mean(some: Sequence[float]) -> float:
    return sum(some) / len(some) if some else 0.0
