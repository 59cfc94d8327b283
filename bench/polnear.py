"""PolNeAR, US political news of 2015 and 2016: every attribution with its origin, cue, content.

Here live its reader and the arithmetic of its figures. It marks every attribution - wishes,
beliefs and mere mentions among them - but none inside another's content. Spans are compared as
sets of words, so that marks and commas at their ends do not count, and without a leading
"that", which its annotators put in and we leave out. Where a text has several annotators the
first is taken.

Three parts: ``dev`` is measured and never read; of ``train`` a tenth by name is the tuning
part, whose errors may be read and on which whatever is tuned is tuned; the rest trains.
"""

from __future__ import annotations

import re
from binascii import crc32
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Part = Literal["dev", "tuning", "training"]
Words = frozenset[int]
Piece = tuple[int, int]

ROLES = ("origin", "cue", "content")
_ROLE = re.compile(r"(Source|Cue|Content)\d*$")
_NAMED = {"Source": "origin", "Cue": "cue", "Content": "content"}
_WORD = re.compile(r"[^\W_]+")
_MARKS = "\"“”''"
_TUNING = 10  # one text in ten


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: the places of its words by role, and the pieces they came in."""

    origin: Words
    cue: Words
    content: Words
    direct: bool = False
    pieces: tuple[tuple[Piece, ...], ...] = ((), (), ())


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what its annotator found."""

    name: str
    text: str
    gold: tuple[Attribution, ...]


def part_of(folder: Path, part: Part) -> tuple[Text, ...]:
    """Read a part of the set; ``folder`` holds ``dev`` and ``train``."""
    if part == "dev":
        return tuple(texts_in(folder / "dev"))
    tuned = part == "tuning"
    return tuple(
        one
        for one in texts_in(folder / "train")
        if (crc32(one.name.encode()) % _TUNING == 0) == tuned
    )


def texts_in(folder: Path) -> Iterator[Text]:
    """Read the texts of a folder (``text/`` and ``attributions/``), one annotator a text."""
    seen = set()
    for notes in sorted((folder / "attributions").glob("*.ann")):
        name = notes.stem.rpartition("_")[0]
        place = folder / "text" / f"{name}.txt"
        if name not in seen and place.is_file():
            seen.add(name)
            text = place.read_bytes().decode("utf-8", "replace")
            yield Text(name, text, tuple(_attributions(notes.read_text("utf-8"), text)))


def _attributions(notes: str, text: str) -> Iterator[Attribution]:
    spans: dict[str, list[Piece]] = {}
    for line in notes.split("\n"):
        found = re.match(r"(T\d+)\t(\S+) ([\d; ]+)\t", line)
        if found:
            spans[found[1]] = [
                (int(start), int(end))
                for start, end in (piece.split() for piece in found[3].split(";"))
            ]
    for line in notes.split("\n"):
        event = re.match(r"E\d+\tAttribution\S* ?(.*)", line)
        if event:
            roles: dict[str, list[Piece]] = {role: [] for role in ROLES}
            for part in event[1].split():
                role, _, which = part.partition(":")
                kind = _ROLE.match(role)
                if kind:
                    roles[_NAMED[kind[1]]] += spans[which]
            yield _attribution(text, roles)


def _attribution(text: str, roles: dict[str, list[Piece]]) -> Attribution:
    places = roles["content"]
    direct = bool(places) and all(
        text[start] in _MARKS and text[end - 1] in _MARKS for start, end in places
    )
    origin, cue, content = (words_in(text, roles[role]) for role in ROLES)
    pieces = tuple(tuple(sorted(roles[role])) for role in ROLES)
    return Attribution(origin, cue, content, direct, pieces)


def words_in(text: str, places: Iterable[Piece]) -> Words:
    """Give the places of the words of some spans, less a leading "that".

    >>> sorted(words_in("that it sank.", [(0, 13)]))
    [5, 8]
    """
    words = sorted(
        word.start() for start, end in places for word in _WORD.finditer(text, start, end)
    )
    if len(words) > 1 and text[words[0] : words[1]].strip(_MARKS + " \u00a0").lower() == "that":
        words = words[1:]
    return frozenset(words)


def f1(hits: float, found: float, gold: float) -> float:
    """Give the harmonic mean of precision and recall.

    >>> f1(1, 2, 1)
    0.6666666666666666
    """
    return 2 * hits / (found + gold) if found + gold else 0.0


def scored(
    pairs: Sequence[tuple[Sequence[Attribution], Sequence[Attribution]]], role: str
) -> tuple[float, float]:
    """Give exact F1 and the F1 of single words of one role over (found, gold) pairs of texts."""
    hits = found = gold = shared = covered = wanted = 0
    for mine, theirs in pairs:
        left = Counter(words for one in mine if (words := getattr(one, role)))
        right = Counter(words for one in theirs if (words := getattr(one, role)))
        hits += sum((left & right).values())
        found += sum(left.values())
        gold += sum(right.values())
        mine_words = frozenset().union(*left) if left else frozenset()
        gold_words = frozenset().union(*right) if right else frozenset()
        shared += len(mine_words & gold_words)
        covered += len(mine_words)
        wanted += len(gold_words)
    return f1(hits, found, gold), f1(shared, covered, wanted)
