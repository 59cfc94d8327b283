"""Who is told what, where accounts differ: each value of a difference is dealt to authors.

Here the differences of a happening reach the desks of those who write, one author after another.
A conflicting value goes to one outlet's reporter and to nobody else; both sides of a dispute go to
several; what was brought up to date goes only to those who write later. Copies and rewrites inherit
what they are made of.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bench.newsroom.prose import speech
from bench.newsroom.texts import Desk, Differing, Happening, Heard, Newsroom, Style

_PLAIN = Newsroom("", "", "", "", Style(False, 9, 0, "on {day}", "straight"), 0)
QUOTED = 0.5  # that somebody's value comes in his own words


@dataclass(slots=True)
class Dealt:
    """The minutes at which each side of each difference was dealt, by the difference's id."""

    one: dict[str, list[int]] = field(default_factory=dict)
    other: dict[str, list[int]] = field(default_factory=dict)


_ODDS: Mapping[str, tuple[float, float, float]] = {  # of the first, the second, both; else nothing
    "conflict": (0.6, 0.0, 0.0),
    "dispute": (0.3, 0.3, 0.2),
    "update": (0.0, 0.6, 0.0),
    "compatible": (0.35, 0.35, 0.0),
    "none": (0.25, 0.25, 0.4),
}


def dealt_to(
    rng: random.Random, dealt: Dealt, story: Happening, desk: Desk, *, at: tuple[int, Newsroom]
) -> Desk:
    """Put on a desk what its author is told of each difference; ``at`` is when, and who he is."""
    minute, room = at
    owned = {one.one.fact.id for one in story.differing if one.one.fact.voice == "named"}
    if owned:  # what must be somebody's is not taken from one without a name
        heard = [one for one in desk.heard if one.fact.id not in owned or _named(one)]
        desk = replace(desk, heard=tuple(heard))
    for one in story.differing:
        sides = _sides(rng, dealt, one, minute=minute, agency=room.agency)
        if sides:
            desk = _with(rng, story, desk, one, sides=sides)
    return desk


def _named(heard: Heard) -> bool:
    return heard.knower.kind in ("person", "organisation")


def _sides(
    rng: random.Random, dealt: Dealt, one: Differing, *, minute: int, agency: bool
) -> tuple[bool, ...]:
    """Say which sides an author is told: the first (False), the second (True), both, none."""
    first, second = (at.setdefault(one.id, []) for at in (dealt.one, dealt.other))
    sides = _drawn(rng, one.relation)
    if not first:
        sides = (False,)
    elif not second and not (one.relation == "conflict" and agency):
        sides = (True,)
    if one.relation == "update" and first and minute <= max(first):
        sides = () if second else (False,)
    for side in sides:
        (second if side else first).append(minute)
    return sides


def _drawn(rng: random.Random, relation: str) -> tuple[bool, ...]:
    draw = rng.random()
    for odds, sides in zip(_ODDS[relation], ((False,), (True,), (False, True)), strict=True):
        if draw < odds:
            return sides
        draw -= odds
    return ()


def _with(
    rng: random.Random, story: Happening, desk: Desk, one: Differing, *, sides: tuple[bool, ...]
) -> Desk:
    """Put a value on a desk, behind the main fact, and take the other value away."""
    both = (one.one.fact.id, one.other.fact.id)
    main, *rest = [heard for heard in desk.heard if heard.fact.id not in both]
    told = [_told(rng, story, one.other if side else one.one) for side in sides]
    return replace(desk, heard=(main, *told, *rest))


def _told(rng: random.Random, story: Happening, heard: Heard) -> Heard:
    """Give what a knower says; at home everybody hears the same words."""
    fact = heard.fact
    person = heard.knower.kind == "person"
    if story.foreign or not person or not fact.spoken or rng.random() > QUOTED:
        return heard
    said = random.Random(f"{story.id}.{fact.id}")
    words = speech(said, story, said.choice(fact.spoken), late=True, room=_PLAIN)
    return replace(heard, words=words, root=f"speech.{heard.knower.id}.{fact.id}")
