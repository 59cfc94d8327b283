"""Time phrases: the share of cases whose words and days are found, by kind.

The set was written for a scheduling assistant ("book me a room from 4 to 22 next month"), so
many of its phrases are not those of news; the kinds that are (dates, durations, sets) count.
A case is one expected expression. Its words are right if the span is the same once leading
prepositions are dropped; its days if the interval, or the TIMEX3 value, is one expected.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.rows import Row
from secondsource.extract.times import times_of
from secondsource.records import Article, Dating, Page, Passage, Span, TimeMention

_KINDS = ("date", "daterange", "datetime", "time", "duration", "set")
_FILES = ("DateTimeModel.json",)  # the others repeat its cases or ask for other behaviour
_LEADING = re.compile(
    r"^(?:(?:on|in|at|from|the|of|for|during|since|before|after|by|until|around|about|within"
    r"|between|this is|starting|through|over|for the)\s+)+"
)


@dataclass(frozen=True, slots=True)
class _Case:
    """One expected expression of a sentence, with every interval that is allowed."""

    text: str
    day: str
    words: str
    kind: str
    values: Sequence[Mapping[str, Any]]


def _cases(folder: Path) -> Iterator[_Case]:
    for name in _FILES:
        place = folder / "time-phrases" / name
        for entry in json.loads(place.read_text(encoding="utf-8-sig")):
            day = str(entry.get("Context", {}).get("ReferenceDateTime") or "")[:10]
            for result in entry["Results"]:
                kind = str(result.get("TypeName", "")).removeprefix("datetimeV2.")
                values = (result.get("Resolution") or {}).get("values") or []
                if day and kind in _KINDS and values:
                    yield _Case(entry["Input"], day, result["Text"], kind, values)


def _found(text: str, day: str) -> list[tuple[str, TimeMention]]:
    page = Page("p", "case", text)
    article = Article("p", "case", published=Dating(day, day, 1.0))
    passages = (Passage(Span("p", 0, len(text)), "k", 0),)
    return [(page[time.span].lower(), time) for time in times_of(page, article, passages)]


def _bare(words: str) -> str:
    return _LEADING.sub("", words.lower().strip())


def _before(day: str) -> str:
    return (date.fromisoformat(day[:10]) - timedelta(days=1)).isoformat()


def _interval(value: Mapping[str, Any]) -> tuple[str | None, str | None]:
    if "start" in value and "end" in value:
        return value["start"][:10], _before(value["end"])
    return (value.get("value") or "")[:10], (value.get("value") or "")[:10]


def _same_days(case: _Case, time: TimeMention) -> bool:
    if any(str(one.get("timex")) == _timex(case, time) for one in case.values):
        return True
    return (time.earliest, time.latest) in [_interval(one) for one in case.values]


def _timex(case: _Case, time: TimeMention) -> str:
    return "T" + time.value.partition("T")[2] if case.kind == "time" else time.value


def run(folder: Path) -> list[Row]:
    """Measure on the unpacked set in ``folder``; rows for words and for words with days."""
    words: dict[str, list[bool]] = defaultdict(list)
    days: dict[str, list[bool]] = defaultdict(list)
    for case in _cases(folder):
        expected = _bare(case.words)
        times = [time for text, time in _found(case.text, case.day) if _bare(text) == expected]
        words[case.kind].append(bool(times))
        days[case.kind].append(any(_same_days(case, time) for time in times))
    rows = []
    for kind in _KINDS:
        split = f"{kind}, {len(words[kind])} cases"
        for metric, judged in (("right words", words[kind]), ("right words and days", days[kind])):
            share = sum(judged) / len(judged) if judged else 0.0
            rows.append(Row("time-phrases", split, metric, share, "-", "-"))
    return rows
