"""Pairs of sentences, labelled by reading: do the two assert the same, something related, or not?

Here lives the reader of ``pairs.csv``. The label is what a fact-checker would say who counts
statements; ``kind`` is a word for what makes a pair hard. The rules, how the pairs were drawn and
where two readers differ stand in ``README.md``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from bench.gold.texts import FOLDER, Place, texts, words_at

Set = Literal["wire-events", "ecbplus", "fiction"]
Part = Literal["tuning", "unseen"]
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
    with (FOLDER / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_pair(row) for row in csv.DictReader(file))


def read(part: Part, *sets: Set) -> Iterator[Read]:
    """Yield the pairs of a part with their words; all three sets unless some are named.

    ``FileNotFoundError`` where a data set is missing, ``ValueError`` where a text has moved.
    """
    for pair in pairs():
        if pair.part == part and pair.set in (sets or get_args(Set)):
            kept = texts(pair.set)
            yield Read(pair, words_at(pair.a, kept), words_at(pair.b, kept))


def _pair(row: dict[str, str]) -> Pair:
    return Pair(
        cast(Set, row["set"]),
        row["story"],
        cast(Part, row["part"]),
        _place(row, "a"),
        _place(row, "b"),
        cast(Label, row["label"]),
        row["kind"],
        cast(Label, row["second"]) if row["second"] else None,
    )


def _place(row: dict[str, str], side: str) -> Place:
    return Place(row[side], int(row[f"{side}_start"]), int(row[f"{side}_end"]), row[f"{side}_hash"])
