"""Sentences: a clause framed by who says it, and the passages that come of it.

Here a fact and a knower become print. Each writer draws its own wording; of a few draws the one
that shares fewest runs of words with what others wrote of the same happening is taken, so that
what two writers share by chance stays rare, as it is among people.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.newsroom.happenings import day_of, put
from bench.newsroom.texts import (
    Claim,
    Fact,
    Happening,
    Heard,
    Knower,
    Newsroom,
    Passage,
    Segment,
    Stance,
    Style,
)
from bench.newsroom.wording import capital, chosen, filled, in_words, lines, slots_of, smooth

RUN, DRAWS = 5, 6
_PARTS = re.compile(r"(\{[CcDdQR]\})")
_FIGURES = Style(False, 0, 0, "on {day}", "straight")


@dataclass(slots=True)
class Ink:
    """A writer at work: chance, the happening, the day, whom it named, what others wrote."""

    rng: random.Random
    seed: int
    story: Happening
    room: Newsroom
    text: str
    minute: int
    written: set[tuple[str, ...]]
    named: set[str] = field(default_factory=set)
    shapes: set[str] = field(default_factory=set)
    count: int = 0

    def root(self) -> str:
        """Give the next authored wording its name."""
        self.count += 1
        return f"{self.text}.{self.count}"

    def unused(self, shapes: Sequence[str]) -> str:
        """Draw a template that this text has not used, while there is one."""
        left = [one for one in shapes if one not in self.shapes] or list(shapes)
        shape = self.rng.choice(left)
        self.shapes.add(shape)
        return shape


def statement_of(story: Happening, fact: Fact, *, late: bool) -> str:
    """Name the statement that a fact makes at a stage; the same where nothing changed."""
    slots = slots_of(fact.gloss)
    if all(story.early.get(slot) == story.late.get(slot) for slot in slots):
        return f"{story.id}.{fact.id}"
    return f"{story.id}.{fact.id}.{'late' if late else 'early'}"


def gloss_of(story: Happening, fact: Fact, *, late: bool) -> str:
    """Put a statement into words."""
    values = story.late if late else story.early
    return put(random.Random(0), fact.gloss, values, _FIGURES)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Give the runs of words of a text by which likeness is judged."""
    words = re.findall(r"[\w']+", text.lower())
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def fresh(ink: Ink, draw: Callable[[], str]) -> str:
    """Draw a few wordings, and take the one least like what has been written."""
    best, least = "", 10**6
    for _ in range(DRAWS):
        text = draw()
        alike = sum(run in ink.written for run in runs(text))
        if alike < least:
            best, least = text, alike
        if not alike:
            break
    ink.written.update(runs(best))
    return best


def clause(ink: Ink, fact: Fact, *, late: bool) -> str:
    """Say a fact as a clause that begins small, unless with a name."""
    values = ink.story.late if late else ink.story.early

    def draw() -> str:
        return put(ink.rng, chosen(ink.rng, ink.rng.choice(fact.say)), values, ink.room.style)

    return fresh(ink, draw)


def speech(
    rng: random.Random, story: Happening, template: str, *, late: bool, room: Newsroom
) -> str:
    """Put a fact into a knower's mouth, without a full stop."""
    values = story.late if late else story.early
    return opened(put(rng, chosen(rng, template), values, room.style))


def opened(text: str) -> str:
    """Begin a sentence: with a capital, and a figure written out or led in.

    >>> opened("12 boats sailed"), opened("340 boats sailed")
    ('Twelve boats sailed', 'A total of 340 boats sailed')
    """
    found = re.match(r"(\d[\d,]*)(?= )", text)
    if not found:
        return capital(text)
    number = int(found[1].replace(",", ""))
    if number < 100:
        return capital(in_words(number)) + text[found.end() :]
    return "A total of " + text


def noun_of(ink: Ink, knower: Knower) -> str:
    """Name a knower: in full at first, shorter after."""
    if knower.id in ink.named:
        return ink.rng.choice(knower.again)
    ink.named.add(knower.id)
    return ink.rng.choice(knower.nouns)


def when_of(ink: Ink) -> str:
    """Name the day of writing as a newsroom does: "on Tuesday"."""
    return filled(ink.room.style.day, {"day": f"{day_of(ink.minute):%A}"})


def self_of(ink: Ink) -> str:
    """Name the writer's own paper."""
    name = ink.room.name
    if ink.room.agency:
        return name
    return ink.rng.choice((f"the {name}", f"the {name}", "this newspaper"))


@dataclass(frozen=True, slots=True)
class Said:
    """What goes into a frame: clauses by the letter of their place, and the claims they make."""

    words: Mapping[str, str]
    claims: Mapping[str, Claim | None]
    roots: Mapping[str, str] = field(default_factory=dict)


def framed(ink: Ink, frame: str, said: Said, *, slots: Mapping[str, str]) -> list[Passage]:
    """Fill a frame: one passage for each of its parts."""
    filling = {"when": when_of(ink), **slots}
    filling |= {"K": capital(slots.get("k", "")), "Self": capital(slots.get("self", ""))}
    filling |= {"The": "The", "place": ink.story.late["place"]}
    parts = chosen(ink.rng, frame).split(" ~ ")
    found = []
    for at, part in enumerate(parts):
        segments = tuple(_segments(part, said, filling))
        spoken = next(
            (
                said.roots[key]
                for key in ("Q", "R")
                if "{" + key + "}" in part and key in said.roots
            ),
            "",
        )
        root = spoken or ink.root()
        if segments and at == 0 and segments[0].claim is None:
            segments = (Segment(capital(segments[0].text)), *segments[1:])
        found.append(Passage(segments, root, heard=bool(spoken)))
    return found


def _segments(part: str, said: Said, slots: Mapping[str, str]) -> Iterator[Segment]:
    for piece in _PARTS.split(part):
        if not piece:
            continue
        key = piece.strip("{}")
        if piece.startswith("{") and key in (*"CcDdQR",) and len(key) == 1:
            words = said.words[key.upper()]
            yield Segment(opened(words) if key in "CDQR" else words, said.claims.get(key.upper()))
        else:
            yield Segment(smooth(filled(piece, slots)))


def frames(ink: Ink, key: str, *, without: tuple[str, ...] = (), named: bool = False) -> str:
    """Draw a frame from the tables of the seed's split, one that has none of some slots.

    One that is ``named`` says who knows.
    """
    known = [one for one in lines("frames", key, ink.seed) if not named or "{k}" in one.lower()]
    return ink.rng.choice([one for one in known if not any(slot in one for slot in without)])


def claim_of(ink: Ink, heard: Heard, stance: Stance) -> Claim:
    """Say which statement is made here, by whose knowledge."""
    return Claim(statement_of(ink.story, heard.fact, late=heard.late), stance, heard.knower.id)
