"""How likely two assertions are the same one: shared words weighed, typed slots that veto.

Two stages, because likeness alone never separates "12 died" from "9 died". First the slots:
number, day, polarity, mood (done, intended, wished) and the names in the first clause; where
both sides fill a slot and the fillings cannot both be meant, no likeness helps. Then the words,
weighed by rarity: a logistic curve over overlaps, fitted on the training part of the MSRP
paraphrases, or, where one side only says less, the *kernel*: its whole first clause stands in
the other's with the same subject and predicate.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Indel

from secondsource.language import language
from secondsource.records import Instance, Quantity, TimeMention

Weights = Mapping[str, float]

# Fitted by `python -m bench.statements --fit` on the MSRP training sentences and as many pairs
# of strangers: constant, then one factor for each of the overlaps in their order.
_CURVE = (-1.1, 3.36, 2.17, -0.27, -0.26)
# A kernel match: what a careful reader accepted in the example coverage, not a measurement.
_KERNEL = 0.85
_KERNEL_SHARE = 0.85
_KERNEL_TERMS = 3
# Two sentences that share fewer words than a kernel has are never called the same for it.
_TOO_SHORT = 0.5
_UNSEEN = 3.0
# From this number on two tolls are not alike by chance. From the example coverage.
_BEYOND_CHANCE = 4
# "Three more bodies" for who knew of nine are "three of the bodies" for who knows of twelve.
_SHARES = {"more": "part"}


@dataclass(frozen=True, slots=True)
class Frame:
    """An assertion ready for comparing: its slots, and the weight of its words."""

    instance: Instance
    words: frozenset[str]
    core: frozenset[str]
    names: frozenset[str]
    lead: tuple[str, ...]
    weight: float
    counts: frozenset[tuple[str, float, float]]
    days: tuple[tuple[str, str], ...]


def weights_of(instances: Iterable[Instance]) -> dict[str, float]:
    """Weigh each term by how few distinct assertions use it.

    >>> from secondsource.records import Span
    >>> first = Instance("a", Span("p", 0, 9), Span("p", 0, 9), "asserts", terms=("ship", "sink"))
    >>> second = Instance("b", Span("q", 0, 9), Span("q", 0, 9), "asserts", terms=("ship", "dock"))
    >>> found = weights_of((first, second))
    >>> found["sink"] > found["ship"]
    True
    """
    distinct = {instance.terms for instance in instances}
    used = Counter(term for terms in distinct for term in set(terms))
    total = len(distinct) + 20
    return {term: round(math.log(1 + total / (count + 2)), 4) for term, count in used.items()}


def frame_of(instance: Instance, weights: Weights) -> Frame:
    """Prepare an assertion for comparing."""
    core = instance.terms[: instance.core or len(instance.terms)]
    words = frozenset(instance.terms)
    return Frame(
        instance,
        words,
        frozenset(core),
        frozenset(term for term in core if term[0] in "#~"),
        tuple(term for term in core if term[0] not in "#~")[:2],
        _weight(words, weights),
        _values(instance.quantities),
        _days(instance.times),
    )


def _weight(terms: Iterable[str], weights: Weights) -> float:
    return sum(weights.get(term, _UNSEEN) for term in sorted(terms))


def alike(a: Frame, b: Frame, weights: Weights) -> float:
    """Give the probability that two assertions say the same, their slots left aside."""
    found = curve(overlaps(a, b, weights))
    if len(a.words & b.words) < _KERNEL_TERMS and a.words != b.words:
        found = min(found, _TOO_SHORT)
    if kernel(a, b, weights) or kernel(b, a, weights):
        found = max(found, _KERNEL)
    return round(found, 4)


def one_toll(a: Frame, b: Frame) -> bool:
    """Say whether two assertions of one story give the same toll, whatever else they add.

    A toll of one story with one number and one bound is one, unless it is so small that chance
    may do it.
    """
    tolls = ((unit, low) for unit, low, _ in a.counts & b.counts if unit in fates())
    named = not a.names or not b.names or bool(a.names & b.names)
    return any(low >= _BEYOND_CHANCE or named for _, low in tolls) and not clash(a.counts, b.counts)


@cache
def fates() -> frozenset[str]:
    """Give the units that are tolls: what became of the people counted."""
    return frozenset(language("en").table("quantities.fates"))


def overlaps(a: Frame, b: Frame, weights: Weights) -> tuple[float, ...]:
    """Give what two assertions share and lack: two shares of words, two counts.

    Words shared of all (the mean of the weighed and the plain share); words shared in order;
    numbers that only one states; words that only the one with more has, at most ten.
    """
    common = a.words & b.words
    shared = _weight(common, weights)
    weighed = shared / ((a.weight + b.weight - shared) or 1.0)
    plain = 2 * len(common) / ((len(a.words) + len(b.words)) or 1)
    return (
        (weighed + plain) / 2,
        Indel.normalized_similarity(a.instance.terms, b.instance.terms),
        float(len(a.counts ^ b.counts)),
        float(min(10, max(len(a.words), len(b.words)) - len(common))),
    )


def curve(measured: Sequence[float]) -> float:
    """Turn overlaps into a probability."""
    height = _CURVE[0] + sum(w * x for w, x in zip(_CURVE[1:], measured, strict=True))
    return 1 / (1 + math.exp(-height))


def kernel(small: Frame, large: Frame, weights: Weights) -> bool:
    """Say whether the larger assertion says all that the smaller does, and of the same subject.

    A number that only one of them states makes it another assertion, unless the smaller has a
    number too and the larger states it: then that stands for a shared name.
    """
    if len(small.core) < _KERNEL_TERMS or not small.lead or not large.lead:
        return False
    if small.lead[0] not in large.lead and large.lead[0] not in small.lead:
        return False
    anchored = bool(small.counts) and small.counts <= large.counts
    if large.counts != small.counts and not anchored:
        return False
    if small.instance.subject != large.instance.subject or not (small.names or anchored):
        return False
    shared = _weight(small.core & large.core, weights)
    return shared >= _KERNEL_SHARE * _weight(small.core, weights)


# -- slots ----------------------------------------------------------------------------------


def vetoed(a: Frame, b: Frame) -> str | None:
    """Name the slot in which two assertions cannot be the same; None where nothing forbids it."""
    one, other = a.instance, b.instance
    if one.mood != other.mood:
        return "mood"
    if one.negated != other.negated:
        return "polarity"
    if clash(a.counts, b.counts):
        return "count"
    if _no_common(a.days, b.days):
        return "date"
    if a.names - b.words and b.names - a.words:
        return "name"
    return None


def _values(quantities: Iterable[Quantity]) -> frozenset[tuple[str, float, float]]:
    return frozenset((_SHARES.get(q.unit, q.unit).split(":")[0], q.low, q.high) for q in quantities)


def clash(
    mine: frozenset[tuple[str, float, float]], yours: frozenset[tuple[str, float, float]]
) -> bool:
    """Say whether two assertions count one thing and never with the same number and bound.

    A number of nothing named ("the toll has risen to 36") may count whatever the other counts.
    """
    if not mine or not yours:
        return False
    if any(not unit for unit, *_ in mine | yours):
        return not {count[1:] for count in mine} & {count[1:] for count in yours}
    agreed = {unit for unit, *_ in mine & yours}
    return bool(({unit for unit, *_ in mine} & {unit for unit, *_ in yours}) - agreed)


def apart(a: Sequence[TimeMention], b: Sequence[TimeMention]) -> bool:
    """Say whether both assertions name days, and no day of one can be a day of the other."""
    return _no_common(_days(a), _days(b))


def _no_common(mine: Sequence[tuple[str, str]], yours: Sequence[tuple[str, str]]) -> bool:
    return bool(mine and yours) and not any(
        first <= last and start <= end for start, last in mine for first, end in yours
    )


def _days(times: Iterable[TimeMention]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (t.earliest[:10], t.latest[:10])
        for t in times
        if t.type in ("DATE", "TIME") and t.earliest and t.latest
    )
