"""Time expressions of one passage, in symbols: what is printed, not yet the days it means.

Here live the forms ("last weekend", "two days ago", "late April", "every Friday", "3 p.m.")
and nothing of any article: a ``Phrase`` depends on its passage alone, so it can be cached with
it and bound to each article's own day by ``times.py``. Absolute dates come from the almanac.

All forms are one compiled expression that fails at once where no word of theirs begins; where
two forms start together the longer one is taken. The words stand in the language pack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from secondsource.almanac import WrittenDate, clock_of, dates_of
from secondsource.language import language

Shape = Literal[
    "fixed", "day", "weekday", "month", "unit", "offset", "stretch", "clock", "plain"
]


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


_PACK = "en"


@cache
def _table(name: str) -> Mapping[str, str]:
    return {key: str(value) for key, value in language(_PACK).table(name).items()}


@cache
def _any(name: str) -> str:
    words = language(_PACK)
    names = words.terms(name) if name in _LISTS else tuple(words.table(name))
    ordered = sorted(names, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", r"\s+").replace("'", "['’]") for word in ordered)


_LISTS = frozenset({"times.vague", "times.licences"})


@cache
def _weekdays() -> Mapping[str, int]:
    days = language(_PACK).table("calendar.weekdays")
    return {word: number for word, number in days.items() if word.endswith("day")}


@cache
def _grammar() -> re.Pattern[str]:
    number = rf"\d{{1,4}}(?:\.\d+)?|{_any('times.numbers')}|{_any('times.vague')}"
    weekday = "|".join(_weekdays())
    month, unit, shift = _any("calendar.months"), _any("times.units"), _any("times.shifts")
    season, hour = _any("times.seasons"), _any("times.parts_of_day")
    part = r"early|mid|late"
    forms = rf"""
      (?P<deictic>(?P<deictic_w>the\ day\ before\ yesterday|the\ day\ after\ tomorrow|today
        |tonight|yesterday|tomorrow)\b(?!['’]s\ (?:world|society))(?:\ (?P<deictic_h>{hour})\b)?)
    | (?P<set>(?:every|each)\ (?:(?P<set_o>other)\ |(?P<set_n>{number})\ )?
        (?P<set_u>{unit}|{hour}|{weekday}|weekend)s?\b(?!-)(?:\ (?P<set_h>{hour})\b)?)
    | (?P<often>(?:once|twice|(?:{number})\ times)\ (?:a|an|per|every|each)\ (?P<often_u>{unit})\b)
    | (?P<habit>(?P<habit_w>{_any('times.sets')})\b)
    | (?P<fridays>(?P<fridays_w>{weekday})s\b)
    | (?P<shift>(?:(?P<shift_m>earlier|later|early|late)\ )?(?:the\ )?(?P<shift_w>{shift})\ 
        (?:(?P<shift_n>{number})\ )?(?P<shift_u>weekend|{unit}|{hour}|{season}|{month}|{weekday})
        (?P<shift_s>s)?\b(?!-|\ \d)(?:\ (?P<shift_h>{hour})\b)?)
    | (?P<all>all\ (?P<all_u>day|week|month|year|night)\b)
    | (?P<ending>(?:the\ )?(?P<ending_p>beginning|start|middle|end)\ of\ (?P<ending_w>the|this
        |next|last)\ (?P<ending_u>week|month|year|decade|century)\b)
    | (?P<recent>(?:recent)\ (?P<recent_u>{unit})s\b)
    | (?P<same>(?:the\ same|that\ same|that|the\ next|the\ following)\ 
        (?P<same_u>{unit}|{hour}|weekend)\b)
    | (?P<ago>(?:(?P<ago_n>{number})[ ]|(?<![\w-]))(?:and\ a\ half\ )?(?P<ago_u>{unit})s?\ 
        (?P<ago_w>ago|earlier|later|previously|from\ now|before(?=[.,;])|after(?=[.,;]))\b)
    | (?P<time>in\ (?P<time_n>{number})\ (?P<time_u>{unit})s?\b(?P<time_w>['’]?s?\ time\b)?)
    | (?P<length>(?P<length_n>{number})[ -](?P<length_a>(?:and\ a\ )?half[ -])?
        (?P<length_u>{unit})(?P<length_s>s)?\b(?![ -]olds?\b|s?\ of\ age))
    | (?P<quarter>(?:the\ )?(?P<quarter_o>{_any('times.ordinals')})\ (?P<quarter_k>quarter|half)
        (?:\ of)?\ (?:(?P<quarter_y>(?:19|20)\d\d)|(?P<quarter_s>last|this|next)\ year)\b)
    | (?P<season>(?:(?P<season_p>{part})[ -])?(?P<season_w>{season})(?:\ of)?\ 
        (?P<season_y>(?:19|20)\d\d)\b)
    | (?P<decade>(?:the\ )?(?:(?P<decade_p>{part})[ -](?:to[ -]late[ -])?)?(?:
        (?P<decade_y>1[5-9]\d0|20\d0)['’]?s\b|['’]?(?P<decade_t>[2-9]0)['’]?s\b
        |(?P<decade_w>{_any('times.decades')})\b))
    | (?P<century>(?:the\ )?(?:(?P<century_p>{part})[ -])?(?:(?P<century_n>1\d|2[01]?|[1-9])
        (?:st|nd|rd|th)|(?P<century_w>{_any('times.centuries')}))[ -]century\b)
    | (?P<weekday>(?:(?P<weekday_p>early|late)\ (?:on\ )?)?(?P<weekday_w>{weekday})\b(?![\w-])
        (?:\ (?P<weekday_h>{hour})\b)?(?:\ (?:of\ )?(?P<weekday_s>last|this|next)\ week\b)?)
    | (?P<month>(?:(?P<month_p>{part}|the\ (?:start|beginning|end|middle)\ of|early\ in|late\ in)
        [ -])?(?P<month_w>{month})\b(?!\.?\ ?\d|['’]s\ [a-z]+ing\b|-))
    | (?P<years>(?P<years_a>(?:1[5-9]|20)\d\d)[-–](?P<years_b>(?:1[5-9]|20)?\d\d)\b(?![-–]))
    | (?P<feast>(?P<feast_w>{_any('times.fixed_days')})\b)
    | (?P<clock>(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d.:]|\ ?%)
        (?:\ ?(?P<half>[ap])(?:\.\ ?m\b\.?|m\b))?(?:\ (?P<clock_z>[a-z]{{2,4}}t|gmt|utc)\b)?
      |(?P<h12>1[0-2]|0?[1-9])\ ?(?P<half12>[ap])(?:\.\ ?m\b\.?|m\b)(?:\ (?P<clock_y>[a-z]{{2,4}}t|gmt|utc)\b)?
      |(?P<clock_f>[0-2]\d[0-5]\d)\ ?(?:gmt|utc|hrs|hours)\b|(?P<clock_n>noon|midday|midnight)\b)
    """
    thing = rf"(?:{unit}|{hour}|{season}|{month}|{weekday}|weekend)"
    begins = (
        rf"\d|['’]\d0s|(?:the\ )?(?:(?:earlier|later|{part})\ )?(?:{shift})\ (?:{number}|{thing})"
        rf"|(?:the|that)\ (?:same|next|following|day\ (?:before|after)|{part}|start|beginning|end"
        rf"|middle|\d|{hour}|{unit}|weekend|(?:{_any('times.decades')}|{_any('times.centuries')}))"
        rf"|(?:the\ )?(?:{_any('times.ordinals')})\ (?:quarter|half)\b|(?:{part})[ -]|(?:early|late)\ in"
        rf"|(?:{number})[ -](?:and\ |half\b|times\b|{unit})|(?:every|each|once|twice|recent)\ "
        rf"|all\ |(?:beginning|start|middle|end)\ of\ |in\ (?:{number})\ (?:{unit})|today\b|tonight\b|yesterday\b|tomorrow\b|noon\b|midday\b"
        rf"|midnight\b|(?:{weekday}|{month}|{season}|{unit}|{_any('times.sets')}"
        rf"|{_any('times.centuries')}|{_any('times.fixed_days')})s?\b"
    )
    spaced = re.sub(r"\\ ", r"[ \\u00a0\\n]", rf"(?=(?:{begins}))(?:{forms})")
    return re.compile(rf"(?<![\w$£€#])(?<!\d[.,:/-]){spaced}", re.VERBOSE)


def _lowered(text: str) -> str:
    """Drop case without moving anything: matching without regard to case took twice as long."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


Found = Mapping[str, str | None]


def phrases_of(text: str) -> tuple[Phrase, ...]:
    """Give the time expressions of a passage, in order, never touching; places are in ``text``.

    >>> [(p.shape, p.value) for p in phrases_of("It sank last weekend, 3 years after 2012.")]
    [('unit', 'W-WE'), ('plain', 'P3Y'), ('fixed', '2012')]
    """
    written = [one for one in map(lambda d: _dated(text, d), dates_of(text)) if one]
    found = sorted(written + _formed(text), key=lambda one: (one.start, -one.end))
    return tuple(_joined(text, found))


def _formed(text: str) -> list[Phrase]:
    phrases: list[Phrase] = []
    at = 0
    grammar = _grammar()
    lowered = _lowered(text)
    while found := grammar.search(lowered, at):
        at = found.start() + 1
        printed = {
            name: text[slice(*found.span(name))] if lower else None
            for name, lower in found.groupdict().items()
        }
        phrase = _READERS[found.lastgroup or ""](found, printed, text)
        if phrase is not None:
            phrases.append(replace(phrase, ahead=_ahead(text, phrase.start)))
            at = found.end()
    return phrases


# -- absolute dates, and what stands before them --------------------------------------------

_PART = re.compile(
    r"(?:\b(?P<part>early|mid|late|(?:the )?(?:start|beginning|end|middle) of|early in|late in)[ -])$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|to|before|after|between|and|during|for|early|mid|late"
    r"|the|year|than|through|around|circa|summer|spring|autumn|winter|fall|that|his|her|its|their"
    r"|our|a|an|back|season|election|on)[ -]|[(\[,‘’'“\"–]\s?|^|['’]s )$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[ \n](?!years\b)[a-z]{3,}s\b")


def _dated(text: str, one: WrittenDate) -> Phrase | None:
    if one.precision == "year":
        return _year(text, one)
    before = _PART.search(text, max(0, one.start - 20), one.start)
    part = _part(before["part"]) if before and one.precision == "month" else ""
    start = before.start() if before and part else one.start
    ahead = _ahead(text, start)
    hour = f"T{one.clock}" if one.clock else ""
    if one.earliest is None:
        return Phrase(
            start, one.end, "TIME" if hour else "DATE", "day", hour=hour, month=one.month or 0,
            day=one.day or 0, last_day=_last_day(text, one), weekday=one.weekday or 0, ahead=ahead,
        )  # fmt: skip
    value = one.earliest[:7] if one.precision == "month" else one.earliest + hour
    if one.precision in ("days", "undecided"):
        value = f"{one.earliest}/{one.latest}"
    return Phrase(
        start, one.end, "TIME" if hour else "DATE", "fixed", value, one.earliest, one.latest,
        part=part, hour=hour,
    )  # fmt: skip


def _last_day(text: str, one: WrittenDate) -> int:
    if one.precision != "days":
        return 0
    return max(int(figure) for figure in re.findall(r"\d\d?", text[one.start : one.end]))


def _year(text: str, one: WrittenDate) -> Phrase | None:
    year = text[one.start : one.end]
    if not "1400" < year < "2101" or _YEAR_BEFORE.search(text, max(0, one.start - 12), one.start) is None:
        return None
    plain = re.search(r"\b(?:the|a|an)[ ]$|\b(?:than|to|for|and|on)[ ]$", text[: one.start], re.IGNORECASE)
    if plain and _COUNTED.match(text, one.end) and year[2:] == "00":
        return None
    if re.search(r"(?:than|to|on|and|^|[(,\[])\s?$", text[: one.start][-6:]) and _COUNTED.match(text, one.end):
        return None
    if text[one.end : one.end + 1] in ("-", "–") and text[one.end + 1 : one.end + 2].isdigit():
        return None
    before = _PART.search(text, max(0, one.start - 20), one.start)
    part = _part(before["part"]) if before else ""
    start = before.start() if before else one.start
    return Phrase(start, one.end, "DATE", "fixed", year, one.earliest, one.latest, part=part)


def _part(word: str) -> str:
    return _table("times.parts").get(" ".join(word.lower().split()), "")


@cache
def _directions() -> re.Pattern[str]:
    pack = language(_PACK)

    def any_of(name: str) -> str:
        return "|".join(re.escape(word) for word in pack.terms(f"times.{name}"))

    return re.compile(
        rf"(?<!\w)(?:(?P<ahead>{any_of('ahead')})|(?P<behind>{any_of('behind')}|[a-z]{{3,}}ed))(?!\w)"
        rf"|(?P<will>['’]ll)(?!\w)",
        re.IGNORECASE,
    )


def _ahead(text: str, at: int) -> bool:
    """Say whether the last word with a direction before a place points to the future."""
    last = None
    for last in _directions().finditer(text, max(0, at - 70), at):  # noqa: B007
        pass
    return last is not None and last["behind"] is None


# -- readers, one a form --------------------------------------------------------------------


def _number(word: str | None) -> float | None:
    if word is None:
        return 1.0
    plain = " ".join(word.lower().split())
    if plain[0].isdigit():
        return float(plain)
    known = _table("times.numbers").get(plain)
    return float(known) if known else None


def _length(unit: str, count: float | None) -> str:
    """Write a length in TIMEX3: two weeks P2W, three hours PT3H, several days PXD."""
    code = _table("times.units")[unit.lower()]
    times = int(code[:-1]) if code[:-1].isdigit() else 1
    figure = "X" if count is None else f"{count * times:g}"
    if code[0] == "T":
        return f"PT{figure}{code[-1]}"
    names = {10: "DE", 100: "CE"}
    if times in names:
        return f"P{'X' if count is None else f'{count:g}'}{names[times]}"
    return f"P{figure}{code[-1]}"


def _deictic(found: re.Match[str], get: Found, text: str) -> Phrase:
    word = " ".join((get["deictic_w"] or "").lower().split())
    shifts = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    shift = shifts.get(word, -2 if "before" in word else 2)
    hour = "TNI" if word == "tonight" else _hour(get["deictic_h"])
    return Phrase(*found.span(), "TIME" if hour else "DATE", "offset", unit="D", count=shift, hour=hour)


def _hour(word: str | None) -> str:
    return f"T{_table('times.parts_of_day')[word.lower()]}" if word else ""


def _set(found: re.Match[str], get: Found, text: str) -> Phrase:
    unit = (get["set_u"] or "").lower()
    count = 2.0 if get["set_o"] else _number(get["set_n"])
    if unit in _weekdays():
        return Phrase(*found.span(), "SET", "plain", f"XXXX-WXX-{_weekdays()[unit]}{_hour(get['set_h'])}")
    if unit in _table("times.parts_of_day") and unit != "night":
        return Phrase(*found.span(), "SET", "plain", _hour(unit))
    if unit == "weekend":
        return Phrase(*found.span(), "SET", "plain", "XXXX-WXX-WE")
    return Phrase(*found.span(), "SET", "plain", _length(unit, count))


def _often(found: re.Match[str], get: Found, text: str) -> Phrase:
    return Phrase(*found.span(), "SET", "plain", _length(get["often_u"] or "", 1.0))


def _habit(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    word = get["habit_w"] or ""
    if word[0].isupper() and found.start() > 0:
        return None
    return Phrase(*found.span(), "SET", "plain", _table("times.sets")[word.lower()])


def _fridays(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    word = get["fridays_w"] or ""
    if not word[0].isupper():
        return None
    return Phrase(*found.span(), "SET", "plain", f"XXXX-WXX-{_weekdays()[word.lower()]}")


_VERB = re.compile(r"\b(?:to|will|would|could|can|should|may|might|not|\w+n['’]t)[ ]$")


def _shift(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    unit, word = (get["shift_u"] or "").lower(), (get["shift_w"] or "").lower()
    shift = int(_table("times.shifts")[word])
    many = bool(get["shift_s"] or get["shift_n"])
    place = found.span()
    of_text = word in ("previous", "preceding", "following")
    if word == "last" and many and _VERB.search(text, 0, found.start()):
        return None
    if unit in _table("times.units") and (many or word == "past"):
        return _stretch(found, get, unit, shift, of_text)
    if many:
        return None
    base = Phrase(*place, "DATE", "unit", shift=shift, of_text=of_text, hour=_hour(get["shift_h"]))
    return _shifted(base, unit, get)


def _stretch(found: re.Match[str], get: Found, unit: str, shift: int, of_text: bool) -> Phrase | None:
    count = _number(get["shift_n"]) if get["shift_n"] or not get["shift_s"] else None
    if shift == 0:
        return None
    return Phrase(
        *found.span(), "DURATION", "stretch", _length(unit, count),
        unit=_table("times.units")[unit], count=count, shift=shift, of_text=of_text,
    )  # fmt: skip


def _shifted(base: Phrase, unit: str, get: Found) -> Phrase | None:
    part = {"early": "START", "late": "END", "earlier": "EARLIER", "later": "LATER"}.get(
        (get["shift_m"] or "").lower(), ""
    )
    if unit in _weekdays():
        kind: Literal["DATE", "TIME"] = "TIME" if base.hour else "DATE"
        past = (get["shift_w"] or "").lower() == "past"
        return replace(
            base, type=kind, shape="weekday", weekday=_weekdays()[unit], unit="PAST" if past else ""
        )
    months = language(_PACK).table("calendar.months")
    if unit in months:
        return replace(base, shape="month", month=int(months[unit]), part=part)
    if unit in _table("times.seasons"):
        return replace(base, unit=_table("times.seasons")[unit], part=part)
    if unit == "weekend":
        return replace(base, unit="WE", value="W-WE")
    if unit in _table("times.parts_of_day"):
        shift = base.shift or 0
        return replace(base, type="TIME", shape="offset", unit="D", count=shift, hour=_hour(unit))
    code = _table("times.units")[unit]
    if code[0] == "T":
        return None
    if code == "D":
        return replace(base, shape="offset", unit="D", count=base.shift, of_text=base.shift != 0)
    return replace(base, unit=code, part=part)


def _all(found: re.Match[str], get: Found, text: str) -> Phrase:
    return Phrase(*found.span(), "DURATION", "plain", _length(get["all_u"] or "", 1.0))


def _ending(found: re.Match[str], get: Found, text: str) -> Phrase:
    shift = int(_table("times.shifts").get((get["ending_w"] or "").lower(), "0"))
    code = _table("times.units")[(get["ending_u"] or "").lower()]
    part = _part(f"{get['ending_p']} of")
    return Phrase(*found.span(), "DATE", "unit", unit=code, shift=shift, part=part)


def _recent(found: re.Match[str], get: Found, text: str) -> Phrase:
    unit = get["recent_u"] or ""
    code = _table("times.units")[unit.lower()]
    return Phrase(*found.span(), "DURATION", "stretch", _length(unit, None), unit=code, shift=-1)


def _same(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    unit = (get["same_u"] or "").lower()
    words = found.group().lower()
    shift = 1 if "next" in words or "following" in words else 0
    place = found.span()
    if unit in _table("times.parts_of_day"):
        return Phrase(
            *place, "TIME", "offset", unit="D", count=shift, hour=_hour(unit), of_text=True
        )
    if unit == "weekend":
        return Phrase(*place, "DATE", "unit", unit="WE", shift=shift, of_text=True)
    code = _table("times.units")[unit]
    if code[0] == "T" or code[:-1]:
        return None
    if code == "D":
        return Phrase(*place, "DATE", "offset", unit="D", count=shift, of_text=True)
    return Phrase(*place, "DATE", "unit", unit=code, shift=shift, of_text=True)


def _ago(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    word = " ".join((get["ago_w"] or "").lower().split())
    unit = (get["ago_u"] or "").lower()
    plural = bool(re.search(rf"{unit}s\b", found.group().lower()))
    if get["ago_n"] is None and not plural:
        return None
    count = _number(get["ago_n"]) if get["ago_n"] else None
    sign = 1 if word in ("later", "from now", "after") else -1
    return Phrase(
        *found.span(), "DATE", "offset", _length(unit, count),
        unit=_table("times.units")[unit], count=None if count is None else sign * count,
        shift=sign, of_text=word not in ("ago", "from now"),
    )  # fmt: skip


def _time(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    unit = (get["time_u"] or "").lower()
    if not get["time_w"] and not _ahead(text, found.start()):
        return None
    return Phrase(
        *found.span(), "DATE", "offset", _length(unit, _number(get["time_n"])),
        unit=_table("times.units")[unit], count=_number(get["time_n"]), shift=1,
    )  # fmt: skip


def _lasting(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    unit, word = (get["length_u"] or "").lower(), (get["length_n"] or "").lower()
    if unit in ("second", "min") and not (get["length_s"] or "-" in found.group()):
        return None
    if not get["length_s"] and word not in ("a", "an", "one", "1") and "-" not in found.group():
        if not word.startswith("half"):
            return None
    count = _number(get["length_n"])
    if get["length_a"] and count is not None:
        count += 0.5
    return Phrase(*found.span(), "DURATION", "plain", _length(unit, count))


def _quarter(found: re.Match[str], get: Found, text: str) -> Phrase:
    which = int(_table("times.ordinals")[(get["quarter_o"] or "").lower()])
    letter = "Q" if (get["quarter_k"] or "").lower() == "quarter" else "H"
    unit = f"{letter}{min(which, 4 if letter == 'Q' else 2)}"
    if get["quarter_y"]:
        return _of_year(Phrase(*found.span(), "DATE", "fixed"), get["quarter_y"], unit)
    shift = int(_table("times.shifts")[(get["quarter_s"] or "").lower()])
    return Phrase(*found.span(), "DATE", "unit", unit=unit, shift=shift)


def _season(found: re.Match[str], get: Found, text: str) -> Phrase:
    unit = _table("times.seasons")[(get["season_w"] or "").lower()]
    return _of_year(Phrase(*found.span(), "DATE", "fixed"), get["season_y"] or "", unit)


# Northern seasons by whole months, as almanacs and statisticians count them.
SECTIONS = {
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2), "H1": (1, 6), "H2": (7, 12),
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _of_year(phrase: Phrase, year: str, unit: str) -> Phrase:
    first, last = SECTIONS[unit]
    final = int(year) + (last < first)
    return replace(
        phrase,
        value=f"{year}-{unit}",
        earliest=f"{year}-{first:02}-01",
        latest=f"{final:04}-{last:02}-{LAST_DAYS[last - 1]:02}",
    )


def _decade(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    tens = get["decade_t"] or _table("times.decades").get((get["decade_w"] or "").lower())
    if not get["decade_y"] and not found.group().lower().startswith("the "):
        return None
    year = get["decade_y"] or f"19{tens}"
    if "his " in text[max(0, found.start() - 4) : found.start()]:
        return None
    return Phrase(
        *found.span(), "DATE", "fixed", year[:3], f"{year[:3]}0-01-01", f"{year[:3]}9-12-31",
        part=_part(get["decade_p"] or ""),
    )  # fmt: skip


def _century(found: re.Match[str], get: Found, text: str) -> Phrase:
    named = get["century_n"] or _table("times.centuries")[(get["century_w"] or "").lower()]
    first = (int(named) - 1) * 100
    return Phrase(
        *found.span(), "DATE", "fixed", f"{first // 100:02}", f"{first + 1:04}-01-01",
        f"{first + 100:04}-12-31", part=_part(get["century_p"] or ""),
    )  # fmt: skip


def _weekday(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    word = get["weekday_w"] or ""
    if _is_name(text, found.start("weekday_w"), found.end("weekday_w")):
        return None
    hour = _hour(get["weekday_h"])
    week = (get["weekday_s"] or "").lower()
    return Phrase(
        *found.span(), "TIME" if hour else "DATE", "weekday", weekday=_weekdays()[word.lower()],
        hour=hour, unit="W" if week else "",
        shift=int(_table("times.shifts")[week]) if week else None,
        part={"early": "START", "late": "END"}.get((get["weekday_p"] or "").lower(), ""),
    )  # fmt: skip


def _is_name(text: str, start: int, end: int) -> bool:
    before = re.search(r"(\w+)\.?[ ]$", text[max(0, start - 20) : start])
    pack = language(_PACK)
    if before and before[1].lower() in pack.terms("times.named_before"):
        return True
    after = re.match(r" ([A-Z]\w+(?: \w+)?)", text[end : end + 30])
    if not after:
        return False
    following = after[1].lower()
    return any(
        following == word or following.split(" ")[0] == word
        for word in pack.terms("times.named_after")
    )


def _month(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    word = get["month_w"] or ""
    double = word.lower() in language(_PACK).terms("times.double_months")
    if (double and not word[0].isupper()) or not _means_month(found, word, text):
        return None
    number = int(language(_PACK).table("calendar.months")[word.lower()])
    return Phrase(
        *found.span(), "DATE", "month", month=number, part=_part(get["month_p"] or "")
    )


def _means_month(found: re.Match[str], word: str, text: str) -> bool:
    if word.lower() not in language(_PACK).terms("times.double_months"):
        return True
    if found["month_p"]:
        return True
    before = re.search(r"([\w’']+)[ -]$", text[max(0, found.start() - 14) : found.start()])
    licensed = bool(before and before[1].lower() in language(_PACK).terms("times.licences"))
    following = re.match(r"\.? ([A-Z][a-z]+)", text[found.end() : found.end() + 20])
    if following and not licensed:
        return False
    if len(word) <= 4 and word.lower() not in ("june",):
        return licensed and not (following and word == "May")
    return licensed or not (word.lower() == "march" and found.start() == 0)


def _years(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    first, last = get["years_a"] or "", get["years_b"] or ""
    last = first[: 4 - len(last)] + last
    if not first < last or int(last) - int(first) > 120:
        return None
    return Phrase(
        *found.span(), "DATE", "fixed", f"{first}/{last}", f"{first}-01-01", f"{last}-12-31"
    )


def _feast(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    words = " ".join((get["feast_w"] or "").lower().replace("’", "'").split())
    if not (get["feast_w"] or "")[0].isupper():
        return None
    month, day = _table("times.fixed_days")[words].split("-")
    return Phrase(*found.span(), "DATE", "day", month=int(month), day=int(day))


_HOURS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}
_AT = re.compile(r"\b(?:at|from|until|till|by|around|about|before|after|since|to|and|between)\s$", re.I)


def _clock(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    named, figures = get["clock_n"], get["clock_f"]
    if named:
        hour = _HOURS[named.lower()]
    elif figures:
        hour = f"T{figures[:2]}:{figures[2:]}"
    else:
        clock = clock_of(found)
        if clock is None:
            return None
        hour = f"T{clock}"
        sure = get["half"] or get["half12"] or get["clock_z"]
        before = text[max(0, found.start() - 9) : found.start()]
        if not sure and ("." in found.group() or not _AT.search(before)):
            return None
    if hour[1:3] > "23":
        return None
    return Phrase(*found.span(), "TIME", "clock", hour=hour)


_READERS: Mapping[str, Callable[[re.Match[str], Found, str], Phrase | None]] = {
    "deictic": _deictic, "set": _set, "often": _often, "habit": _habit, "fridays": _fridays,
    "shift": _shift, "all": _all, "ending": _ending, "recent": _recent, "same": _same, "ago": _ago, "time": _time,
    "length": _lasting, "quarter": _quarter, "season": _season, "decade": _decade,
    "century": _century, "weekday": _weekday, "month": _month, "years": _years,
    "feast": _feast, "clock": _clock,
}  # fmt: skip

# -- a day and its hour are one expression --------------------------------------------------

_GLUE = re.compile(r",?\s+(?:at|on|around|about|by|in the)?\s*|,\s*")
_DAYS = frozenset({"fixed", "day", "weekday", "offset"})


def _joined(text: str, phrases: list[Phrase]) -> list[Phrase]:
    joined: list[Phrase] = []
    for one in phrases:
        if joined and one.start < joined[-1].end:
            continue
        if joined and _one_time(text, joined[-1], one):
            first = joined.pop()
            day, clock = (first, one) if one.shape == "clock" else (one, first)
            whole = replace(day, start=first.start, end=one.end, type="TIME", hour=clock.hour)
            if day.type == "SET":
                whole = replace(whole, type="SET", value=day.value.removesuffix("P1D") + clock.hour)
                joined.append(replace(whole, hour=""))
                continue
            joined.append(replace(whole, value=whole.value + clock.hour if whole.value else ""))
        else:
            joined.append(one)
    return joined


def _one_time(text: str, first: Phrase, one: Phrase) -> bool:
    if (first.shape == "clock") == (one.shape == "clock"):
        return False
    day = first if one.shape == "clock" else one
    if day.type == "SET":
        daily = day.value == "P1D" or day.value.startswith("XXXX-WXX-")
        return daily and bool(_GLUE.fullmatch(text, first.end, one.start))
    whole = day.shape != "fixed" or day.earliest == day.latest
    free = day.shape in _DAYS and not day.hour and whole and day.type == "DATE"
    return free and day.unit in ("", "D") and bool(_GLUE.fullmatch(text, first.end, one.start))
