"""The small change of the report contract: spans, intervals and reasons as JSON.

What may live here: how a record that every part of the contract uses is written, and nothing of
any one part.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from secondsource.records import Interval, Reason, Span

Json = dict[str, Any]


def sayable(path: str) -> str:
    """Give a file's name with what is no Unicode in it as question marks; JSON has no other."""
    return path.encode("utf-8", "replace").decode()


def ends_of(span: Span | None) -> list[int] | None:
    """Write a span as its two ends, nothing as null."""
    return None if span is None else [span.start, span.end]


def every(spans: Iterable[Span]) -> list[list[int]]:
    """Write spans as lists of two ends."""
    return [[span.start, span.end] for span in spans]


def place_of(span: Span) -> Json:
    """Write a span with the article it stands in."""
    return {"article": span.page, "span": [span.start, span.end]}


def reasons_of(reasons: Iterable[Reason]) -> list[Json]:
    """Write reasons with their words and where those stand."""
    return [
        {"kind": reason.kind, "text": reason.text, "spans": [place_of(s) for s in reason.spans]}
        for reason in reasons
    ]


def number_of(interval: Interval) -> Json:
    """Write an interval."""
    return {"low": interval.low, "likely": interval.likely, "high": interval.high}
