"""One layer of text laid out for weighing: how much every two of its carriers share.

Here live the tables over all pairs of carriers - shared prose, shares of whole articles, words
that two alone have, words in which they differ - and nothing that judges them. They are made once
for a layer, so that a pair costs a few look-ups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.groups import Layer, Wording
from secondsource.compare.sides import Side
from secondsource.records import Span
from secondsource.sentences import words_of
from secondsource.textview import level

Numbers = NDArray[Any]

_MANY = 4
"""Carriers of a text from which on two that alone have some words of it stand out."""

_DROPPED = 3.0
"""Most words of one sentence in which two carriers differ: a dropped clause is one edit."""

_SPOKEN = 5
"""Words in quotation marks that make a passage one of speech."""


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A layer's carriers (``sides``, by number) and what every two share.

    ``prose[a][b]`` is the weight of telling prose that both print, ``held[a]`` of all that a
    prints of the layer; ``share[a][b]`` the share of a's article that b prints too; ``shares``
    whether they share anything; ``only`` the prose that nobody else prints; ``differs[a][b]``
    the words in which they differ, ``odd[a]`` those in which a differs from most. ``credits``
    names the agencies that each credits with words of the layer.
    """

    sides: tuple[Side, ...]
    wordings: tuple[Wording, ...]
    prose: Numbers
    held: Numbers
    share: Numbers
    shares: Numbers
    only: Numbers
    differs: Numbers
    odd: Numbers
    credits: tuple[Mapping[str, Span], ...]

    def common(self, a: int, b: int) -> Iterator[Wording]:
        """Give the wordings that two carriers both print."""
        one, other = self.sides[a].id, self.sides[b].id
        return (wording for wording in self.wordings if one in wording and other in wording)

    def quoted(self, a: int, b: int, least: int) -> list[tuple[Span, Span]]:
        """Give the wordings of which both print so many words in quotation marks."""
        one, other = self.sides[a].id, self.sides[b].id
        return [
            (wording[one].span, wording[other].span)
            for wording in self.common(a, b)
            if min(wording[one].spoken, wording[other].spoken) >= least
        ]

    def spoken_passages(self, which: int, a: int, b: int) -> list[int]:
        """Give one carrier's passages of speech that two carriers share."""
        held = [wording[self.sides[which].id] for wording in self.common(a, b)]
        return [one.passage for one in held if one.spoken >= _SPOKEN]

    def spans(self, which: int) -> list[Span]:
        """Give what a carrier prints of the layer."""
        return self.spans_of(self.sides[which].id)

    def spans_of(self, article: str) -> list[Span]:
        """Give what an article prints of the layer."""
        return [wording[article].span for wording in self.wordings if article in wording]

    def height(self, a: int, b: int) -> float:
        """Say how far down in a's body the words begin that b prints too, 0 to 1."""
        side = self.sides[a]
        first = min(wording[side.id].span.start for wording in self.common(a, b))
        body = [one.span for one in side.passages if not one.headline]
        total = sum(span.end - span.start for span in body) or 1
        return sum(span.end - span.start for span in body if span.end <= first) / total


Credits = Callable[[Side, Sequence[Span]], Mapping[str, Span]]


def printed_of(layer: Layer, sides: Sequence[Side], credits_in: Credits) -> Printed:
    """Lay a layer out over some of its carriers; ``credits_in`` reads whom one credits."""
    number = {side.id: at for at, side in enumerate(sides)}
    carried = np.zeros((3, len(sides), len(layer.wordings)))
    for column, wording in enumerate(layer.wordings):
        for article, held in wording.items():
            if article in number:
                letters = held.span.end - held.span.start
                carried[:, number[article], column] = held.prose, letters, 1.0
    prose, length, there = carried
    both = np.minimum(prose[:, None, :], prose[None, :, :])
    few = (there.sum(axis=0) == 2) & (len(sides) >= _MANY)
    size = np.array([max(_size(side), 1) for side in sides])
    differs, odd = _differing(layer.wordings, sides)
    return Printed(
        tuple(sides),
        layer.wordings,
        both.sum(axis=2),
        prose.sum(axis=1),
        (length @ there.T) / size[:, None],
        (there @ there.T > 0) & ~np.eye(len(sides), dtype=bool),
        both[:, :, few].sum(axis=2),
        differs,
        odd,
        tuple(credits_in(side, _spans(layer.wordings, side.id)) for side in sides),
    )


def _size(side: Side) -> int:
    return sum(one.span.end - one.span.start for one in side.passages)


def _spans(wordings: Sequence[Wording], article: str) -> list[Span]:
    return [wording[article].span for wording in wordings if article in wording]


# -- words in which prints differ -----------------------------------------------------------


def _differing(wordings: Sequence[Wording], sides: Sequence[Side]) -> tuple[Numbers, Numbers]:
    """Count the words in which every two prints of a sentence differ, and each from most."""
    differs = np.zeros((len(sides), len(sides)))
    odd = np.zeros(len(sides))
    for wording in wordings:
        at = [number for number, side in enumerate(sides) if side.id in wording]
        if len(at) < 3:
            continue
        bags = [_bag(_words(sides[number], wording)) for number in at]
        if len(set(bags)) < 2:
            continue
        unsure = sorted(frozenset.union(*bags) - frozenset.intersection(*bags))
        has = np.array([[word in bag for word in unsure] for bag in bags])
        # A word put for another is one lacking and one too many: half each.
        apart = (has[:, None, :] != has[None, :, :]).sum(axis=2) / 2
        most = has.sum(axis=0) * 2 > len(at)
        differs[np.ix_(at, at)] += np.minimum(apart, _DROPPED)
        odd[at] += np.minimum((has != most).sum(axis=1) / 2, _DROPPED)
    return differs, odd


def _words(side: Side, wording: Wording) -> str:
    return side.account.page[wording[side.id].span]


@lru_cache(maxsize=1 << 12)
def _bag(text: str) -> frozenset[str]:
    flat = level(text, fold=True)
    return frozenset(flat[start:end] for start, end in words_of(flat))
