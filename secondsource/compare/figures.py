"""The figures of a sentence: numbers as they are printed, with what they count or measure.

Here lives the reading of a number where it is compared with another: wider than what an
assertion keeps as its quantities, because a difference may lie in an age ("Ida Roos, 63"), in a
magnitude, in "nobody", in a number whose typesetting was lost ("1, 150 km"). A figure has its
bounds as an interval, a unit in which its like are compared, and the words of what is counted.
All words are the language pack's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondsource.compare.alternatives import any_of
from secondsource.compare.beside import root_of
from secondsource.language import language
from secondsource.records import Quantity, Span
from secondsource.sentences import words_of

# "About 40" is 36 to 44, as where quantities are read; what is rounded stands for half a step.
_ROUGHLY = 0.1
# So many words behind a number may belong to what it counts; so far behind it a unit may begin.
_NOUN, _REACH = 5, 48
# "1. 7m": so far behind a sentence that ends in a number the rest of the number is read.
_CUT = 8
# A capital word with an s at its end counts people ("Britons"), where it is longer than this.
_DEMONYM = 4
_YEARS = (1500, 2100)
AGE, PEOPLE, MAGNITUDE, PERCENT, BARE = "age", "people", "magnitude", "percent", ""


_PACE = re.compile(r"\s(?:an|a|per|each)\s(hour|second|minute|day|week|month|year|head)\b")
_NAMED = re.compile(r"[A-Z]{2,}(?:\s-\s|[\s-])?$|-\sof\s-\s$|[A-Z][a-z]*-$|\d[:/]\s?$|\d[.,]$")
_DIALLED = re.compile(r"\d{3}\s\d{3}|\b0\d{3}")  # "0845 125 2222"
_FOLK = re.compile(r".+(?:girl|boy|man|men|woman|women|people|folk)s?")
_WERE = re.compile(
    r"\s(?:were|are|was|have|had|died|remained?|[a-z]+ed\s(?:the|a|an|on|in|from|to|out|through)\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number where it stands: its interval in ``unit``, as printed, and the words it counts.

    ``measured`` says that it is money, a share or a measure; ``whose`` are the words of what is
    counted beside the unit ("merchant" of merchant ships), or of whom an age is.
    """

    span: Span
    low: float
    high: float
    amount: float
    unit: str
    shown: Quantity
    measured: bool = False
    whose: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Words:
    number: re.Pattern[str]
    bound: re.Pattern[str]
    bounds: Mapping[str, str]
    between: re.Pattern[str]
    values: Mapping[str, int]
    scales: Mapping[str, int]
    money: Mapping[str, str]
    measures: Mapping[str, str]
    conversions: Mapping[str, Any]
    people: frozenset[str]
    stop: frozenset[str]
    uncounted: frozenset[str]
    months: frozenset[str]
    nobody: re.Pattern[str]
    against: tuple[re.Pattern[str], re.Pattern[str]]


@cache
def _words(code: str = "en") -> _Words:
    pack = language(code)
    values, scales = pack.table("quantities.numbers"), pack.table("quantities.scales")
    plain, scale = any_of(values), any_of((*scales, *pack.table("slots.scales")))
    money = pack.table("quantities.currencies")
    signs = any_of(sign for sign in money if not sign.isalpha())
    digits = r"\d{1,3}(?:,\s?\d{3})+(?!\d)|\d{1,15}"
    number = (
        rf"(?P<sign>{signs}\s?)?(?<![\w.,/:])(?<!\d-)(?:(?P<digits>{digits})(?P<part>\.\s?\d{{1,3}}(?!\d))?"
        rf"(?P<half>\s(?:1/2|½)|½)?|(?P<word>{plain}(?:[\s-]{plain})?(?:\s(?:hundred|thousand))?(?![a-z]))"
        rf"(?P<half_word>\sand\sa\shalf)?|(?P<dozen>(?:a|another|half\sa)\sdozen)|(?P<share>half|a\squarter\sof)(?=\sa\s(?:million|billion)))"
        rf"(?:(?:\s-\s|\sa\s|[\s-])?(?P<scale>{scale})(?![a-z]))?"
    )
    bounds = {
        phrase: kind
        for kind in ("at_least", "over", "at_most", "under", "nearly", "about")
        for phrase in pack.terms(f"quantities.{kind}")
    }
    people = frozenset((*pack.terms("quantities.people"), *pack.terms("quantities.persons")))
    return _Words(
        re.compile(number, re.IGNORECASE),
        re.compile(rf"\b(?P<bound>{any_of(bounds)})\s+$", re.IGNORECASE),
        bounds,
        re.compile(
            rf"\s?(?:%|per\s?cent)?\s(?:to|and)\s(?={digits})|\s?[-–]\s?(?=\d)", re.IGNORECASE
        ),
        values,
        {**scales, **pack.table("slots.scales")},
        money,
        {**pack.table("quantities.measures"), **pack.table("slots.measures")},
        pack.table("slots.conversions"),
        people,
        frozenset(pack.terms("statements.stop")),
        frozenset(pack.terms("quantities.not_counts")),
        frozenset(pack.table("calendar.months")),
        re.compile(rf"\b{any_of(pack.terms('slots.nobody'))}\b", re.IGNORECASE),
        (_against("before"), _against("after")),
    )


def _against(name: str) -> re.Pattern[str]:
    words = any_of(language("en").terms(f"slots.against_{name}"))
    return re.compile(rf"\b{words}\s+$" if name == "before" else rf"[\s-]*{words}\b", re.IGNORECASE)


def figures_in(text: str, passage: Span) -> tuple[Figure, ...]:
    """Read the figures of a passage, in the order in which they stand.

    >>> text = "The ferry of 1974, 61 metres long, took 1, 150 people; Ida Roos, 63, was one."
    >>> [(one.unit, one.low) for one in figures_in(text, Span("p", 0, len(text)))]
    [('metre', 61), ('people', 1150), ('age', 63)]
    """
    words = _words()
    found: list[Figure] = []
    place = passage.start
    while mark := words.number.search(text, place, passage.end):
        place = mark.end()
        if text[place : place + 1] == "." and place + 1 == passage.end:
            mark = words.number.match(text, mark.start(), place + _CUT) or mark
        one = _figure(text, passage, mark, words)
        if one is not None:
            found.append(one)
            place = max(place, one.span.end)
    found.extend(_none_of(text, passage, words))
    return tuple(sorted(found, key=lambda one: one.span))


def _none_of(text: str, passage: Span, words: _Words) -> Iterator[Figure]:
    for mark in words.nobody.finditer(text, passage.start, passage.end):
        span = Span(passage.page, *mark.span())
        yield Figure(span, 0, 0, 0, PEOPLE, Quantity(span, 0, 0, PEOPLE, 0))


def _figure(text: str, passage: Span, mark: re.Match[str], words: _Words) -> Figure | None:
    before = text[max(passage.start, mark.start() - 28) : mark.start()]
    if _no_count(text, mark, before, words):
        return None
    value, step = _value(mark, words)
    start, end = mark.start(), mark.end()
    bounded = words.bound.search(before)
    bound = words.bounds[bounded["bound"].lower()] if bounded else ""
    if bounded:
        start -= len(before) - bounded.start("bound")
    if re.match(r"\s+or more\b|\+", text[end : end + 9]):
        bound = "at_least"
    low, high = _interval(value, step, bound)
    other = words.between.match(text, end, passage.end)
    second = words.number.match(text, other.end(), passage.end) if other else None
    if second is not None and (_value(second, words)[0] > value):
        end, bound = second.end(), "range"
        last, scale = _value(second, words)[0], second["scale"]
        if scale and not mark["scale"]:
            value *= words.scales[scale.lower()]
        low, high = value, last
    elif words.against[0].search(before) and not bounded:
        return None
    return _united(text, passage, (start, end), (low, high, value), mark, words)


def _no_count(text: str, mark: re.Match[str], before: str, words: _Words) -> bool:
    """Say whether a number is a year, a day of a month, an hour, or part of a name."""
    after = text[mark.end() : mark.end() + 12]
    last = re.search(r"([^\W\d_]+)\.?\s+$", before)
    if last and last[1].lower() in words.uncounted | words.months:
        return True
    if re.match(
        r"\s?(?:st|nd|rd|th)\b|\s?(?:a\.\s?m|p\.\s?m|am\b|pm\b|o['’]clock|GMT|hrs)|:\s?\d|/\d|\s?�",
        after,
        re.I,
    ):
        return True
    start, end = mark.span()
    if (
        mark["digits"]
        and (
            _NAMED.search(before[-12:])
            or _DIALLED.search(text[max(0, start - 5) : end + 5])
            # the rest of "1. 7m", which was taken for two sentences
            or re.search(r"\d\.\s?$", text[max(0, start - 3) : start])
        )
    ):
        return True
    follows = re.match(r"\s+([A-Za-z]+)", after)
    if follows and follows[1].lower() in words.months:
        return True
    digits = (mark["digits"] or "").replace(" ", "")
    plain = bool(digits) and not (mark["scale"] or mark["sign"] or mark["part"])
    return plain and len(digits) == 4 and _YEARS[0] <= int(digits) <= _YEARS[1]


def _value(mark: re.Match[str], words: _Words) -> tuple[float, float]:
    """Give a number's value, and the step to which it is rounded (0 where it is counted out)."""
    scale = words.scales[mark["scale"].lower()] if mark["scale"] else 1
    if mark["share"]:
        share = 0.5 if mark["share"].lower() == "half" else 0.25
        return share * scale, 0.0
    if mark["dozen"]:
        return (6.0 if mark["dozen"].lower().startswith("half") else 12.0), 0.0
    if mark["word"]:
        value = 0.0
        for part in re.split(r"[\s-]+", mark["word"].lower()):
            value = (
                value * words.scales[part] if part in words.scales else value + words.values[part]
            )
        half = bool(mark["half_word"])
        return (value + 0.5 * half) * scale, (
            scale * (0.1 if half else 1.0) if half or scale > 1 else 0.0
        )
    digits = re.sub(r"[,\s]", "", mark["digits"])
    part = re.sub(r"\s", "", mark["part"] or "")
    value = float(digits + part) + (0.5 if mark["half"] else 0.0)
    zeros = 0 if part else len(digits) - len(digits.rstrip("0"))
    step = 10.0 ** (zeros - max(0, len(part) - 1)) if zeros > 1 or part or scale > 1 else 0.0
    return value * scale, step * scale


def _interval(value: float, step: float, bound: str) -> tuple[float, float]:
    near = max(1.0, value * _ROUGHLY)
    low, high = value - step / 2, value + step / 2
    ends = {
        "at_least": (value, math.inf),
        "over": (value, math.inf),
        "at_most": (0.0, value),
        "under": (0.0, value),
        "nearly": (value - near, value),
        "about": (min(low, value - near), max(high, value + near)),
    }
    return ends.get(bound, (low, high))


def _united(
    text: str,
    passage: Span,
    place: tuple[int, int],
    values: tuple[float, float, float],
    mark: re.Match[str],
    words: _Words,
) -> Figure | None:
    """Give a number its unit, and convert it to the unit in which its like are compared."""
    start, end = place
    tail = text[end : min(max(passage.end, end + _CUT), end + _REACH)].split("\n")[0]
    named, reach = _measure(tail, mark, words)
    whose: frozenset[str] = frozenset()
    if not named:
        named, whose, reach = _age(text, passage, place, tail)
    if not named:
        if words.against[1].match(tail):
            return None
        named, whose, reach = _noun(tail, words)
        if not named and (mark["word"] or "").lower() == "one":
            return None  # "was one", "one of the"
    measured = (
        bool(mark["sign"])
        or named.split("/")[0] in words.measures.values()
        or named in (PERCENT, MAGNITUDE)
    )
    measured = measured or named in words.money.values()
    factor, unit = words.conversions.get(named, (1, named))
    low, high, amount = (_whole(one * float(factor)) for one in values)
    raw = [_whole(one) for one in values]
    span = Span(passage.page, start, end + reach if named and not whose else end)
    shown = Quantity(Span(passage.page, start, end), raw[0], raw[1], named, raw[2])
    return Figure(span, low, high, amount, unit, shown, measured, whose)


def _measure(tail: str, mark: re.Match[str], words: _Words) -> tuple[str, int]:
    """Read money, a share, a magnitude or a measure behind a number."""
    if mark["sign"]:
        return words.money[mark["sign"].strip().lower()], 0
    if share := re.match(r"\s?%|\s?per\s?cent(?:age points?)?\b", tail, re.IGNORECASE):
        return PERCENT, share.end()
    if size := re.match(r"[\s-]*(?:magnitude\b|on the richter)", tail, re.IGNORECASE):
        return MAGNITUDE, size.end()
    if re.search(
        r"(?:magnitude(?:\s(?:of|at|was|as))*|measuring|registering)[\s-]*$",
        mark.string[max(0, mark.start() - 24) : mark.start()],
        re.I,
    ):
        return MAGNITUDE, 0
    unit = re.match(r"[\s-]*(nautical\s)?([A-Za-z]+)", tail)
    if unit is None or re.match(r"[\s-]*years?[\s-]*old", tail):
        return "", 0
    word = unit[2].lower()
    root = word if word in words.measures else root_of(word)
    named = (
        words.measures.get(root)
        or words.measures.get(word.rstrip("s"))
        or words.money.get(word.rstrip("s"), "")
    )
    if unit[1] and named == "mile":
        named = "nautical mile"
    if pace := _PACE.match(tail, unit.end()):
        return (f"{named}/{pace[1]}", pace.end()) if named else ("", 0)
    return named, unit.end() if named else 0


def _age(
    text: str, passage: Span, place: tuple[int, int], tail: str
) -> tuple[str, frozenset[str], int]:
    """Read whose age a number is: "Ida Roos, 63,", "a porter of 58", "the 19-year-old cook"."""
    before = text[passage.start : place[0]]
    if old := re.match(r"[\s-]*years?[\s-]*olds?\b((?:[\s,]+(?:named\s)?[\w’'-]+){0,4})", tail):
        return AGE, _roots(f"{' '.join(before.split()[-3:])} {old[1]}"), 0
    closed = re.match(r"\s?(?:[,.;:)–-]|and\b|$)", tail)
    named = re.search(
        r"((?:(?:an?|the)\s[\w-]+,\s)?(?:[\w.’'-]+\s?){1,3}),\s?$", before, re.IGNORECASE
    )
    of = re.search(r"\b(?:an?|the|one)\s([\w-]+)\s(?:of|aged)\s$", before, re.IGNORECASE)
    aged = re.search(r"([\w’'-]+)[\s,]+aged\s$", before)
    was = re.search(r"((?:[A-Z][\w’'-]+\s?){1,3}),?\s(?:was|is|who was)\s$", before)
    number = text[slice(*place)]
    plausible = number.isdigit() and 0 < int(number) < 111
    if aged and plausible:
        return AGE, _roots(aged[1]), 0
    if of and plausible and (closed or re.match(r"\s(?:died|was|is|who|had|has|in|from)\b", tail)):
        return AGE, _roots(of[1]), 0
    if named and closed and plausible and re.search(r"[A-Z]|\b(?:an?|the)\s", named[1]):
        return AGE, _roots(named[1]), 0
    if was and closed and plausible:
        return AGE, _roots(was[1]), 0
    return "", frozenset(), 0


def _noun(tail: str, words: _Words) -> tuple[str, frozenset[str], int]:
    """Read what is counted: the head of the words behind a number, and those before the head."""
    if _WERE.match(tail):
        return PEOPLE, frozenset(), 0  # "50 were hurt"
    stop = re.search(r"[;:!?,.()\"“”]", tail)
    run: list[tuple[str, int]] = []
    for start, end in words_of(tail, 0, stop.start() if stop else len(tail)):
        word = tail[start:end]
        low = word.lower()
        other = low in ("other", "others")
        if (low in words.stop and not other and not word.isupper()) or len(run) == _NOUN:
            break
        root = "other" if other else root_of(low)
        run.append((root, end))
        people = bool({root, low, low.removesuffix("s")} & words.people) or bool(
            _FOLK.fullmatch(low)
        )
        if (people and not (other and low == "other")) or (
            word[0].isupper() and len(word) > _DEMONYM and low.endswith("s")
        ):
            whose = frozenset(r for r, _ in run) - {"person", "people", "more"}
            return PEOPLE, whose, end
        if root != low and not low.endswith(("ed", "ing")) and low.endswith("s"):
            break
    if not run:
        return BARE, frozenset(), 0
    return run[-1][0], frozenset(root for root, _ in run[:-1]), run[-1][1]


def _roots(words: str) -> frozenset[str]:
    """Give the words of whom an age is, names marked: "=welk", "guard"."""
    found = re.findall(r"[^\W\d_]+", words)
    return frozenset(
        ("=" if word[0].isupper() else "") + root_of(word.lower())
        for word in found
        if word.lower() not in _words().stop
    )


def _whole(number: float) -> float:
    number = round(number, 4)
    return int(number) if math.isfinite(number) and number == int(number) else number
