"""How time expressions are printed: one expression with a named group for every form.

What may live here: the forms alone, built from the tables of the language pack; what each means
is read in ``timeforms.py``. The lookahead in front lists the words with which any form begins,
so that the many alternatives are tried only there.
"""

from __future__ import annotations

import re
from functools import cache

from secondsource.extract.timephrases import any_of, weekdays


@cache
def grammar_of_times() -> re.Pattern[str]:
    """Build the expression; it matches text in small letters."""
    number = rf"\d{{1,4}}(?:\.\d+)?|{any_of('times.numbers')}|{any_of('times.vague')}"
    weekday = "|".join(weekdays())
    month, unit, shift = any_of("calendar.months"), any_of("times.units"), any_of("times.shifts")
    season, hour = any_of("times.seasons"), any_of("times.parts_of_day")
    part = r"early|mid|late"
    forms = rf"""
      (?P<deictic>(?P<deictic_w>the\ day\ before\ yesterday|the\ day\ after\ tomorrow|today
        |tonight|yesterday|tomorrow)\b(?!['’]s\ (?:world|society))(?:\ (?P<deictic_h>{hour})\b)?)
    | (?P<set>(?:every|each)\ (?:(?P<set_o>other)\ |(?P<set_n>{number})\ )?
        (?P<set_u>{unit}|{hour}|{weekday}|weekend)s?\b(?!-)(?:\ (?P<set_h>{hour})\b)?)
    | (?P<often>(?:once|twice|(?:{number})\ times)\ (?:a|an|per|every|each)\ (?P<often_u>{unit})\b)
    | (?P<habit>(?P<habit_w>{any_of("times.sets")})\b)
    | (?P<fridays>(?P<fridays_w>{weekday})s\b)
    | (?P<shift>(?:(?P<shift_m>earlier|later|early|late)\ )?(?:the\ )?(?P<shift_w>{shift})[ ]
        (?:(?P<shift_n>{number})\ )?(?P<shift_u>weekend|{unit}|{hour}|{season}|{month}|{weekday})
        (?P<shift_s>s)?\b(?!-|\ \d)(?:\ (?P<shift_h>{hour})\b)?)
    | (?P<weekend>the\ weekend\b)
    | (?P<beside>the\ (?P<beside_u>{unit}|{hour})\ (?P<beside_w>before|after)(?=[.,;]|$))
    | (?P<all>all\ (?P<all_u>day|week|month|year|night)\b)
    | (?P<ending>(?:the\ )?(?P<ending_p>beginning|start|middle|end)\ of\ (?P<ending_w>the|this
        |next|last)\ (?P<ending_u>week|month|year|decade|century)\b)
    | (?P<recent>(?:recent)\ (?P<recent_u>{unit})s\b)
    | (?P<same>(?:the\ same|that\ same|that|the\ next|the\ following)[ ]
        (?P<same_u>{unit}|{hour}|weekend)\b)
    | (?P<ago>(?:(?P<ago_n>{number})[ ]|(?<![\w-]))(?:and\ a\ half\ )?(?P<ago_u>{unit})s?[ ]
        (?P<ago_w>ago|earlier|later|previously|from\ now|before(?=[.,;])|after(?=[.,;]))\b)
    | (?P<time>in\ (?P<time_n>{number})\ (?P<time_u>{unit})s?\b(?P<time_w>['’]?s?\ time\b)?)
    | (?P<length>(?P<length_n>{number})[ -](?P<length_a>(?:and\ a\ )?half[ -])?
        (?P<length_u>{unit})(?P<length_s>s)?\b(?![ -]olds?\b|s?\ of\ age))
    | (?P<quarter>(?:the\ )?(?P<quarter_o>{any_of("times.ordinals")})\ (?P<quarter_k>quarter|half)
        (?:\ of)?\ (?:(?P<quarter_y>(?:19|20)\d\d)|(?P<quarter_s>last|this|next)\ year)\b)
    | (?P<season>(?:(?P<season_p>{part})[ -])?(?P<season_w>{season})(?:\ of)?[ ]
        (?P<season_y>(?:19|20)\d\d)\b)
    | (?P<decade>(?:the\ )?(?:(?P<decade_p>{part})[ -](?:to[ -]late[ -])?)?(?:
        (?P<decade_y>1[5-9]\d0|20\d0)['’]?s\b|['’]?(?P<decade_t>[2-9]0)['’]?s\b
        |(?P<decade_w>{any_of("times.decades")})\b))
    | (?P<century>(?:the\ )?(?:(?P<century_p>{part})[ -])?(?:(?P<century_n>1\d|2[01]?|[1-9])
        (?:st|nd|rd|th)|(?P<century_w>{any_of("times.centuries")}))[ -]century\b)
    | (?P<weekday>(?:(?P<weekday_p>early|late)\ (?:on\ )?)?(?P<weekday_w>{weekday})\b(?![\w-])
        (?:\ (?P<weekday_h>{hour})\b)?(?:\ (?:of\ )?(?P<weekday_s>last|this|next)\ week\b)?)
    | (?P<month>(?:(?P<month_p>{part}|the\ (?:start|beginning|end|middle)\ of|early\ in|late\ in)
        [ -])?(?P<month_w>{month})\b(?!\.?\ ?\d|['’]s\ [a-z]+ing\b|-))
    | (?P<years>(?P<years_a>(?:1[5-9]|20)\d\d)[-–](?P<years_b>(?:1[5-9]|20)?\d\d)\b(?![-–]))
    | (?P<feast>(?P<feast_w>{any_of("times.fixed_days")})\b)
    | (?P<clock>(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d.:]|\ ?%)
        (?:\ ?(?P<half>[ap])(?:\.\ ?m\b\.?|m\b))?(?:\ (?P<clock_z>[a-z]{{2,4}}t|gmt|utc)\b)?
      |(?P<h12>1[0-2]|0?[1-9])\ ?(?P<half12>[ap])(?:\.\ ?m\b\.?|m\b)
        (?:\ (?P<clock_y>[a-z]{{2,4}}t|gmt|utc)\b)?
      |(?P<clock_f>[0-2]\d[0-5]\d)\ ?(?:gmt|utc|hrs|hours)\b|(?P<clock_n>noon|midday|midnight)\b)
    """
    thing = rf"(?:{unit}|{hour}|{season}|{month}|{weekday}|weekend)"
    begins = (
        rf"\d|['’]\d0s|(?:the\ )?(?:(?:earlier|later|{part})\ )?(?:{shift})\ (?:{number}|{thing})"
        rf"|(?:the|that)\ (?:same|next|following|day\ (?:before|after)|{part}|start|beginning|end"
        rf"|middle|\d|{hour}|{unit}|weekend|(?:{any_of('times.decades')}|{any_of('times.centuries')}))"
        rf"|(?:the\ )?(?:{any_of('times.ordinals')})\ (?:quarter|half)\b|(?:{part})[ -]"
        rf"|(?:{number})[ -](?:and\ |half\b|times\b|{unit})|(?:every|each|once|twice|recent)\ "
        rf"|all\ |(?:beginning|start|middle|end)\ of\ |in\ (?:{number})\ (?:{unit})"
        rf"|today\b|tonight\b|yesterday\b|tomorrow\b|noon\b|midday\b|midnight\b|(?:{weekday}|{month}|{season}|{unit}|{any_of('times.sets')}"
        rf"|{any_of('times.centuries')}|{any_of('times.fixed_days')})s?\b"
    )
    spaced = re.sub(r"\\ ", r"[ \\u00a0\\n]", rf"(?=(?:{begins}))(?:{forms})")
    return re.compile(rf"(?<![\w$£€#])(?<!\d[.,:/-])(?=[\w'’]){spaced}", re.VERBOSE)
