"""The forms of time expressions: how each is printed, and how each is read into symbols.

All forms are one compiled expression that fails at once where no word of theirs begins; each
has a reader below, named in one table. A form whose words turn out to mean something else (a
newspaper, a first name, an age) gives None. Matching is on the text in small letters, which
is twice as fast; readers see the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from secondsource.almanac import clock_of
from secondsource.extract.timegrammar import grammar_of_times
from secondsource.extract.timephrases import (
    LAST_DAYS,
    PACK,
    SECTIONS,
    Phrase,
    is_ahead,
    length_of,
    number_of,
    part_of,
    table,
    weekdays,
)
from secondsource.language import language

Found = Mapping[str, str | None]


def _lowered(text: str) -> str:
    """Drop case without moving anything: matching without regard to case took twice as long."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


def formed(text: str) -> list[Phrase]:
    """Give the time expressions of a text that are not absolute dates, in order.

    >>> [one.shape for one in formed("It sank last weekend, two days ago.")]
    ['unit', 'offset']
    """
    phrases: list[Phrase] = []
    at = 0
    grammar = grammar_of_times()
    lowered = _lowered(text)
    while found := grammar.search(lowered, at):
        at = found.start() + 1
        printed = {
            name: text[slice(*found.span(name))] if lower else None
            for name, lower in found.groupdict().items()
        }
        phrase = _READERS[found.lastgroup or ""](found, printed, text)
        if phrase is not None:
            phrases.append(replace(phrase, ahead=is_ahead(text, phrase.start, phrase.end)))
            at = found.end()
    return phrases


def _deictic(found: re.Match[str], get: Found, text: str) -> Phrase:
    word = " ".join((get["deictic_w"] or "").lower().split())
    shifts = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    shift = shifts.get(word, -2 if "before" in word else 2)
    hour = "TNI" if word == "tonight" else _hour(get["deictic_h"])
    kind: Literal["DATE", "TIME"] = "TIME" if hour else "DATE"
    return Phrase(*found.span(), kind, "offset", unit="D", count=shift, hour=hour)


def _hour(word: str | None) -> str:
    return f"T{table('times.parts_of_day')[word.lower()]}" if word else ""


def _set(found: re.Match[str], get: Found, text: str) -> Phrase:
    unit = (get["set_u"] or "").lower()
    count = 2.0 if get["set_o"] else number_of(get["set_n"])
    if unit in weekdays():
        value = f"XXXX-WXX-{weekdays()[unit]}{_hour(get['set_h'])}"
        return Phrase(*found.span(), "SET", "plain", value)
    if unit in table("times.parts_of_day") and unit != "night":
        return Phrase(*found.span(), "SET", "plain", _hour(unit))
    if unit == "weekend":
        return Phrase(*found.span(), "SET", "plain", "XXXX-WXX-WE")
    return Phrase(*found.span(), "SET", "plain", length_of(unit, count))


def _often(found: re.Match[str], get: Found, text: str) -> Phrase:
    return Phrase(*found.span(), "SET", "plain", length_of(get["often_u"] or "", 1.0))


def _habit(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    word = get["habit_w"] or ""
    if word[0].isupper() and found.start() > 0:
        return None
    return Phrase(*found.span(), "SET", "plain", table("times.sets")[word.lower()])


def _fridays(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    word = get["fridays_w"] or ""
    if not word[0].isupper():
        return None
    return Phrase(*found.span(), "SET", "plain", f"XXXX-WXX-{weekdays()[word.lower()]}")


_VERB = re.compile(r"\b(?:to|will|would|could|can|should|may|might|not|\w+n['’]t)[ ]$")


def _shift(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    unit, word = (get["shift_u"] or "").lower(), (get["shift_w"] or "").lower()
    shift = int(table("times.shifts")[word])
    many = bool(get["shift_s"] or get["shift_n"])
    place = found.span()
    of_text = word in ("previous", "preceding", "following")
    if word == "last" and many and _VERB.search(text, max(0, found.start() - 12), found.start()):
        return None
    if unit in table("times.units") and (many or word == "past"):
        return _stretch(found, get, unit, shift, of_text)
    if many:
        return None
    base = Phrase(*place, "DATE", "unit", shift=shift, of_text=of_text, hour=_hour(get["shift_h"]))
    return _shifted(base, unit, get)


def _stretch(
    found: re.Match[str], get: Found, unit: str, shift: int, of_text: bool
) -> Phrase | None:
    count = number_of(get["shift_n"]) if get["shift_n"] or not get["shift_s"] else None
    if shift == 0:
        return None
    return Phrase(
        *found.span(), "DURATION", "stretch", length_of(unit, count),
        unit=table("times.units")[unit], count=count, shift=shift, of_text=of_text,
    )  # fmt: skip


def _shifted(base: Phrase, unit: str, get: Found) -> Phrase | None:
    part = {"early": "START", "late": "END", "earlier": "EARLIER", "later": "LATER"}.get(
        (get["shift_m"] or "").lower(), ""
    )
    if unit in weekdays():
        kind: Literal["DATE", "TIME"] = "TIME" if base.hour else "DATE"
        past = (get["shift_w"] or "").lower() == "past"
        return replace(
            base, type=kind, shape="weekday", weekday=weekdays()[unit], unit="PAST" if past else ""
        )
    months = language(PACK).table("calendar.months")
    if unit in months:
        return replace(base, shape="month", month=int(months[unit]), part=part)
    if unit in table("times.seasons"):
        return replace(base, unit=table("times.seasons")[unit], part=part)
    if unit == "weekend":
        return replace(base, unit="WE", value="W-WE")
    if unit in table("times.parts_of_day"):
        shift = base.shift or 0
        return replace(base, type="TIME", shape="offset", unit="D", count=shift, hour=_hour(unit))
    code = table("times.units")[unit]
    if code[0] == "T":
        return None
    if code == "D":
        return replace(base, shape="offset", unit="D", count=base.shift, of_text=base.shift != 0)
    return replace(base, unit=code, part=part)


def _weekend(found: re.Match[str], get: Found, text: str) -> Phrase:
    return Phrase(*found.span(), "DATE", "unit", unit="WE")


def _beside(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    unit = (get["beside_u"] or "").lower()
    shift = -1 if (get["beside_w"] or "").lower() == "before" else 1
    base = Phrase(*found.span(), "DATE", "offset", unit="D", count=shift, shift=shift, of_text=True)
    if unit in table("times.parts_of_day"):
        return replace(base, type="TIME", hour=_hour(unit))
    code = table("times.units")[unit]
    if code == "D":
        return base
    return replace(base, shape="unit", unit=code, count=None) if code in ("W", "M", "Y") else None


def _all(found: re.Match[str], get: Found, text: str) -> Phrase:
    return Phrase(*found.span(), "DURATION", "plain", length_of(get["all_u"] or "", 1.0))


def _ending(found: re.Match[str], get: Found, text: str) -> Phrase:
    shift = int(table("times.shifts").get((get["ending_w"] or "").lower(), "0"))
    code = table("times.units")[(get["ending_u"] or "").lower()]
    part = part_of(f"{get['ending_p']} of")
    return Phrase(*found.span(), "DATE", "unit", unit=code, shift=shift, part=part)


def _recent(found: re.Match[str], get: Found, text: str) -> Phrase:
    unit = get["recent_u"] or ""
    code = table("times.units")[unit.lower()]
    return Phrase(*found.span(), "DURATION", "stretch", length_of(unit, None), unit=code, shift=-1)


def _same(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    unit = (get["same_u"] or "").lower()
    words = found.group().lower()
    shift = 1 if "next" in words or "following" in words else 0
    place = found.span()
    if unit in table("times.parts_of_day"):
        return Phrase(
            *place, "TIME", "offset", unit="D", count=shift, hour=_hour(unit), of_text=True
        )
    if unit == "weekend":
        return Phrase(*place, "DATE", "unit", unit="WE", shift=shift, of_text=True)
    code = table("times.units")[unit]
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
    count = number_of(get["ago_n"]) if get["ago_n"] else None
    sign = 1 if word in ("later", "from now", "after") else -1
    return Phrase(
        *found.span(), "DATE", "offset", length_of(unit, count),
        unit=table("times.units")[unit], count=None if count is None else sign * count,
        shift=sign, of_text=word not in ("ago", "from now"),
    )  # fmt: skip


def _time(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    unit = (get["time_u"] or "").lower()
    if not get["time_w"] and not is_ahead(text, *found.span()):
        return None
    return Phrase(
        *found.span(), "DATE", "offset", length_of(unit, number_of(get["time_n"])),
        unit=table("times.units")[unit], count=number_of(get["time_n"]), shift=1,
    )  # fmt: skip


def _lasting(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    unit, word = (get["length_u"] or "").lower(), (get["length_n"] or "").lower()
    if unit in ("second", "min") and not (get["length_s"] or "-" in found.group()):
        return None
    if unit == "quarter" and (word in ("a", "one", "three") or text.startswith(" of", found.end())):
        return None
    single = word in ("a", "an", "one", "1") or word.startswith("half")
    if not (get["length_s"] or single or "-" in found.group()):
        return None
    count = number_of(get["length_n"])
    if get["length_a"] and count is not None:
        count += 0.5
    return Phrase(*found.span(), "DURATION", "plain", length_of(unit, count))


def _quarter(found: re.Match[str], get: Found, text: str) -> Phrase:
    which = int(table("times.ordinals")[(get["quarter_o"] or "").lower()])
    letter = "Q" if (get["quarter_k"] or "").lower() == "quarter" else "H"
    unit = f"{letter}{min(which, 4 if letter == 'Q' else 2)}"
    if get["quarter_y"]:
        return _of_year(Phrase(*found.span(), "DATE", "fixed"), get["quarter_y"], unit)
    shift = int(table("times.shifts")[(get["quarter_s"] or "").lower()])
    return Phrase(*found.span(), "DATE", "unit", unit=unit, shift=shift)


def _season(found: re.Match[str], get: Found, text: str) -> Phrase:
    unit = table("times.seasons")[(get["season_w"] or "").lower()]
    return _of_year(Phrase(*found.span(), "DATE", "fixed"), get["season_y"] or "", unit)


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
    tens = get["decade_t"] or table("times.decades").get((get["decade_w"] or "").lower())
    if not get["decade_y"] and not found.group().lower().startswith("the "):
        return None
    year = get["decade_y"] or f"19{tens}"
    if "his " in text[max(0, found.start() - 4) : found.start()]:
        return None
    return Phrase(
        *found.span(), "DATE", "fixed", year[:3], f"{year[:3]}0-01-01", f"{year[:3]}9-12-31",
        part=part_of(get["decade_p"] or ""),
    )  # fmt: skip


def _century(found: re.Match[str], get: Found, text: str) -> Phrase:
    named = get["century_n"] or table("times.centuries")[(get["century_w"] or "").lower()]
    first = (int(named) - 1) * 100
    return Phrase(
        *found.span(), "DATE", "fixed", f"{first // 100:02}", f"{first + 1:04}-01-01",
        f"{first + 100:04}-12-31", part=part_of(get["century_p"] or ""),
    )  # fmt: skip


def _weekday(found: re.Match[str], get: Found, text: str) -> Phrase | None:
    word = get["weekday_w"] or ""
    if _is_name(text, found.start("weekday_w"), found.end("weekday_w")):
        return None
    hour = _hour(get["weekday_h"])
    week = (get["weekday_s"] or "").lower()
    return Phrase(
        *found.span(), "TIME" if hour else "DATE", "weekday", weekday=weekdays()[word.lower()],
        hour=hour, unit="W" if week else "",
        shift=int(table("times.shifts")[week]) if week else None,
        part={"early": "START", "late": "END"}.get((get["weekday_p"] or "").lower(), ""),
    )  # fmt: skip


def _is_name(text: str, start: int, end: int) -> bool:
    before = re.search(r"(\w+)\.?[ ]$", text[max(0, start - 20) : start])
    pack = language(PACK)
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
    double = word.lower() in language(PACK).terms("times.double_months")
    if (double and not word[0].isupper()) or not _means_month(found, word, text):
        return None
    number = int(language(PACK).table("calendar.months")[word.lower()])
    return Phrase(*found.span(), "DATE", "month", month=number, part=part_of(get["month_p"] or ""))


def _means_month(found: re.Match[str], word: str, text: str) -> bool:
    if word.lower() not in language(PACK).terms("times.double_months"):
        return True
    if found["month_p"]:
        return True
    before = re.search(r"([\w’']+)[ -]$", text[max(0, found.start() - 14) : found.start()])
    licensed = bool(before and before[1].lower() in language(PACK).terms("times.licences"))
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
    month, day = table("times.fixed_days")[words].split("-")
    return Phrase(*found.span(), "DATE", "day", month=int(month), day=int(day))


_HOURS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}
_AT = re.compile(
    r"\b(?:at|from|until|till|by|around|about|before|after|since|to|and|between)\s$",
    re.IGNORECASE,
)


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
    "shift": _shift, "weekend": _weekend, "beside": _beside, "all": _all, "ending": _ending,
    "recent": _recent, "same": _same,
    "ago": _ago, "time": _time,
    "length": _lasting, "quarter": _quarter, "season": _season, "decade": _decade,
    "century": _century, "weekday": _weekday, "month": _month, "years": _years,
    "feast": _feast, "clock": _clock,
}  # fmt: skip
