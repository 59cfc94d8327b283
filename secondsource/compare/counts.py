"""Numbers of things, money and measures that two accounts give of one thing.

Whether two numbers are of one thing is told by what they count and by the words beside them
(``figures``, ``beside``), weighed together: how far these words agree, whether the unit is one
that little else in the story is counted in, whether their sentences share words, and how far the
two values lie apart. An article that gives both values in like words speaks of two things, and a
name beside each that the other lacks sets them apart. The weights were fitted on slot pairs that
people read (``bench/train_counts.py``).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from secondsource.compare.beside import Beside, agreeing, beside, estranged, root_of, sharing
from secondsource.compare.casualties import Number, numbers
from secondsource.compare.dated import DAY, HOUR, dated_in
from secondsource.compare.figures import AGE, BARE, MAGNITUDE, PEOPLE, PERCENT, Figure, figures_in
from secondsource.compare.frames import apart, fates
from secondsource.compare.senses import rarity
from secondsource.compare.slots import Filling, Scene
from secondsource.laid import Laid
from secondsource.language import language
from secondsource.records import Account, Conflict, Instance, Passage, Quantity, Statement
from secondsource.sentences import words_of

MEASURES = (
    "words beside agree", "words beside shared", "sentences share", "unit is rare", "no unit",
    "one of each article", "values of the unit", "met in one article", "met in like words",
    "values apart", "length of time", "share", "age", "same words counted", "other words counted",
    "names shared", "other names", "touching", "rarest word beside shared", "rare words shared",
)  # fmt: skip
# Fitted by `python -m bench.train_counts` on the tuning part of the slot gold: with the
# newsroom's pairs added the newsroom gains less than the gold loses.
_CURVE = (
    -0.86, 1.24, 0.42, 0.9, -0.15, 1.1, 0.81, -0.87, -1.41, -0.98, -0.7, -0.31, -0.53, 0.2, 0.44,
    -0.23, 0.64, -0.58, 0.22, 0.72, 0.33,
)  # fmt: skip
# From here on two figures are of one thing: lower, half of what is added was false when read.
_LEAST = 0.25
# Days are named in passing; two of one event must be so much likelier.
_SURE_DAY = 0.4
# Two accounts of one event miss its day by so many; what lies further apart are two events.
_NEAR_IN_TIME = 3
# Whoever turns miles into kilometres, and feet into metres, rounds by so much either way.
_ROOM, _LENGTHS = 0.02, frozenset(("km", "metre", "kg", "hectare", "kph"))
# Two values in one article, with words beside them that agree so far, are of two things.
_TWO_THINGS = 0.3
# So many prints of a value, and values of a unit, are compared.
_PRINTS, _VALUES, _PAGES = 6, 30, 4
_SPELLS = frozenset(("minute", "hour", "second", "day", "week", "month", "year"))
_RARE, _FAR = 7.0, 3.0
# A word beside two lengths of time that tells less ("take", "say") is of many deeds, and
# one as rare as can be is mostly a name.
_TELLS = 1.0
_OTHER = "other"
# A number of nothing named must be so much likelier, and a magnitude, of which every shock has one.
_BLANK = 0.1

Value = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Print:
    """A figure where it stands, with the words beside it and those of its sentence."""

    figure: Figure
    instance: Instance
    statement: str | None
    near: Beside
    sentence: frozenset[str]
    weight: float

    @property
    def value(self) -> Value:
        """Give the interval in the unit in which it is compared."""
        return self.figure.low, self.figure.high

    @property
    def page(self) -> str:
        """Give the article it stands in."""
        return self.figure.span.page


@dataclass(frozen=True, slots=True)
class Company:
    """The values of one unit in a story: how many, how many in each article, the unit's words."""

    aside: frozenset[str]
    values: int
    in_article: Mapping[str, int]

    @classmethod
    def of(cls, unit: str, values: Mapping[Value, Sequence[Print]]) -> Company:
        """Count the values of a unit."""
        pages = Counter(page for own in values.values() for page in {one.page for one in own})
        return cls(frozenset(root_of(word) for word in unit.split()), len(values), pages)


def counts_in(
    scene: Scene, accounts: Sequence[Account], statements: Sequence[Statement]
) -> Iterator[Conflict]:
    """Yield how the numbers of one story differ, tolls left aside: slots ``count``, ``amount``."""
    for a, b, sure in ranked(scene, accounts, statements):
        unit = a.figure.unit
        if unit.startswith("@"):
            days = None if sure < _SURE_DAY else _dates(scene, a, b)
            if days is not None:
                yield days
            continue
        if unit in _SPELLS and not _one_spell(a.near, b.near):
            continue
        slot = "amount" if a.figure.measured or unit in _SPELLS else "count"
        room = _ROOM if unit in _LENGTHS else 0.0
        moves = (slot == "count" and unit != AGE) or unit == PERCENT
        yield from numbers(scene, slot, _number(a, room), _number(b, room), moves=moves)


def _dates(scene: Scene, a: Print, b: Print) -> Conflict | None:
    """Tell two days of one event that cannot both be meant."""
    touching = a.figure.low <= b.figure.high and b.figure.low <= a.figure.high
    distant = abs(a.figure.amount - b.figure.amount) > _NEAR_IN_TIME and a.figure.unit != HOUR
    if touching or distant or not _close(a.near) & _close(b.near):
        return None
    ends = (_day(scene, one) for one in (a, b))
    return scene.differ("date", *ends, topic="the time of one event")


def _one_spell(a: Beside, b: Beside) -> bool:
    """Say whether two lengths of time may be of one deed: their clauses share a word for it."""
    shared = (a.words.keys() & b.words.keys()) - a.names - b.names
    return any(_TELLS <= rarity(word) < _RARE for word in shared)


def _close(near: Beside) -> set[str]:
    """Give the words right beside a time that tell what happened: no names."""
    return {word for word, weight in near.words.items() if weight == 1.0} - near.names


def _day(scene: Scene, one: Print) -> Filling:
    span = one.figure.span
    words = scene.accounts[span.page].page[span]
    if one.figure.unit == DAY:
        words = "/".join((date.fromordinal(int(one.figure.low)).isoformat(),) * 2)
    return Filling(one.instance, one.statement, span, words)


def _number(one: Print, room: float) -> Number:
    figure = one.figure
    low, high = figure.low * (1 - room), figure.high * (1 + room)
    measured = Quantity(figure.span, low, high, figure.unit, figure.amount)
    return Number(one.instance, one.statement, measured, figure.shown)


def ranked(
    scene: Scene, accounts: Sequence[Account], statements: Sequence[Statement]
) -> Iterator[tuple[Print, Print, float]]:
    """Yield for each two values of one thing the prints that show it best, and how sure it is."""
    for unit, values in sorted(by_unit(scene, accounts, statements).items()):
        kept = sorted(sorted(values, key=lambda v: (-len(values[v]), v))[:_VALUES])
        company = Company.of(unit, values)
        firsts = {value: _distinct(scene, values[value]) for value in kept}
        for place, one in enumerate(kept):
            for other in kept[place + 1 :]:
                met = met_in(values[one], values[other], company)
                found = _surest((firsts[one], firsts[other]), company, met)
                if found and found[2] >= _asked(found[0], found[1]):
                    yield found


def _asked(a: Print, b: Print) -> float:
    blank = (a.figure.unit == BARE) + (b.figure.unit == BARE)
    return _LEAST + _BLANK * blank + (_BLANK if a.figure.unit == MAGNITUDE else 0.0)


def by_unit(
    scene: Scene, accounts: Sequence[Account], statements: Sequence[Statement]
) -> Mapping[str, Mapping[Value, list[Print]]]:
    """Gather the figures of a story by unit and value."""
    stated = Laid.of(
        ((m.instance, s.id) for s in statements for m in s.members), lambda pair: pair[0].span
    )
    found: defaultdict[str, defaultdict[Value, list[Print]]]
    found = defaultdict(lambda: defaultdict(list))
    for account in accounts:
        for passage in account.passages:
            text = account.page.text
            for figure in (
                *figures_in(text, passage.span),
                *dated_in(text, passage.span, account.times),
            ):
                one = _print(account, passage, figure, stated)
                if one is not None:
                    unit = PEOPLE if figure.unit == BARE else figure.unit
                    found[unit][one.value].append(one)
    return found


def _print(
    account: Account, passage: Passage, figure: Figure, stated: Laid[tuple[Instance, str]]
) -> Print | None:
    """Give a figure its assertion; None where it is a toll, denied, or told of another time."""
    holding = [pair for pair in stated.touching(figure.span) if pair[0].stance != "reacts"]
    if any(
        q.unit.split(":")[0] in fates() and q.span.touches(figure.span)
        for one, _ in holding
        for q in one.quantities
    ):
        return None
    instance, statement = min(
        holding,
        key=lambda pair: (
            pair[0].stance == "denies",
            pair[0].span.end - pair[0].span.start,
            pair[1],
        ),
        default=(Instance("", figure.span, passage.span, "asserts"), None),
    )
    if instance.stance == "denies":
        return None
    text = account.page.text
    near = beside(text, passage.span, figure.span)
    roots = frozenset(
        root_of(text[a:b].lower()) for a, b in words_of(text, passage.span.start, passage.span.end)
    )
    roots = frozenset(root for root in roots if not root[0].isdigit())
    return Print(figure, instance, statement, near, roots, _weighed(roots))


def _distinct(scene: Scene, prints: Sequence[Print]) -> list[Print]:
    """Give the prints of a value that have words of their own beside them, the surest first."""
    firsts: dict[tuple[str, ...], Print] = {}
    for one in sorted(prints, key=lambda p: (scene.rank(p.instance), p.figure.span)):
        firsts.setdefault(tuple(sorted(one.near.words)), one)
    return list(firsts.values())[:_PRINTS]


def _both(mine: Sequence[Print], yours: Sequence[Print]) -> list[tuple[Print, Print]]:
    """Pair the prints of two values that stand in one article."""
    pages: defaultdict[str, list[Print]] = defaultdict(list)
    for one in mine:
        pages[one.page].append(one)
    return [(one, other) for other in yours for one in pages.get(other.page, ())]


def met_in(mine: Sequence[Print], yours: Sequence[Print], company: Company) -> tuple[bool, bool]:
    """Say whether one article gives two values, and whether in like words."""
    both = _both(mine, yours)[:_PAGES]
    return bool(both), any(_like(a, b, company.aside) for a, b in both)


def _like(a: Print, b: Print, aside: frozenset[str]) -> bool:
    return agreeing(a.near, b.near, aside=aside) >= _TWO_THINGS


def _surest(
    prints: tuple[Sequence[Print], Sequence[Print]],
    company: Company,
    met: tuple[bool, bool],
) -> tuple[Print, Print, float] | None:
    """Give the two prints of two values that are likeliest of one thing."""
    scored = [
        (likely(measured(a, b, company, met=met)), a, b)
        for a in prints[0]
        for b in prints[1]
        if a.page != b.page and not of_others(a, b)
    ]
    best = min(scored, key=lambda f: (-f[0], f[1].figure.span, f[2].figure.span), default=None)
    return None if best is None else (best[1], best[2], best[0])


def of_others(a: Print, b: Print) -> bool:
    """Say whether two figures are of two things outright: two people's ages, a rest and a whole."""
    one, other = a.figure, b.figure
    unit = one.unit
    if apart(a.instance.times, b.instance.times):
        return True
    if AGE in (one.unit, other.unit) and not _of_one_person(one.whose, other.whose):
        return True
    if (_OTHER in one.whose) != (_OTHER in other.whose) and unit != PEOPLE:
        return True
    # "13 miles" beside "13 nautical miles" is one distance, told with less care
    return one.shown.unit != other.shown.unit and one.shown.amount == other.shown.amount


def _of_one_person(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether two ages are of one: a role in common, a name alone, or two names."""
    shared = (a & b) - _anybody()
    names = {word for word in shared if word.startswith("=")}
    full = all(sum(word.startswith("=") for word in one) > 1 for one in (a, b))
    return bool(shared - names) or len(names) > full


@cache
def _anybody(code: str = "en") -> frozenset[str]:
    """Give the words for whom everybody is: a man, a woman, one of the people."""
    pack = language(code)
    return frozenset((*pack.terms("slots.anybody"), *pack.terms("quantities.people")))


def measured(a: Print, b: Print, company: Company, *, met: tuple[bool, bool]) -> tuple[float, ...]:
    """Measure two figures of one unit: see ``MEASURES``."""
    one, other = a.figure, b.figure
    unit = one.unit or other.unit
    plain = one.measured or unit in (PEOPLE, AGE, PERCENT, BARE) or unit in _SPELLS
    both = len(a.sentence & b.sentence) / math.sqrt(max(1, len(a.sentence) * len(b.sentence)))
    beside_both = (a.near.words.keys() & b.near.words.keys()) - company.aside
    small, large = sorted((max(one.amount, 1e-6), max(other.amount, 1e-6)))
    touching = one.low <= other.high and other.low <= one.high
    return (
        agreeing(a.near, b.near, aside=company.aside),
        float(min(4, sharing(a.near, b.near, aside=company.aside))),
        both,
        0.0 if plain else min(_RARE, rarity(unit)) / _RARE,
        float(BARE in (one.unit, other.unit)),
        float(company.in_article[a.page] == company.in_article[b.page] == 1),
        math.log(company.values),
        float(met[0]),
        float(met[1]),
        0.0 if touching else min(_FAR, math.log(large / small)),
        float(unit in _SPELLS),
        float(unit == PERCENT),
        float(unit == AGE),
        float(bool(one.whose & other.whose)),
        float(bool(one.whose and other.whose and not one.whose & other.whose)),
        float(bool(a.near.names & b.near.names)),
        float(estranged(a.near, b.near)),
        float(touching),
        max((rarity(word) for word in beside_both), default=0.0) / _RARE,
        _weighed(a.sentence & b.sentence - company.aside)
        / max(1.0, math.sqrt(a.weight * b.weight)),
    )


def _weighed(words: Iterable[str]) -> float:
    return sum(max(0.0, rarity(word) - 2.0) for word in sorted(words))


def likely(measures: Sequence[float]) -> float:
    """Turn measures into a probability that two figures are of one thing."""
    height = _CURVE[0] + sum(w * x for w, x in zip(_CURVE[1:], measures, strict=True))
    return round(1 / (1 + math.exp(-height)), 4)
