"""What binds two articles or two stories, and what parts them, in words and with the places.

What may live here: the reasons on either side, as names, words, figures, days, shared text and
people's decisions, and how likely the two are one happening by the score that groups articles.
Nothing is decided here: it is said why it was decided so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import zip_longest

from secondsource.compare.affairs import Collection, mean_of
from secondsource.compare.bonds import Gist, bond, gist_of, merged
from secondsource.compare.days import counted
from secondsource.compare.likeness import TOP, Vector
from secondsource.records import Decision, Reason, Reuse, Span

_SHOWN = 5
"""Names, words and figures shown of a kind: what is read at a glance."""

_READ = 40
"""Articles of a story that are read: those of a large one say no more."""

_SLIGHT = 0.0005
"""Weight under which a shared term binds nothing: "the", "Thursday"."""

_CLEAR = 0.5
"""Share of one side's greatest weight from which a term that the other side lacks parts them."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Why two belong together and why not; ``likely`` is how likely they are one happening."""

    likely: float
    binds: tuple[Reason, ...]
    parts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    names: tuple[str, ...]
    mean: Vector


def contrast(
    collection: Collection,
    one: Sequence[str],
    other: Sequence[str],
    *,
    reuse: Iterable[Reuse] = (),
    decisions: Iterable[Decision] = (),
) -> Contrast:
    """Say what binds and what parts two sets of articles, each given as ids in any order.

    Reasons come in the order in which they weigh; their spans are those of the first set, then of
    the second. Errors: none for articles of the collection.
    """
    sides = _side(collection, one), _side(collection, other)
    shared = [each for each in reuse if _between(each.a.page, each.b.page, one, other)]
    decided = tuple(each for each in decisions if _between(each.a, each.b, one, other))
    return Contrast(
        min(1.0, max(0.0, likely_one(collection, one, other))),
        (
            *_decided(collection, decided, {"join", "unite", "move"}),
            *_text(shared),
            *_shared(collection, *sides),
            *_same_days(collection, *sides),
        ),
        (
            *_decided(collection, decided, {"part", "sever"}),
            *parts_of(collection, one, other),
        ),
    )


def parts_of(
    collection: Collection, one: Sequence[str], other: Sequence[str]
) -> tuple[Reason, ...]:
    """Give what parts two sets of articles by their own words: days, names, figures."""
    sides = _side(collection, one), _side(collection, other)
    return (*_other_days(collection, *sides), *_others(collection, *sides))


def likely_one(collection: Collection, one: Sequence[str], other: Sequence[str]) -> float:
    """Give how likely two sets of articles tell one happening, by names, words and days."""
    return bond(gist_in(collection, one), gist_in(collection, other))


def gist_in(collection: Collection, names: Sequence[str]) -> Gist:
    """Give the gist of some articles, the first of them by id where they are many."""
    gists = (
        gist_of(collection.vectors[name], counted([collection.days[name]]))
        for name in sorted(names)[:_READ]
    )
    return reduce(merged, gists)


def _side(collection: Collection, names: Sequence[str]) -> _Side:
    kept = tuple(sorted(names)[:_READ])
    return _Side(kept, mean_of([collection.vectors[name] for name in kept]))


def _between(a: str, b: str, one: Sequence[str], other: Sequence[str]) -> bool:
    return (a in one and b in other) or (b in one and a in other)


# -- people and text ------------------------------------------------------------------------


_SAID = {
    "join": "a person said that they are of one story",
    "part": "a person said that they are not of one story",
    "unite": "a person said that their stories are one",
    "sever": "a person said that the second is not of the story of the first",
    "move": "a person said that the first belongs to the story of the second",
}


def _decided(
    collection: Collection, decisions: Iterable[Decision], verbs: set[str]
) -> Iterator[Reason]:
    for each in decisions:
        if each.verb in verbs:
            ends = (collection.accounts[name].passages[:1] for name in (each.a, each.b))
            spans = tuple(passage.span for first in ends for passage in first)
            note = f": {each.note}" if each.note else ""
            yield Reason("decision", f"{_SAID[each.verb]}{note}", spans)


def _text(shared: Sequence[Reuse]) -> Iterator[Reason]:
    told = [one for one in shared if one.kind != "furniture"]
    if told:
        longest = max(told, key=lambda one: (one.a.end - one.a.start, one.a, one.b))
        size = sum(one.a.end - one.a.start for one in told)
        text = f"they share text: {size:,} characters in all, the longest stretch here"
        yield Reason("text", text, (longest.a, longest.b))


# -- names, words, figures ------------------------------------------------------------------


def _kind(collection: Collection, term: str) -> str:
    if term in collection.names:
        return "names"
    return "figures" if term[0].isdigit() else "words"


def _shared(collection: Collection, one: _Side, other: _Side) -> Iterator[Reason]:
    both = [term for term in one.mean if term in other.mean and not term.startswith(TOP)]
    both.sort(key=lambda term: (-round(one.mean[term] * other.mean[term], 6), term))
    for kind in ("names", "words", "figures"):
        terms = [
            term
            for term in both
            if _kind(collection, term) == kind
            and not (kind == "figures" and _dated(collection, one, term))
            and one.mean[term] * other.mean[term] >= _SLIGHT
        ][:_SHOWN]
        if terms:
            spans = tuple(
                s for term in terms for side in (one, other) for s in _at(collection, side, term)
            )
            yield Reason(kind, f"shared {kind}: {_listed(collection, one, terms)}", spans)


def _others(collection: Collection, one: _Side, other: _Side) -> Iterator[Reason]:
    """Yield what stands high in the articles of one side and nowhere in those of the other.

    Every report has words of its own: they are told only where no name and no figure is.
    """
    found = 0
    for kind in ("names", "figures", "words"):
        first, second = (
            _lacked(collection, mine, yours, kind) for mine, yours in ((one, other), (other, one))
        )
        if first and second and not (kind == "words" and found):
            found += 1
            both = zip_longest(
                [span for term in first for span in _at(collection, one, term)],
                [span for term in second for span in _at(collection, other, term)],
            )
            spans = tuple(span for pair in both for span in pair if span)
            text = f"{_listed(collection, one, first)} against {_listed(collection, other, second)}"
            yield Reason(f"other-{kind}", f"other {kind}: {text}", spans)


def _lacked(collection: Collection, mine: _Side, yours: _Side, kind: str) -> list[str]:
    own = {
        term: mine.mean[term]
        for term in mine.mean
        if TOP + term in mine.mean
        and _kind(collection, term) == kind
        and not (kind == "figures" and _dated(collection, mine, term))
    }
    most = max(own.values(), default=0.0)
    lacked = [term for term in own if term not in yours.mean and own[term] >= _CLEAR * most]
    return sorted(lacked, key=lambda term: (-round(own[term], 6), term))[:_SHOWN]


def _dated(collection: Collection, side: _Side, term: str) -> bool:
    """Say whether a figure stands in a date or a time of day, which the days tell."""
    return any(
        span.touches(time.span)
        for span in _at(collection, side, term)
        for time in collection.accounts[span.page].times
    )


def _at(collection: Collection, side: _Side, term: str) -> list[Span]:
    """Give where a term stands first on a side."""
    found = (collection.terms[name].places.get(term) for name in side.names)
    return [span for span in found if span][:1]


def _listed(collection: Collection, side: _Side, terms: Iterable[str]) -> str:
    """Name terms as they are printed on a side: a name by its entity, a word as it stands."""
    return ", ".join(
        dict.fromkeys(
            collection.names.get(term) or " ".join(_printed(collection, side, term).split())
            for term in terms
        )
    )


def _printed(collection: Collection, side: _Side, term: str) -> str:
    for span in _at(collection, side, term):
        return collection.accounts[span.page].page[span]
    return term


# -- days -----------------------------------------------------------------------------------


def _days(collection: Collection, side: _Side) -> Mapping[str, tuple[Span, ...]]:
    found: dict[str, tuple[Span, ...]] = {}
    for name in side.names:
        one = collection.days[name]
        if one.day:
            day = one.day.isoformat()
            found[day] = (*found.get(day, ()), *((one.span,) if one.span else ()))
    return dict(sorted(found.items()))


def _same_days(collection: Collection, one: _Side, other: _Side) -> Iterator[Reason]:
    mine, yours = (_days(collection, side) for side in (one, other))
    both = [day for day in mine if day in yours]
    if both:
        spans = tuple(span for days in (mine, yours) for day in both for span in days[day][:1])
        yield Reason("days", f"news of {_span_of(both)} in both", spans)


def _other_days(collection: Collection, one: _Side, other: _Side) -> Iterator[Reason]:
    mine, yours = (_days(collection, side) for side in (one, other))
    if mine and yours and not mine.keys() & yours.keys():
        spans = tuple(span for days in (mine, yours) for at in days.values() for span in at[:1])
        text = f"news of {_span_of(list(mine))} against {_span_of(list(yours))}"
        yield Reason("other-days", text, spans)


def _span_of(days: Sequence[str]) -> str:
    return days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
