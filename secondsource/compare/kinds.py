"""What kind of sharing each piece of shared text is, and which way the words went.

Here lives the last word on reuse: ``settled`` gives each piece its kind, direction, probability
and reasons, from the possible parents of the two stretches it lies in (``Lineage.stretches``). It
judges stretch by stretch, for two articles may share an agency's paragraph and a quotation.

Why it works: a kind says where the words were first written. Words of an agency, or of a hidden
text, are wire however they came; those of an outlet are its own within its family and a pick-up
beyond it; words that nobody had from anybody are speech where they stand in quotation marks. A few
traits that a person can check - who may have written the words first, marks, credits - are weighed
against each other by figures fitted on made-up coverage (``kinds.toml``, ``bench/kinds.py``).
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from secondsource.compare.sides import Side, passages_in, sides_of, told_in
from secondsource.compare.standing import standing_in
from secondsource.records import (
    Account,
    Carried,
    Direction,
    Lineage,
    Parent,
    Reason,
    Reuse,
    ReuseKind,
    Span,
)

_LIKELY = 0.5
"""A way that is more probable than all the others together."""

_DIRECTED = 0.65
"""Below this, a direction is not established: the weaker rows of the table alone give .3-.6."""

_SPOKEN = 0.3
"""Share of words in quotation marks below which words are nobody's speech."""

_CHANCE = 0.9
"""How surely two articles have words from nobody for these to be chance, if they are no speech."""

_LONG = 300.0
"""Characters of a long stretch: two sentences."""

_HARDLY = 0.02
"""Chances below which a parent is not followed back."""

_SUREST = 0.995
_CHAIN = 4
"""Steps back along likely parents in which the first writer of words is looked for."""

Chances = Mapping[tuple[str | None, str | None], float]
Firsts = Mapping[str, float]
"""Who may have first written some words: articles and hidden texts by id, adding up to 1."""


@cache
def figures() -> dict[ReuseKind, dict[str, float]]:
    """Give for each kind what each trait adds to its log odds.

    >>> sorted(figures())
    ['own', 'pickup', 'speech', 'wire']
    """
    place = resources.files("secondsource.compare") / "kinds.toml"
    told = tomllib.loads(place.read_text(encoding="utf-8"))
    return {
        "own": told["own"],
        "pickup": told["pickup"],
        "speech": told["speech"],
        "wire": told["wire"],
    }


def settled(
    accounts: Iterable[Account], reuse: Iterable[Reuse], lineage: Lineage
) -> tuple[Reuse, ...]:
    """Give each piece of shared text its kind, direction, probability and reasons.

    ``probability`` is that of the direction; where it is undirected, that of the kind.

    >>> settled([], [], Lineage())
    ()
    """
    known = sorted(accounts, key=lambda one: one.page.id)
    shared = tuple(reuse)
    sides = sides_of(known, {span.page for one in shared for span in (one.a, one.b)})
    judge = judge_of(sides, lineage)
    return tuple(
        sorted(
            (one if one.kind == "furniture" else judge.settled(one) for one in shared),
            key=lambda one: (one.a, one.b),
        )
    )


def judge_of(sides: Mapping[str, Side], lineage: Lineage) -> Judge:
    """Lay out what judging pieces of shared text needs."""
    lines = {page: standing_in(side) for page, side in sides.items()}
    agencies = {one.id: one.agency for one in lineage.hidden}
    return Judge(sides, _by_page(lineage), _firsts(lineage), lines, agencies)


def _by_page(lineage: Lineage) -> dict[str, list[Carried]]:
    found: defaultdict[str, list[Carried]] = defaultdict(list)
    for one in lineage.stretches:
        found[one.span.page].append(one)
    return {page: sorted(some, key=lambda one: one.span) for page, some in found.items()}


def _firsts(lineage: Lineage) -> dict[str, Firsts]:
    """Give who may have first written what each article is made of: back along its parents."""
    parents: defaultdict[str, list[Parent]] = defaultdict(list)
    for parent in lineage.parents:
        parents[parent.child].append(parent)
    firsts: dict[str, Firsts] = {child: {child: 1.0} for child in parents}
    waiting = {child for child, some in parents.items() if len(some) > 1 or some[0].article}
    for _ in range(_CHAIN):
        firsts.update({child: _back(child, parents[child], firsts) for child in sorted(waiting)})
    return firsts


def _back(child: str, parents: Iterable[Parent], firsts: Mapping[str, Firsts]) -> Firsts:
    found: defaultdict[str, float] = defaultdict(float)
    for one in parents:
        if one.probability < _HARDLY:
            continue
        if one.article is None:
            found[one.hidden or child] += one.probability
        else:
            for first, share in firsts.get(one.article, {one.article: 1.0}).items():
                if share >= _HARDLY:
                    found[first] += one.probability * share
    return found


def kind_of(traits: Mapping[str, float]) -> ReuseKind:
    """Choose the likeliest kind; ``unknown`` where words are neither speech nor anybody's.

    >>> kind_of({"base": 1.0, "apart": 0.95, "spoken": 0.0})
    'unknown'
    """
    own = traits.get("one owner", 0.0) > 0
    if own:
        agency = traits.get("agency hidden", 0.0) + traits.get("agency page", 0.0)
        return "wire" if agency > _LIKELY else "own"
    if traits["apart"] > _CHANCE and traits["spoken"] < _SPOKEN:
        return "unknown"
    possible: set[ReuseKind] = {"pickup", "speech", "wire"}
    if traits["spoken"] < _SPOKEN or traits["apart"] < _LIKELY:
        possible.discard("speech")
    scores = {
        kind: round(sum(add * traits.get(name, 0.0) for name, add in figures()[kind].items()), 6)
        for kind in possible
    }
    return max(sorted(scores), key=lambda kind: scores[kind])


@dataclass(frozen=True, slots=True)
class Judge:
    """What judging needs: the articles, their stretches and standing lines, who first wrote what
    they take, and the agencies of hidden texts."""

    sides: Mapping[str, Side]
    stretches: Mapping[str, Sequence[Carried]]
    firsts: Mapping[str, Firsts]
    lines: Mapping[str, frozenset[int]]
    agencies: Mapping[str, str | None]

    def settled(self, one: Reuse) -> Reuse:
        """Judge one piece of shared text."""
        if self.standing(one.a) and self.standing(one.b):
            reason = Reason("standing line", "speaks to the reader", (one.a, one.b))
            return replace(one, kind="furniture", reasons=(*one.reasons, reason))
        mine, yours = self.chances(one.a), self.chances(one.b)
        kind, direction, probability = self.judged(one, mine, yours)
        reasons = (*one.reasons, *self.reasons(one, direction))
        return replace(
            one,
            kind=kind,
            direction=direction,
            probability=min(round(probability, 4), _SUREST),
            reasons=reasons,
        )

    def chances(self, span: Span) -> Chances:
        """Give the possible parents of the words of a span: its stretches', by their length."""
        found: dict[tuple[str | None, str | None], float] = {}
        total = 0
        for one in self.touching(span):
            size = min(one.span.end, span.end) - max(one.span.start, span.start)
            total += size
            for parent in one.parents:
                key = (parent.article, parent.hidden)
                found[key] = found.get(key, 0.0) + size * parent.probability
        return {key: weight / total for key, weight in found.items()} or {(None, None): 1.0}

    def touching(self, span: Span) -> list[Carried]:
        """Give the stretches that a span touches."""
        some = self.stretches.get(span.page, ())
        first = max(bisect_right(some, span, key=lambda one: one.span) - 1, 0)
        return [one for one in some[max(first - 1, 0) :] if one.span.touches(span)]

    def judged(
        self, one: Reuse, mine: Chances, yours: Chances
    ) -> tuple[ReuseKind, Direction, float]:
        """Give kind, direction and probability."""
        forth, back = yours.get((one.a.page, None), 0.0), mine.get((one.b.page, None), 0.0)
        hidden = sum(min(p, yours.get(key, 0.0)) for key, p in mine.items() if key[1])
        traits = self.traits(one, mine, yours)
        apart = traits["apart"]
        kind = kind_of(traits)
        if hidden >= max(forth, back) and hidden > _LIKELY and kind == "wire":
            return kind, "hidden", hidden
        share = forth / ((forth + back) or 1.0)
        if forth + back > _LIKELY and max(share, 1 - share) >= _DIRECTED:
            return kind, "a>b" if share > _LIKELY else "b>a", max(share, 1 - share)
        return kind, "undirected", max(apart, 1 - apart)

    def traits(self, one: Reuse, mine: Chances, yours: Chances) -> dict[str, float]:
        """Give the traits of a piece of shared text that its kind is told by."""
        ends = (self.first(one.a.page, mine), self.first(one.b.page, yours))
        together = sum([min(share, ends[1].get(first, 0.0)) for first, share in ends[0].items()])
        writers = dict.fromkeys(("agency hidden", "unnamed hidden", "agency page", "outlet"), 0.0)
        for end in ends:
            for first, share in end.items():
                writers[self.writer(first)] += share / len(ends)
        articles = [self.sides[span.page].article for span in (one.a, one.b)]
        credited = [any(each.scope != "aid" for each in article.credits) for article in articles]
        naming = [bool(article.references) for article in articles]
        spoken = self.spoken(one)
        return {
            "base": 1.0,
            "apart": 1 - together,
            **writers,
            "spoken": spoken,
            "spoken apart": spoken * (1 - together),
            "one owner": float(articles[0].family == articles[1].family),
            "one credits": float(any(credited)),
            "both credit": float(all(credited)),
            "one names an outlet": float(any(naming)),
            "length": min((one.a.end - one.a.start) / _LONG, 4.0),
        }

    def writer(self, first: str) -> str:
        """Say of what kind a first writer is: a hidden text, an agency's page or an outlet's."""
        if first in self.agencies:
            return "agency hidden" if self.agencies[first] else "unnamed hidden"
        return "agency page" if first in self.sides and self.sides[first].agency else "outlet"

    def standing(self, span: Span) -> bool:
        """Say whether a span lies in standing lines alone."""
        return set(passages_in(self.sides[span.page], span)) <= self.lines[span.page]

    def first(self, page: str, chances: Chances) -> Firsts:
        """Give who may have first written words with these possible parents."""
        found = [
            Parent(page, article, hidden, chance) for (article, hidden), chance in chances.items()
        ]
        return _back(page, found, self.firsts)

    def spoken(self, one: Reuse) -> float:
        """Give the share of the shared words that stand in quotation marks."""
        words = spoken = 0
        for span in (one.a, one.b):
            side = self.sides[span.page]
            for number in passages_in(side, span):
                inner = side.passages[number].span
                if span.start <= inner.start and inner.end <= span.end:
                    low, high = side.bounds[number]  # all of it: nothing to look up
                    words += high - low
                    spoken += side.spoken[high] - side.spoken[low]
                    continue
                told = told_in(side, number, max(inner.start, span.start), min(inner.end, span.end))
                words, spoken = words + told.words, spoken + told.spoken
        return spoken / (words or 1)

    def reasons(self, one: Reuse, direction: Direction) -> tuple[Reason, ...]:
        """Give what spoke for the direction: of the stretch that was taken, or of both."""
        ends = {"a>b": (one.b,), "b>a": (one.a,)}.get(direction, (one.a, one.b))
        found: list[Reason] = []
        for span in ends:
            other = one.b.page if span is one.a else one.a.page
            for stretch in self.touching(span):
                for parent in stretch.parents:
                    near = parent.article == other or (direction == "hidden" and parent.hidden)
                    if near:
                        found.extend(reason for reason in parent.reasons if reason not in found)
        return tuple(found)
