"""What is measured of two assertions of one story before it is said whether they are one.

Here live an assertion weighed for its story (``Told``) and the measures of a pair: which of the
words are shared, weighed by how rare each is in the news and in this story; which are only near
in meaning; whether numbers, names and days agree; how the frames agree where they are known (who
acts, what is done, to whom, where, how far it has come); and how the words lie side by side as
they are printed (``phrases``). Every measure is the same either way round.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from secondsource.compare.frames import Frame
from secondsource.compare.phrases import PHRASE_MEASURES, Phrase, beside, phrase
from secondsource.compare.senses import class_of, near, opposites, rarity
from secondsource.language import language

# Of a term's weight so much is how rare it is in the news; the rest falls where the story itself
# repeats it. Chosen on the pairs that are tuned on: 0 and 1 are both worse.
_AT_LARGE = 0.4
# A story of few assertions is taken to have so many more, or its second would weigh nothing.
_PRIOR = 6
# Up to here two equal numbers may be chance; and how much a number tells, up to 3, to 12, beyond.
CHANCE = 4
_NUMBERS = ((3, 1.5), (12, 3.0), (math.inf, 5.0))
# Units that a number may share with any other: of nothing named, or of people of whatever kind.
_BLANK = frozenset(("", "part", "more", "people"))
TERM_MEASURES = (
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
    "names shared",
    "names on one side",
    "names apart",
    "opposites",
    "speakers alike",
    "speakers apart",
    "one article",
)
FRAME_MEASURES = tuple(
    f"{slot} {how}"
    for slot in ("subject", "predicate", "arguments", "place", "status")
    for how in ("alike", "apart")
)
MEASURES = (*TERM_MEASURES, *FRAME_MEASURES, *PHRASE_MEASURES)
# The first letters of terms that are no words: names, states, days and numbers.
MARKS = "#~@="
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
    names: frozenset[str]
    phrase: Phrase


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
        if term[0] not in MARKS
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


def told(frame: Frame, scale: Scale, words: str = "") -> Told:
    """Weigh an assertion; ``scale`` is made of its story's frames, this one among them.

    ``words`` are the assertion as printed; without them its terms stand in.
    """
    weights = {term: scale.weights[term] for term in terms_of(frame)}
    units: dict[float, str] = {}
    for quantity in frame.instance.quantities:
        units.setdefault(quantity.amount, quantity.unit)
    opposed = opposites()
    return Told(
        frame,
        weights,
        math.fsum(weights.values()),
        math.fsum(weight for term, weight in weights.items() if term[0] not in MARKS),
        {term: scale.near[term] for term in weights if term in scale.near},
        _NONE.union(*(opposed[term] for term in weights if term in opposed)),
        units,
        frozenset(term for term in weights if term[0] in "#~"),
        phrase(words or " ".join(frame.instance.terms)),
    )


def measures(a: Told, b: Told) -> tuple[float, ...]:
    """Give the measures of a pair, in the order of ``MEASURES``; the same either way round."""
    if (b.total, b.frame.instance.terms) < (a.total, a.frame.instance.terms):
        a, b = b, a
    return (*_of_terms(a, b), *_of_frames(a, b), *beside(a.phrase, b.phrase))


def _of_terms(a: Told, b: Told) -> tuple[float, ...]:
    shared = a.weights.keys() & b.weights.keys()
    common = math.fsum(a.weights[term] for term in shared)
    met = math.fsum(a.weights[term] for term in shared if term[0] not in MARKS)
    close = _beside(a, b)
    one, other = a.frame.instance, b.frame.instance
    days = met_days(a.frame.days, b.frame.days)
    lone = len(a.names - b.names), len(b.names - a.names)
    voices = one.speaker and other.speaker
    return (
        (met + close) / (a.words or 1.0),
        float(met == 0.0),
        (common + close) / (a.total or 1.0),
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
        float(len(a.names & b.names)),
        float(max(lone) if min(lone) == 0 else 0),
        float(min(lone)),
        float(bool(a.opposed & b.weights.keys())),
        float(bool(voices) and one.speaker == other.speaker),
        float(bool(voices) and one.speaker != other.speaker),
        float(one.span.page == other.span.page),
    )


def _of_frames(a: Told, b: Told) -> tuple[float, ...]:
    one, other = a.frame.instance, b.frame.instance
    mine, yours = frozenset(one.arguments), frozenset(other.arguments)
    return (
        *_filled(one.subject, other.subject),
        *_filled(one.predicate, other.predicate),
        float(bool(mine & yours)),
        float(bool(mine and yours) and not mine & yours),
        *_filled(one.place, other.place),
        *_filled(one.status, other.status),
    )


def _filled(one: str | None, other: str | None) -> tuple[float, float]:
    """Say whether two fillings of a slot are alike, and whether they are apart; 0, 0: not known."""
    if not one or not other:
        return 0.0, 0.0
    if one == other:
        return 1.0, 0.0
    close = near(one).get(other, 0.0) if one[0] not in MARKS else 0.0
    return close, 1.0 - close


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
        told[_units(mine[amount], yours[amount])] += 1.0 if amount > CHANCE else 0.3
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


def met_days(mine: Sequence[tuple[str, str]], yours: Sequence[tuple[str, str]]) -> bool | None:
    """Say whether a day of one is a day of the other; None where either names none."""
    if not mine or not yours:
        return None
    return any(first <= last and start <= end for start, last in mine for first, end in yours)
