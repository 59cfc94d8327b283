"""One layer of text judged as a whole: who has it from whom, from a hidden text, or from nobody.

Here live the weights of the trees of descent (``trees``) of one layer, added up from the table of
evidence, and what comes of them: for each carrier its possible parents with probabilities and
reasons. A text of somebody's own weighs nothing; one that is taken weighs what the shared words
tell against coincidence, and what speaks for this way they went. A hidden text must first be
written, which costs as much as the telling words it would explain, so that it is chosen where it
explains several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.evidence import Found, Table, summed, table
from secondsource.compare.groups import Layer
from secondsource.compare.pairs import (
    credits_in,
    edge_rows,
    hidden_rows,
    opening_rows,
    shared_rows,
)
from secondsource.compare.printed import Printed, printed_of
from secondsource.compare.rulings import Rulings
from secondsource.compare.sides import Side
from secondsource.compare.trees import Descent, Weights, descent_of
from secondsource.records import Reason

Numbers = NDArray[Any]

_GAIN, _EDGE = 14.0, 16.0
"""Most that shared words, and all the evidence for one way, may add: trees.py keeps 18."""

_AGENCIES = 4
"""Agencies credited with one layer that are told apart, the most credited; and one unnamed."""

_CAST = 60
"""Carriers of one layer that are judged; what more there are is judged as its likest one is."""

NEVER = float("-inf")
"""The log weight of what cannot be."""

_RULED = 5.2933
"""A person's word: .995, whatever the other evidence."""


@dataclass(frozen=True, slots=True)
class Option:
    """A possible parent of an article's words: an article, a hidden text, or none (both None)."""

    article: str | None
    hidden: str | None
    probability: float
    why: Callable[[], tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A layer with, for each carrier, its possible parents (they add up to 1).

    ``agencies`` gives each hidden text of the layer its agency, or None.
    """

    layer: Layer
    options: Mapping[str, tuple[Option, ...]]
    agencies: Mapping[str, str | None]


def judged_layer(
    layer: Layer, sides: Mapping[str, Side], rulings: Rulings, named: Callable[..., str]
) -> Judged:
    """Judge one layer; ``named`` makes the id of a hidden text from words that are its own."""
    cast, stands_for = cast_of(layer, sides)
    text = printed_of(layer, cast, credits_in)
    agencies = agencies_of_layer(text)
    scored = scores_of(text, agencies)
    weights = ruled(weights_of(scored, table(), len(cast), len(agencies)), cast, rulings)
    ids = [named(*layer.name, agency) for agency in agencies]
    options = _options(text, scored, descent_of(weights), ids)
    for member, kept in stands_for.items():
        options[member] = _as_its_like(options[kept], kept)
    return Judged(layer, options, dict(zip(ids, agencies, strict=True)))


# -- whom to judge --------------------------------------------------------------------------


def cast_of(layer: Layer, sides: Mapping[str, Side]) -> tuple[list[Side], dict[str, str]]:
    """Choose whom to judge: all, or of a crowd the fullest prints, each wording's among them."""
    if len(layer.articles) <= _CAST:
        return [sides[article] for article in layer.articles], {}
    prints = {article: _print(layer, article) for article in layer.articles}
    alike: dict[frozenset[tuple[int, str]], list[str]] = {}
    for article in sorted(prints, key=lambda one: (not sides[one].agency, one)):
        alike.setdefault(prints[article], []).append(article)
    fullest = sorted(alike.values(), key=lambda some: (-len(prints[some[0]]), some[0]))
    turns = chain.from_iterable(
        (some[turn] for some in fullest if turn < len(some)) for turn in range(_CAST)
    )
    kept = sorted(article for article, _ in zip(turns, range(_CAST), strict=False))
    stands_for = {
        article: max(kept, key=lambda one: (len(prints[one] & prints[article]), one))
        for article in layer.articles
        if article not in set(kept)
    }
    return [sides[article] for article in kept], stands_for


def _print(layer: Layer, article: str) -> frozenset[tuple[int, str]]:
    return frozenset(
        (number, wording[article].key)
        for number, wording in enumerate(layer.wordings)
        if article in wording
    )


def _as_its_like(options: Sequence[Option], kept: str) -> tuple[Option, ...]:
    """Judge a carrier as its likest: what that one has from nobody, this one has from it."""
    return tuple(
        Option(kept, None, one.probability, one.why)
        if one.article is None and one.hidden is None
        else one
        for one in options
    )


def agencies_of_layer(text: Printed) -> list[str | None]:
    """Give the agencies whose hidden texts may stand behind a layer, and one without a name."""
    here = {side.article.outlet for side in text.sides}
    votes = Counter(agency for credits in text.credits for agency in credits)
    ranked = sorted(votes, key=lambda agency: (-votes[agency], agency))
    named = [agency for agency in ranked if agency not in here and agency != "agencies"]
    return [*named[:_AGENCIES], None]


# -- weights --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scores:
    """The evidence of a layer: of pairs (a < b), of descents (parent, child), of hidden texts.

    ``credits`` gives the carriers that credit each hidden text, None for the one without a name.
    """

    shared: Mapping[tuple[int, int], tuple[Found, ...]]
    edges: Mapping[tuple[int, int], tuple[Found, ...]]
    hidden: Mapping[tuple[int, int], tuple[Found, ...]]
    opening: tuple[tuple[Found, ...], ...]
    credits: tuple[tuple[int, ...] | None, ...]


def scores_of(text: Printed, agencies: Sequence[str | None]) -> Scores:
    """Gather the evidence for every way the words of a layer may have gone."""
    count = len(text.sides)
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count) if text.shares[a, b]]
    edges = {edge: tuple(edge_rows(text, *edge)) for a, b in pairs for edge in ((a, b), (b, a))}
    hidden = {
        (number, child): tuple(hidden_rows(text, child, agency))
        for number, agency in enumerate(agencies)
        for child in range(count)
    }
    return Scores(
        {pair: tuple(shared_rows(text, *pair)) for pair in pairs},
        edges,
        hidden,
        tuple(tuple(opening_rows(text, agency)) for agency in agencies),
        tuple(
            None
            if agency is None
            else tuple(at for at, named in enumerate(text.credits) if agency in named)
            for agency in agencies
        ),
    )


def gains_of(scores: Scores, adds: Table, count: int) -> Numbers:
    """Give what the words that every two share tell against coincidence."""
    gains = np.full((count, count), NEVER)
    for (a, b), found in scores.shared.items():
        gains[a, b] = gains[b, a] = min(summed(found, adds), _GAIN)
    return gains


def shown_by(scores: Scores, number: int, child: int, count: int) -> list[int]:
    """Give the carriers whose shared words would show a child's hidden text: who credit it."""
    near = [one for one in range(count) if (min(one, child), max(one, child)) in scores.shared]
    credited = scores.credits[number]
    return [one for one in credited or () if one in near] or near


def weights_of(scores: Scores, adds: Table, count: int, hidden: int) -> Weights:
    """Add the evidence up to the weights of trees."""
    gains = gains_of(scores, adds, count)
    edges = np.full((count, count), NEVER)
    for (parent, child), found in scores.edges.items():
        edges[parent, child] = min(gains[parent, child] + summed(found, adds), _EDGE)
    below = np.full((hidden, count), NEVER)
    for (number, child), found in scores.hidden.items():
        near = shown_by(scores, number, child, count)
        most = float(gains[near, child].max()) if near else 0.0
        below[number, child] = min(most + summed(found, adds), _EDGE)
    highest = max(float(gains.max()), 0.0)
    cost = np.array([summed(found, adds) - highest for found in scores.opening])
    return Weights(edges, np.zeros(count), below, cost, hidden - 1 if hidden else None)


def ruled(weights: Weights, cast: Sequence[Side], rulings: Rulings) -> Weights:
    """Lay what persons decided over the weights: some edges must be, others cannot."""
    number = {side.id: at for at, side in enumerate(cast)}
    for child, parent in rulings.derives.items():
        if child in number and parent in number:
            at, by = number[child], number[parent]
            weights.edges[:, at], weights.hidden[:, at] = NEVER, NEVER
            weights.edges[by, at] = weights.alone[at] + _RULED
            weights.edges[at, by] = NEVER
    for a, b in sorted(rulings.independent):
        if a in number and b in number:
            one, other = number[a], number[b]
            weights.edges[one, other] = weights.edges[other, one] = NEVER
            for hidden in weights.hidden:  # of one that both may have, the less likely lets go
                hidden[one if hidden[one] < hidden[other] else other] = NEVER
    return weights


# -- what comes of it -----------------------------------------------------------------------


def _options(
    text: Printed, scores: Scores, descent: Descent, ids: Sequence[str]
) -> dict[str, tuple[Option, ...]]:
    found: dict[str, tuple[Option, ...]] = {}
    for child, side in enumerate(text.sides):
        some = [
            Option(
                text.sides[parent].id,
                None,
                float(descent.edges[parent, child]),
                partial(_told, scores, parent, child),
            )
            for parent in range(len(text.sides))
            if (parent, child) in scores.edges
        ]
        some += [
            Option(
                None,
                name,
                float(descent.hidden[number, child]),
                partial(spelt, scores.hidden[number, child]),
            )
            for number, name in enumerate(ids)
        ]
        some.append(Option(None, None, float(descent.alone[child]), _nobodys))
        found[side.id] = tuple(some)
    return found


def _told(scores: Scores, parent: int, child: int) -> tuple[Reason, ...]:
    pair = (min(parent, child), max(parent, child))
    return spelt((*scores.shared[pair], *scores.edges[parent, child]))


_PRIORS = frozenset(("an article", "one of several", "a hidden text"))


def spelt(found: Sequence[Found]) -> tuple[Reason, ...]:
    """Say the evidence to a person."""
    return tuple(say() for row, _, say in found if row not in _PRIORS)


def _nobodys() -> tuple[Reason, ...]:
    return (Reason("none", "may be nobody's copy"),)
