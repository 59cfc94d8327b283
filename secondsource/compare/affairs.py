"""What is shown of a story once its articles are grouped: headline, days, why, kin.

What may live here: choosing the headline, the reasons that hold a story together and the stories
of one affair. Nothing here decides what is one story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum

from secondsource.compare.clusters import neighbours
from secondsource.compare.days import Day
from secondsource.compare.likeness import TOP, Terms, Vector, added, dot
from secondsource.compare.succession import story_id
from secondsource.language import language
from secondsource.records import Account, Decision, Reason, Reuse, Span, Story
from secondsource.textview import level

_RELATED = 0.1
"""Likeness of two stories' means, whatever their days, that makes them one affair."""

_NAMES = 2
"""Names that stories of one affair share at least, states aside: one town has many."""

_SHOWN = 6
"""Names and words shown in ``why``."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Accounts with what they are about: terms, vectors, days, and entities' names, by id."""

    accounts: Mapping[str, Account]
    terms: Mapping[str, Terms]
    vectors: Mapping[str, Vector]
    days: Mapping[str, Day]
    names: Mapping[str, str]


def mean_of(vectors: Sequence[Vector]) -> Vector:
    """Give the mean of vectors."""
    if len(vectors) == 1:
        return vectors[0]
    return {term: weight / len(vectors) for term, weight in added(vectors).items()}


def told_of(
    collection: Collection,
    members: Sequence[tuple[str, ...]],
    reuse: Sequence[Reuse],
    decisions: Sequence[Decision],
) -> Iterator[Story]:
    """Yield the stories that articles were grouped into, with what is shown of each."""
    sums = [mean_of([collection.vectors[name] for name in some]) for some in members]
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


def _headline(collection: Collection, some: Sequence[str], total: Vector) -> Span | None:
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
    collection: Collection,
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


def _places(collection: Collection, some: Sequence[str], terms: Sequence[str]) -> tuple[Span, ...]:
    return tuple(
        collection.terms[name].places[term]
        for term in terms
        for name in some[:3]
        if term in collection.terms[name].places
    )


def _why_days(collection: Collection, some: Sequence[str]) -> Iterator[Reason]:
    days = [collection.days[name] for name in some]
    known = sorted({one.day.isoformat() for one in days if one.day})
    spans = tuple(one.span for one in days if one.span)
    if known:
        shown = known[0] if len(known) == 1 else f"{known[0]} to {known[-1]}"
        yield Reason("days", f"news of {shown}", spans)
    elif len(spans) > 1:
        yield Reason("days", "their ledes name the same weekday", spans)


def _related(
    collection: Collection,
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


def _of_one_affair(collection: Collection, one: Vector, other: Vector) -> bool:
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
