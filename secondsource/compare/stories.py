"""Stories: articles about one happening, and the sagas that link them.

Here live the order of the grouping - copies first, then likeness, a person's decisions above
both - and the proof that is shown for it.

Why it works: a copy is about what its text is about, so articles that are wholly one text are
one unit before anything is compared; an outlet's own background paragraphs bind nothing, and
are not even read when likeness is weighed. Units are grouped by average link (``clusters``) over
names, words and days (``likeness``, ``days``). A new story's id is the hash of the smallest article
id in it; it stays while articles join it, and in the greater part of a merge or a split
(``succession``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from secondsource.compare.affairs import Collection, mean_of, told_of
from secondsource.compare.bonds import Gist, gist_of
from secondsource.compare.clusters import grouped
from secondsource.compare.contrast import likely_one
from secondsource.compare.days import Day, counted, day_of
from secondsource.compare.decreed import STORIES, Weigh, decreed, placed_by
from secondsource.compare.flow import flowed
from secondsource.compare.likeness import terms_of, vectors_of
from secondsource.compare.portions import portioned
from secondsource.compare.sagas import linked
from secondsource.compare.succession import NO_PAST, Past, continued
from secondsource.records import Account, Decision, Entity, Reuse, Span, Story

_COPIED = 0.5
"""Share of the shorter article's characters that must be shared for two to be one text."""

_COPIED_LEAST = 0.3

_AT_ONCE = 20_000
"""Texts that are grouped at once at most; more go through the stream in the order of their days,
at half of the time for each (1.1 ms at once and .5 in the stream at 6,000 made-up texts, and
more at once the more there are). The two agree to .97."""


def stories_of(
    accounts: Iterable[Account],
    entities: Iterable[Entity],
    reuse: Iterable[Reuse],
    decisions: Iterable[Decision] = (),
    *,
    past: Past = NO_PAST,
) -> tuple[Story, ...]:
    """Group articles into stories; every article is in exactly one, alone if need be.

    ``reuse`` should be settled; ``past`` are the stories there were, whose ids go on in those that
    continue them. Stories come in the order of their ids, their articles in the order of theirs.
    Errors: none; a decision about an article that is not here is ignored.
    """
    shared = tuple(reuse)
    named = tuple(entities)
    collection = read_of(accounts, named, shared)
    made = tuple(decisions)

    def grouping(some: Collection) -> list[tuple[str, ...]]:
        return _members(some, shared, made)

    portions = portioned(collection, named, shared, grouping, placed=placed_by(made))
    if any(one.verb in STORIES for one in made):
        portions = decreed(portions, made, _copies(collection, shared), _weighing(collection))
    told = tuple(told_of(collection, portions, shared, made))
    return continued(linked(collection, told, shared, named), past)


def _copies(collection: Collection, reuse: Sequence[Reuse]) -> dict[str, tuple[str, ...]]:
    """Give for each article those that are one text with it."""
    units = _units(list(collection.accounts), _bound(collection, reuse, (), set()))
    return {name: unit for unit in units for name in unit}


def _weighing(collection: Collection) -> Weigh:
    """Weigh sets of articles against one another, each as one."""

    def weigh(one: Sequence[str], other: Sequence[str]) -> float:
        return likely_one(collection, one, other)

    return weigh


def read_of(
    accounts: Iterable[Account], entities: Sequence[Entity], reuse: Sequence[Reuse]
) -> Collection:
    """Read what articles are about: their terms, vectors and days, as they are grouped by."""
    known = {one.page.id: one for one in sorted(accounts, key=lambda one: one.page.id)}
    named: defaultdict[str, dict[Span, str]] = defaultdict(dict)
    for entity in entities:
        for mention in entity.mentions:
            named[mention.span.page][mention.span] = entity.id
    background = _background(reuse, known)
    mastheads = _mastheads(known.values(), entities)
    terms = {
        name: terms_of(
            account, named[name], without=(*background.get(name, ()), *mastheads.get(name, ()))
        )
        for name, account in known.items()
    }
    return Collection(
        known,
        terms,
        vectors_of(terms, entities),
        {name: day_of(account) for name, account in known.items()},
        {entity.id: entity.name for entity in entities},
    )


def _background(reuse: Iterable[Reuse], known: Mapping[str, Account]) -> dict[str, list[Span]]:
    """Give what an outlet repeats of its own: it says what came before, not what happened."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for one in reuse:
        if one.kind == "own" and not _whole(one.a.page, one.b.page, [one], known):
            found[one.a.page].append(one.a)
            found[one.b.page].append(one.b)
    return found


def _mastheads(accounts: Iterable[Account], entities: Iterable[Entity]) -> dict[str, list[Span]]:
    """Give where an article names its own outlet, which says nothing of what happened."""
    outlets = {one.page.id: _bare(one.article.outlet) for one in accounts if one.article.outlet}
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for entity in entities:
        names = {_bare(name) for name in (entity.name, *entity.names)}
        for mention in entity.mentions:
            if outlets.get(mention.span.page) in names:
                found[mention.span.page].append(mention.span)
    return found


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


# -- grouping -------------------------------------------------------------------------------


def units_of(
    accounts: Iterable[Account], entities: Iterable[Entity], reuse: Iterable[Reuse]
) -> tuple[list[tuple[str, ...]], list[Gist]]:
    """Give the units of a collection - articles, or several that are one text - and their gists."""
    shared = tuple(reuse)
    collection = read_of(accounts, tuple(entities), shared)
    units = _units(list(collection.accounts), _bound(collection, shared, (), set()))
    days = [counted(collection.days[name] for name in unit[:1]) for unit in units]
    return units, _gists(collection, units, days)


def _gists(
    collection: Collection, units: Sequence[Sequence[str]], days: Sequence[Mapping[Day, int]]
) -> list[Gist]:
    return [
        gist_of(mean_of([collection.vectors[name] for name in unit]), days[at])
        for at, unit in enumerate(units)
    ]


def _members(
    collection: Collection, reuse: Sequence[Reuse], decisions: Sequence[Decision]
) -> list[tuple[str, ...]]:
    names = list(collection.accounts)
    parted = {(min(one.a, one.b), max(one.a, one.b)) for one in decisions if one.verb == "part"}
    units = _units(names, _bound(collection, reuse, decisions, parted))
    apart = _apart(units, parted)
    days = [counted(collection.days[name] for name in unit[:1]) for unit in units]
    gists = _gists(collection, units, days)
    if len(units) > _AT_ONCE:
        found = flowed(gists, days, apart)
    else:
        found = grouped(gists, refused=partial(_refused, apart))
    return [tuple(sorted(name for at in group for name in units[at])) for group in found]


def _bound(
    collection: Collection,
    reuse: Sequence[Reuse],
    decisions: Sequence[Decision],
    parted: set[tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    """Yield the pairs that are one text, or that a person joined; a person's word comes first."""
    known = collection.accounts
    for decision in decisions:
        if decision.verb == "join" and decision.a in known and decision.b in known:
            yield decision.a, decision.b
    pairs: defaultdict[tuple[str, str], list[Reuse]] = defaultdict(list)
    for one in reuse:
        pairs[one.a.page, one.b.page].append(one)
    for (a, b), several in sorted(pairs.items()):
        if (a, b) not in parted and a in known and b in known and _whole(a, b, several, known):
            yield a, b


def _whole(a: str, b: str, several: Sequence[Reuse], known: Mapping[str, Account]) -> bool:
    """Say whether the shorter of two articles stands mostly in the other, and much of both."""
    if a not in known or b not in known:
        return False
    of_a = sum(one.a.end - one.a.start for one in several) / _length(known[a])
    of_b = sum(one.b.end - one.b.start for one in several) / _length(known[b])
    least = _COPIED if several[0].kind == "own" else _COPIED_LEAST
    return max(of_a, of_b) >= _COPIED and min(of_a, of_b) >= least


def _length(account: Account) -> int:
    return sum(one.span.end - one.span.start for one in account.passages) or 1


def _units(names: Sequence[str], bound: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    roots = {name: name for name in names}

    def root(name: str) -> str:
        while roots[name] != name:
            roots[name] = roots[roots[name]]
            name = roots[name]
        return name

    for a, b in bound:
        first, second = sorted((root(a), root(b)))
        roots[second] = first
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        found[root(name)].append(name)
    return [tuple(found[name]) for name in sorted(found)]


def _apart(
    units: Sequence[Sequence[str]], parted: Iterable[tuple[str, str]]
) -> dict[int, set[int]]:
    """Give the units that a person parted from each, both ways."""
    place = {name: at for at, unit in enumerate(units) for name in unit}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in parted:
        if a in place and b in place:
            found[place[a]].add(place[b])
            found[place[b]].add(place[a])
    return dict(found)


def _refused(apart: Mapping[int, set[int]], one: Sequence[int], other: Sequence[int]) -> bool:
    """Say whether a person parted units of two groups; a long group is not gone through."""
    short, long = sorted((one, other), key=len)
    return bool(apart) and any(a in apart and not apart[a].isdisjoint(long) for a in short)
