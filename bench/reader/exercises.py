"""Lessons as rows of numbers: pieces in, labels out; and the same lesson with other names.

Labels stand on words, by their first pieces: 0 for nothing, then a pair for each kind, one that
begins a span and one that goes on (``extract/decoding``).
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from secondsource.extract.tagging import KINDS
from secondsource.extract.wordpieces import Pieces, Vocabulary

# Words on whose name the two teachers differ, beside those on which they agree.
DOUBT = 0.4
# Of a passage, what is learnt from: 160 pieces are more than all but one passage in a thousand.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Exercise:
    """A passage's pieces with the labels of its words.

    ``tellings`` are (first word of the reporting words, end, labels of the roles).
    """

    pieces: Pieces
    text: str
    names: tuple[int, ...]
    weights: tuple[float, ...]
    told: bool
    cues: tuple[int, ...]
    tellings: tuple[tuple[int, int, tuple[int, ...]], ...]


def exercises_in(place: Path, vocabulary: Vocabulary, *, tuning: bool) -> list[Exercise]:
    """Read the lessons of the tuning part, or the others."""
    with place.open(encoding="utf-8") as lines:
        lessons = map(json.loads, lines)
        return [_exercise(one, vocabulary) for one in lessons if one["tuning"] == tuning]


def _exercise(lesson: dict[str, Any], vocabulary: Vocabulary) -> Exercise:
    pieces = vocabulary.pieces_of(lesson["text"])
    fitting = sum(1 for first in pieces.firsts if first < LONGEST)
    if 0 < fitting < len(pieces.words):
        pieces = pieces.part(0, fitting)
    names, doubts = (_labelled(pieces, _by_kind(lesson[key])) for key in ("names", "doubts"))
    tellings = []
    cues = [0] * len(pieces.words)
    for cue, speaker, content in lesson["tellings"]:
        own = _labelled(pieces, [(start, end, 0) for start, end in cue])
        if any(own):
            words = [at for at, label in enumerate(own) if label]
            roles = [(*piece, 1) for piece in content] + [(*piece, 0) for piece in speaker]
            tellings.append((words[0], words[-1] + 1, tuple(_labelled(pieces, roles))))
            cues = [new or old for new, old in zip(own, cues, strict=True)]
    return Exercise(
        pieces,
        lesson["text"],
        tuple(names),
        tuple(1.0 if a == b else DOUBT for a, b in zip(names, doubts, strict=True)),
        lesson["told"],
        tuple(cues),
        tuple(tellings),
    )


def _by_kind(tags: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, int]]:
    return [(start, end, KINDS.index(kind)) for start, end, kind in tags]


def _labelled(pieces: Pieces, spans: Sequence[tuple[int, int, int]]) -> list[int]:
    labels = [0] * len(pieces.words)
    for start, end, kind in spans:
        within = [at for at, (a, b) in enumerate(pieces.words) if a < end and start < b]
        for at in within:
            labels[at] = 2 * kind + (1 if at == within[0] else 2)
    return labels


# -- the same with other names ----------------------------------------------------------------


class Names:
    """The words of names that were seen, and pieces to make up others from."""

    def __init__(self, exercises: Sequence[Exercise], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.seen: dict[int, list[str]] = {label: [] for label in range(1, 2 * len(KINDS) + 1)}
        for one in exercises:
            for (start, end), label, weight in zip(
                one.pieces.words, one.names, one.weights, strict=True
            ):
                word = one.text[start:end]
                if label and weight == 1 and word[0].isupper() and word.isalpha():
                    self.seen[label].append(word)
        short = [word for word in vocabulary.rows if word.isascii() and 2 <= len(word) <= 6]
        self.begins = [word for word in short if word.isalpha()]
        self.ends = [word for word in short if word[:2] == "##" and word[2:].isalpha()]

    def another(self, label: int) -> str:
        """Give a word for a place in a name: seen there, spliced of two that were, or made up."""
        if random.random() < 0.85:
            seen = self.seen[label] or self.seen[label - 1]
            one, two = random.choice(seen), random.choice(seen)
            if random.random() < 0.6 or len(one) < 5 or len(two) < 5:
                return one
            return one[: random.randint(2, len(one) - 2)] + two[random.randint(2, len(two) - 3) :]
        ends = random.choices(self.ends, k=random.choice((0, 1, 1, 2)))
        return random.choice(self.begins).title() + "".join(end[2:] for end in ends)


def varied(one: Exercise, names: Names) -> Exercise:
    """Give, in a third of the cases, the passage with some of its names changed for others."""
    if not any(one.names) or random.random() > 0.35:
        return one
    words = [one.text[start:end] for start, end in one.pieces.words]
    change = False
    for at, label in enumerate(one.names):
        if label % 2:
            lone = label == 1 and one.names[at + 1 : at + 2] != (2,)
            change = random.random() < (0.3 if lone else 0.6)
        word = words[at]
        if label and change and word[0].isupper() and word.isalpha() and len(word) > 1:
            # What a body or a work is called by mostly ends in a word that says what it is.
            if label in (4, 8) and random.random() < 0.75:
                continue
            words[at] = names.another(label)
    return _reworded(one, words, names.vocabulary)


def _reworded(one: Exercise, words: Sequence[str], vocabulary: Vocabulary) -> Exercise:
    text, end = [], 0
    for (start, stop), word in zip(one.pieces.words, words, strict=True):
        text += [one.text[end:start], word]
        end = stop
    whole = "".join(text)
    pieces = vocabulary.pieces_of(whole)
    fits = len(pieces.words) == len(words) and len(pieces.ids) <= LONGEST + 32
    return replace(one, text=whole, pieces=pieces) if fits else one
