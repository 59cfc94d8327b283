"""What is told: the timeline, the report, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from secondsource.records.comparing import (
    Choice,
    Conflict,
    Coverage,
    Former,
    Lineage,
    Novelty,
    Reuse,
    Statement,
    Story,
    Utterance,
)
from secondsource.records.extracting import Account, Entity, Suggestion
from secondsource.records.places import Interval, Span
from secondsource.records.reading import Revision, Unread


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a story's timeline: what is said to have happened when, and where that stands."""

    story: str
    earliest: str | None
    latest: str | None
    span: Span
    reach: int
    origins: Interval


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found in a collection, in stable order."""

    accounts: tuple[Account, ...] = ()
    unread: tuple[Unread, ...] = ()
    entities: tuple[Entity, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    lineage: Lineage = field(default_factory=Lineage)
    stories: tuple[Story, ...] = ()
    statements: tuple[Statement, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    novelty: tuple[Novelty, ...] = ()
    timeline: tuple[Moment, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    choices: tuple[Choice, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    former: tuple[Former, ...] = ()
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; kept as data and honoured at every derivation.

    ``join`` and ``part``: two articles are, or are not, of one story. ``unite`` and ``sever``: the
    stories that articles ``a`` and ``b`` stand in are one, or ``b`` is not of ``a``'s; ``move``:
    ``a`` belongs to the story of ``b`` and leaves its own. ``derives`` and
    ``independent``: article ``b`` has its text from article ``a``, or neither has it from the
    other nor from a text that both carry. Of names, not articles: ``merge``: who is named ``a``
    and who is named ``b`` are one; ``split``: ``b`` is somebody else than ``a``; ``rename``: who
    is named ``a`` goes by ``b``.
    """

    verb: Literal[
        "join",
        "part",
        "unite",
        "sever",
        "move",
        "derives",
        "independent",
        "merge",
        "split",
        "rename",
    ]
    a: str
    b: str
    note: str = ""
