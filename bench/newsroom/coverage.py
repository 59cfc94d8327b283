"""A coverage from beginning to end: the world, its stories, the printed sheets, the truth.

The only module that knows the order; everything follows from the level, the seed and the numbers
of stories, twins, sagas, digests and differences. What is not asked for draws no chance, so that a
coverage without them is what it was before there were any.
"""

from __future__ import annotations

import random
from dataclasses import replace

from bench.newsroom.contrasts import differences_of
from bench.newsroom.counting import (
    Archive,
    hidden_of,
    known_of,
    shared_of,
    statements_of,
    told_of,
)
from bench.newsroom.digests import LEAST, MOST, digest_of
from bench.newsroom.happenings import happening_of
from bench.newsroom.history import DAY, Past, story_told
from bench.newsroom.layout import Sheet, laid
from bench.newsroom.levels import LEVELS
from bench.newsroom.prose import Ink
from bench.newsroom.sagas import episodes_of
from bench.newsroom.texts import Happening
from bench.newsroom.truth import Affair, Coverage, Known, Stated
from bench.newsroom.twins import twin_of
from bench.newsroom.world import world_of


def coverage_of(
    level: str,
    seed: int,
    *,
    stories: int = 1,
    twins: int = 0,
    sagas: int = 0,
    digests: int = 0,
    differences: int = 0,
) -> Coverage:
    """Generate a coverage; ``KeyError`` for a level that is not easy, fair or hard.

    Stories are numbered: the ``stories``, a twin for each of the first ``twins`` of them (round
    again where there are more), the episodes of ``sagas`` affairs. Where there are ``digests``,
    all stories begin within six days. Each story's accounts differ in ``differences`` things.

    >>> one, again = coverage_of("easy", 4), coverage_of("easy", 4)
    >>> one == again, {line["id"] for line in one.lines} == {told.key for told in one.articles}
    (True, True)
    """
    rng = random.Random(f"newsroom/{level}/{seed}/{stories}")
    past = Past(world_of(rng, seed), LEVELS[level], differences=differences)
    more = random.Random(f"newsroom/{level}/{seed}/{stories}/{twins}/{sagas}/{digests}")
    first = _stories(rng, more, past, stories, near=digests > 0)
    doubled = _twins(more, past, first, twins)
    affairs = _sagas(more, past, first, sagas)
    _digests(more, past, digests)
    sheets = _sheets(rng, past)
    rooms = {one.id: one for one in (*past.world.outlets, *past.world.agencies)}
    archive = Archive(
        texts={one.id: one for one in past.texts},
        rooms=rooms,
        keys={sheet.text.id: sheet.key for sheet in sheets},
        affairs={one.id: one.affair for one in past.happenings},
    )
    articles = tuple(told_of(archive, sheet) for sheet in sheets)
    stands = {one.id: one.stands_for for one in past.knowers.values()}
    statements = statements_of(archive, sheets, past.happenings, stands)
    return Coverage(
        level=level,
        seed=seed,
        lines=tuple(sheet.given for sheet in sheets),
        outlets=_outlets(sheets),
        articles=articles,
        hidden=hidden_of(archive, articles),
        knowers=_knowers(past, statements),
        statements=statements,
        shared=shared_of(archive, sheets),
        affairs=affairs,
        twins=doubled,
        differences=differences_of(sheets, past.happenings) if differences else (),
    )


def _stories(
    rng: random.Random, more: random.Random, past: Past, count: int, *, near: bool
) -> list[Happening]:
    """Tell so many stories of happenings, ``near`` each other in time or at any."""
    found: list[Happening] = []
    for number in range(1, count + 1):
        happening = happening_of(rng, past.world, number=number)
        if near and found:
            minute = found[0].minute + more.randint(-3 * DAY, 3 * DAY)
            happening = replace(happening, minute=minute)
        found.append(happening)
        story_told(rng, past, happening)
    return found


def _twins(
    rng: random.Random, past: Past, first: list[Happening], count: int
) -> tuple[tuple[str, str], ...]:
    """Tell twins of the stories, and say who is whose."""
    found = []
    for at in range(count):
        base = first[at % len(first)]
        twin = twin_of(rng, past.world, base, number=len(first) + 1 + at)
        story_told(rng, past, twin, beside=base.id)
        found.append((base.id, twin.id))
    return tuple(found)


def _sagas(
    rng: random.Random, past: Past, first: list[Happening], count: int
) -> tuple[Affair, ...]:
    """Tell affairs episode after episode; each begins within a month before the first story."""
    found = []
    for at in range(count):
        number = 1 + sum("." not in one.id for one in past.happenings)
        minute = first[0].minute - rng.randint(2 * DAY, 30 * DAY)
        name = f"affair{at + 1}"
        episodes = episodes_of(rng, past.world, number=number, minute=minute, affair=name)
        for before, episode in zip((None, *episodes), episodes, strict=False):
            story_told(rng, past, episode, beside=before.id if before else "")
        found.append(Affair(name, tuple(one.id for one in episodes)))
    return tuple(found)


def _digests(rng: random.Random, past: Past, count: int) -> None:
    """Round up what was told in a week, at moments when enough was."""
    told = [one for one in past.happenings if "." not in one.id]
    moments = [one.minute + rng.randint(DAY, 2 * DAY) for one in told]
    busy = [one for one in moments if len(_told_by(past, told, one)) >= LEAST]
    for at in range(count):
        minute = rng.choice(busy or moments)
        near = _told_by(past, told, minute)
        stories = rng.sample(near, min(len(near), rng.randint(LEAST, MOST)))
        texts = [one for one in past.texts if one.minute < minute]
        room = rng.choice(past.world.outlets)
        ink = Ink(rng, past.world.seed, near[0], room, f"t{len(past.texts)}", minute, past.written)
        past.texts.append(digest_of(ink, texts, stories, name=f"digest{at + 1}"))


def _told_by(past: Past, told: list[Happening], minute: int) -> list[Happening]:
    """Give the happenings on which somebody wrote in the week before a moment."""
    known = {one.story for one in past.texts if minute - 7 * DAY < one.minute < minute}
    return [one for one in told if one.id in known]


def _knowers(past: Past, statements: tuple[Stated, ...]) -> tuple[Known, ...]:
    used = {each.knower for one in statements for each in one.instances}
    return known_of(
        {
            name: (one.kind, one.name, one.stands_for)
            for name, one in past.knowers.items()
            if name in used
        }
    )


def _sheets(rng: random.Random, past: Past) -> tuple[Sheet, ...]:
    """Print every text that the collection has, in an order that says nothing."""
    printed = [one for one in past.texts if not one.hidden]
    rooms = {one.id: one for one in (*past.world.outlets, *past.world.agencies)}
    numbers = rng.sample(range(100, 1000 + 10 * len(printed)), len(printed))
    keys = {text.id: f"a{number:04}" for text, number in zip(printed, numbers, strict=True)}
    places = {one.story: past.world.capital for one in past.texts}
    places |= {one.id: one.late["place"] for one in past.happenings}
    sheets = [
        laid(rng, past, text, rooms[text.writer], place=places[text.story], keys=keys)
        for text in printed
    ]
    return tuple(sorted(sheets, key=lambda sheet: sheet.key))


def _outlets(sheets: tuple[Sheet, ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple(sorted({(one.room.name, one.room.domain, one.room.owner) for one in sheets}))
