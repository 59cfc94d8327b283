"""Two values for one slot: how far apart they are, or how two wordings mean the same.

Here live the forms that values take (a count, money, a length, a day, a town, a person, words of a
table) and, for each, the second value that stands in a given relation to the first. Values are
written as ``happenings.put`` reads them: ``count:12``, ``money:4.3``, ``pick:on Monday``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bench.newsroom.happenings import day_of
from bench.newsroom.texts import Happening
from bench.newsroom.wording import filled, lines, split_of, table
from bench.newsroom.world import World

_ABROAD = {
    "kilometres": ("miles", 0.62137),
    "hectares": ("acres", 2.47105),
}
_MEASURED = re.compile(
    r"\} (?:euros|per cent|kilometres|metres|millimetres|cubic|tonnes"
    r"|hours|days|weeks|months|years)"
)
DOZENS, HUNDREDS, THOUSANDS = 36, 300, 3000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a second value is for: chance, where it happened, and the relation to the first."""

    rng: random.Random
    world: World
    story: Happening
    relation: str


def slot_in(value: str, gloss: str) -> str:
    """Name the slot of a value: what has a unit or is money is an amount.

    >>> slot_in("count:12", "{n} boats sailed"), slot_in("count:12", "it runs {n} kilometres")
    ('count', 'amount')
    """
    return "amount" if value.startswith("money") or _MEASURED.search(gloss) else "count"


def pair_of(wanted: Wanted, value: str, *, numbered: bool = False) -> str:
    """Give the second value for a count or an amount of money.

    ``numbered`` allows "dozens of", which goes only before the thing counted.
    """
    form, _, rest = value.partition(":")
    same = wanted.relation == "compatible"
    if form == "money":
        return _loosely(wanted, float(rest)) if same else _dearer(wanted, float(rest))
    number = int(rest)
    return _about(wanted, number, numbered=numbered) if same else _other(wanted, number)


def _other(wanted: Wanted, number: int) -> str:
    """Give a count that is not the first: a larger one, if it is brought up to date."""
    rng = wanted.rng
    step = rng.randint(max(1, number // 10), max(2, number * 2 // 5))
    down = wanted.relation != "update" and number - step > 1 and rng.random() < 0.5
    return f"count:{number - step if down else number + step}"


def _dearer(wanted: Wanted, millions: float) -> str:
    rng = wanted.rng
    step = rng.randint(3, max(5, int(millions * 4))) / 10
    down = wanted.relation != "update" and millions > step + 0.5 and rng.random() < 0.5
    return f"money:{millions - step if down else millions + step:.1f}"


def _about(wanted: Wanted, number: int, *, numbered: bool) -> str:
    """Give a count in round: a bound below it, a figure near it, or "dozens of"."""
    if numbered and wanted.rng.random() < 0.3 and number >= DOZENS:
        size = "hundreds" if number >= HUNDREDS else "dozens"
        return f"pick:{'thousands' if number >= THOUSANDS else size} of"
    near = _round(number)
    if near > number:
        near = number
    shapes = list(_split(wanted, "bounds"))
    if near == number:
        shapes = [one for one in shapes if not one.startswith(("more", "upwards"))]
    if near < 0.9 * number:
        shapes = [one for one in shapes if one.startswith(("at least", "more", "not", "upwards"))]
    return f"pick:{filled(wanted.rng.choice(shapes), {'n': f'{near:,}'})}"


def _round(number: int) -> int:
    """Round down to one digit, to two where that is far off.

    >>> _round(43), _round(58), _round(1234), _round(7)
    (40, 50, 1200, 7)
    """
    if number < 10:
        return number
    step = int("1" + "0" * (len(str(number)) - 1))
    one = number // step * step
    fine = step // 10
    return one if fine == 1 or one >= 0.9 * number else number // fine * fine


def _loosely(wanted: Wanted, millions: float) -> str:
    """Give money in round, in millions: below ten by tenths, so that it stays near."""
    whole = int(millions)
    below = whole < 0.9 * millions
    shapes = [
        one for one in _split(wanted, "round") if not below or one.startswith(("more", "upwards"))
    ]
    if whole == millions:
        shapes = [one for one in _split(wanted, "round") if not one.startswith(("more", "upw"))]
    money = wanted.rng.choice((f"€{whole} million", f"{whole} million euros"))
    return f"pick:{filled(wanted.rng.choice(shapes), {'n': money})}"


def _split(wanted: Wanted, key: str) -> list[str]:
    found: list[str] = table("differences")[split_of(wanted.world.seed)][key]
    return found


def far(wanted: Wanted, theme: Mapping[str, Any]) -> tuple[str, str]:
    """Draw the two values of a theme in the relation that is wanted."""
    form, _, rest = theme["values"].partition(" ")
    if form in ("count", "money"):
        return _numbers(wanted, form, rest)
    if form == "words":
        return _words(wanted, theme)
    drawn = {"day": _days, "town": _towns, "person": _people}.get(form)
    return drawn(wanted) if drawn else _measures(wanted, form, rest)


def _numbers(wanted: Wanted, form: str, rest: str) -> tuple[str, str]:
    rng = wanted.rng
    if form == "money":
        value = f"money:{rng.choice((1, 2, 3, 4, 6, 7, 8, 12, 17, 23, 45))}.{rng.randint(1, 9)}"
    else:
        low, high = map(int, rest.split())
        value = f"count:{int(low * (high / low) ** rng.random())}"
    return value, pair_of(wanted, value, numbered=True)


def _measures(wanted: Wanted, unit: str, rest: str) -> tuple[str, str]:
    """Draw a length or an area; two that agree are in two units."""
    low, high = map(int, rest.split())
    number = wanted.rng.randint(low, high)
    if wanted.relation == "compatible":
        other, factor = _ABROAD[unit]
        there = number * factor
        shown = f"{there:.1f}" if there < 10 else f"{there:.0f}"
        return f"pick:{number} {unit}", f"pick:{shown} {other}"
    second = _other(wanted, number).partition(":")[2]
    return f"pick:{number} {unit}", f"pick:{second} {unit}"


def _days(wanted: Wanted) -> tuple[str, str]:
    """Draw two days of the week before; two that agree are a weekday and its date."""
    rng = wanted.rng
    first = day_of(wanted.story.minute) - timedelta(days=rng.randint(1, 4))
    step = 0 if wanted.relation == "compatible" else rng.choice((-2, -1, 1))
    second = first + timedelta(days=step)
    date = rng.choice(("%B {day}", "{day} %B"))
    shapes = rng.choice((("on %A", f"on {date}"), (f"on {date}", "on %A")))
    if step:
        shapes = (rng.choice(("on %A", f"on {date}")),) * 2
    shown = [
        f"{at:{shape}}".replace("{day}", str(at.day))
        for at, shape in zip((first, second), shapes, strict=True)
    ]
    return f"pick:{shown[0]}", f"pick:{shown[1]}"


def _towns(wanted: Wanted) -> tuple[str, str]:
    """Draw two towns, or a town and a quarter of it."""
    rng = wanted.rng
    used = {wanted.story.late["place"], wanted.world.capital}
    towns = [one for one in lines("world", "towns", wanted.world.seed) if one not in used]
    first, second = rng.sample(towns, 2)
    if wanted.relation == "compatible":
        quarter = rng.choice(_split(wanted, "districts"))
        second = f"the {quarter} district of {first}"
    return f"pick:{first}", f"pick:{second}"


def _people(wanted: Wanted) -> tuple[str, str]:
    """Draw two people nobody else is called like, or one person under two names."""
    rng, seed = wanted.rng, wanted.world.seed
    first = rng.sample(list(lines("world", "first", seed)), 2)
    names = [
        f"{a} {b}" for a, b in zip(first, rng.sample(_split(wanted, "surnames"), 2), strict=True)
    ]
    if wanted.relation == "compatible":
        given, family = names[0].split(" ", 1)
        names[1] = rng.choice((f"Dr {names[0]}", f"{given[0]} {family}", family))
    if wanted.relation == "conflict" and rng.random() < 0.4:
        names[1] = f"{first[1]} {names[0].split(' ', 1)[1]}"
    return f"pick:{names[0]}", f"pick:{names[1]}"


def _words(wanted: Wanted, theme: Mapping[str, Any]) -> tuple[str, str]:
    rng = wanted.rng
    if wanted.relation == "compatible":
        one, other = rng.choice(theme["near"]).split("|")
    else:
        one, other = rng.sample(theme["words"], 2)
    return f"pick:{filled(one, wanted.story.late)}", f"pick:{filled(other, wanted.story.late)}"
