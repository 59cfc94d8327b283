"""What is shown of a story once its articles are grouped: headline, days, why, kin.

What may live here: laying out what the collection's articles are about, and the reasons that hold
a story together. Nothing here decides what is one story.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from secondsource.compare.days import Day
from secondsource.compare.likeness import TOP, Terms, Vector, added
from secondsource.compare.succession import story_id
from secondsource.compare.typical import distinct, headline_of
from secondsource.records import Account, Decision, Part, Reason, Reuse, Span, Story

_SHOWN = 6
_LEAST_SHOWN = 4  # characters of a word that is shown as a reason
"""Names and words shown in ``why``."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Accounts with what they are about: terms, vectors, days, and entities' names, by id."""

    accounts: Mapping[str, Account]
    terms: Mapping[str, Terms]
    vectors: Mapping[str, Vector]
    days: Mapping[str, Day]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Portions:
    """Groups of articles, the parts of round-ups that each has too, and the round-ups."""

    groups: tuple[tuple[str, ...], ...]
    parts: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)
    roundups: frozenset[str] = frozenset()


def mean_of(vectors: Sequence[Vector]) -> Vector:
    """Give the mean of vectors."""
    if len(vectors) == 1:
        return vectors[0]
    return {term: weight / len(vectors) for term, weight in added(vectors).items()}


def told_of(
    collection: Collection,
    portions: Portions,
    reuse: Sequence[Reuse],
    decisions: Sequence[Decision],
) -> Iterator[Story]:
    """Yield the stories that articles were grouped into, with what is shown of each."""
    sums = [mean_of([collection.vectors[name] for name in some]) for some in portions.groups]
    inside = _inside(portions.groups, reuse)
    for at, some in enumerate(portions.groups):
        days = [collection.accounts[name].article.published for name in some]
        yield Story(
            id=story_id(some),
            headline=_headline(collection, some, inside[at], portions.roundups),
            articles=some,
            earliest=min((one.earliest for one in days if one.earliest), default=None),
            latest=max((one.latest for one in days if one.latest), default=None),
            why=tuple(_why(collection, some, sums[at], decisions)),
            also=portions.parts.get(at, ()),
        )


def _inside(groups: Sequence[Sequence[str]], reuse: Sequence[Reuse]) -> dict[int, list[Reuse]]:
    place = {name: at for at, some in enumerate(groups) for name in some}
    found: defaultdict[int, list[Reuse]] = defaultdict(list)
    for one in reuse:
        if one.a.page in place and place[one.a.page] == place.get(one.b.page):
            found[place[one.a.page]].append(one)
    return found


def _headline(
    collection: Collection,
    some: Sequence[str],
    reuse: Sequence[Reuse],
    last: frozenset[str],
) -> Span | None:
    lengths = {
        name: sum(one.span.end - one.span.start for one in collection.accounts[name].passages)
        for name in some
    }
    texts = distinct(some, reuse, lengths)
    return headline_of(collection.accounts, collection.terms, collection.vectors, texts, last=last)


def _why(
    collection: Collection,
    some: Sequence[str],
    total: Vector,
    decisions: Sequence[Decision],
) -> Iterator[Reason]:
    yield from _why_decided(collection, some, decisions)
    if len(some) < 2:
        return
    counts = Counter(term for name in some for term in collection.vectors[name])
    shared = sorted(
        (term for term in total if counts[term] > 1 and not term.startswith(TOP)),
        key=lambda term: (-round(total[term] * counts[term], 6), term),
    )
    names = [term for term in shared if term in collection.names][:_SHOWN]
    words = [one for one in shared if one not in collection.names and _telling(one)][:_SHOWN]
    for kind, terms in (("names", names), ("words", words)):
        if terms:
            spans = _places(collection, some, terms)
            shown = ", ".join(_printed(collection, some, term) for term in terms)
            yield Reason(kind, f"shared {kind}: {shown}", spans)
    yield from _why_days(collection, some)


def _telling(term: str) -> bool:
    """Say whether a word can be shown as a reason: not "the", nor a piece of a number."""
    return len(term) >= _LEAST_SHOWN and not term.isdigit()


def _printed(collection: Collection, some: Sequence[str], term: str) -> str:
    """Give a name, or a word as the first of the articles that has it prints it."""
    if term in collection.names:
        return collection.names[term]
    places = ((name, collection.terms[name].places.get(term)) for name in some)
    return next((collection.accounts[name].page[at].lower() for name, at in places if at), term)


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


_DECIDED = {
    "join": "a person joined two of its articles",
    "unite": "a person said that the stories of these two articles are one",
    "move": "a person moved an article into this story",
}
_APART = {
    "part": "a person said that another article is not of one story with one of these",
    "sever": "a person said that another article is not of this story",
}


def _why_decided(
    collection: Collection, some: Sequence[str], decisions: Sequence[Decision]
) -> Iterator[Reason]:
    """Yield what people decided of a story's articles, with where the articles begin."""
    inside = set(some)
    for one in decisions:
        held = {one.a, one.b} & inside
        if len(held) == 2 and one.verb in _DECIDED:
            yield Reason("decision", _DECIDED[one.verb], _openings(collection, (one.a, one.b)))
        elif len(held) == 1 and one.verb in _APART and _are_here(collection, one):
            yield Reason("decision", _APART[one.verb], _openings(collection, (one.a, one.b)))


def _are_here(collection: Collection, one: Decision) -> bool:
    return one.a in collection.accounts and one.b in collection.accounts


def _openings(collection: Collection, names: Sequence[str]) -> tuple[Span, ...]:
    passages = (collection.accounts[name].passages[:1] for name in names)
    return tuple(one.span for first in passages for one in first)
