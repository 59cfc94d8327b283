"""Numbers of things, money and measures that two accounts give of one thing.

What is counted is told by the unit and by the words beside the number (``beside``). Three things
speak against a difference before it is told: an article that gives both values in like words
speaks of two things; a number that is set against another ("than 12", "instead of 12", "12
more") is not the thing's own; and the further two values lie apart, the more the words beside
them must agree. Measures are compared after conversion, with room for rounding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from secondsource.compare.alternatives import any_of, no_case
from secondsource.compare.beside import Beside, agreeing, beside, estranged, root_of, sharing
from secondsource.compare.casualties import Number, numbers
from secondsource.compare.frames import apart, fates
from secondsource.compare.slots import Scene, cut_number
from secondsource.compare.tolls import background
from secondsource.language import language
from secondsource.records import Conflict, Instance, Quantity, Span, Statement

# How far the words beside two values must agree, by how far apart the values lie (greater by
# smaller): read off the even topics of ECB+ and the even events of wire-events, where below
# these the false differences begin. A length of time is measured of anything, so it asks more.
_LEAST = ((1.25, 0.4), (2.0, 0.5), (6.0, 0.6))
_TOUCHING, _TIME, _ELSEWHERE = 0.4, 0.05, 0.1
# Two values in one article, with words beside them that agree so far, are of two things.
_TWO_THINGS = 0.3
_WORDS = 2
# So many prints of a value, and values of a unit, are compared.
_PRINTS, _VALUES, _PAGES = 8, 40, 4
_BLANK = frozenset(("", "part", "more"))
_BEFORE, _AFTER = 24, 24
# Rounding in two units leaves so much room either way.
_ROOM = 0.03
_MONEY = frozenset(("usd", "eur", "gbp", "jpy", "rub", "cny", "chf", "crown", "inr", "peso"))

Value = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Print:
    """A number where it stands, with the words beside it."""

    number: Number
    near: Beside

    @property
    def value(self) -> Value:
        return self.number.quantity.low, self.number.quantity.high

    @property
    def page(self) -> str:
        return self.number.instance.span.page


def counts_in(scene: Scene, statements: Sequence[Statement]) -> Iterator[Conflict]:
    """Yield how the numbers of one story differ, tolls left aside: slots ``count``, ``amount``."""
    for unit, values in sorted(_by_unit(scene, statements).items()):
        aside = frozenset(root_of(word) for word in unit.split())
        kept = sorted(values, key=lambda value: (-len(values[value]), value))[:_VALUES]
        ordered = sorted(kept)
        firsts = {value: _distinct(scene, values[value]) for value in ordered}
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                both = _both(values[one], values[other])
                if any(_of_two(a, b, aside) for a, b in both[:_PAGES]):
                    continue
                found = _between(scene, (firsts[one], firsts[other]), aside, met=bool(both))
                if found:
                    yield found


def _by_unit(
    scene: Scene, statements: Sequence[Statement]
) -> Mapping[str, Mapping[Value, list[_Print]]]:
    found: defaultdict[str, defaultdict[Value, dict[Span, _Print]]]
    found = defaultdict(lambda: defaultdict(dict))
    for statement in statements:
        for member in statement.members:
            one = member.instance
            if one.stance in ("denies", "reacts") or one.negated:
                continue
            page = scene.accounts[one.span.page].page
            for quantity in one.quantities:
                if _own(page.text, quantity) and not background(scene.accounts[page.id], one):
                    near = beside(page.text, one.passage, quantity.span)
                    unit, measured = _converted(quantity, near)
                    number = Number(one, statement.id, measured, quantity)
                    value = (measured.low, measured.high)
                    found[unit][value].setdefault(quantity.span, _Print(number, near))
    return {
        unit: {value: [own[at] for at in sorted(own)] for value, own in values.items()}
        for unit, values in found.items()
    }


def _own(text: str, quantity: Quantity) -> bool:
    """Say whether a number is what something amounts to: not a toll, a rest, an age, half a one."""
    if quantity.unit in _BLANK or quantity.unit.split(":")[0] in fates():
        return False
    before = text[max(0, quantity.span.start - _BEFORE) : quantity.span.start]
    after = text[quantity.span.end : quantity.span.end + _AFTER]
    return not (cut_number(text, quantity.span) or _set_against(before, after))


def _set_against(before: str, after: str) -> bool:
    return bool(_against("before").search(before) or _against("after").match(after))


@cache
def _against(name: str) -> re.Pattern[str]:
    words = any_of(language("en").terms(f"slots.against_{name}"))
    return no_case(rf"\b{words}\s+$" if name == "before" else rf"[\s-]*{words}\b")


def _converted(quantity: Quantity, near: Beside) -> tuple[str, Quantity]:
    """Give a number in the unit that its like are compared in, with room for rounding."""
    table, unit = _conversions(), quantity.unit
    if unit == "mile" and "nautical" in near.words:
        unit = "nautical mile"
    if unit not in table:
        return unit, quantity
    factor, whole = float(table[unit][0]), str(table[unit][1])
    low, high = round(quantity.low * factor, 4), round(quantity.high * factor, 4)
    return whole, replace(quantity, low=low, high=high, amount=round(quantity.amount * factor, 4))


@cache
def _conversions(code: str = "en") -> Mapping[str, Any]:
    return language(code).table("slots.conversions")


@cache
def _spells(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("slots.spells"))


def _distinct(scene: Scene, prints: Sequence[_Print]) -> list[_Print]:
    """Give the prints of a value that have words of their own beside them, the surest first."""
    firsts: dict[tuple[str, ...], _Print] = {}
    for one in sorted(
        prints, key=lambda p: (scene.rank(p.number.instance), p.number.quantity.span)
    ):
        firsts.setdefault(tuple(sorted(one.near.words)), one)
    return list(firsts.values())[:_PRINTS]


def _both(mine: Sequence[_Print], yours: Sequence[_Print]) -> list[tuple[_Print, _Print]]:
    """Pair the prints of two values that stand in one article."""
    pages: defaultdict[str, list[_Print]] = defaultdict(list)
    for one in mine:
        pages[one.page].append(one)
    return [(one, other) for other in yours for one in pages.get(other.page, ())]


def _of_two(a: _Print, b: _Print, aside: frozenset[str]) -> bool:
    return agreeing(a.near, b.near, aside=aside) >= _TWO_THINGS


def _between(
    scene: Scene,
    prints: tuple[Sequence[_Print], Sequence[_Print]],
    aside: frozenset[str],
    *,
    met: bool,
) -> Conflict | None:
    """Give how two values differ, from the two prints whose surroundings agree most."""
    ranked = sorted(
        (
            (agreeing(a.near, b.near, aside=aside), a, b)
            for a in prints[0]
            for b in prints[1]
            if a.page != b.page and _comparable(a, b)
        ),
        key=lambda found: (-found[0], found[1].number.quantity.span, found[2].number.quantity.span),
    )
    for score, a, b in ranked[:1]:
        if score >= _asked(a, b, met=met) and (
            sharing(a.near, b.near, aside=aside) >= _WORDS or a.near.names & b.near.names
        ):
            slot = "amount" if a.number.quantity.unit in _MONEY else "count"
            return next(iter(numbers(scene, slot, a.number, b.number)), None)
    return None


def _comparable(a: _Print, b: _Print) -> bool:
    one, other = a.number.instance, b.number.instance
    if _named(one) - set(other.terms) and _named(other) - set(one.terms):
        return False
    return (
        one.mood == other.mood
        and not estranged(a.near, b.near)
        and not apart(one.times, other.times)
    )


def _named(one: Instance) -> set[str]:
    return {term for term in one.terms[: one.core or len(one.terms)] if term[0] in "#~"}


def _asked(a: _Print, b: _Print, *, met: bool) -> float:
    """Give how far the words beside two values must agree for them to be of one thing."""
    one, other = a.number.quantity, b.number.quantity
    spell = _TIME if one.unit in _spells() else 0.0
    spell += _ELSEWHERE if met else 0.0
    if one.low <= other.high and other.low <= one.high:
        return _TOUCHING + spell
    small, large = sorted((max(one.amount, 1e-9), max(other.amount, 1e-9)))
    return next((least for most, least in _LEAST if large <= most * small), 1.01) + spell
