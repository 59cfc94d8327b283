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
from functools import cache, lru_cache
from importlib import resources
from operator import mul

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
# So many terms make a sentence in which one word, if it tells so much, can stand for another.
_FRAMED, _TELLING = 3, 3.0
# Two that share names alone, or one word, are told apart unless others tie them; and a negation
# answers what it shares half of the words with.
_LITTLE, _ANSWERED = 0.3, 0.5
# Pairs that share less of the shorter, and no number, are not worth measuring: on the pairs that
# are tuned on the gate keeps nearly all that are one and drops most that are not.
_GATE, _HARDLY = 0.12, 0.02
MEASURES = (
    "words covered",
    "no word shared",
    "shorter covered",
    "longer covered",
    "most left over",
    "terms of the shorter",
    "terms of the longer",
    "same numbers, units alike",
    "same numbers, units blank",
    "same numbers, units apart",
    "other numbers",
    "numbers on one side",
    "days shared",
    "other days",
    "mood differs",
    "polarity differs",
    "headline",
)
# The first letters of terms that are no words: names, states, days and numbers.
_MARKS = "#~@="
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scale:
    """What a story's terms weigh, and which of them are near one another in meaning."""

    weights: Mapping[str, float]
    near: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Told:
    """An assertion weighed for its story; ``words`` weighs it without names, days and numbers."""

    frame: Frame
    weights: Mapping[str, float]
    total: float
    words: float
    near: Mapping[str, Mapping[str, float]]
    opposed: frozenset[str]
    units: Mapping[float, str]


def scaled(frames: Iterable[Frame]) -> Scale:
    """Weigh the terms of one story: less for what many of its distinct assertions say.

    >>> scaled([])
    Scale(weights={}, near={})
    """
    distinct = {terms_of(frame) for frame in frames}
    used = Counter(term for terms in distinct for term in terms)
    full = math.log(1 + len(distinct) + _PRIOR)
    weights = {
        term: round(at_large(term) * (1 - (1 - _AT_LARGE) * math.log(count) / full), 4)
        for term, count in used.items()
    }
    here = {
        term: {other: cosine for other, cosine in near(term).items() if other in weights}
        for term in weights
        if term[0] not in _MARKS
    }
    return Scale(weights, {term: others for term, others in here.items() if others})


def terms_of(frame: Frame) -> tuple[str, ...]:
    """Give an assertion's distinct terms in order, then its numbers: "=14"."""
    numbers = (f"={q.amount}" for q in frame.instance.quantities)
    return tuple(dict.fromkeys((*frame.instance.terms, *numbers)))


def at_large(term: str) -> float:
    """Give how much a term tells in any story."""
    if term[0] != "=":
        return rarity(term)
    return next(weight for most, weight in _NUMBERS if float(term[1:]) <= most)


def told(frame: Frame, scale: Scale) -> Told:
    """Weigh an assertion; ``scale`` is made of its story's frames, this one among them."""
    weights = {term: scale.weights[term] for term in terms_of(frame)}
    units: dict[float, str] = {}
    for quantity in frame.instance.quantities:
        units.setdefault(quantity.amount, quantity.unit)
    opposed = opposites()
    return Told(
        frame,
        weights,
        math.fsum(weights.values()),
        math.fsum(weight for term, weight in weights.items() if term[0] not in _MARKS),
        {term: scale.near[term] for term in weights if term in scale.near},
        _NONE.union(*(opposed[term] for term in weights if term in opposed)),
        units,
    )


def measures(a: Told, b: Told) -> tuple[float, ...]:
    """Give the measures of a pair, in the order of ``MEASURES``; the same either way round."""
    if (b.total, b.frame.instance.terms) < (a.total, a.frame.instance.terms):
        a, b = b, a
    shared = a.weights.keys() & b.weights.keys()
    common = math.fsum(a.weights[term] for term in shared)
    met = math.fsum(a.weights[term] for term in shared if term[0] not in _MARKS)
    beside = _beside(a, b)
    one, other = a.frame.instance, b.frame.instance
    days = _met(a.frame.days, b.frame.days)
    return (
        (met + beside) / (a.words or 1.0),
        float(met == 0.0),
        (common + beside) / (a.total or 1.0),
        (common + _beside(b, a)) / (b.total or 1.0),
        min(b.total - common, 40.0) / 10,
        math.log1p(len(a.weights)),
        math.log1p(len(b.weights)),
        *_numbers(a.units, b.units),
        float(days is True),
        float(days is False),
        float(one.mood != other.mood),
        float(one.negated != other.negated),
        float(one.headline or other.headline),
    )


def _beside(a: Told, b: Told) -> float:
    """Give the weight of one side's other words for which the other side has a near one."""
    others = b.weights.keys()
    return math.fsum(
        a.weights[term] * max(cosines[other] for other in met)
        for term, cosines in a.near.items()
        if term not in others and (met := cosines.keys() & others)
    )


def _numbers(mine: Mapping[float, str], yours: Mapping[float, str]) -> tuple[float, ...]:
    if not mine and not yours:
        return (0.0, 0.0, 0.0, 0.0, 0.0)
    told = {"alike": 0.0, "blank": 0.0, "apart": 0.0}
    for amount in mine.keys() & yours.keys():
        told[_units(mine[amount], yours[amount])] += 1.0 if amount > _CHANCE else 0.3
    apart = bool(mine.keys() - yours.keys()) and bool(yours.keys() - mine.keys())
    one_sided = not apart and mine.keys() != yours.keys()
    return (
        round(told["alike"], 1),
        round(told["blank"], 1),
        round(told["apart"], 1),
        float(apart),
        float(one_sided),
    )


@lru_cache(maxsize=4096)
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
    """Give the probability that two assertions say the same, 0 where a slot forbids it.

    Rounded to four digits.
    """
    if clash(a.frame.counts, b.frame.counts):
        return 0.0
    if not worth(a, b):
        return _HARDLY
    found = curved(a, b)
    if found > _HARDLY and contrasted(a, b):
        return 0.0
    shared = shared_by(a, b)
    if _contradicts(a) != _contradicts(b):
        return min(found, _LITTLE)
    if all(term[0] in "#~" for term in shared) or (len(shared) == 1 and not _typed(shared)):
        found = min(found, _LITTLE)
    return max(found, _ONE_TOLL) if one_toll(a.frame, b.frame) else found


def _contradicts(one: Told) -> bool:
    """Say whether somebody is told to be wrong: "Mrs Berg is wrong, the lamp was lit"."""
    return not _contradicting().isdisjoint(one.frame.instance.terms)


@cache
def _contradicting(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("contradiction.words"))


def curved(a: Told, b: Told) -> float:
    """Give what the curve says, the slots that forbid left aside."""
    constant, factors = _curve()
    height = constant + sum(map(mul, factors, measures(a, b)))
    return round(1 / (1 + math.exp(-height)), 4)


def worth(a: Told, b: Told) -> bool:
    """Say whether two assertions share enough to be measured."""
    if a.units and b.units and a.units.keys() & b.units.keys():
        return True
    shared = a.weights.keys() & b.weights.keys()
    common = math.fsum(a.weights[term] for term in shared)
    return common >= _GATE * min(a.total, b.total)


def contrasted(a: Told, b: Told) -> bool:
    """Say whether two assertions tell the same but for one slot that differs.

    "The pier will close", "the pier closed"; "sank off Ostby", "sank off Brun". Where the rest
    differs too the slot may be another side of one thing, and the measures weigh it.
    """
    rests = _rest(a, b), _rest(b, a)
    if a.frame.instance.negated != b.frame.instance.negated and not _typed(shared_by(a, b)):
        return max(rests) >= _ANSWERED
    if _told_apart(a, b):
        return min(rests) >= _THE_REST
    return _one_word_apart(a, b)


def shared_by(a: Told, b: Told) -> frozenset[str]:
    """Give the terms that two assertions share."""
    return frozenset(a.weights.keys() & b.weights.keys())


def _typed(terms: Iterable[str]) -> bool:
    """Say whether there is a number among some terms that is no chance, or an hour."""
    return any(
        (term[0] == "=" and float(term[1:]) > _CHANCE) or (term[0] == "@" and ":" in term)
        for term in terms
    )


def _one_word_apart(a: Told, b: Told) -> bool:
    """Say whether one telling word stands for another and nothing else differs: "hit a rock"."""
    mine, yours = a.frame.instance.terms, b.frame.instance.terms
    if len(mine) != len(yours) or len(mine) < _FRAMED:
        return False
    apart = [pair for pair in zip(mine, yours, strict=True) if pair[0] != pair[1]]
    if len(apart) != 1 or any(term[0] in _MARKS or rarity(term) < _TELLING for term in apart[0]):
        return False
    return apart[0][1] not in a.near.get(apart[0][0], {})


def _told_apart(a: Told, b: Told) -> bool:
    one, other = a.frame.instance, b.frame.instance
    if one.mood != other.mood or one.negated != other.negated or a.opposed & b.weights.keys():
        return True
    if _typed(shared_by(a, b)):
        return False
    if _met(a.frame.days, b.frame.days) is False:
        return True
    return bool(a.frame.names - b.frame.words) and bool(b.frame.names - a.frame.words)


def _rest(a: Told, b: Told) -> float:
    """Give how much of one side's words, names, days and opposites left out, the other has."""
    own = {
        term: weight
        for term, weight in a.weights.items()
        if term[0] not in "#~@" and term not in b.opposed
    }
    shared = math.fsum(weight for term, weight in own.items() if term in b.weights)
    return shared / (math.fsum(own.values()) or 1.0)
