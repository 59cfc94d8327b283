"""Who learns what from whom: press conferences, papers, telephone calls, witnesses, own eyes.

Here a happening's facts are handed to authors: what an author learned, and from whom, is on its
desk before a word is written. A witness tells one paper, now and then several.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from bench.newsroom.conferences import Floor, named_by, people_in, spoken, translated
from bench.newsroom.happenings import WITNESSES, knower_of
from bench.newsroom.prose import speech
from bench.newsroom.texts import Desk, Fact, Happening, Heard, Knower, Newsroom
from bench.newsroom.wording import chosen, table

CONFIRMED = 0.4  # that a second office is asked about a thing that more than one knows
FIRST_HAND = frozenset(("witness", "document", "observer"))


def desk_of(
    rng: random.Random,
    floor: Floor,
    room: Newsroom,
    *,
    late: bool,
) -> Desk:
    """Fill an author's desk; the main fact, from somebody who knows, comes first."""
    story = floor.story
    sat = [one for one in floor.conferences if (late or not one.late) and rng.random() < 0.75]
    heard = [
        one
        for conference in sat
        for one in translated(rng, floor, conference.heard, room)
        if one.fact is story.facts[0] or rng.random() < 0.7
    ]
    heard += _calls(rng, story, late=late)
    heard += _papers(rng, story, late=late)
    heard += _seen(rng, story, room, late=late)
    heard += _witnessed(rng, floor, room, late=late)
    heard += _anonymous(rng, story, room, late=late)
    heard += _confirmed(rng, story, heard)
    talk = [
        one
        for conference in sat
        for one in translated(rng, floor, conference.talk, room)
        if rng.random() < 0.5
    ]
    main = [one for one in heard if one.fact is story.facts[0]]
    if not main:
        main = [_main(rng, story, late=late)]
    if any(one.late for one in main):
        main = [one for one in main if one.late or one.knower.kind != "person"] or main
    rest = [one for one in heard if one.fact is not story.facts[0]]
    rng.shuffle(main)
    limit = rng.randint(6, 20)
    rng.shuffle(rest)
    return Desk(
        heard=_once(main[:2] + rest)[: limit + 2],
        denied=_denied(rng, story, late=late),
        moved=_moved(rng, story, late=late),
        talk=tuple(talk[:4]),
    )


def _once(heard: Sequence[Heard]) -> tuple[Heard, ...]:
    """Keep one account of a fact from each knower."""
    return tuple({(one.fact.id, one.knower.stands_for): one for one in heard}.values())


def _main(rng: random.Random, story: Happening, *, late: bool) -> Heard:
    fact = story.facts[0]
    role = rng.choice([role for role in fact.know if story.cast.get(role)])
    return Heard(fact, rng.choice(story.cast[role]), late=late)


def _calls(rng: random.Random, story: Happening, *, late: bool) -> list[Heard]:
    """Telephone the offices that know some facts: whoever answers speaks for his house."""
    found = []
    count = rng.choice((4, 5, 6, 7, 8, 9))
    for fact in rng.sample(story.facts, min(count, len(story.facts))):
        roles = [role for role in fact.know if role not in FIRST_HAND]
        if roles:
            found.append(Heard(fact, knower_of(rng, story, fact, rng.choice(roles)), late=late))
    return found


def _confirmed(rng: random.Random, story: Happening, heard: Sequence[Heard]) -> list[Heard]:
    """Ask a second office about some things that were heard."""
    found = []
    for one in heard:
        roles = [role for role in one.fact.know if role not in FIRST_HAND]
        if len(roles) > 1 and rng.random() < CONFIRMED:
            knower = knower_of(rng, story, one.fact, rng.choice(roles))
            found.append(Heard(one.fact, knower, late=one.late))
    return found


def _papers(rng: random.Random, story: Happening, *, late: bool) -> list[Heard]:
    known = [fact for fact in story.facts if "document" in fact.know]
    if rng.random() > 0.5 or not known:
        return []
    return [
        Heard(fact, knower_of(rng, story, fact, "document"), late=late)
        for fact in rng.sample(known, min(len(known), rng.choice((1, 2, 3))))
    ]


def _seen(rng: random.Random, story: Happening, room: Newsroom, *, late: bool) -> list[Heard]:
    known = [fact for fact in story.facts if "observer" in fact.know]
    if rng.random() > 0.35 or not known:
        return []
    name = f"{story.id}.observer.{room.id}"
    stands = f"{story.id}.minister" if room.state else name  # a state's agency speaks for it
    observer = Knower(
        name, "observer", f"a reporter of {room.name}", stands, ("",), ("",), "observer"
    )
    return [
        Heard(fact, observer, late=late)
        for fact in rng.sample(known, min(len(known), rng.choice((1, 2))))
    ]


def _witnessed(rng: random.Random, floor: Floor, room: Newsroom, *, late: bool) -> list[Heard]:
    """Speak to people who saw it; some say the same words to several reporters at once."""
    story = floor.story
    known = [fact for fact in story.facts if "witness" in fact.know]
    found = []
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        few = 4 if rng.random() < 0.2 else WITNESSES
        at = rng.randrange(few)
        for fact in rng.sample(known, min(len(known), rng.choice((1, 1, 2)))):
            lone = knower_of(rng, story, fact, "witness")
            witness = lone if fact.lone else story.cast["witness"][at]
            found.append(_account(rng, floor, room, fact, witness=witness, late=late))
    return found


def _account(
    rng: random.Random, floor: Floor, room: Newsroom, fact: Fact, *, witness: Knower, late: bool
) -> Heard:
    public = not floor.story.foreign and rng.random() < 0.3 and len(fact.spoken) > 1
    if public:
        said = random.Random(f"{witness.id}.{fact.id}.{late}")
        style = replace(room, style=replace(room.style, figures=9))
        words = speech(said, floor.story, said.choice(fact.spoken[1:]), late=late, room=style)
    else:
        words = spoken(rng, floor, fact, room=room, late=late, aside=True)
    root = f"speech.{witness.id}.{fact.id}.{named_by(words)}"
    return Heard(fact, witness, late=late, words=words, root=root, alone=not public)


def _anonymous(rng: random.Random, story: Happening, room: Newsroom, *, late: bool) -> list[Heard]:
    """Have somebody talk without a name: half the time one of those who also speak with it."""
    if rng.random() > 0.15:
        return []
    fact = rng.choice(story.facts)
    roles = [role for role in fact.know if people_in(story, role) and role != "witness"]
    if not roles:
        return []
    name = f"{story.id}.anonymous.{room.id}"
    known = 0.8 if fact.lone else 0.5
    really = f"{story.id}.{rng.choice(roles)}" if rng.random() < known else name
    told = table("cast")["anonymous"]
    nouns = (chosen(rng, rng.choice(told["nouns"])),)
    knower = Knower(name, "anonymous", nouns[0], really, nouns, tuple(told["again"]), "anonymous")
    return [Heard(fact, knower, late=late)]


def _denied(rng: random.Random, story: Happening, *, late: bool) -> tuple[Heard, ...]:
    if rng.random() > 0.25:
        return ()
    fact = rng.choice(story.facts[1:])
    roles = [
        role for role in ("firm", "minister", "mayor", "union", "police") if role not in fact.know
    ]
    roles = [role for role in roles if people_in(story, role)]
    return (Heard(fact, people_in(story, rng.choice(roles))[0], late=late),) if roles else ()


def _moved(rng: random.Random, story: Happening, *, late: bool) -> tuple[Heard, ...]:
    if rng.random() > 0.35:
        return ()
    fact = rng.choice(story.facts[:4])
    role = rng.choice(("opposition", "rival", "reactor"))
    return (Heard(fact, people_in(story, role)[0], late=late),)
