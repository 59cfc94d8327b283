"""Twins: a second happening of one kind at the same time, which nobody should take for the first.

Here lives the drawing of a twin: the same kind, and so the same words, within a day and a half;
another place, another name, other people - but now and then the same minister comments on both,
and by chance the company is the same one.
"""

from __future__ import annotations

import random
from dataclasses import replace

from bench.newsroom.happenings import happening_of, known_in
from bench.newsroom.texts import Happening
from bench.newsroom.world import World

SAME_MINISTER = 0.4
HOURS = 34  # at most so many lie between the two beginnings


def twin_of(rng: random.Random, world: World, first: Happening, *, number: int) -> Happening:
    """Draw the twin of a happening."""
    twin = happening_of(rng, world, number=number, kind=first.kind)
    while not _apart(twin, first):
        twin = happening_of(rng, world, number=number, kind=first.kind)
    twin = replace(twin, minute=first.minute + rng.randint(1, HOURS * 60))
    return _governed(twin, first) if rng.random() < SAME_MINISTER else twin


def _apart(twin: Happening, first: Happening) -> bool:
    other = all(twin.late[slot] != first.late[slot] for slot in ("place", "name"))
    return other and not _officials(twin) & _officials(first)


def _officials(story: Happening) -> set[str]:
    return {
        one.name
        for role, known in story.cast.items()
        if role != "witness"
        for one in known
        if one.kind == "person"
    }


def _governed(twin: Happening, first: Happening) -> Happening:
    """Let the minister and the ministry's people be the same as in the first happening."""
    cast = {**twin.cast, "minister": known_in(twin.id, first.cast["minister"])}
    return replace(twin, cast=cast, spellings=(*twin.spellings, *first.spellings))
