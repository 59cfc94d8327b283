"""Round-ups: articles that tell of several happenings, one after another, and which passages do.

What may live here: telling a digest, a live page or a briefing column from an article on one
happening, and saying which of its paragraphs are on which group of articles. The grouping itself,
and what is shown of it, are elsewhere.

Why it works: no text is cut by its own words alone - the paragraphs of an ordinary report share
few - but by the articles beside it: each paragraph is given the group whose names and words it
shares most, and a change of group between two paragraphs has a price, lower at a heading (the
best path after A. Viterbi, 1967; cohesion as in M. Hearst, TextTiling, Computational Linguistics
23(1), 1997). A report has all its paragraphs in its own group, or a few at the end in another;
only where several groups that have nothing to do with one another hold much of an article is it
a round-up. So one in a collection that has nothing else on its happenings stays what it seems.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest
from itertools import combinations
from math import fsum

from secondsource.compare.affairs import Collection, mean_of
from secondsource.compare.bonds import LEAST, bond, gist_of
from secondsource.compare.contrast import gist_in, likely_one
from secondsource.compare.days import counted, day_of
from secondsource.compare.likeness import TOP, Vector, dot, terms_of
from secondsource.compare.segments import SHEET, Paragraph, Scale, cut, paragraphs_of, sheets_of
from secondsource.records import Entity, Passage, Span

_NEAR = 0.05
"""Likeness of an article and a group that may be one of several it tells of."""

_SWITCH, _HEADED = 0.03, 0.01
"""What passing from one group to another costs between two paragraphs, and where a heading or a
time stands between them, as a share of the article's weight. Newsroom, even seeds."""

_TOPICS, _SHARE, _GAIN = 3, 0.08, 0.025
"""A round-up has so many topics, each with this share of its text - half of what each has at an
equal share, where they are many - and each fits its group by so
much of the article's weight better than the first topic's group does. Of 119 articles of
wire-events, 385 of ECB+ and 133 of the newsroom (even parts) none has three such topics."""

_TWO, _TWO_GAIN = 0.3, 0.08
"""Or two topics, under headings, of which the second is so long and fits so much better. Of a
report whose background is on two other happenings the rest has less."""

_ALIKE = 0.12
"""Likeness of two groups above which they are of one affair: their reports name one another."""

_SAID, _CLEAR, _MOST = 2, 2.0, 0.5
"""So many terms must a headline share with its topic's group, and so much more than with any
other's; or so much of the text must be on one."""

_INDEXED, _COMMON, _COMPARED = 40, 60, 12
"""Terms of a group that find it, the heaviest; groups that a term finds at most; groups that an
article is compared with."""

_STRANGE, _FEW, _COPY = 0.04, 2, 0.8
"""Likeness under which two articles have nothing in common; articles of a group that may be
round-ups all; share of the shorter vector that two copies of one text have in common."""

_SMALL, _LARGE = 12, 200
"""Articles of a group that may be held together by one of them alone; a larger one is not. And so
many that one of them more or less says nothing."""

_TOLD = 300
"""Topics of one article that are weighed, the longest: a page may tell of ten thousand things."""

_KEPT = 600
"""Terms of a group that are kept, the heaviest: what three articles have."""

Groups = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Side:
    """A group as one article sees it, itself left out: its place, its articles, its mean.

    A small group that the article alone holds together is several sides.
    """

    group: int
    articles: tuple[str, ...]
    mean: Vector


@dataclass(frozen=True, slots=True)
class Topic:
    """The paragraphs of an article that are on one group, and how strongly they are bound to it.

    ``gain`` is how much better they fit it than the group of the article's longest topic does, as a
    share of the article's weight; ``places`` are where its terms stand first.
    """

    side: Side
    paragraphs: tuple[Paragraph, ...]
    gain: float
    bond: float = 0.0
    places: Mapping[str, Span] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """Characters of its passages."""
        return sum(one.length for one in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Roundup:
    """An article on several groups, its topics the longest first.

    ``main`` is the group that its headline or most of its text is on, None if it is on none.
    """

    topics: tuple[Topic, ...]
    main: int | None


def roundups_in(
    collection: Collection, groups: Groups, entities: Iterable[Entity]
) -> dict[str, Roundup]:
    """Find the articles that tell of several of the groups that articles were put into.

    ``groups`` are of article ids, every article in one. Errors: none.

    >>> roundups_in(Collection({}, {}, {}, {}, {}), [], [])
    {}
    """
    desk = _Desk.of(collection, groups, tuple(entities))
    drafts = {name: desk.drafted(name) for name in collection.accounts}
    suspects = {name: one for name, one in drafts.items() if _several(one)}
    found = desk.weighed(suspects)
    return {name: one for name, one in found.items() if _several(one.topics)}


def topics_in(
    collection: Collection,
    groups: Groups,
    entities: Iterable[Entity],
    *,
    of: Iterable[str],
) -> dict[str, Roundup]:
    """Give the topics of round-ups that are known to be such, among groups without them."""
    desk = _Desk.of(collection, groups, tuple(entities))
    return desk.weighed({name: desk.drafted(name) for name in of})


def _several(topics: Sequence[Topic]) -> bool:
    """Say whether topics are those of a round-up rather than of a report with its background."""
    whole = sum(one.length for one in topics) or 1
    least = min(_SHARE, 0.5 / max(1, len(topics))) * whole
    told = [
        one
        for at, one in enumerate(topics)
        if not at or (one.length >= least and one.gain >= _GAIN)
    ]
    if sum(one.length for one in told[1:]) < _TWO * whole:
        return False
    if len(told) != 2:
        return len(told) >= _TOPICS
    headed = all(any(each.headed for each in one.paragraphs) for one in told)
    return headed and told[1].length >= _TWO * whole and told[1].gain >= _TWO_GAIN


# -- the groups an article may tell of --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Desk:
    """Groups laid out for asking which of them an article's paragraphs are on."""

    collection: Collection
    groups: Groups
    scale: Scale
    named: Mapping[str, Mapping[Span, str]]
    means: Sequence[Vector]
    index: Mapping[str, Sequence[int]]
    place: Mapping[str, int]
    weights: dict[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, collection: Collection, groups: Groups, entities: tuple[Entity, ...]) -> _Desk:
        means = [_slim(mean_of([collection.vectors[name] for name in some])) for some in groups]
        index: defaultdict[str, list[int]] = defaultdict(list)
        for at, mean in enumerate(means):
            for term in _heaviest(mean, _INDEXED):
                index[term].append(at)
        place = {name: at for at, some in enumerate(groups) for name in some}
        scale = Scale.of(collection.terms, entities)
        return cls(collection, groups, scale, named_in(entities), means, index, place)

    def near(self, name: str, vector: Vector) -> list[Side]:
        """Give the groups that share most with an article, the most alike first."""
        found: defaultdict[int, float] = defaultdict(float)
        for term in _heaviest(vector, 2 * _INDEXED):
            where = self.index.get(term, ())
            for at in where if len(where) <= _COMMON else ():
                found[at] += vector[term] * self.means[at][term]
        best = sorted(found, key=lambda at: (-round(found[at], 6), at))[:_COMPARED]
        sides = [side for at in best for side in self._sides(name, at)]
        alike = [(round(dot(vector, side.mean), 4), side) for side in sides]
        alike.sort(key=lambda pair: (-pair[0], pair[1].group, pair[1].articles))
        return _without_spread([side for likeness, side in alike if likeness >= _NEAR])

    def _sides(self, name: str, at: int) -> Iterator[Side]:
        if self.place.get(name) != at:
            yield Side(at, tuple(self.groups[at]), self.means[at])
            return
        vectors = self.collection.vectors
        others = tuple(one for one in self.groups[at] if one != name)
        if len(others) > _LARGE:
            yield Side(at, others[:_LARGE], self.means[at])
            return
        if len(others) > _SMALL:
            size, own = len(others), vectors[name]
            mean = {t: ((size + 1) * w - own.get(t, 0.0)) / size for t, w in self.means[at].items()}
            yield Side(at, others, mean)
            return
        for part in self._parts([one for one in others if not self._is_copy(name, one)]):
            yield Side(at, part, mean_of([vectors[one] for one in part]))

    def _is_copy(self, one: str, other: str) -> bool:
        a, b = (self.collection.vectors[name] for name in (one, other))
        return dot(a, b) >= _COPY * min(dot(a, a), dot(b, b))

    def _parts(self, names: Sequence[str]) -> list[tuple[str, ...]]:
        """Part articles so that no two of different parts are bound to one another.

        An article that is bound to two that have nothing in common may be a round-up itself: it
        holds no part together, and stands in none.
        """
        between = {
            name
            for name in names
            for one, other in combinations([n for n in names if self._bound(name, n)], 2)
            if self._strange(one, other)
        }
        parts: list[tuple[str, ...]] = []
        for name in names if len(between) == len(names) else sorted(set(names) - between):
            held = [part for part in parts if any(self._bound(name, one) for one in part)]
            parts = [part for part in parts if part not in held]
            parts.append(tuple(sorted((name, *(one for part in held for one in part)))))
        return sorted(parts)

    def _bound(self, one: str, other: str) -> bool:
        return one != other and self._weighed(one, other)[0] >= LEAST

    def _strange(self, one: str, other: str) -> bool:
        return self._weighed(one, other)[1] < _STRANGE

    def _weighed(self, one: str, other: str) -> tuple[float, float]:
        """Give the bond and the likeness of two articles."""
        key = (min(one, other), max(one, other))
        if key not in self.weights:
            vectors = self.collection.vectors
            strength = likely_one(self.collection, key[:1], key[1:])
            self.weights[key] = strength, round(dot(vectors[one], vectors[other]), 4)
        return self.weights[key]

    # -- topics -----------------------------------------------------------------------------

    def drafted(self, name: str) -> tuple[Topic, ...]:
        """Give the topics of an article by its paragraphs alone, the longest first.

        A long one is read sheet by sheet, as if each were an article.
        """
        account, named = self.collection.accounts[name], self.named.get(name, {})
        vector = self.collection.vectors[name]
        if account.passages[-1:] and account.passages[-1].paragraph < SHEET:
            sides = self.near(name, vector)
            found = paragraphs_of(account, named) if _unlike(sides) else ()
            return _topics(found, vector, sides) if found else ()
        topics: list[Topic] = []
        for sheet in sheets_of(paragraphs_of(account, named)):
            piece = cut(account, (passage for one in sheet for passage in one.passages))
            own = self.scale.vector(terms_of(piece, named))
            sides = self.near(name, own)
            topics += _topics(sheet, own, sides) if sides else ()
        return _together(topics)

    def weighed(self, drafts: Mapping[str, Sequence[Topic]]) -> dict[str, Roundup]:
        """Keep of each article's topics those that are bound to their groups as articles are."""
        found = {}
        for name, topics in drafts.items():
            kept = []
            for one in topics[:_TOLD]:
                piece = cut(self.collection.accounts[name], _passages(one))
                terms = terms_of(piece, self.named.get(name, {}))
                gist = gist_of(self.scale.vector(terms), counted([day_of(piece)]))
                strength = bond(gist, gist_in(self.collection, one.side.articles))
                if strength >= LEAST:
                    kept.append(replace(one, bond=strength, places=terms.places))
            found[name] = Roundup(tuple(kept), self._main(name, kept))
        return found

    def _main(self, name: str, topics: Sequence[Topic]) -> int | None:
        """Say which topic the headline is on, or most of the text; None where it is on none."""
        vector = self.collection.vectors[name]
        said = self.collection.terms[name]
        headline = self.collection.accounts[name].article.headline
        if len(topics) < 2:
            return topics[0].side.group if topics else None
        terms = [t for t, at in said.places.items() if headline and at.within(headline)]
        fits = [_shared(terms, vector, one.side.mean) for one in topics]
        best = max(range(len(topics)), key=lambda at: (fits[at], -at))
        both = sum(term in topics[best].side.mean for term in terms)
        if both >= _SAID and fits[best] >= _CLEAR * sorted(fits)[-2]:
            return topics[best].side.group
        whole = sum(one.length for one in topics)
        return topics[0].side.group if topics[0].length >= _MOST * whole else None


def named_in(entities: Iterable[Entity]) -> dict[str, dict[Span, str]]:
    """Give, for each article, the entity of each of its mentions' spans."""
    named: defaultdict[str, dict[Span, str]] = defaultdict(dict)
    for entity in entities:
        for mention in entity.mentions:
            named[mention.span.page][mention.span] = entity.id
    return named


def _slim(vector: Vector) -> Vector:
    if len(vector) <= _KEPT:
        return vector
    heaviest = nlargest(_KEPT, vector, key=lambda term: (round(vector[term], 6), term))
    return {term: vector[term] for term in heaviest}


def _heaviest(vector: Vector, most: int) -> list[str]:
    plain = (term for term in vector if not term.startswith(TOP))
    return nlargest(most, plain, key=lambda term: (round(vector[term], 6), term))


def _passages(topic: Topic) -> list[Passage]:
    return [passage for one in topic.paragraphs for passage in one.passages]


def _shared(terms: Iterable[str], vector: Vector, mean: Vector) -> float:
    shared = fsum(vector[term] * mean[term] for term in terms if term in vector and term in mean)
    return round(shared, 4)


def _without_spread(sides: Sequence[Side]) -> list[Side]:
    """Leave out what may be a round-up too: a few articles alike to groups that are not alike."""
    return [
        side
        for side in sides
        if len(side.articles) > _FEW
        or not any(
            dot(one.mean, other.mean) < _STRANGE
            for one, other in combinations(
                [each for each in sides if each is not side and dot(each.mean, side.mean) >= _NEAR],
                2,
            )
        )
    ]


def _unlike(sides: Sequence[Side]) -> bool:
    """Say whether some groups have nothing to do with one another, so an article may tell of both.

    As many must be as a round-up has topics, or two.
    """
    kept: list[Side] = []
    for side in sides:
        if all(dot(side.mean, one.mean) < _ALIKE for one in kept):
            kept.append(side)
    return len(kept) > 1


# -- the best path --------------------------------------------------------------------------


def _topics(
    paragraphs: Sequence[Paragraph], vector: Vector, sides: Sequence[Side]
) -> tuple[Topic, ...]:
    """Give each paragraph a group, and put the paragraphs of groups of one affair together."""
    weight = dot(vector, vector)
    fits = [
        [_shared(one.terms, vector, side.mean) / weight for side in sides] for one in paragraphs
    ]
    costs = [_HEADED if one.headed else _SWITCH for one in paragraphs]
    way = _best_path(fits, costs)
    told: defaultdict[int, list[int]] = defaultdict(list)
    for at, side in enumerate(way):
        told[side].append(at)
    size = {side: sum(paragraphs[at].length for at in places) for side, places in told.items()}
    ordered = sorted(told, key=lambda side: (-size[side], side))
    kept: dict[int, list[int]] = {}
    for side in ordered:
        kin = [one for one in kept if dot(sides[one].mean, sides[side].mean) >= _ALIKE]
        kept.setdefault(kin[0] if kin else side, []).extend(told[side])
    return tuple(
        Topic(
            sides[side],
            tuple(paragraphs[at] for at in sorted(places)),
            _gain([fits[at] for at in places], side, None if side == ordered[0] else ordered[0]),
        )
        for side, places in kept.items()
    )


def _gain(fits: Sequence[Sequence[float]], side: int, first: int | None) -> float:
    """Give how much better paragraphs fit one group than the longest topic's, or any, does."""
    sums = [fsum(row[at] for row in fits) for at in range(len(fits[0]))]
    rest = [each for at, each in enumerate(sums) if at != side and first in (None, at)]
    return round(sums[side] - max(rest, default=0.0), 4)


def _together(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Put the topics of several sheets that are on one group together, the longest first."""
    found: dict[tuple[int, tuple[str, ...]], Topic] = {}
    for one in topics:
        key = (one.side.group, one.side.articles)
        known = found.get(key)
        if known:
            paragraphs = (*known.paragraphs, *one.paragraphs)
            one = replace(known, paragraphs=paragraphs, gain=round(known.gain + one.gain, 4))
        found[key] = one
    return tuple(sorted(found.values(), key=lambda one: (-one.length, one.side.group)))


def _best_path(fits: Sequence[Sequence[float]], costs: Sequence[float]) -> list[int]:
    """Give each step the choice that is best for the whole way, if a change has its price.

    >>> _best_path([[0.9, 0.0], [0.1, 0.2], [0.9, 0.0]], [0.3, 0.3, 0.3])
    [0, 0, 0]
    >>> _best_path([[0.9, 0.0], [0.1, 0.9], [0.0, 0.9]], [0.3, 0.3, 0.3])
    [0, 1, 1]
    """
    best = list(fits[0]) if fits else []
    back: list[list[int]] = []
    for row, cost in zip(fits[1:], costs[1:], strict=True):
        top = max(range(len(best)), key=lambda at: (round(best[at], 9), -at))
        came = [at if best[at] >= best[top] - cost else top for at in range(len(best))]
        best = [max(best[at], best[top] - cost) + row[at] for at in range(len(best))]
        back.append(came)
    if not best:
        return []
    way = [max(range(len(best)), key=lambda at: (round(best[at], 9), -at))]
    for came in reversed(back):
        way.append(came[way[-1]])
    return way[::-1]
