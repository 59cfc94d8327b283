"""The shelves of the store: which derived records are kept, and the hash of their words.

Each record is kept beside a hash of the words that its spans cover. A record whose words no
longer come out of the page's own bytes is a fault, and ``verify`` names it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import NoneType
from typing import Any

from secondsource.records import (
    Account,
    Carried,
    Choice,
    Conflict,
    Coverage,
    Entity,
    Hidden,
    Moment,
    Novelty,
    Page,
    Parent,
    Report,
    Reuse,
    Revision,
    Span,
    Statement,
    Story,
    Suggestion,
    Utterance,
)

PLAIN: dict[str, type[Any]] = {
    "entities": Entity,
    "reuse": Reuse,
    "stories": Story,
    "statements": Statement,
    "conflicts": Conflict,
    "novelty": Novelty,
    "timeline": Moment,
    "utterances": Utterance,
    "suggestions": Suggestion,
    "choices": Choice,
    "coverage": Coverage,
    "revisions": Revision,
}
LINEAGE: dict[str, type[Any]] = {"hidden": Hidden, "parents": Parent, "stretches": Carried}
KINDS: dict[str, type[Any]] = {"accounts": Account, **LINEAGE, **PLAIN}

_ATOM = (str, int, float, NoneType)  # what can hold no span: nine fields of ten


def shelves_of(report: Report) -> dict[str, Sequence[Any]]:
    """Lay a report's records out by kind."""
    return {
        "accounts": report.accounts,
        **{kind: getattr(report.lineage, kind) for kind in LINEAGE},
        **{kind: getattr(report, kind) for kind in PLAIN},
    }


def without_text(record: object) -> object:
    """Drop the page's text from an account: the store has it once, in the draft."""
    if isinstance(record, Account):
        return replace(record, page=Page(record.page.id, "", ""))
    return record


def spans_in(record: object) -> Iterator[Span]:
    """Yield every span of a record, however deep, in the order of its fields."""
    if isinstance(record, Span):
        yield record
        return
    parts = record if isinstance(record, tuple) else _parts(record)
    for part in parts:
        if not isinstance(part, _ATOM):
            yield from spans_in(part)


def _parts(record: object) -> Iterator[object]:
    kind: Any = type(record)
    return (getattr(record, name) for name in _fields(kind))


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    """Name a record's fields, asked once a kind: ``fields`` was a quarter of keeping a report."""
    return tuple(part.name for part in fields(kind)) if is_dataclass(kind) else ()


def words_hash(record: object, pages: Mapping[str, Page]) -> str:
    """Hash the words that a record's spans cover: 16 hex digits; ``KeyError`` without the page."""
    words = (f"{s.page} {s.start} {s.end} {pages[s.page][s]}" for s in spans_in(record))
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).hexdigest()[:16]
