"""How time expressions are printed: one expression with a named group for every form.

What may live here: the forms alone, built from the tables of the language pack; what each means
is read in ``timeforms.py``. The lookahead in front lists the words with which any form begins,
so that the many alternatives are tried only there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from secondsource.extract.timephrases import any_of, weekdays


class _Words(NamedTuple):
    """The words of each sort as alternatives."""

    number: str
    weekday: str
    month: str
    unit: str
    shift: str
    season: str
    hour: str
    part: str


def _words() -> _Words:
    return _Words(
        number=rf"\d{{1,4}}(?:\.\d+)?|{any_of('times.numbers')}|{any_of('times.vague')}",
        weekday="|".join(weekdays()),
        month=any_of("calendar.months"),
        unit=any_of("times.units"),
        shift=any_of("times.shifts"),
        season=any_of("times.seasons"),
        hour=any_of("times.parts_of_day"),
        part=r"early|mid|late",
    )


def _counted(w: _Words) -> str:
    """Write the forms that are counted from some day, lengths and sets."""
    return rf"""
      (?P<deictic>(?P<deictic_w>the\ day\ before\ yesterday|the\ day\ after\ tomorrow|today
        |tonight|yesterday|tomorrow)\b(?!['’]s\ (?:world|society))(?:\ (?P<deictic_h>{w.hour})\b)?)
    | (?P<set>(?:every|each)\ (?:(?P<set_o>other)\ |(?P<set_n>{w.number})\ )?
        (?P<set_u>{w.unit}|{w.hour}|{w.weekday}|weekend)s?\b(?!-)(?:\ (?P<set_h>{w.hour})\b)?)
    | (?P<often>(?:once|twice|(?:{w.number})\ times)\ (?:a|an|per|every|each)
        \ (?P<often_u>{w.unit})\b)
    | (?P<habit>(?P<habit_w>{any_of("times.sets")})\b)
    | (?P<fridays>(?P<fridays_w>{w.weekday})s\b)
    | (?P<shift>(?:(?P<shift_m>earlier|later|early|late)\ )?(?:the\ )?(?P<shift_w>{w.shift})[ ]
        (?:(?P<shift_n>{w.number})\ )?(?P<shift_u>weekend|{w.unit}|{w.hour}|{w.season}
        |{w.month}|{w.weekday})
        (?P<shift_s>s)?\b(?!-|\ \d)(?:\ (?P<shift_h>{w.hour})\b)?)
    | (?P<weekend>the\ weekend\b)
    | (?P<beside>the\ (?P<beside_u>{w.unit}|{w.hour})\ (?P<beside_w>before|after)(?=[.,;]|$))
    | (?P<all>all\ (?P<all_u>day|week|month|year|night)\b)
    | (?P<ending>(?:the\ )?(?P<ending_p>beginning|start|middle|end)\ of\ (?P<ending_w>the|this
        |next|last)\ (?P<ending_u>week|month|year|decade|century)\b)
    | (?P<recent>(?:recent)\ (?P<recent_u>{w.unit})s\b)
    | (?P<same>(?:the\ same|that\ same|that|the\ next|the\ following)[ ]
        (?P<same_u>{w.unit}|{w.hour}|weekend)\b)
    | (?P<ago>(?:(?P<ago_n>{w.number})[ ]|(?<![\w-]))(?:and\ a\ half\ )?(?P<ago_u>{w.unit})s?[ ]
        (?P<ago_w>ago|earlier|later|previously|from\ now|before(?=[.,;])|after(?=[.,;]))\b)
    | (?P<time>in\ (?P<time_n>{w.number})\ (?P<time_u>{w.unit})s?\b(?P<time_w>['’]?s?\ time\b)?)
    | (?P<length>(?P<length_n>{w.number})[ -](?P<length_a>(?:and\ a\ )?half[ -])?
        (?P<length_u>{w.unit})(?P<length_s>s)?\b(?![ -]olds?\b|s?\ of\ age))
    """


def _dated(w: _Words) -> str:
    """Write the forms of the calendar and the clock."""
    return rf"""
      (?P<quarter>(?:the\ )?(?P<quarter_o>{any_of("times.ordinals")})\ (?P<quarter_k>quarter|half)
        (?:\ of)?\ (?:(?P<quarter_y>(?:19|20)\d\d)|(?P<quarter_s>last|this|next)\ year)\b)
    | (?P<season>(?:(?P<season_p>{w.part})[ -])?(?P<season_w>{w.season})(?:\ of)?[ ]
        (?P<season_y>(?:19|20)\d\d)\b)
    | (?P<decade>(?:the\ )?(?:(?P<decade_p>{w.part})[ -](?:to[ -]late[ -])?)?(?:
        (?P<decade_y>1[5-9]\d0|20\d0)['’]?s\b|['’]?(?P<decade_t>[2-9]0)['’]?s\b
        |(?P<decade_w>{any_of("times.decades")})\b))
    | (?P<century>(?:the\ )?(?:(?P<century_p>{w.part})[ -])?(?:(?P<century_n>1\d|2[01]?|[1-9])
        (?:st|nd|rd|th)|(?P<century_w>{any_of("times.centuries")}))[ -]century\b)
    | (?P<weekday>(?:(?P<weekday_p>early|late)\ (?:on\ )?)?(?P<weekday_w>{w.weekday})\b(?![\w-])
        (?:\ (?P<weekday_h>{w.hour})\b)?(?:\ (?:of\ )?(?P<weekday_s>last|this|next)\ week\b)?)
    | (?P<month>(?:(?P<month_p>{w.part}|the\ (?:start|beginning|end|middle)\ of|early\ in|late\ in)
        [ -])?(?P<month_w>{w.month})\b(?!\.?\ ?\d|['’]s\ [a-z]+ing\b|-))
    | (?P<years>(?P<years_a>(?:1[5-9]|20)\d\d)[-–](?P<years_b>(?:1[5-9]|20)?\d\d)\b(?![-–]))
    | (?P<feast>(?P<feast_w>{any_of("times.fixed_days")})\b)
    | (?P<clock>(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d.:]|\ ?%)
        (?:\ ?(?P<half>[ap])(?:\.\ ?m\b\.?|m\b))?(?:\ (?P<clock_z>[a-z]{{2,4}}t|gmt|utc)\b)?
      |(?P<h12>1[0-2]|0?[1-9])\ ?(?P<half12>[ap])(?:\.\ ?m\b\.?|m\b)
        (?:\ (?P<clock_y>[a-z]{{2,4}}t|gmt|utc)\b)?
      |(?P<clock_f>[0-2]\d[0-5]\d)\ ?(?:gmt|utc|hrs|hours)\b|(?P<clock_n>noon|midday|midnight)\b)
    """


def _begins(w: _Words) -> str:
    thing = rf"(?:{w.unit}|{w.hour}|{w.season}|{w.month}|{w.weekday}|weekend)"
    return (
        rf"\d|['’]\d0s|(?:the\ )?(?:(?:earlier|later|{w.part})\ )?(?:{w.shift})\ "
        rf"(?:{w.number}|{thing})"
        rf"|(?:the|that)\ (?:same|next|following|day\ (?:before|after)|{w.part}|start|beginning|end"
        rf"|middle|\d|{w.hour}|{w.unit}|weekend"
        rf"|(?:{any_of('times.decades')}|{any_of('times.centuries')}))"
        rf"|(?:the\ )?(?:{any_of('times.ordinals')})\ (?:quarter|half)\b|(?:{w.part})[ -]"
        rf"|(?:{w.number})[ -](?:and\ |half\b|times\b|{w.unit})|(?:every|each|once|twice|recent)\ "
        rf"|all\ |(?:beginning|start|middle|end)\ of\ |in\ (?:{w.number})\ (?:{w.unit})"
        rf"|today\b|tonight\b|yesterday\b|tomorrow\b|noon\b|midday\b|midnight\b"
        rf"|(?:{w.weekday}|{w.month}|{w.season}|{w.unit}|{any_of('times.sets')}"
        rf"|{any_of('times.centuries')}|{any_of('times.fixed_days')})s?\b"
    )


@cache
def grammar_of_times() -> re.Pattern[str]:
    """Build the expression; it matches text in small letters."""
    words = _words()
    forms = rf"(?=(?:{_begins(words)}))(?:{_counted(words)}|{_dated(words)})"
    spaced = re.sub(r"\\ ", r"[ \\u00a0\\n]", forms)
    return re.compile(rf"(?<![\w$£€#])(?<!\d[.,:/-])(?=[\w'’]){spaced}", re.VERBOSE)
