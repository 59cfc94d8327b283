"""A time expression in symbols, and the words of the language pack it is read with.

What may live here: the record, and the small readings that every form shares - numbers, lengths
in TIMEX3, parts of a month, and whether the words before a place look ahead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from secondsource.language import language

Shape = Literal["fixed", "day", "weekday", "month", "unit", "offset", "stretch", "clock", "plain"]


# Northern seasons by whole months, as almanacs and statisticians count them.
SECTIONS = {
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2), "H1": (1, 6), "H2": (7, 12),
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression with what it says; what it does not say is None.

    ``shape`` says how it is bound: ``fixed`` needs no day; ``day`` is a day of a year not
    printed; ``weekday``, ``month`` and ``unit`` (a calendar week, year...) are ``shift`` away
    from the one of the day they are counted from; ``offset`` is ``count`` units off; a
    ``stretch`` is the ``count`` units before or after; ``clock`` is an hour of some day;
    ``plain`` is a duration or a set. ``value`` is in TIMEX3, whole or as the part that is known.
    ``part`` is START, MID or END; ``hour`` the clock or part of the day, ``T15`` or ``TMO``.
    ``of_text``: counted from another expression of the article, not from its day of publication.
    ``ahead``: the words before it say that it is still to come.
    """

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    shape: Shape
    value: str = ""
    earliest: str | None = None
    latest: str | None = None
    unit: str = ""
    count: float | None = None
    shift: int | None = None
    month: int = 0
    day: int = 0
    last_day: int = 0
    weekday: int = 0
    part: str = ""
    hour: str = ""
    of_text: bool = False
    ahead: bool = False


PACK = "en"


@cache
def table(name: str) -> Mapping[str, str]:
    """Give a table of the pack, its values as words."""
    return {key: str(value) for key, value in language(PACK).table(name).items()}


@cache
def any_of(name: str) -> str:
    """Write the words of a table as alternatives of an expression, the longest first."""
    words = language(PACK)
    names = words.terms(name) if name in _LISTS else tuple(words.table(name))
    ordered = sorted(names, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", r"\s+").replace("'", "['’]") for word in ordered)


_LISTS = frozenset({"times.vague", "times.licences"})


@cache
def weekdays() -> Mapping[str, int]:
    """Give the full names of the weekdays; Monday is 1."""
    days = language(PACK).table("calendar.weekdays")
    return {word: number for word, number in days.items() if word.endswith("day")}


def part_of(word: str) -> str:
    """Give START, MID or END for "early", "the middle of", "late"."""
    return table("times.parts").get(" ".join(word.lower().split()), "")


def number_of(word: str | None) -> float | None:
    """Read a number in words or figures; None where it is vague ("several")."""
    if word is None:
        return 1.0
    plain = " ".join(word.lower().split())
    if plain[0].isdigit():
        return float(plain)
    known = table("times.numbers").get(plain)
    return float(known) if known else None


def length_of(unit: str, count: float | None) -> str:
    """Write a length in TIMEX3: two weeks P2W, three hours PT3H, several days PXD."""
    code = table("times.units")[unit.lower()]
    times = int(code[:-1]) if code[:-1].isdigit() else 1
    figure = "X" if count is None else f"{count * times:g}"
    if code[0] == "T":
        return f"PT{figure}{code[-1]}"
    names = {10: "DE", 100: "CE"}
    if times in names:
        return f"P{'X' if count is None else f'{count:g}'}{names[times]}"
    return f"P{figure}{code[-1]}"


_AROUND = 70  # characters: a clause of news; further off, another verb speaks
_STOPS = (". ", "! ", "? ", "\n")


@cache
def _directions() -> re.Pattern[str]:
    pack = language(PACK)

    def words(name: str) -> str:
        return "|".join(re.escape(word) for word in pack.terms(f"times.{name}"))

    return re.compile(
        rf"(?<!\w)(?:(?P<ahead>{words('ahead')})|(?P<behind>{words('behind')}|[a-z]{{3,}}ed))(?!\w)"
        rf"|(?P<will>['’]ll)(?!\w)",
        re.IGNORECASE,
    )


def is_ahead(text: str, at: int, end: int) -> bool:
    """Say whether the words around ``text[at:end]``, in its own sentence, point to the future.

    The last word with a direction before it decides, else the first after it; a day that is
    proclaimed ("declared Saturday a day of mourning") is still to come.
    """
    start = max(0, at - _AROUND, *(text.rfind(end, 0, at) + 1 for end in _STOPS))
    before = text[start:at]
    if before.split()[-1:] and before.split()[-1].lower() in language(PACK).terms("times.proclaim"):
        return True
    found = [one for one in _directions().finditer(before) if one.group().lower() != "by"]
    if found:
        return found[-1]["behind"] is None
    ends = [stop for mark in _STOPS if (stop := text.find(mark, end, end + _AROUND)) >= 0]
    first = _directions().search(text, end, min(ends, default=end + _AROUND))
    if first is not None:
        return first["behind"] is None
    return re.search(r"\bby\s", before, re.IGNORECASE) is not None
