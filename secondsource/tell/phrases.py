"""The words that a reader sees: numbers, days, stances and what an interval allows to be said.

What may live here: turning a value into the words of the newsroom, alike on the terminal and
on the page. Nothing is looked up in a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from secondsource.language import analysed
from secondsource.records import Interval, Statement
from secondsource.tell.plain import one_line

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?)(?:/(\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?))?")
# Units that end a value and are printed without an ending in its normal form.
_MEASURED = re.compile(
    r"(?<![\d.,])([\d.,]+(?:-[\d.,]+)?) "
    r"(second|minute|hour|day|week|month|year|decade|metre|mile|acre|tonne|pound|foot|hectare)$"
)
_MONTHS = "January February March April May June July August September October November December"

STANCES: Mapping[str, str] = MappingProxyType(
    {
        "asserts": "in its own words",
        "attributes": "attributed",
        "denies": "denied",
        "hedges": "hedged",
        "reacts": "a reaction",
    }
)
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "furniture": "furniture",
        "own": "the outlet's own earlier text",
        "wire": "agency text",
        "pickup": "picked up from another outlet",
        "speech": "one speaker's words, heard by several",
        "unknown": "shared text of unknown kind",
    }
)
DIFFERENCES: Mapping[str, str] = MappingProxyType(
    {
        "conflict": "they cannot both be right",
        "dispute": "two sides say different things",
        "update": "a later report replaces an earlier one",
        "compatible": "they agree within their precision",
    }
)
METHOD = (
    "Copying that was not found may still be there: absence of detected copying is not independence"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the numbers allow to be said of a second source: a key, a few words, a sentence."""

    key: str
    short: str
    long: str


_VERDICTS: Mapping[str, Verdict] = MappingProxyType(
    {
        one.key: one
        for one in (
            Verdict(
                "found",
                "second source found",
                "At least two origins in at least two texts, and no tie between them was found.",
            ),
            Verdict(
                "likely",
                "second source likely",
                "Two origins in two texts are the likely reading; one is still possible.",
            ),
            Verdict(
                "open",
                "second source not established",
                "One origin is the likely reading; that there are two cannot be ruled out.",
            ),
            Verdict(
                "none",
                "no second source found",
                "Everything found here goes back to one origin or to one text.",
            ),
            Verdict(
                "nobody",
                "stated by nobody here",
                "It is only denied, hedged or reacted to in this collection.",
            ),
        )
    }
)
VERDICTS = tuple(_VERDICTS.values())


def verdict_of(statement: Statement) -> Verdict:
    """Say whether a statement has a second source: origins and texts must both be two.

    >>> one = Statement("s", "t", None, (), 3, Interval(1, 2, 3), Interval.exactly(1))
    >>> verdict_of(one).short
    'no second source found'
    """
    texts, origins = statement.texts, statement.origins
    if statement.reach == 0:
        return _VERDICTS["nobody"]
    for key, number in (
        ("found", min(texts.low, origins.low)),
        ("likely", min(texts.likely, origins.likely)),
        ("open", min(texts.high, origins.high)),
    ):
        if number > 1:
            return _VERDICTS[key]
    return _VERDICTS["none"]


def why_of(statement: Statement) -> str:
    """Say in a sentence what stands against, or for, a second source.

    >>> three = Interval.exactly(3)
    >>> why_of(Statement("s", "t", None, (), 3, three, Interval.exactly(1)))
    'Several texts, one origin: whoever writes, the same knower is behind it.'
    """
    verdict = verdict_of(statement)
    if verdict.key != "none":
        return verdict.long
    if statement.texts.high > 1:
        return "Several texts, one origin: whoever writes, the same knower is behind it."
    if statement.origins.high > 1:
        return "Several origins, one text: they are named, but only one account heard them."
    return "One text and one origin: whoever prints it, it is the same words of the same knower."


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say a number of things.

    >>> counted(1, "text"), counted(2, "story", "stories")
    ('1 text', '2 stories')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def brief(number: Interval, one: str) -> str:
    """Say a number in short: the likely value, and the interval in brackets.

    >>> brief(Interval(1, 1, 3), "origin")
    '1 origin (1-3)'
    """
    noun = one if number.likely == 1 else one + "s"
    doubt = "" if number.low == number.high else f" ({number.low}-{number.high})"
    return f"{number.likely} {noun}{doubt}"


def three_numbers(statement: Statement) -> str:
    """Say reach, texts and origins together, as they must always stand.

    >>> three_numbers(Statement("s", "t", None, (), 2, Interval.exactly(1), Interval(1, 1, 2)))
    '2 outlets - 1 text - 1 origin (1-2)'
    """
    reach = counted(statement.reach, "outlet")
    return f"{reach} - {brief(statement.texts, 'text')} - {brief(statement.origins, 'origin')}"


def day_of(stamp: str | None) -> str:
    """Say the day of an ISO stamp in words; years and months alone stay as they are.

    >>> day_of("2024-03-14"), day_of("2024-03-14T06:00:00+02:00"), day_of(None)
    ('14 March 2024', '14 March 2024', 'day not known')
    """
    if stamp is None:
        return "day not known"
    parts = stamp[:10].split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return stamp
    year, month, day = (int(part) for part in parts)
    return f"{day} {_MONTHS.split()[month - 1]} {year}" if 1 <= month <= 12 else stamp


def days_of(earliest: str | None, latest: str | None) -> str:
    """Say an interval of days; a whole month or year is said as such.

    >>> days_of("2024-03-14", "2024-03-16"), days_of("2015-01-01", "2015-12-31")
    ('14 to 16 March 2024', '2015')
    """
    first, last = (earliest or "")[:10], (latest or "")[:10]
    if not first and not last:
        return "day not known"
    if not first or not last:
        return f"until {day_of(latest)}" if last else f"from {day_of(earliest)}"
    if first == last:
        return day_of(first)
    if first[5:] == "01-01" and last[5:] == "12-31":
        return first[:4] if first[:4] == last[:4] else f"{first[:4]} to {last[:4]}"
    return _joined(day_of(first), day_of(last))


def value_of(value: str) -> str:
    """Say the normal value of a slot as a reader would: bounds in words, days as days.

    >>> value_of(">=40 injured"), value_of("2024-03-14/2024-03-16"), value_of("2 week")
    ('at least 40 injured', '14 to 16 March 2024', '2 weeks')
    """
    words = one_line(value)
    days = _DAYS.fullmatch(words)
    if days:
        return days_of(days[1], days[2] or days[1])
    for sign, said in (("\u2265", "at least "), (">=", "at least "), ("<=", "at most ")):
        words = words.replace(sign, said)
    return _MEASURED.sub(_in_plural, words)


def _in_plural(found: re.Match[str]) -> str:
    """Say a measure of other than one in the plural; "foot" has one of its own."""
    number, unit = found.groups()
    if number == "1":
        return found.group()
    return f"{number} feet" if unit == "foot" else f"{number} {unit}s"


def _joined(first: str, last: str) -> str:
    one, other = first.split(), last.split()
    if len(one) == len(other) == 3 and one[2] == other[2]:
        kept = one[:1] if one[1] == other[1] else one[:2]
        return f"{' '.join(kept)} to {last}"
    return f"{first} to {last}"


def unanalysed(languages: Iterable[str | None]) -> str:
    """Name the languages of texts that were passed through as they are; empty if there are none.

    >>> unanalysed(["xx", "en", None, "xx"]), unanalysed(["en"])
    ('not analysed: xx', '')
    """
    codes = sorted({code for code in languages if code and not analysed(code)})
    return f"not analysed: {', '.join(codes)}" if codes else ""


def percent(probability: float) -> str:
    """Say a probability in whole per cents; what is not certain is never said to be.

    >>> percent(0.7512), percent(0.9999), percent(0.001)
    ('75%', '99%', '1%')
    """
    if probability in (0.0, 1.0):
        return f"{probability:.0%}"
    return f"{min(99, max(1, round(probability * 100)))}%"
