"""Who learns what from whom: press conferences, papers, telephone calls, witnesses, own eyes.

Here a happening's facts are handed to authors. All who sit at one press conference hear the same
words of the same speaker (each translates for itself where the happening is abroad); a witness
tells one paper, now and then two.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.newsroom.happenings import WITNESSES, knower_of
from bench.newsroom.prose import opened, speech
from bench.newsroom.texts import Desk, Fact, Happening, Heard, Knower, Newsroom
from bench.newsroom.wording import chosen, filled, lines, table

FIRST_HAND = frozenset(("witness", "document", "observer"))
NOTHING = Fact("talk", "", (), (), (), 0)


@dataclass(frozen=True, slots=True)
class Conference:
    """A press conference: its speaker, what was said there, and whether it came late."""

    speaker: Knower
    heard: tuple[Heard, ...]
    talk: tuple[Heard, ...]
    late: bool


def people_in(story: Happening, role: str) -> list[Knower]:
    """Give the persons who can speak for a role."""
    return [one for one in story.cast.get(role, ()) if one.kind == "person"]


def conferences_of(
    rng: random.Random, story: Happening, room: Newsroom, seed: int
) -> tuple[Conference, ...]:
    """Hold one to three press conferences, the first early, the others late."""
    main = story.facts[0]
    roles = [role for role in main.know if people_in(story, role)]
    rng.shuffle(roles)
    known = {role: sum(role in fact.know for fact in story.facts) for role in story.cast}
    more = [role for role in known if known[role] > 1 and people_in(story, role)]
    rng.shuffle(more)
    roles += [role for role in more if role not in (*roles, "witness")]
    held = roles[: rng.choice((1, 2, 2, 3))]
    return tuple(
        _conference(
            rng, story, people_in(story, role)[0], room=room, seed=seed, late=at > 0, role=role
        )
        for at, role in enumerate(held)
    )


def _conference(
    rng: random.Random,
    story: Happening,
    speaker: Knower,
    *,
    room: Newsroom,
    seed: int,
    late: bool,
    role: str,
) -> Conference:
    known = [fact for fact in story.facts if role in fact.know]
    said = known[:1] + [fact for fact in known[1:] if rng.random() < 0.75]
    heard = tuple(
        Heard(
            fact,
            speaker,
            late=late,
            words=speech(rng, story, rng.choice(fact.spoken), late=late, room=room),
            root=f"speech.{speaker.id}.{fact.id}",
        )
        for fact in said
    )
    talk = tuple(
        Heard(NOTHING, speaker, words=_talk(rng, story, seed), root=f"speech.{speaker.id}.talk{at}")
        for at in range(rng.choice((2, 3)))
    )
    return Conference(speaker, heard, _different(talk), late)


def _talk(rng: random.Random, story: Happening, seed: int) -> str:
    return opened(filled(chosen(rng, rng.choice(lines("voices", "talk", seed))), story.late))


def _different(talk: tuple[Heard, ...]) -> tuple[Heard, ...]:
    return tuple({one.words: one for one in talk}.values())


def translated(
    rng: random.Random, story: Happening, heard: Sequence[Heard], room: Newsroom, seed: int
) -> list[Heard]:
    """Give what was heard in the author's own English, where it was said in another language."""
    if not story.foreign:
        return list(heard)
    found = []
    for one in heard:
        words = (
            speech(rng, story, rng.choice(one.fact.spoken), late=one.late, room=room)
            if one.fact.spoken
            else _talk(rng, story, seed)
        )
        found.append(replace(one, words=words, root=f"{one.root}.{room.id}"))
    return found


def desk_of(
    rng: random.Random,
    story: Happening,
    room: Newsroom,
    conferences: Sequence[Conference],
    *,
    late: bool,
    seed: int,
) -> Desk:
    """Fill an author's desk; the main fact, from somebody who knows, comes first."""
    sat = [one for one in conferences if (late or not one.late) and rng.random() < 0.75]
    heard = [
        one
        for conference in sat
        for one in translated(rng, story, conference.heard, room, seed)
        if one.fact is story.facts[0] or rng.random() < 0.7
    ]
    heard += _calls(rng, story, late=late)
    heard += _papers(rng, story, late=late)
    heard += _seen(rng, story, room, late=late)
    heard += _witnessed(rng, story, room, late=late)
    heard += _anonymous(rng, story, room, late=late)
    talk = [
        one
        for conference in sat
        for one in translated(rng, story, conference.talk, room, seed)
        if rng.random() < 0.5
    ]
    main = [one for one in heard if one.fact is story.facts[0]]
    if not main:
        main = [_main(rng, story, late=late)]
    if any(one.late for one in main):
        main = [one for one in main if one.late or one.knower.kind != "person"] or main
    rest = [one for one in heard if one.fact is not story.facts[0]]
    rng.shuffle(main)
    limit = rng.randint(6, 16)
    rng.shuffle(rest)
    return Desk(
        heard=_once(main[:2] + rest)[: limit + 2],
        denied=_denied(rng, story, late=late),
        moved=_moved(rng, story, late=late),
        talk=tuple(talk[:2]),
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
    for fact in rng.sample(story.facts, rng.choice((3, 4, 5, 6, 7))):
        roles = [role for role in fact.know if role not in FIRST_HAND]
        if roles:
            found.append(Heard(fact, knower_of(rng, story, fact, rng.choice(roles)), late=late))
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


def _witnessed(rng: random.Random, story: Happening, room: Newsroom, *, late: bool) -> list[Heard]:
    """Speak to people who saw it; some say the same words to several reporters at once."""
    known = [fact for fact in story.facts if "witness" in fact.know]
    found = []
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        few = 4 if rng.random() < 0.2 else WITNESSES
        at = rng.randrange(few)
        for fact in rng.sample(known, min(len(known), rng.choice((1, 1, 2)))):
            lone = knower_of(rng, story, fact, "witness")
            witness = lone if fact.lone else story.cast["witness"][at]
            found.append(_account(rng, story, room, fact, witness=witness, late=late))
    return found


def _account(
    rng: random.Random,
    story: Happening,
    room: Newsroom,
    fact: Fact,
    *,
    witness: Knower,
    late: bool,
) -> Heard:
    root = f"speech.{witness.id}.{fact.id}.{'late' if late else 'early'}"
    public = not story.foreign and rng.random() < 0.3
    own = random.Random(root) if public else rng
    style = replace(room, style=replace(room.style, figures=9)) if public else room
    words = speech(own, story, own.choice(fact.spoken), late=late, room=style)
    root = root if public else f"{root}.{room.id}"
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
