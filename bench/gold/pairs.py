"""Pairs of sentences, labelled by reading: do the two assert the same, something related, or not?

Here lives the reader of ``pairs.csv``. The label is what a fact-checker would say who counts
statements; ``kind`` is a word for what makes a pair hard. The rules, how the pairs were drawn and
where two readers differ stand in ``README.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from bench.gold.texts import Part, Place, Row, Set, place_in, rows_in, worded

Label = Literal["same", "related", "different"]


class Pair(NamedTuple):
    """Two sentences of a story (or of twins: ``12ecb/12ecbplus``) and what a reader said.

    ``second`` is another reader's label, where there is one; ``label`` stays what counts.
    """

    set: Set
    story: str
    part: Part
    a: Place
    b: Place
    label: Label
    kind: str = ""
    second: Label | None = None


class Read(NamedTuple):
    """A pair with the words of its two sentences."""

    pair: Pair
    a: str
    b: str


@cache
def pairs() -> tuple[Pair, ...]:
    """Give every pair in the order of the file; needs no data set."""
    return tuple(_pair(row) for row in rows_in("pairs.csv"))


def read(part: Part, *sets: Set) -> Iterator[Read]:
    """Give the pairs of a part with their words; all three sets unless some are named.

    ``FileNotFoundError`` where a data set is missing, ``ValueError`` where a text has moved.
    """
    return (Read(*found) for found in worded(pairs(), part, sets))


def _pair(row: Row) -> Pair:
    return Pair(
        cast(Set, row["set"]),
        row["story"],
        cast(Part, row["part"]),
        place_in(row, "a"),
        place_in(row, "b"),
        cast(Label, row["label"]),
        row["kind"],
        cast(Label, row["second"]) if row["second"] else None,
    )
