"""Whom a pronoun points to: everybody who stands before it, weighed, and how sure that is.

Salience after Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution"): each
stand of a person counts by the part it plays and fades with every sentence and paragraph in
between; a person's stands add up. What is new here is that the sums become chances, with
a share for nobody named, so that a near second shows and a poor first is left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secondsource.extract.gender import Sex
from secondsource.extract.scenes import Part, Scene, Stand
from secondsource.records import Entity, Quotation

_FAR = 4  # paragraphs: a pronoun further from its name than this is not bound
_WINDOW = 40  # stands; four paragraphs of news hold fewer


@dataclass(frozen=True, slots=True)
class Weights:
    """What a stand counts by its part, how it fades, and what speaks against a person."""

    parts: Mapping[Part, float]
    sentence: float  # what is left of a stand a sentence later
    paragraph: float  # and a paragraph later
    sharp: float  # how much a difference of salience matters
    unknown: float  # of a person whose pronoun the names do not tell
    named: float  # of a person whom the quotation itself names
    nobody: float  # the salience of whoever is not named at all


# The likeliest on the even half of 193 labelled "he" and "she" of PolNeAR's tuning part: the first
# is right in .945 there, and in .969 of the odd half (bench.fit_speakers).
WEIGHTS = Weights(
    parts={
        "speaks": 1.0,
        "subject": 1.0,
        "pronoun": 2.0,
        "beside": 0.375,
        "owner": 0.376,
        "reported": 0.188,
        "told": 0.03,
    },
    sentence=0.4,
    paragraph=0.8,
    sharp=7.2,
    unknown=0.7,
    named=0.3,
    nobody=0.029,
)


@dataclass(frozen=True, slots=True)
class Chance:
    """A person a pronoun may point to, and how likely it does."""

    entity: Entity
    share: float


def chances(
    scene: Scene,
    stands: Sequence[Stand],
    at: int,
    *,
    sex: Sex | None,
    sexes: Mapping[str, Sex],
    quotation: Quotation | None = None,
    weights: Weights = WEIGHTS,
) -> tuple[Chance, ...]:
    """Weigh the persons who stand before a place, the likeliest first.

    ``stands`` are in order of place; ``sex`` is "he", "she" or None for a word that fits both,
    ``sexes`` what is known of each person.
    Shares add up to less than one: what is left is nobody's. Errors: none.
    """
    sums: dict[str, float] = {}
    known: dict[str, Entity] = {}
    alone = weights.nobody
    shut = _shut(scene, quotation)
    sentence, paragraph = scene.sentence(at), scene.paragraph(at)
    for one in _recent(stands, at):
        apart = paragraph - one.paragraph
        if not 0 <= apart <= _FAR:
            continue
        weight = weights.parts[one.part]
        weight *= weights.sentence ** max(0, sentence - one.sentence) * weights.paragraph**apart
        if one.entity is None:
            alone += weight
        elif one.entity.kind == "person" and one.entity.id not in shut:
            known[one.entity.id] = one.entity
            sums[one.entity.id] = sums.get(one.entity.id, 0.0) + weight
    said = _named_in(scene, quotation)
    for ident in sums:
        sums[ident] *= _fit(sexes.get(ident), sex, weights) * (
            weights.named if ident in said else 1
        )
    return _shared(sums, known, alone, weights.sharp)


def _shared(
    sums: Mapping[str, float], known: Mapping[str, Entity], alone: float, sharp: float
) -> tuple[Chance, ...]:
    whole = alone**sharp + sum(value**sharp for value in sums.values())
    ranked = sorted(sums.items(), key=lambda one: (-round(one[1], 9), one[0]))
    return tuple(
        Chance(known[ident], round(value**sharp / whole, 4)) for ident, value in ranked if value
    )


def _fit(known: Sex | None, sex: Sex | None, weights: Weights) -> float:
    if sex is None:
        return 1.0
    if known is None:
        return weights.unknown
    return 1.0 if known == sex else 0.0


def _recent(stands: Sequence[Stand], at: int) -> Sequence[Stand]:
    """Give the last stands before a place; a window keeps long pages linear."""
    stop = bisect_left(stands, at, key=lambda one: one.at)
    return stands[max(0, stop - _WINDOW) : stop]


def _shut(scene: Scene, quotation: Quotation | None) -> frozenset[str]:
    """Give those who cannot speak: whoever is spoken to."""
    where = quotation.addressee if quotation else None
    if where is None:
        return frozenset()
    return frozenset(one.entity.id for one in scene.within(where.start, where.end))


def _named_in(scene: Scene, quotation: Quotation | None) -> frozenset[str]:
    """Give those whom a quotation names: few speak of themselves by their name."""
    parts = quotation.parts if quotation else ()
    found: Iterable[str] = (
        one.entity.id for part in parts for one in scene.within(part.start, part.end)
    )
    return frozenset(found)
