"""What one passage says by its own words: names, and who tells what; read by the model.

What may live here: asking the model about a passage and turning its scores into spans. A passage
is read by its levelled text and by nothing else - not its neighbours, not its batch - so the
answer can be kept under the passage's key and used wherever the same sentence is printed. What
the article as a whole knows of its names and speakers is put to it elsewhere (``names``,
``tellings``).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from typing import Any

from secondsource.errors import Misuse
from secondsource.extract.decoding import NEVER, Costs, labels_of, shares, spans_of
from secondsource.extract.encoder import Encoder, encoder
from secondsource.extract.wordpieces import Pieces
from secondsource.records import Tagged, Telling
from secondsource.textview import level

Tag = tuple[int, int, str]

KINDS = ("person", "organisation", "place", "other")
# A passage is read in windows of this many pieces: attention costs the square of their number,
# and of the passages of polnear one in two thousand is longer.
_WINDOW = 192
# What is read of a passage; sentences of news have under 1,000 characters, and what is longer is
# no sentence and is left to the rules.
_LONGEST = 4000
# Passages read together, stage by stage, for a stage's weights then stay in the processor's cache.
_TOGETHER = 128
# Passages less likely than this to tell anything are not read on. On the tuning part exact F1 of
# reporting words, speakers and contents is .713/.789/.666 at .3, .713/.791/.667 at .5 and
# .712/.789/.665 at .6; at .5 a third of the pieces is not read on.
_GATE = 0.5
# Reporting words that are less likely one on the second look are dropped. Alone .5 would be best;
# the rules bear out some of those between (``tellings``).
_SURE = 0.25
# A content seldom ends between two words without a mark, and never begins or ends in the middle
# of "kiss-and-tell": .660 to .666 exact F1 of contents on the tuning part.
_UNMARKED, _JOINED = 1.0, 3.0


@dataclass(frozen=True, slots=True)
class Tagger:
    """The model that reads passages, by name; loaded when first used."""

    name: str


def tagger_of(name: str = "reader") -> Tagger:
    """Name the shipped model; ``Misuse`` if what runs it is absent. Loads nothing.

    >>> tagger_of().name
    'reader'
    """
    if name != "reader":
        raise Misuse(f"there is no model {name!r}: the one that is shipped is 'reader'")
    if importlib.util.find_spec("onnxruntime") is None:
        raise Misuse("onnxruntime is not installed: run pip install onnxruntime")
    return Tagger(name)


def levelled(text: str) -> str:
    """Give a passage's text as it is tagged: typography levelled, no space around it."""
    return level(text).strip()


def tagged(texts: Sequence[str], tagger: Tagger) -> tuple[Tagged, ...]:
    """Read each text alone: names as (start, end, kind), and tellings.

    Offsets count code points of ``levelled(text)``, which every print of a passage shares.

    >>> [one.names for one in tagged(["nothing to see", "Ada Roos flew to Oslo."], tagger_of())]
    [(), ((0, 8, 'person'), (17, 21, 'place'))]
    """
    found: list[Tagged] = []
    for start in range(0, len(texts), _TOGETHER):
        some = [levelled(text)[:_LONGEST] for text in texts[start : start + _TOGETHER]]
        found += _read(some, encoder(tagger.name))
    return tuple(found)


def _read(texts: Sequence[str], model: Encoder) -> Iterator[Tagged]:
    """Read some texts stage by stage, each text alone in each."""
    names: list[list[Tag]] = [[] for _ in texts]
    tellings: list[list[Telling]] = [[] for _ in texts]
    windows = [
        (row, _Window.of(text, part, model))
        for row, text in enumerate(texts)
        for part in _windows(model.vocabulary.pieces_of(text))
    ]
    for row, window in windows:
        names[row] += window.names()
    likely = [(row, window) for row, window in windows if _share(window.told.max()) >= _GATE]
    asked = [(row, window, *window.cues(model)) for row, window in likely]
    for row, window, state, cues in asked:
        tellings[row] += window.tellings(model, state, cues)
    return map(Tagged, map(tuple, names), map(tuple, tellings))


def _windows(pieces: Pieces) -> Iterator[Pieces]:
    """Cut a long passage between words into windows; most have one."""
    first, words = 0, len(pieces.words)
    while first < words:
        start, end = pieces.firsts[first], first
        while end < words and pieces.end_of(end) - start <= _WINDOW:
            end += 1
        end = max(end, first + 1)
        yield pieces.part(first, end)
        first = end


@dataclass(frozen=True, slots=True)
class _Window:
    """A window with what the lower stage gave for it, scores by word."""

    text: str
    pieces: Pieces
    state: Any
    firsts: list[int]
    name_scores: Any
    told: Any

    @classmethod
    def of(cls, text: str, pieces: Pieces, model: Encoder) -> _Window:
        state, names, told = model.lower(pieces)
        firsts = list(pieces.firsts)
        return cls(text, pieces, state, firsts, names[firsts], told[firsts])

    def _place(self, first: int, end: int) -> tuple[int, int]:
        return self.pieces.words[first][0], self.pieces.words[end - 1][1]

    def names(self) -> Iterator[Tag]:
        labels = labels_of(self.name_scores)
        for first, end, kind in spans_of(labels):
            yield (*self._place(first, end), KINDS[kind])

    def cues(self, model: Encoder) -> tuple[Any, list[tuple[int, int]]]:
        """Read on: the state, and the words that may be reporting ones."""
        state, scores = model.middle(self.state)
        found = spans_of(labels_of(scores[self.firsts]))
        return state, [(first, end) for first, end, _ in found]

    def tellings(
        self, model: Encoder, state: Any, cues: Sequence[tuple[int, int]]
    ) -> Iterator[Telling]:
        """Yield what is told, by the places of its reporting words."""
        for first, end in cues:
            start, stop = self.firsts[first], self.pieces.end_of(end - 1)
            roles, real = model.top(state, start, stop)
            if (sure := _share(real)) >= _SURE:
                yield self._telling((first, end), sure, roles)

    def _telling(self, cue: tuple[int, int], sure: float, scores: Any) -> Telling:
        scores = scores[self.firsts]
        scores[cue[0] : cue[1], 1:] = NEVER
        found = tuple(spans_of(labels_of(scores, _costs(self.text, self.pieces.words))))
        chances = shares(scores)
        speaker, contents = (
            tuple(self._place(first, end) for first, end, kind in found if kind == role)
            for role in (0, 1)
        )
        return Telling(
            cue=self._place(*cue),
            speaker=speaker,
            contents=contents,
            sure=sure,
            speaker_sure=_together(chances, found, 0),
            content_sure=_together(chances, found, 1),
        )


def _costs(text: str, words: Sequence[tuple[int, int]]) -> Costs:
    begins, ends = [0.0], [0.0]
    for (first, before), (after, last) in pairwise(words):
        if before == after and "-" in (text[first:before], text[after:last]):
            begins.append(_JOINED)
            ends.append(_JOINED)
        else:
            begins.append(0.0)
            ends.append(_UNMARKED * (text[before - 1].isalnum() and text[after].isalnum()))
    return Costs(begins, ends)


def _share(score: Any) -> float:
    """Turn a score into a probability (the logistic function), to four digits."""
    return round(1.0 / (1.0 + exp(-float(score))), 4)


def _together(chances: Any, spans: Sequence[tuple[int, int, int]], role: int) -> float:
    """Give the chance that exactly a role's words are meant, each word for itself."""
    likely = chances[:, 2 * role + 1 : 2 * role + 3].sum(axis=1)
    right = 1.0 - likely
    for first, end, kind in spans:
        if kind == role:
            right[first:end] = likely[first:end]
    return round(float(right.prod()), 4)
