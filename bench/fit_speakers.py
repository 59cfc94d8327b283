"""What a stand is worth to a pronoun: ``python -m bench.fit_speakers`` fits ``WEIGHTS``.

On the labelled "he" and "she" of PolNeAR's tuning part (``labels/speakers.csv``): each weight in
turn is made larger and smaller as long as that makes the right persons likelier in the even half
of the texts; the odd half shows whether it holds. It prints the weights and the two likelihoods.
"""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log
from typing import NamedTuple

from bench.polnear import part_of
from bench.rows import folder
from bench.speakers import NOBODY, accounts_of, holds, labelled
from secondsource.extract.antecedents import WEIGHTS, Weights, chances
from secondsource.extract.gender import Sex
from secondsource.extract.people import entities_of
from secondsource.extract.scenes import Named, Scene
from secondsource.extract.speakers import walked
from secondsource.records import Quotation

_STEPS = (0.6, 0.8, 1.25, 1.6)
_LEAST = 0.02  # no right person is held for less likely: one freak must not rule the fit
_SINGLE = ("sentence", "paragraph", "sharp", "unknown", "named", "nobody")
_SHARES = {"sentence", "paragraph", "unknown", "named"}  # at most 1


class Place(NamedTuple):
    """A labelled pronoun: where, which, whom it means, and the quotation it speaks, if any."""

    at: int
    sex: Sex
    wanted: tuple[str, ...]
    quotation: Quotation | None


class Sheet(NamedTuple):
    """A text with its labelled pronouns."""

    name: str
    scene: Scene
    places: tuple[Place, ...]


def sheets() -> Iterator[Sheet]:
    """Lay out the labelled texts."""
    labels = labelled()
    texts = [one for one in part_of(folder("polnear"), "tuning") if one.name in labels]
    for account in accounts_of(texts):
        entities = entities_of([account])
        named = [Named(mention, one) for one in entities for mention in one.mentions]
        spoken = {one.speaker_span.start: one for one in account.quotations if one.speaker_span}
        places = []
        for at, wanted in labels[account.page.id].items():
            word = account.page.text[at : at + 4].lower().split()[0].strip(".,'’")
            if word in ("he", "she") and wanted != NOBODY:
                sex: Sex = "he" if word == "he" else "she"
                places.append(Place(at, sex, tuple(wanted.split("|")), spoken.get(at)))
        if places:
            yield Sheet(account.page.id, Scene.of(account, named), tuple(places))


def likelihood(some: Sequence[Sheet], weights: Weights) -> tuple[float, float]:
    """Give the mean log chance of whom is meant, and how often he is the first."""
    told, firsts = [], []
    for sheet in some:
        scene = sheet.scene
        stands = walked(scene, scene.roles, weights=weights)[1]
        for one in sheet.places:
            ranked = chances(
                scene, stands, one.at, sex=one.sex, sexes=scene.sexes,
                quotation=one.quotation, weights=weights,
            )  # fmt: skip
            right = [any(holds(name, c.entity.names) for name in one.wanted) for c in ranked]
            share = sum(c.share for c, is_right in zip(ranked, right, strict=True) if is_right)
            told.append(log(max(_LEAST, share)))
            firsts.append(right[:1] == [True])
    return sum(told) / len(told), sum(firsts) / len(firsts)


def _tried(weights: Weights) -> Iterator[Weights]:
    for step in _STEPS:
        for part in weights.parts:
            if part != "speaks":
                parts = {**weights.parts, part: round(weights.parts[part] * step, 3)}
                yield replace(weights, parts=parts)
        for name in _SINGLE:
            value = round(getattr(weights, name) * step, 3)
            yield replace(weights, **{name: min(1.0, value) if name in _SHARES else value})


def main() -> None:
    """Fit and print."""
    every = list(sheets())
    even = [one for one in every if not crc32(one.name.encode()) % 20]
    odd = [one for one in every if crc32(one.name.encode()) % 20]
    best, weights = likelihood(even, WEIGHTS)[0], WEIGHTS
    changed = True
    while changed:
        changed = False
        for other in _tried(weights):
            found = likelihood(even, other)[0]
            if found > best + 1e-4:
                best, weights, changed = found, other, True
    print(weights)
    for name, half in (("even", even), ("odd", odd)):
        chance, first = likelihood(half, weights)
        print(f"{name}: mean log chance {chance:.3f}, the first is right in {first:.3f}")


if __name__ == "__main__":
    main()
