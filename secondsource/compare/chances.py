"""Sums of things that are each in doubt: how likely it is that there are none, one, two of them.

A count in doubt is the probability of each number. Independent counts add up by convolution
(the Poisson-binomial distribution where each is one or none). What is likelier than nothing at
all is kept, so that a thousand parts are added in time, and the order of adding changes nothing
that is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

from secondsource.records import Interval

Chances = Mapping[int, float]

# What is less likely than this cannot move a 5 % end.
_NEGLIGIBLE = 1e-9
_LOW, _HIGH = 0.05, 0.95
NONE: Chances = {0: 1.0}


def maybe(chance: float) -> Chances:
    """Give the count of one thing that is there with a probability.

    >>> maybe(0.25)
    {0: 0.75, 1: 0.25}
    """
    if chance >= 1:
        return {1: 1.0}
    return {0: 1 - chance, 1: chance} if chance > 0 else NONE


def added(counts: Iterable[Chances]) -> Chances:
    """Give the count of several independent counts together.

    >>> added([maybe(0.5), maybe(0.5)])
    {0: 0.25, 1: 0.5, 2: 0.25}
    """
    total: Chances = NONE
    for one in counts:
        found: defaultdict[int, float] = defaultdict(float)
        for a, share in total.items():
            for b, more in one.items():
                found[a + b] += share * more
        total = {count: share for count, share in sorted(found.items()) if share > _NEGLIGIBLE}
    return total


def thinned(counts: Chances, chance: float) -> Chances:
    """Give how many of a count remain when each of it counts with a probability.

    >>> thinned({2: 1.0}, 0.5)
    {0: 0.25, 1: 0.5, 2: 0.25}
    """
    found: defaultdict[int, float] = defaultdict(float)
    for count, share in counts.items():
        for kept, more in added([maybe(chance)] * count).items():
            found[kept] += share * more
    return dict(sorted(found.items()))


def fewer(counts: Chances, chance: float) -> Chances:
    """Give a count of which one may have been counted twice.

    >>> fewer({2: 1.0}, 0.5)
    {1: 0.5, 2: 0.5}
    """
    found: defaultdict[int, float] = defaultdict(float)
    for count, share in counts.items():
        found[max(0, count - 1)] += share * chance
        found[count] += share * (1 - chance)
    return dict(sorted(found.items()))


def at_least(counts: Chances, least: int) -> Chances:
    """Give a count of which no fewer are possible.

    >>> at_least({0: 0.5, 2: 0.5}, 1)
    {1: 0.5, 2: 0.5}
    """
    found: defaultdict[int, float] = defaultdict(float)
    for count, share in counts.items():
        found[max(least, count)] += share
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far a count of what was found is from the count of what there is.

    ``kept`` is how likely each one beyond the first is truly one more; ``missed`` how many there
    are on average that were not found at all, and ``missed_each`` how many more for each one
    beyond the first: where several know a thing, more were overlooked, and their number varies
    more than chance alone would make it (a Poisson count, and geometric ones).
    """

    kept: float
    missed: float
    missed_each: float


def calibrated(counts: Chances, by: Calibration) -> Chances:
    """Give how many there are where so many were found: some were two of one, some were missed.

    >>> sure = Calibration(1.0, 0.0, 0.0)
    >>> calibrated({2: 1.0}, sure)
    {2: 1.0}
    """
    found: defaultdict[int, float] = defaultdict(float)
    for count, share in counts.items():
        kept = thinned({max(0, count - 1): 1.0}, by.kept)
        more = [_geometric(by.missed_each)] * max(0, count - 1)
        for extra, chance in added((kept, _poisson(by.missed), *more)).items():
            found[min(1, count) + extra] += share * chance
    return {count: share for count, share in sorted(found.items()) if share > _NEGLIGIBLE}


def _poisson(mean: float) -> Chances:
    shares, count, share = {}, 0, exp(-mean)
    while share > _NEGLIGIBLE or count < mean:
        shares[count] = share
        count += 1
        share *= mean / count
    return shares


def _geometric(mean: float) -> Chances:
    shares, count, share = {}, 0, 1 / (1 + mean)
    while share > _NEGLIGIBLE:
        shares[count] = share
        count += 1
        share *= mean / (1 + mean)
    return shares


def interval_of(counts: Chances, likely: int | None = None) -> Interval:
    """Give the 5 %, the likeliest (or the one that is given) and the 95 % of a count in doubt.

    >>> str(interval_of({1: 0.9, 2: 0.06, 3: 0.04}))
    '1 (1-2)'
    """
    ordered = sorted(counts.items())
    whole = sum(share for _, share in ordered) or 1.0
    if likely is None:
        likely = likeliest(counts)
    low = high = likely
    below, seen = 0.0, False
    for count, share in ordered:
        below += share / whole
        if not seen and round(below, 6) > _LOW:
            low, seen = count, True
        if round(below, 6) >= _HIGH:
            high = count
            break
    return Interval(min(low, likely), likely, max(high, likely))


def likeliest(counts: Chances) -> int:
    """Give the likeliest number; of two as likely the smaller.

    >>> likeliest({1: 0.3, 2: 0.4, 3: 0.3})
    2
    """
    return max(sorted(counts.items()), key=lambda one: (round(one[1], 9), -one[0]))[0]
