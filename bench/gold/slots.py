"""Slot pairs, labelled by reading: two accounts' values, and how the two stand to each other.

Here lives the reader of ``slots.csv``. A slot pair is two stretches of print in two articles that
fill a slot of one kind (a count, a day, a cause...), with what a careful reader says: do they
contradict each other, did the story move on, do two who are named differ, do both hold, or are
they values of two different things? The rules stand in ``README.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from bench.gold.texts import Part, Place, Row, Set, place_in, rows_in, worded

Kind = Literal["count", "amount", "date", "place", "name", "cause", "who", "label", "denial"]
Relation = Literal["conflict", "update", "dispute", "compatible", "none"]


class SlotPair(NamedTuple):
    """Two values of one story, the slot they fill and how they stand to each other.

    ``why`` is the reader's word on it; ``second`` another reader's relation, where there is one.
    """

    set: Set
    story: str
    part: Part
    a: Place
    b: Place
    slot: Kind
    relation: Relation
    why: str
    second: Relation | None = None


class Read(NamedTuple):
    """A slot pair with the words of its two values."""

    pair: SlotPair
    a: str
    b: str


@cache
def slots() -> tuple[SlotPair, ...]:
    """Give every slot pair in the order of the file; needs no data set."""
    return tuple(_pair(row) for row in rows_in("slots.csv"))


def read(part: Part, *sets: Set) -> Iterator[Read]:
    """Give the slot pairs of a part with their words; all three sets unless some are named.

    ``FileNotFoundError`` where a data set is missing, ``ValueError`` where a text has moved.
    """
    return (Read(*found) for found in worded(slots(), part, sets))


def _pair(row: Row) -> SlotPair:
    return SlotPair(
        cast(Set, row["set"]),
        row["story"],
        cast(Part, row["part"]),
        place_in(row, "a"),
        place_in(row, "b"),
        cast(Kind, row["slot"]),
        cast(Relation, row["relation"]),
        row["why"],
        cast(Relation, row["second"]) if row["second"] else None,
    )
