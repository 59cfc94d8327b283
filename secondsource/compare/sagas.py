"""Sagas: which stories are of one affair, in which order, and why they are linked - never merged.

What may live here: the links between stories that stand apart. A follow-up a month later and the
next stage of a trial share names and words, whatever their days; what an outlet repeats of its
own earlier report links the two outright. A link says nothing of what is one happening.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import fsum
from typing import Literal

from secondsource.compare.affairs import Collection, mean_of
from secondsource.compare.clusters import neighbours
from secondsource.compare.contrast import parts_of
from secondsource.compare.likeness import TOP, Vector, dot
from secondsource.language import language
from secondsource.records import Entity, Reason, Relation, Reuse, Span, Story
from secondsource.textview import level

_RELATED, _NAMED = 0.1, 0.05
"""Likeness of two stories' means, whatever their days, that makes them one affair, and so much of
it from the names that they share."""

_NAMES = 2
"""Names that stories of one affair share at least, of people, bodies and things: one town has many
happenings. Of the newsroom's even seeds 2 to 8 all 24 pairs of episodes are linked so, and 6 pairs
that are of no saga; with places counted and all shared text taken for a link it was 286."""

_TEXT = 0.15
"""Share of the shorter article that two print where their stories are linked by that and one such
name: less is what an outlet repeats of a place."""

_SHOWN, _PLACES = 4, 2
"""Names shown for a link, and places of each on either side."""


def linked(
    collection: Collection,
    stories: Sequence[Story],
    reuse: Iterable[Reuse],
    entities: Iterable[Entity],
) -> tuple[Story, ...]:
    """Give stories with the others of their affair, each with its order and reasons; order kept."""
    places = {one.id for one in entities if one.kind == "place"}
    means = [mean_of([collection.vectors[name] for name in one.articles]) for one in stories]
    shared = _shared(stories, reuse)
    near = {(a, b) for a, several in neighbours(dict(enumerate(means))).items() for b in several}
    found: defaultdict[int, list[Relation]] = defaultdict(list)
    for a, b in sorted({*shared, *near}):
        text = shared.get((a, b), ())
        both = _both(collection, means[a], means[b])
        telling = sum(term not in places for term in both)
        if a < b and (
            _of_one_affair(means[a], means[b], both, telling)
            or (telling and _printed(collection, text) >= _TEXT)
        ):
            pair = stories[a], stories[b]
            reasons = (
                *_names(collection, *pair, both),
                *_text(text),
                *parts_of(collection, pair[0].articles, pair[1].articles),
            )
            for here, there in ((a, b), (b, a)):
                one, other = stories[here], stories[there]
                found[here].append(Relation(other.id, _order(collection, one, other), reasons))
    return tuple(
        replace(
            one,
            related=tuple(sorted(each.story for each in found[at])),
            relations=tuple(sorted(found[at], key=lambda each: each.story)),
        )
        for at, one in enumerate(stories)
    )


def _shared(
    stories: Sequence[Story], reuse: Iterable[Reuse]
) -> Mapping[tuple[int, int], Sequence[Reuse]]:
    place = {name: at for at, one in enumerate(stories) for name in one.articles}
    found: defaultdict[tuple[int, int], list[Reuse]] = defaultdict(list)
    for one in reuse:
        ends = sorted(place[page] for page in (one.a.page, one.b.page) if page in place)
        told = one.kind not in ("furniture", "speech")
        if told and len(ends) == 2 and ends[0] != ends[1]:
            found[ends[0], ends[1]].append(one)
    return found


def _both(collection: Collection, mine: Vector, yours: Vector) -> list[str]:
    """Give the names that two stories share, states aside, the weightiest first."""
    both = [t for t in mine if t in yours and not t.startswith(TOP) and _tells(collection, t)]
    return sorted(both, key=lambda term: (-round(mine[term] * yours[term], 6), term))


def _of_one_affair(one: Vector, other: Vector, both: Sequence[str], telling: int) -> bool:
    named = fsum(one[term] * other[term] for term in both)
    return telling >= _NAMES and round(named, 4) >= _NAMED and round(dot(one, other), 4) >= _RELATED


def _printed(collection: Collection, reuse: Iterable[Reuse]) -> float:
    """Give the greatest share of the shorter of two articles that both of them print."""
    sizes: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in reuse:
        sizes[one.a.page, one.b.page] += one.a.end - one.a.start
    return max((size / _shorter(collection, pair) for pair, size in sizes.items()), default=0.0)


def _shorter(collection: Collection, pair: Iterable[str]) -> int:
    passages = (collection.accounts[name].passages for name in pair)
    return min(sum(one.span.end - one.span.start for one in some) for some in passages) or 1


def _tells(collection: Collection, term: str) -> bool:
    """Say whether a term is a name, and not a state's."""
    name = collection.names.get(term)
    return name is not None and level(name, fold=True) not in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(level(name, fold=True) for name in language("en").groups("states"))


def _names(
    collection: Collection, one: Story, other: Story, both: Sequence[str]
) -> Iterator[Reason]:
    if both[:_SHOWN]:
        spans = tuple(
            span
            for term in both[:_SHOWN]
            for story in (one, other)
            for span in _places(collection, story, term)
        )
        shown = ", ".join(collection.names[term] for term in both[:_SHOWN])
        yield Reason("names", f"shared names: {shown}", spans)


def _places(collection: Collection, story: Story, term: str) -> list[Span]:
    where = (collection.terms[name].places.get(term) for name in story.articles)
    return [span for span in where if span][:_PLACES]


def _text(shared: Sequence[Reuse]) -> Iterator[Reason]:
    if shared:
        longest = max(shared, key=lambda one: (one.a.end - one.a.start, one.a, one.b))
        yield Reason("text", "they share text", (longest.a, longest.b))


def _order(
    collection: Collection, one: Story, other: Story
) -> Literal["before", "after", "same"] | None:
    """Say when another story was, seen from one, by the days of their news."""
    mine, yours = (_days(collection, story) for story in (one, other))
    if not mine or not yours:
        return None
    if yours[-1] < mine[0]:
        return "before"
    return "after" if mine[-1] < yours[0] else "same"


def _days(collection: Collection, story: Story) -> list[str]:
    days = (collection.days[name].day for name in story.articles)
    return sorted(day.isoformat() for day in days if day)
