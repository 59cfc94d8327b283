"""A coverage from beginning to end: the world, its stories, the printed sheets, the truth.

The only module that knows the order; everything follows from the level, the seed and the number
of stories.
"""

from __future__ import annotations

import random

from bench.newsroom.counting import (
    Archive,
    hidden_of,
    known_of,
    shared_of,
    statements_of,
    told_of,
)
from bench.newsroom.history import Past, story_told
from bench.newsroom.layout import Sheet, laid
from bench.newsroom.levels import LEVELS
from bench.newsroom.truth import Coverage
from bench.newsroom.world import world_of


def coverage_of(level: str, seed: int, *, stories: int = 1) -> Coverage:
    """Generate a coverage; ``KeyError`` for a level that is not easy, fair or hard.

    >>> one, again = coverage_of("easy", 4), coverage_of("easy", 4)
    >>> one == again, {line["id"] for line in one.lines} == {told.key for told in one.articles}
    (True, True)
    """
    rng = random.Random(f"newsroom/{level}/{seed}/{stories}")
    past = Past(world_of(rng, seed), LEVELS[level])
    for number in range(1, stories + 1):
        story_told(rng, past, number)
    sheets = _sheets(rng, past)
    rooms = {one.id: one for one in (*past.world.outlets, *past.world.agencies)}
    archive = Archive(
        texts={one.id: one for one in past.texts},
        rooms=rooms,
        keys={sheet.text.id: sheet.key for sheet in sheets},
    )
    articles = tuple(told_of(archive, sheet) for sheet in sheets)
    stands = {one.id: one.stands_for for one in past.knowers.values()}
    statements = statements_of(archive, sheets, past.happenings, stands)
    used = {each.knower for one in statements for each in one.instances}
    knowers = {
        name: (one.kind, one.name, one.stands_for)
        for name, one in past.knowers.items()
        if name in used
    }
    return Coverage(
        level=level,
        seed=seed,
        lines=tuple(sheet.given for sheet in sheets),
        outlets=_outlets(sheets),
        articles=articles,
        hidden=hidden_of(archive, articles),
        knowers=known_of(knowers),
        statements=statements,
        shared=shared_of(archive, sheets),
    )


def _sheets(rng: random.Random, past: Past) -> tuple[Sheet, ...]:
    """Print every text that the collection has, in an order that says nothing."""
    printed = [one for one in past.texts if not one.hidden]
    rooms = {one.id: one for one in (*past.world.outlets, *past.world.agencies)}
    numbers = rng.sample(range(100, 1000 + 10 * len(printed)), len(printed))
    keys = {text.id: f"a{number:04}" for text, number in zip(printed, numbers, strict=True)}
    places = {one.id: one.late["place"] for one in past.happenings}
    sheets = [
        laid(rng, past, text, rooms[text.writer], place=places[text.story], keys=keys)
        for text in printed
    ]
    return tuple(sorted(sheets, key=lambda sheet: sheet.key))


def _outlets(sheets: tuple[Sheet, ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple(sorted({(one.room.name, one.room.domain, one.room.owner) for one in sheets}))
