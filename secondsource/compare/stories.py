"""Stories: articles about one happening, and the sagas that link them.

Here live the order of the grouping - copies first, then likeness, a person's decisions above
both - and the proof that is shown for it.

Why it works: a copy is about what its text is about, so articles that are wholly one text are
one unit before anything is compared; an outlet's own background paragraphs bind nothing, and
are not even read when likeness is weighed. Units are grouped by average link (``clusters``) over
names, words and days (``likeness``, ``days``). A story's id is the hash of the smallest article
id in it, so it stays while articles join it, and survives a merge in the part that kept it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum

from secondsource.compare.clusters import grouped, neighbours
from secondsource.compare.days import Day, counted, day_of
from secondsource.compare.likeness import TOP, Terms, Vector, added, dot, terms_of, vectors_of
from secondsource.language import language
from secondsource.records import Account, Decision, Entity, Reason, Reuse, Span, Story
from secondsource.textview import level

_LEAST = 0.073
"""Average likeness of one story, less what its days say against it, or leave unsaid. In draws of
five of ECB+'s even topics, where nothing competes for an article, pair precision is .87 and
recall .90; the topics' whole has F1 .94, and dated news (wire-events, even) .90."""

_RELATED = 0.1
"""Likeness of two stories' means, whatever their days, that makes them one affair."""

_NAMES = 2
"""Names that stories of one affair share at least, states aside: one town has many."""

_COPIED = 0.5
"""Share of the shorter article's characters that must be shared for two to be one text."""

_COPIED_LEAST = 0.3
_SHOWN = 6
"""Names and words shown in ``why``."""


@dataclass(frozen=True, slots=True)
class _Collection:
    accounts: Mapping[str, Account]
    terms: Mapping[str, Terms]
    vectors: Mapping[str, Vector]
    days: Mapping[str, Day]
    names: Mapping[str, str]


def stories_of(
    accounts: Iterable[Account],
    entities: Iterable[Entity],
    reuse: Iterable[Reuse],
    decisions: Iterable[Decision] = (),
) -> tuple[Story, ...]:
    """Group articles into stories; every article is in exactly one, alone if need be.

    ``reuse`` should be settled. Stories come in the order of their ids, their articles in the
    order of theirs. Errors: none; a decision about an article that is not here is ignored.
    """
    shared = tuple(reuse)
    collection = _read(accounts, tuple(entities), shared)
    made = tuple(decisions)
    members = _members(collection, shared, made)
    return tuple(sorted(_told(collection, members, shared, made), key=lambda story: story.id))


def _read(
    accounts: Iterable[Account], entities: Sequence[Entity], reuse: Sequence[Reuse]
) -> _Collection:
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
    return _Collection(
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


def _members(
    collection: _Collection, reuse: Sequence[Reuse], decisions: Sequence[Decision]
) -> list[tuple[str, ...]]:
    names = list(collection.accounts)
    parted = {(min(one.a, one.b), max(one.a, one.b)) for one in decisions if one.verb == "part"}
    units = _units(names, _bound(collection, reuse, decisions, parted))
    apart = _apart(units, parted)
    vectors = [_mean([collection.vectors[name] for name in unit]) for unit in units]
    days = [counted(collection.days[name] for name in unit[:1]) for unit in units]

    def refused(one: Sequence[int], other: Sequence[int]) -> bool:
        return bool(apart) and any((min(a, b), max(a, b)) in apart for a in one for b in other)

    found = grouped(vectors, days, least=_LEAST, refused=refused)
    return [tuple(sorted(name for at in group for name in units[at])) for group in found]


def _mean(vectors: Sequence[Vector]) -> Vector:
    if len(vectors) == 1:
        return vectors[0]
    return {term: weight / len(vectors) for term, weight in added(vectors).items()}


def _bound(
    collection: _Collection,
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


def _apart(units: Sequence[Sequence[str]], parted: set[tuple[str, str]]) -> set[tuple[int, int]]:
    place = {name: at for at, unit in enumerate(units) for name in unit}
    return {
        (min(place[a], place[b]), max(place[a], place[b]))
        for a, b in parted
        if a in place and b in place
    }


# -- telling --------------------------------------------------------------------------------


def _told(
    collection: _Collection,
    members: Sequence[tuple[str, ...]],
    reuse: Sequence[Reuse],
    decisions: Sequence[Decision],
) -> Iterator[Story]:
    sums = [_mean([collection.vectors[name] for name in some]) for some in members]
    related = _related(collection, members, sums, reuse)
    ids = [story_id(some) for some in members]
    for at, some in enumerate(members):
        days = [collection.accounts[name].article.published for name in some]
        yield Story(
            ids[at],
            _headline(collection, some, sums[at]),
            some,
            min((one.earliest for one in days if one.earliest), default=None),
            max((one.latest for one in days if one.latest), default=None),
            tuple(_why(collection, some, sums[at], decisions)),
            tuple(sorted(ids[other] for other in related[at])),
        )


def story_id(articles: Sequence[str]) -> str:
    """Name a story by its smallest article id: it stays the same while others join.

    >>> story_id(["p2", "p1"]) == story_id(["p1", "p7"])
    True
    """
    return "s" + hashlib.sha256(min(articles).encode()).hexdigest()[:15]


def _headline(collection: _Collection, some: Sequence[str], total: Vector) -> Span | None:
    """Choose the headline that says most of what the story's articles have in common."""
    best: tuple[float, Span] | None = None
    for name in some:
        headline = collection.accounts[name].article.headline
        if headline is None:
            continue
        places = collection.terms[name].places
        said = [term for term in places.keys() & total.keys() if places[term].within(headline)]
        score = round(fsum(total[term] for term in said), 4)
        if best is None or score > best[0]:
            best = (score, headline)
    return best[1] if best else None


def _why(
    collection: _Collection,
    some: Sequence[str],
    total: Vector,
    decisions: Sequence[Decision],
) -> Iterator[Reason]:
    if len(some) < 2:
        return
    counts = Counter(term for name in some for term in collection.vectors[name])
    shared = sorted(
        (term for term in total if counts[term] > 1 and not term.startswith(TOP)),
        key=lambda term: (-round(total[term] * counts[term], 6), term),
    )
    names = [term for term in shared if term in collection.names][:_SHOWN]
    words = [term for term in shared if term not in collection.names][:_SHOWN]
    for kind, terms in (("names", names), ("words", words)):
        if terms:
            spans = _places(collection, some, terms)
            shown = ", ".join(collection.names.get(term, term) for term in terms)
            yield Reason(kind, f"shared {kind}: {shown}", spans)
    yield from _why_days(collection, some)
    inside = set(some)
    for one in decisions:
        if one.verb == "join" and one.a in inside and one.b in inside:
            yield Reason("decision", "a person joined two of its articles")


def _places(collection: _Collection, some: Sequence[str], terms: Sequence[str]) -> tuple[Span, ...]:
    return tuple(
        collection.terms[name].places[term]
        for term in terms
        for name in some[:3]
        if term in collection.terms[name].places
    )


def _why_days(collection: _Collection, some: Sequence[str]) -> Iterator[Reason]:
    days = [collection.days[name] for name in some]
    known = sorted({one.day.isoformat() for one in days if one.day})
    spans = tuple(one.span for one in days if one.span)
    if known:
        shown = known[0] if len(known) == 1 else f"{known[0]} to {known[-1]}"
        yield Reason("days", f"news of {shown}", spans)
    elif len(spans) > 1:
        yield Reason("days", "their ledes name the same weekday", spans)


def _related(
    collection: _Collection,
    members: Sequence[tuple[str, ...]],
    sums: Sequence[Vector],
    reuse: Sequence[Reuse],
) -> list[set[int]]:
    """Link stories of one affair: much alike whatever their days, or sharing text."""
    place = {name: at for at, some in enumerate(members) for name in some}
    found: list[set[int]] = [set() for _ in members]
    linked = {tuple(sorted((place[one.a.page], place[one.b.page]))) for one in reuse}
    near = neighbours(dict(enumerate(sums)))
    close = {(a, b) for a, several in near.items() for b in several if a < b}
    for a, b in sorted(linked | close):
        if a != b and ((a, b) in linked or _of_one_affair(collection, sums[a], sums[b])):
            found[a].add(b)
            found[b].add(a)
    return found


def _of_one_affair(collection: _Collection, one: Vector, other: Vector) -> bool:
    names = sum(
        1
        for term in one
        if term in other
        and term in collection.names
        and level(collection.names[term], fold=True) not in _states()
    )
    return names >= _NAMES and round(dot(one, other), 4) >= _RELATED


@cache
def _states() -> frozenset[str]:
    return frozenset(level(name, fold=True) for name in language("en").groups("states"))
