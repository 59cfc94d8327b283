"""Sagas: an affair of three or four episodes over weeks, with the same people in the same place.

Here an affair is drawn from its table (``words/sagas``): every episode is a happening of its own,
with its own facts and headlines, days to weeks after the one before; place, firm, figures and
people stay. An episode's reporters recall the earlier ones in a paragraph or two, in other words
or, out of their own archive, in the same ones; such passages say which episode they are ``of``.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from bench.newsroom.copying import KEYS, carried, retold
from bench.newsroom.happenings import drawn, facts_of, known_in
from bench.newsroom.prose import Ink
from bench.newsroom.texts import Happening, Paragraph, Passage, Text
from bench.newsroom.wording import split_of, table, tables_in
from bench.newsroom.world import World

DAY = 24 * 60
RECALLED, RECALLED_TOO, OWN_WORDS = 0.85, 0.5, 0.4
"""That an article recalls the last episode, each one before it, and does so as it stood in its
own archive."""


def affairs_of(seed: int) -> tuple[str, ...]:
    """Name the affairs a seed may draw from.

    >>> affairs_of(0), affairs_of(1)
    (('bank',), ('spill',))
    """
    wanted = split_of(seed)
    return tuple(one for one in tables_in("sagas") if table(f"sagas/{one}")["split"] == wanted)


def episodes_of(
    rng: random.Random, world: World, *, number: int, minute: int, affair: str
) -> tuple[Happening, ...]:
    """Draw an affair; its episodes are stories from ``number`` on, the first at ``minute``."""
    told = table(f"sagas/{rng.choice(affairs_of(world.seed))}")
    whole = drawn(rng, world, told, story=f"s{number}", kind="")
    left = list(told["episodes"])
    if rng.random() < 0.5:
        left.pop(rng.randrange(len(left)))
    found = []
    for at, episode in enumerate(left):
        story = f"s{number + at}"
        found.append(
            replace(
                whole,
                id=story,
                affair=affair,
                noun=episode["noun"],
                heads=tuple(episode["heads"]),
                facts=facts_of(rng, episode["facts"]),
                cast={role: known_in(story, known) for role, known in whole.cast.items()},
                minute=minute,
            )
        )
        minute += rng.randint(5, 24) * DAY + rng.randint(-300, 300)
    return tuple(found)


def recalled(ink: Ink, texts: Sequence[Text], before: Sequence[Happening]) -> list[Paragraph]:
    """Recall earlier episodes of an affair, the first of them first."""
    found = []
    for episode in before:
        if ink.rng.random() < (RECALLED if episode is before[-1] else RECALLED_TOO):
            found += _paragraphs(ink, texts, episode)
    return found


def _paragraphs(ink: Ink, texts: Sequence[Text], episode: Happening) -> list[Paragraph]:
    known = [one for one in texts if one.story == episode.id and one.minute < ink.minute]
    own = [one for one in known if one.writer == ink.room.id and not one.hidden]
    if not known:
        return []
    parent = ink.rng.choice(own or known)
    if own and ink.rng.random() < OWN_WORDS:
        paragraph: Sequence[Passage] = carried(parent.paragraphs[0], parent.id, "copy")
    else:
        paragraph = again(ink, parent, episode, most=3, key="recalled")
    return [marked(paragraph, episode.id)] if paragraph else []


def again(ink: Ink, parent: Text, story: Happening, *, most: int, key: str = "") -> Paragraph:
    """Tell up to so many passages of a story's text again, the lede's first of all."""
    bearing = [
        one
        for paragraph in parent.paragraphs
        for one in paragraph
        if not one.of and any(part.claim and part.claim.stance not in KEYS for part in one.segments)
    ]
    more = ink.rng.sample(bearing[1:], min(len(bearing) - 1, ink.rng.randrange(most)))
    here, ink.story = ink.story, story
    found = [told for one in [*bearing[:1], *more] for told in retold(ink, one, parent, key=key)]
    ink.story = here
    return tuple(found)


def marked(passages: Sequence[Passage], story: str) -> Paragraph:
    """Say of passages which story they tell of; those that already tell of one stay."""
    return tuple(replace(one, of=one.of or story) for one in passages)
