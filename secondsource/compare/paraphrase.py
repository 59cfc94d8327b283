"""How likely two assertions of one story say the same in different words.

Here lives the measuring of a pair: which of their words are shared, weighed by how rare each is
in the news and in this story; which are only near in meaning; whether numbers, names and days
agree; and what may make two of them alike without being one (two sentences of one article, a
number that both have and that differs). A logistic curve over these measures, trained by
``bench/train_statements.py`` (card in ``paraphrase.md``), gives the probability. It sees only
pairs that no typed slot forbids: that is ``frames.vetoed``.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz.distance import Indel

from secondsource.compare.frames import Frame, clash, one_toll
from secondsource.compare.senses import class_of, near, opposites, rarity
from secondsource.language import language

# Of a term's weight so much is how rare it is in the news; the rest falls where the story itself
# repeats it. Chosen on the pairs that are tuned on: 0 and 1 are both worse.
_AT_LARGE = 0.4
# A story of few assertions is taken to have so many more, or its second would weigh nothing.
_PRIOR = 6
# Up to here two equal numbers may be chance; and how much a number tells, up to 3, to 12, beyond.
_CHANCE = 4
_NUMBERS = ((3, 1.5), (12, 3.0), (math.inf, 5.0))
# Units that a number may share with any other: of nothing named, or of people of whatever kind.
_BLANK = frozenset(("", "part", "more", "people"))
# So much of the words beside a slot must be shared for its two fillings to be a contrast, and
# how likely two tolls of one number are one: what a careful reader accepted in the examples.
_THE_REST, _ONE_TOLL = 0.75, 0.9
# Two that share names and nothing else are told apart, unless others tie them.
_NAMES_ALONE = 0.3
MEASURES = (
    "words covered",
    "no word shared",
    "shorter covered",
    "longer covered",
    "in one order",
    "most left over",
    "terms of the shorter",
    "terms of the longer",
    "opposites",
    "same counts",
    "same numbers, units alike",
    "same numbers, units blank",
    "same numbers, units apart",
    "other numbers",
    "numbers on one side",
    "other names",
    "days shared",
    "other days",
    "mood differs",
    "polarity differs",
    "one article",
    "headline",
    "same speaker",
    "one speaker in one article",
)


@dataclass(frozen=True, slots=True)
class Told:
    """An assertion weighed for its story."""

    frame: Frame
    weights: Mapping[str, float]
    total: float
    terms: tuple[str, ...]
    units: Mapping[float, str]


def scaled(frames: Iterable[Frame]) -> dict[str, float]:
    """Weigh the terms of one story: less for what many of its distinct assertions say.

    >>> scaled([])
    {}
    """
    distinct = {terms_of(frame) for frame in frames}
    used = Counter(term for terms in distinct for term in terms)
    full = math.log(1 + len(distinct) + _PRIOR)
    return {
        term: round(at_large(term) * (1 - (1 - _AT_LARGE) * math.log(count) / full), 4)
        for term, count in used.items()
    }


def terms_of(frame: Frame) -> tuple[str, ...]:
    """Give an assertion's distinct terms in order, then its numbers: "=14"."""
    numbers = (f"={q.amount}" for q in frame.instance.quantities)
    return tuple(dict.fromkeys((*frame.instance.terms, *numbers)))


def at_large(term: str) -> float:
    """Give how much a term tells in any story."""
    if term[0] != "=":
        return rarity(term)
    return next(weight for most, weight in _NUMBERS if float(term[1:]) <= most)


def told(frame: Frame, scale: Mapping[str, float]) -> Told:
    """Weigh an assertion; a term the story does not weigh is as rare as in the news."""
    weights = {term: scale.get(term) or at_large(term) for term in terms_of(frame)}
    units: dict[float, str] = {}
    for quantity in frame.instance.quantities:
        units.setdefault(quantity.amount, quantity.unit)
    return Told(frame, weights, round(math.fsum(weights.values()), 4), tuple(weights), units)


def measures(a: Told, b: Told) -> tuple[float, ...]:
    """Give the measures of a pair, in the order of ``MEASURES``; the same either way round."""
    if (b.total, b.terms) < (a.total, a.terms):
        a, b = b, a
    shared = a.weights.keys() & b.weights.keys()
    common = sum(sorted(a.weights[term] for term in shared))
    plain = [term for term in a.terms if term[0] not in _MARKS]
    words = math.fsum(a.weights[term] for term in plain)
    met = math.fsum(a.weights[term] for term in plain if term in shared)
    near_by = _nearly(a, b)
    return (
        (met + near_by) / (words or 1.0),
        float(met == 0.0),
        (common + near_by) / (a.total or 1.0),
        (common + _nearly(b, a)) / (b.total or 1.0),
        Indel.normalized_similarity(a.terms, b.terms),
        min(b.total - common, 40.0) / 10,
        math.log1p(len(a.terms)),
        math.log1p(len(b.terms)),
        float(any(opposites().get(term, _NONE) & b.weights.keys() for term in a.terms)),
        *_numbers(a, b),
        *_slots(a.frame, b.frame),
    )


_NONE: frozenset[str] = frozenset()
# The first letters of terms that are no words: names, states, days and numbers.
_MARKS = "#~@="


def _nearly(small: Told, large: Told) -> float:
    """Give the weight of one side's other words that the other side has a near word for."""
    found = 0.0
    others = large.weights.keys()
    for term, weight in small.weights.items():
        if term in others:
            continue
        mine = near(term)
        found += weight * max((mine[other] for other in mine.keys() & others), default=0.0)
    return found


def _numbers(a: Told, b: Told) -> tuple[float, ...]:
    mine, yours = a.units.keys(), b.units.keys()
    same = a.frame.counts & b.frame.counts
    told = {"alike": 0.0, "blank": 0.0, "apart": 0.0}
    for amount in sorted(mine & yours):
        told[_units(a.units[amount], b.units[amount])] += 1.0 if amount > _CHANCE else 0.3
    apart = bool(mine - yours) and bool(yours - mine)
    return (
        sum(1.0 if low > _CHANCE else 0.5 for _, low, _ in same),
        told["alike"],
        told["blank"],
        told["apart"],
        float(apart),
        float(bool(mine ^ yours) and not apart),
    )


def _units(one: str, other: str) -> str:
    """Say how the units of two equal numbers agree: "alike", "blank" or "apart"."""
    mine, yours = one.split(":"), other.split(":")
    if set(mine) & set(yours) - {""}:
        return "alike"
    if one in _BLANK or other in _BLANK:
        return "blank"
    nouns = (class_of(mine[-1]), class_of(yours[-1]))
    if nouns[0] == nouns[1] or nouns[1] in near(nouns[0]):
        return "alike"
    persons = _persons()
    return "blank" if mine[-1] in persons and yours[-1] in persons else "apart"


@cache
def _persons(code: str = "en") -> frozenset[str]:
    """Give the units that count people: tolls, and nouns such as "passenger"."""
    pack = language(code)
    return frozenset(
        name
        for table in ("people", "persons", "fates")
        for name in pack.terms(f"quantities.{table}")
    )


def _slots(a: Frame, b: Frame) -> tuple[float, ...]:
    one, other = a.instance, b.instance
    mine = {term for term in a.words if term[0] in "#~"}
    yours = {term for term in b.words if term[0] in "#~"}
    apart = bool(mine - yours) and bool(yours - mine)
    days = _met(a.days, b.days)
    together = one.span.page == other.span.page
    spoken = one.speaker is not None and one.speaker == other.speaker
    return (
        float(apart),
        float(days is True),
        float(days is False),
        float(one.mood != other.mood),
        float(one.negated != other.negated),
        float(together),
        float(one.headline or other.headline),
        float(spoken),
        float(spoken and together),
    )


def _met(mine: Sequence[tuple[str, str]], yours: Sequence[tuple[str, str]]) -> bool | None:
    """Say whether a day of one is a day of the other; None where either names none."""
    if not mine or not yours:
        return None
    return any(first <= last and start <= end for start, last in mine for first, end in yours)


@cache
def _curve() -> tuple[float, tuple[float, ...]]:
    place = resources.files("secondsource.compare") / "paraphrase.json"
    kept = json.loads(place.read_text(encoding="utf-8"))
    return kept["constant"], tuple(kept["factors"].get(name, 0.0) for name in MEASURES)


def probability(a: Told, b: Told) -> float:
    """Give the probability that two assertions say the same, 0 where a slot forbids it."""
    if clash(a.frame.counts, b.frame.counts) or contrasted(a, b):
        return 0.0
    constant, factors = _curve()
    height = constant + sum(f * x for f, x in zip(factors, measures(a, b), strict=True))
    found = round(1 / (1 + math.exp(-height)), 4)
    if all(term[0] in "#~" for term in a.weights.keys() & b.weights.keys()):
        found = min(found, _NAMES_ALONE)
    return max(found, _ONE_TOLL) if one_toll(a.frame, b.frame) else found


def contrasted(a: Told, b: Told) -> bool:
    """Say whether two assertions tell the same but for one slot that differs.

    "The pier will close", "the pier closed"; "sank off Ostby", "sank off Brun". Where the rest
    differs too the slot may be another side of one thing, and the measures weigh it.
    """
    one, other = a.frame.instance, b.frame.instance
    told_apart = one.mood != other.mood or one.negated != other.negated
    if not told_apart and not any(amount > _CHANCE for amount in a.units.keys() & b.units.keys()):
        told_apart = _met(a.frame.days, b.frame.days) is False or (
            bool(a.frame.names - b.frame.words) and bool(b.frame.names - a.frame.words)
        )
    told_apart = told_apart or any(opposites().get(t, _NONE) & b.weights.keys() for t in a.terms)
    return told_apart and min(_rest(a, b), _rest(b, a)) >= _THE_REST


def _rest(a: Told, b: Told) -> float:
    """Give how much of one side's words, names and days left out, the other has."""
    plain = {term: weight for term, weight in a.weights.items() if term[0] not in "#~@"}
    opposed = opposites()
    own = {t: w for t, w in plain.items() if not opposed.get(t, _NONE) & b.weights.keys()}
    shared = math.fsum(weight for term, weight in own.items() if term in b.weights)
    return shared / (math.fsum(own.values()) or 1.0)
