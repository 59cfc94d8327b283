"""The texts that the gold points into, and the proof that a place still holds what was read.

Here live places (an article's name in its data set, and characters of its page's text) and the
reading of texts by set. A place carries the start of its words' SHA-256: when another reading of
a page moves its characters, that is said and nothing is measured on the wrong words.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, Protocol, TypeVar, get_args

from bench import collections
from bench.rows import folder

FOLDER = Path(__file__).parent
Row = dict[str, str]
Set = Literal["wire-events", "ecbplus", "fiction"]
Part = Literal["tuning", "unseen"]
_PRINT = 8  # characters of the digest: enough to tell two sentences of one page apart


class Place(NamedTuple):
    """The characters ``start`` to ``end`` of an article's text, and their fingerprint."""

    article: str
    start: int
    end: int
    print: str


class Labelled(Protocol):
    """What every row of the gold has: its set, its part and two places."""

    @property
    def set(self) -> Set: ...
    @property
    def part(self) -> Part: ...
    @property
    def a(self) -> Place: ...
    @property
    def b(self) -> Place: ...


One = TypeVar("One", bound=Labelled)


def rows_in(name: str) -> Iterator[Row]:
    """Yield the rows of one of the gold's files, in its order."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def place_in(row: Row, side: str) -> Place:
    """Read the place of one side, ``a`` or ``b``, of a row."""
    return Place(row[side], int(row[f"{side}_start"]), int(row[f"{side}_end"]), row[f"{side}_hash"])


def worded(
    several: Iterable[One], part: Part, sets: Sequence[Set]
) -> Iterator[tuple[One, str, str]]:
    """Yield a part's rows with the words of both places; of all sets unless some are named.

    ``FileNotFoundError`` where a data set is missing, ``ValueError`` where a text has moved.
    """
    for one in several:
        if one.part == part and one.set in (sets or get_args(Set)):
            kept = texts(one.set)
            yield one, words_at(one.a, kept), words_at(one.b, kept)


def printed(words: str) -> str:
    """Give the fingerprint of some words.

    >>> printed("The ferry sank.")
    'de1d7fb4'
    """
    return hashlib.sha256(words.encode()).hexdigest()[:_PRINT]


def words_at(place: Place, texts: Mapping[str, str]) -> str:
    """Give the words of a place; ``ValueError`` where they are not those that were read."""
    words = texts[place.article][place.start : place.end]
    if printed(words) != place.print:
        raise ValueError(f"{place.article} {place.start}-{place.end} holds other words: {words!r}")
    return words


@cache
def texts(name: str) -> Mapping[str, str]:
    """Give each article's text of ``wire-events``, ``ecbplus`` or ``fiction``, by its name.

    The text is that of its page; a fiction's is its headline, an empty line and its paragraphs,
    its name the file and the line, counted from nought. ``FileNotFoundError`` says what to do
    where a data set is missing.
    """
    if name == "fiction":
        return dict(_fictions())
    return dict(collections.page_texts(folder(name).parent, name))


def _fictions() -> Iterator[tuple[str, str]]:
    for file in sorted((FOLDER / "fiction").glob("*.jsonl")):
        for at, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            told = json.loads(line)
            yield f"{file.stem}/{at}", f"{told['headline']}\n\n{told['text']}"
