"""What a group of articles is about, and how strongly two groups are bound: the one decision.

Here live the gist of a group, the merging of gists and the bond of two; who is compared with whom,
and in what order, is not decided here (``clusters``, ``arriving``).

Why it works: two groups are weighed as wholes, so no chain of single links decides. What they
share speaks for a bond: names, words and numbers, in the headline and lede above all. What one
says in article after article and the other never speaks against it, the more the larger the two
are: a fire has its town, its toll and its day, and a second fire has others; so twins part where
an average of likeness would call them one. A logistic curve over these measures, trained by
``bench/train_bonds.py`` (card in ``bonds.md``), gives the bond.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import resources
from operator import mul

from secondsource.compare.days import GAPS, Day, commonest, gaps_of
from secondsource.compare.likeness import TOP, Vector

LEAST = 0.5
"""Bond of one story at least."""

_KEPT = 800
"""Terms that a group's sum keeps, the heaviest: two articles' worth, as the rest is their own."""

_MANY = 30
"""Units that a group counts for at most, when what it tells is compared: more change no odds."""

_LARGE = 12
"""And when its size is: hardly a group that was trained on is larger."""

_CLOSE, _PAIRS = 0.22, 1.0
"""Likeness that a group's own units are taken to have, and how many pairs that counts for."""

_STRANGERS = 0.008
"""Average likeness under which two are not weighed any further."""

_FLAT = 3.0
"""Log-odds are divided by this, so that bonds far above doubt can still be ranked."""

_NAME, _WORD, _NUMBER, _TOP_NAME, _TOP_WORD, _TOP_NUMBER = range(6)
_TOLD = (_NUMBER, _TOP_NAME, _TOP_WORD)
_EVEN = {_NUMBER: 0.7, _TOP_NAME: 0.7, _TOP_WORD: 1.0}
"""How evenly shares of a story's articles are spread that tell a term; low: nearly all or none."""

_SHARE = 0.01
"""Share of the news that tells a term: likeness weighs already how rare each is."""

_UNSAID, _SEVERAL = 15.0, 8
"""What terms on one side say at least where a side has none of a voice, ever less up to so many:
two texts without numbers do not agree on them."""

_SHORT, _ENOUGH = 4.0, 100
"""Log-odds asked of a text of no terms, ever less up to so many: what could tell twins apart is
not told there."""

_FAINT, _CLEAR = 24.0, 0.05
"""And of two that are not alike at all, ever less up to so much: a topic that is all over the
news makes no story."""

_NAMED, _NAMELESS = 1, 12.0
"""Names in the headline and lede of each, of which not one is in both; and the log-odds that asks
for: two elections on one day share their words and not their names."""

_ID, _HEX = 16, frozenset("0123456789abcdef")

MEASURES = (
    *(f"{voice} alike" for voice in ("names", "words", "numbers", "top names", "top words")),
    "share of its own likeness",
    "short of the looser",
    "short of the closer",
    "short of the looser, by size",
    "short of the closer, by size",
    "smaller's size",
    "larger's size",
    *(
        f"{voice} {what}"
        for voice in ("numbers", "top names", "top words")
        for what in ("shared", "on one side", "most missed")
    ),
    *GAPS,
)


@dataclass(frozen=True, slots=True)
class Gist:
    """What a group of units is about: the sum of their vectors, their days, their number.

    ``told`` counts the units of each term that stands in more than one; ``square`` is the squared
    length of the sum, ``own`` the sum of the units' own; ``habits`` says for numbers, top names
    and top words how many stand in so many units. Made by ``gist_of`` and ``merged``.
    """

    total: Vector
    days: Mapping[Day, int]
    size: int = 1
    told: Mapping[str, int] = field(default_factory=dict)
    square: float = 0.0
    own: float = 0.0
    habits: tuple[Mapping[int, int], ...] = ()


def gist_of(vector: Vector, days: Mapping[Day, int]) -> Gist:
    """Give the gist of one unit: an article, or several that are one text.

    >>> gist_of({"sofia": 0.6, "ferry": 0.3}, {}).size
    1
    """
    square = math.fsum(weight * weight for weight in vector.values())
    return Gist(vector, days, 1, {}, square, square, _habits(vector, {}))


def merged(a: Gist, b: Gist) -> Gist:
    """Give the gist of two groups put together; the order of the two does not matter.

    >>> merged(gist_of({"sofia": 0.6}, {}), gist_of({"sofia": 0.4, "pier": 0.2}, {})).total
    {'sofia': 1.0, 'pier': 0.2}
    """
    if len(a.total) < len(b.total):
        a, b = b, a
    total, shared = dict(a.total), a.total.keys() & b.total.keys()
    for term, weight in b.total.items():
        total[term] = total.get(term, 0.0) + weight
    told = {**a.told, **b.told}
    for term in shared:
        told[term] = a.told.get(term, 1) + b.told.get(term, 1)
    square = a.square + b.square + 2 * math.fsum(a.total[term] * b.total[term] for term in shared)
    found = Gist(
        total,
        commonest(Counter(a.days) + Counter(b.days)),
        a.size + b.size,
        told,
        square,
        a.own + b.own,
        _added(a, b, shared),
    )
    return found if len(total) <= 2 * _KEPT else slimmed(found, _KEPT)


def slimmed(gist: Gist, most: int) -> Gist:
    """Keep the heaviest terms of a gist that has a quarter more, so that many fit into memory.

    >>> slimmed(gist_of({"sofia": 0.6, "pier": 0.2}, {}), 1).total
    {'sofia': 0.6}
    """
    if len(gist.total) <= most + most // 4:
        return gist
    total = gist.total
    heaviest = sorted(sorted(total), key=total.__getitem__, reverse=True)[:most]
    kept = {term: total[term] for term in heaviest}
    told = {term: gist.told[term] for term in heaviest if term in gist.told}
    return replace(gist, total=kept, told=told, habits=_habits(kept, told))


def _habits(terms: Mapping[str, float], told: Mapping[str, int]) -> tuple[dict[int, int], ...]:
    found: dict[int, dict[int, int]] = {voice: {} for voice in _TOLD}
    for term in terms:
        counts = found.get(_voice(term))
        if counts is not None:
            times = told.get(term, 1)
            counts[times] = counts.get(times, 0) + 1
    return tuple(found.values())


def _added(a: Gist, b: Gist, shared: AbstractSet[str]) -> tuple[dict[int, int], ...]:
    """Give the habits of two groups together."""
    found = [
        {times: mine.get(times, 0) + yours.get(times, 0) for times in (*mine, *yours)}
        for mine, yours in zip(a.habits, b.habits, strict=True)
    ]
    for voice, pairs in _shared(a, b, shared).items():
        counts = found[voice]
        for (mine, yours), many in pairs.items():
            counts[mine] -= many
            counts[yours] -= many
            counts[mine + yours] = counts.get(mine + yours, 0) + many
    return tuple({times: many for times, many in one.items() if many > 0} for one in found)


def _shared(a: Gist, b: Gist, terms: AbstractSet[str]) -> dict[int, dict[tuple[int, int], int]]:
    """Count the shared terms of each of ``_TOLD`` by the units of either that they stand in."""
    found: dict[int, dict[tuple[int, int], int]] = {at: {} for at in range(len(_TOLD))}
    places = {voice: at for at, voice in enumerate(_TOLD)}
    for term in terms:
        at = places.get(_voice(term))
        if at is not None:
            times = a.told.get(term, 1), b.told.get(term, 1)
            found[at][times] = found[at].get(times, 0) + 1
    return found


@lru_cache(maxsize=1 << 17)
def _voice(term: str) -> int:
    """Say which voice a term of a vector speaks in; an entity's id is 16 hexadecimal digits.

    >>> _voice("^ferry") == _TOP_WORD, _voice("0123456789abcdef") == _NAME, _voice("23") == _NUMBER
    (True, True, True)
    """
    top = term[0] == TOP
    bare = term[1:] if top else term
    if len(bare) == _ID and _HEX.issuperset(bare):
        return _TOP_NAME if top else _NAME
    if bare[:1].isdigit():
        return _TOP_NUMBER if top else _NUMBER
    return _TOP_WORD if top else _WORD


# -- the decision ---------------------------------------------------------------------------


def bond(a: Gist, b: Gist) -> float:
    """Give how strongly two groups are bound, from 0 to 1, at ``LEAST`` if they are one story.

    >>> sofia = gist_of({"sofia": 0.6, "^sofia": 0.3, "ferry": 0.1}, {})
    >>> again = gist_of({"sofia": 0.5, "^sofia": 0.4}, {})
    >>> bond(sofia, again) > LEAST > bond(sofia, gist_of({"ferry": 0.2, "reef": 0.6}, {}))
    True
    """
    measured = measures(a, b)
    if measured is None:
        return 0.0
    constant, factors = _curve()
    height = (
        constant + math.fsum(map(mul, factors, measured)) - _doubt(a, b, math.fsum(measured[:5]))
    )
    return round(1 / (1 + math.exp(-max(-90.0, min(90.0, height)) / _FLAT)), 4)


def _doubt(a: Gist, b: Gist, alike: float) -> float:
    """Ask for more of little text, of what is hardly alike, and of two that name others."""
    fewest = min(len(a.total) / min(2, a.size), len(b.total) / min(2, b.size))
    short = _SHORT * max(0.0, 1 - fewest / _ENOUGH) + _FAINT * max(0.0, 1 - alike / _CLEAR)
    at = _TOLD.index(_TOP_NAME)
    if min(sum(one.habits[at].values()) for one in (a, b)) < _NAMED:
        return short
    shared = a.total.keys() & b.total.keys()
    nameless = not any(_voice(term) in (_NAME, _TOP_NAME) for term in shared)
    return short + _NAMELESS * nameless


def measures(a: Gist, b: Gist) -> tuple[float, ...] | None:
    """Measure two groups, in the order of ``MEASURES``; None where hardly anything is alike."""
    shared = a.total.keys() & b.total.keys()
    pairs = a.size * b.size
    products: list[list[float]] = [[], [], [], [], [], []]
    for term in shared:
        products[_voice(term)].append(a.total[term] * b.total[term])
    alike = [math.fsum(one) / pairs for one in products]
    average = math.fsum(alike)
    if average < _STRANGERS:
        return None
    mine, yours = sorted((_closeness(a), _closeness(b)))
    small, large = sorted((min(_LARGE, a.size), min(_LARGE, b.size)))
    size = math.log(small)
    return (
        *(alike[voice] for voice in (_NAME, _WORD, _NUMBER, _TOP_NAME, _TOP_WORD)),
        average / math.sqrt(mine * yours),
        mine - average,
        yours - average,
        size * (mine - average),
        size * (yours - average),
        size,
        math.log(large),
        *_contrasts(a, b, shared),
        *gaps_of(a.days, b.days),
    )


def _closeness(a: Gist) -> float:
    """Give how alike a group's own units are, on average; of one or two that is hardly known."""
    pairs = a.size * (a.size - 1)
    return (max(0.0, a.square - a.own) + _CLOSE * _PAIRS) / (pairs + _PAIRS)


def _contrasts(a: Gist, b: Gist, shared: AbstractSet[str]) -> Iterator[float]:
    """Yield what shared terms say for one story, and terms on one side against it.

    Each term gives the log-odds of its counts under one story to those under two, where the share
    of a story's articles that tells it is drawn anew for each (beta-binomial).
    """
    sizes = min(a.size, _MANY), min(b.size, _MANY)
    pairs = sizes[0] * sizes[1] / (sizes[0] + sizes[1])
    both = _shared(a, b, shared)
    for at, voice in enumerate(_TOLD):
        speaks = against = least = 0.0
        alone = dict(a.habits[at]), dict(b.habits[at])
        for (mine, yours), times in sorted(both[at].items()):
            odds = _odds(_scaled(mine, a.size), sizes[0], _scaled(yours, b.size), sizes[1], voice)
            speaks, against = speaks + max(0.0, odds) * times, against + min(0.0, odds) * times
            least = min(least, odds)
            alone[0][mine] = alone[0].get(mine, 0) - times
            alone[1][yours] = alone[1].get(yours, 0) - times
        for side, counts in enumerate(alone):
            whole = (a, b)[side].size
            for times, many in sorted(counts.items()):
                if many > 0:
                    odds = _odds(_scaled(times, whole), sizes[side], 0, sizes[1 - side], voice)
                    against, least = against + odds * many, min(least, odds)
        few = min(sum(counts.values()) for counts in (a.habits[at], b.habits[at]))
        unsaid = _UNSAID * max(0.0, 1 - few / _SEVERAL)
        yield math.log1p(speaks / pairs)
        yield -math.log1p(max(unsaid, -against / pairs))
        yield least / pairs


def _scaled(times: int, size: int) -> int:
    return times if size <= _MANY else max(1, round(times * _MANY / size))


@lru_cache(maxsize=1 << 16)
def _odds(mine: int, of_mine: int, yours: int, of_yours: int, voice: int) -> float:
    """Give the log-odds of one share for two groups to a share for each.

    >>> _odds(9, 10, 8, 10, _TOP_NAME) > 0 > _odds(1, 10, 0, 10, _TOP_NAME)
    True
    """
    one = _chance(mine + yours, of_mine + of_yours, _EVEN[voice])
    return one - _chance(mine, of_mine, _EVEN[voice]) - _chance(yours, of_yours, _EVEN[voice])


def _chance(told: int, of: int, even: float) -> float:
    yes, no = even * _SHARE, even * (1 - _SHARE)
    return (
        math.lgamma(told + yes)
        - math.lgamma(yes)
        + math.lgamma(of - told + no)
        - math.lgamma(no)
        - math.lgamma(of + even)
        + math.lgamma(even)
    )


@cache
def _curve() -> tuple[float, tuple[float, ...]]:
    place = resources.files("secondsource.compare") / "bonds.json"
    told = json.loads(place.read_text(encoding="utf-8"))
    return float(told["constant"]), tuple(float(told["factors"].get(one, 0.0)) for one in MEASURES)
