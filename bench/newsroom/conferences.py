"""What is said aloud: press conferences, and whose English it is.

All who sit at one press conference hear the same words of the same speaker. Where the happening
is abroad each translates for itself, so the English differs from one newsroom to the next; what
nobody can put in yet other words is left unquoted. No two speakers ever use the same words.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bench.newsroom.prose import opened, speech
from bench.newsroom.texts import Fact, Happening, Heard, Knower, Newsroom
from bench.newsroom.wording import chosen, filled, lines

NOTHING = Fact("talk", "", (), (), (), 0)
TRIES = 8


@dataclass(frozen=True, slots=True)
class Conference:
    """A press conference: its speaker, what was said there, and whether it came late."""

    speaker: Knower
    heard: tuple[Heard, ...]
    talk: tuple[Heard, ...]
    late: bool


@dataclass(slots=True)
class Floor:
    """Where a happening is spoken of: the conferences, and all words used so far."""

    story: Happening
    seed: int
    conferences: tuple[Conference, ...] = ()
    used: set[str] = field(default_factory=set)

    def new(self, draw: Callable[[], str]) -> str:
        """Draw words that nobody has used; none after some tries."""
        for _ in range(TRIES):
            words = draw()
            if words not in self.used:
                self.used.add(words)
                return words
        return ""


def people_in(story: Happening, role: str) -> list[Knower]:
    """Give the persons who can speak for a role."""
    return [one for one in story.cast.get(role, ()) if one.kind == "person"]


def floor_of(rng: random.Random, story: Happening, room: Newsroom, seed: int) -> Floor:
    """Hold one to three press conferences, the first early, the others late."""
    floor = Floor(story, seed)
    roles = [role for role in story.facts[0].know if people_in(story, role)]
    rng.shuffle(roles)
    known = {role: sum(role in fact.know for fact in story.facts) for role in story.cast}
    more = [role for role in known if known[role] > 1 and people_in(story, role)]
    rng.shuffle(more)
    roles += [role for role in more if role not in (*roles, "witness")]
    held = roles[: rng.choice((1, 2, 2, 3))]
    floor.conferences = tuple(
        _conference(rng, floor, role, room=room, late=at > 0) for at, role in enumerate(held)
    )
    return floor


def _conference(
    rng: random.Random, floor: Floor, role: str, *, room: Newsroom, late: bool
) -> Conference:
    speaker = people_in(floor.story, role)[0]
    known = [fact for fact in floor.story.facts if role in fact.know]
    said = known[:1] + [fact for fact in known[1:] if rng.random() < 0.75]
    heard = tuple(
        Heard(
            fact,
            speaker,
            late=late,
            words=spoken(rng, floor, fact, room=room, late=late),
            root=f"speech.{speaker.id}.{fact.id}",
        )
        for fact in said
    )
    talk = tuple(
        Heard(NOTHING, speaker, words=words, root=f"speech.{speaker.id}.talk{at}")
        for at in range(rng.choice((2, 3)))
        if (words := _talk(rng, floor))
    )
    return Conference(speaker, heard, talk, late)


def spoken(
    rng: random.Random,
    floor: Floor,
    fact: Fact,
    *,
    room: Newsroom,
    late: bool,
    aside: bool = False,
) -> str:
    """Put a fact into words that nobody has used for it; ``aside`` not in an office's words."""
    shapes = fact.spoken[1:] if aside else fact.spoken
    if not shapes:
        return ""
    return floor.new(lambda: speech(rng, floor.story, rng.choice(shapes), late=late, room=room))


def _talk(rng: random.Random, floor: Floor) -> str:
    shapes = lines("voices", "talk", floor.seed)
    return floor.new(lambda: opened(filled(chosen(rng, rng.choice(shapes)), floor.story.late)))


def translated(
    rng: random.Random, floor: Floor, heard: Sequence[Heard], room: Newsroom
) -> list[Heard]:
    """Give what was heard in the author's own English, where it was said in another language."""
    if not floor.story.foreign:
        return list(heard)
    found = []
    for one in heard:
        words = (
            spoken(rng, floor, one.fact, room=room, late=one.late)
            if one.fact.spoken
            else _talk(rng, floor)
        )
        if words or one.fact.spoken:
            found.append(replace(one, words=words, root=f"{one.root}.{room.id}"))
    return found


def named_by(words: str) -> str:
    """Name spoken words by what they are: who hears the same words hears one utterance."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]
