"""One layer of text laid out for weighing: how much every two of its carriers share.

Here live the tables over all pairs of carriers - shared prose, shares of whole articles, words
that two alone have, words in which they differ - and nothing that judges them. They are made once
for a layer, so that a pair costs a few look-ups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.groups import Layer, Wording
from secondsource.compare.prints import bag_of, likeness
from secondsource.compare.sides import Side, own_report
from secondsource.records import Span
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
    shares with anybody; ``share[a][b]`` the share of a's article that b prints too; ``shares``
    whether they share anything; ``only`` the prose that nobody else prints; ``differs[a][b]``
    the words in which they differ, ``odd[a]`` those in which a differs from most. ``credits``
    names the agencies that each credits with words of the layer, ``own`` shows that it has a
    reporter of its own (read where it prints speech); ``words`` is what each prints of the layer.
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
    own: tuple[tuple[Span, ...], ...]
    words: tuple[str, ...]

    def rivals(self, parent: int, child: int) -> float:
        """Count the carriers that share as much with a child as this one, in parts and wholes."""
        prose = float(self.prose[parent, child])
        if prose <= 0:
            return float(self.shares[:, child].sum())
        others = np.delete(self.prose[:, child], child)
        return float(np.minimum(others / prose, 1.0).sum())

    def whole_credit(self, which: int, agency: str) -> bool:
        """Say whether a carrier credits an agency with its whole text."""
        side = self.sides[which]
        opening = side.opening is not None and side.account.page[side.opening] == agency
        return opening or any(
            one.agency == agency and one.scope == "text" for one in side.article.credits
        )

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

    def speech(self, which: int) -> list[int]:
        """Give a carrier's passages of speech."""
        name = self.sides[which].id
        held = [wording[name] for wording in self.wordings if name in wording]
        return [one.passage for one in held if one.spoken >= _SPOKEN]

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
    both = np.minimum(prose[:, None, :], prose[None, :, :]) * _alike(layer.wordings, sides)
    few = (there.sum(axis=0) == 2) & (len(sides) >= _MANY)
    size = np.array([max(_size(side), 1) for side in sides])
    differs, odd = _differing(layer.wordings, sides)
    return Printed(
        tuple(sides),
        layer.wordings,
        both.sum(axis=2),
        _others(both).max(axis=1).sum(axis=1) if len(sides) > 1 else prose.sum(axis=1),
        (length @ there.T) / size[:, None],
        (there @ there.T > 0) & ~np.eye(len(sides), dtype=bool),
        both[:, :, few].sum(axis=2),
        differs,
        odd,
        tuple(credits_in(side, _spans(layer.wordings, side.id)) for side in sides),
        tuple(tuple(own_report(side)) if _speaks(layer, side) else () for side in sides),
        tuple(_printed(layer.wordings, side) for side in sides),
    )


def _printed(wordings: Sequence[Wording], side: Side) -> str:
    words = (side.account.page[span] for span in _spans(wordings, side.id))
    return level(" ".join(words), fold=True)  # a line's end would have to be levelled first


def _others(both: Numbers) -> Numbers:
    """Leave out what each shares with itself."""
    return both * ~np.eye(len(both), dtype=bool)[:, :, None]


def _speaks(layer: Layer, side: Side) -> bool:
    return any(side.id in one and one[side.id].spoken >= _SPOKEN for one in layer.wordings)


def _alike(wordings: Sequence[Wording], sides: Sequence[Side]) -> Numbers:
    """Say of every two prints of a wording how far they are one sentence, 0 to 1.

    Two sentences of one pattern ("the town lost half of its mills") share many words; a copied
    one shares nearly all, and is seldom a piece out of the middle of another.
    """
    found = np.ones((len(sides), len(sides), len(wordings)))
    for column, wording in enumerate(wordings):
        at = [number for number, side in enumerate(sides) if side.id in wording]
        held = [wording[sides[number].id] for number in at]
        if len({one.key for one in held}) == 1 and min(one.whole for one in held) == 1.0:
            continue
        texts = [_words(sides[number], wording) for number in at]
        for i in range(len(at)):
            for j in range(i + 1, len(at)):
                alike = likeness(texts[i], texts[j]) * max(held[i].whole, held[j].whole)
                found[at[i], at[j], column] = found[at[j], at[i], column] = alike
    return found


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
        if len(at) < 2:
            continue
        bags = [bag_of(_words(sides[number], wording)) for number in at]
        if len(set(bags)) < 2:
            continue
        unsure = sorted(frozenset.union(*bags) - frozenset.intersection(*bags))
        has = np.array([[word in bag for word in unsure] for bag in bags])
        # A word put for another is one lacking and one too many: half each.
        apart = (has[:, None, :] != has[None, :, :]).sum(axis=2) / 2
        differs[np.ix_(at, at)] += np.minimum(apart, _DROPPED)
        if len(at) == 2:  # nobody tells which of two is odd
            odd[at] += np.minimum(apart[0, 1], _DROPPED) / 2
            continue
        most = has.sum(axis=0) * 2 > len(at)
        odd[at] += np.minimum((has != most).sum(axis=1) / 2, _DROPPED)
    return differs, odd


def _words(side: Side, wording: Wording) -> str:
    return side.account.page[wording[side.id].span]
