"""The history of a story: who wrote first, who took from whom, in the order of time.

Here a story's articles come about one after another. What was written earlier is never changed,
so whoever takes a text takes it as it stands, with the edits of everybody it came through.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bench.newsroom import copying
from bench.newsroom.authoring import authored, background_of
from bench.newsroom.conferences import Floor, floor_of
from bench.newsroom.dealing import Dealt, dealt_to
from bench.newsroom.differing import differing_in
from bench.newsroom.happenings import happening_of
from bench.newsroom.knowledge import desk_of
from bench.newsroom.levels import Level
from bench.newsroom.prose import Ink
from bench.newsroom.sagas import recalled
from bench.newsroom.texts import Desk, Happening, Knower, Newsroom, Paragraph, Text
from bench.newsroom.world import World

DAY = 24 * 60


@dataclass(slots=True)
class Past:
    """What has been written so far: all texts, and the background each outlet keeps."""

    world: World
    level: Level
    texts: list[Text] = field(default_factory=list)
    kept: dict[str, tuple[str, Paragraph]] = field(default_factory=dict)
    written: set[tuple[str, ...]] = field(default_factory=set)
    happenings: list[Happening] = field(default_factory=list)
    knowers: dict[str, Knower] = field(default_factory=dict)
    differences: int = 0  # in how many things the accounts of each story are to differ


@dataclass(slots=True)
class Story:
    """A story in the making: its happening, conferences, and the texts to take from."""

    happening: Happening
    floor: Floor
    wires: list[Text] = field(default_factory=list)
    own: list[Text] = field(default_factory=list)
    derived: list[Text] = field(default_factory=list)
    release: Text | None = None
    clock: int = 0
    dealt: Dealt = field(default_factory=Dealt)


def story_told(rng: random.Random, past: Past, happening: Happening, *, beside: str = "") -> None:
    """Simulate the story of a happening and add its texts to the past.

    ``beside`` names a story whose outlets largely tell this one, too.
    """
    room = past.world.agencies[0]
    happening = differing_in(past.world, happening, past.differences, key=past.level.name)
    story = Story(happening, floor_of(rng, happening, room, past.world.seed))
    _entered(past, happening)
    story.clock = happening.minute
    rooms = rng.sample(past.world.outlets, len(past.world.outlets))
    if beside:
        rooms = _same_rooms(rng, past, rooms, beside)
    _earlier(rng, past, happening, rooms)
    size = _size(rng, past.level)
    _agencies(rng, past, story, big=size > 12)
    reporters = max(1, round(size * rng.uniform(0.05, 0.3)))
    for room in rooms[:reporters]:
        _own(rng, past, story, room, late=rng.random() < 0.6)
    for room in rooms[reporters:size]:
        _derived(rng, past, story, room)


def _same_rooms(
    rng: random.Random, past: Past, rooms: list[Newsroom], story: str
) -> list[Newsroom]:
    """Put half of the outlets that told a story among the first, with as many others."""
    wrote = {one.writer for one in past.texts if one.story == story}
    theirs = [room for room in rooms if room.id in wrote]
    first = theirs[: (len(theirs) + 1) // 2]
    others = [room for room in rooms if room not in first]
    mixed = [*first, *others[: len(first) + 2]]
    rng.shuffle(mixed)
    return mixed + [room for room in rooms if room not in mixed]


def _entered(past: Past, happening: Happening) -> None:
    past.happenings.append(happening)
    past.knowers |= {one.id: one for many in happening.cast.values() for one in many}


def _size(rng: random.Random, level: Level) -> int:
    return rng.randint(18, 38) if rng.random() < level.large else rng.randint(5, 14)


def _ink(rng: random.Random, past: Past, happening: Happening, room: Newsroom, minute: int) -> Ink:
    return Ink(
        rng=rng,
        seed=past.world.seed,
        story=happening,
        room=room,
        text=f"t{len(past.texts)}",
        minute=minute,
        written=past.written,
    )


def _earlier(
    rng: random.Random, past: Past, happening: Happening, rooms: Sequence[Newsroom]
) -> None:
    """Write an older article of one to three of the outlets, on another happening."""
    for at, room in enumerate(rooms[: rng.choice((1, 1, 2, 3))]):
        old = happening_of(rng, past.world, number=0)
        here = {key: happening.late[key] for key in ("place", "region", "region_")}
        old = replace(
            old,
            id=f"{happening.id}.before{at}",
            minute=happening.minute - rng.randint(20, 200) * DAY,
            early=old.early | here,
            late=old.late | here,
        )
        story = Story(old, Floor(old, past.world.seed), clock=old.minute)
        _entered(past, old)
        _own(rng, past, story, room, late=True)


def _own(rng: random.Random, past: Past, story: Story, room: Newsroom, *, late: bool) -> None:
    """Have an outlet's own reporter write."""
    text = _wrote(past, story, _sat_down(rng, past, story, room, late=late), late=late)
    past.texts.append(text)
    story.own.append(text)


def _sat_down(rng: random.Random, past: Past, story: Story, room: Newsroom, *, late: bool) -> Ink:
    minutes = rng.randint(300, 900) if late else rng.randint(20, 300)
    return _ink(rng, past, story.happening, room, story.happening.minute + minutes)


def _wrote(past: Past, story: Story, ink: Ink, *, late: bool) -> Text:
    """Write a text of one's own; its background may be one that was printed before."""
    desk = _desk(past, story, ink, late=late)
    known = recalled(ink, past.texts, _before(past, ink.story))
    return authored(ink, desk, [*known, *_background(ink.rng, past, ink)])


def _before(past: Past, story: Happening) -> list[Happening]:
    """Give the earlier episodes of the affair that a happening is of."""
    affair = [one for one in past.happenings if one.affair and one.affair == story.affair]
    return [one for one in affair if one.id != story.id]


def _desk(past: Past, story: Story, ink: Ink, *, late: bool) -> Desk:
    desk = desk_of(ink.rng, story.floor, ink.room, late=late)
    desk = dealt_to(ink.rng, story.dealt, story.happening, desk, at=(ink.minute, ink.room))
    past.knowers |= {one.knower.id: one.knower for one in desk.heard}
    return desk


def _background(rng: random.Random, past: Past, ink: Ink) -> list[Paragraph]:
    """Draw background: often what the outlet, or one of its owner, has on file."""
    if rng.random() < 0.2:
        return []
    return [
        _paragraph(rng, past, ink),
        *(
            background_of(ink, rng.choice(("place", "past", "past")))
            for _ in range(rng.choice((0, 1, 1, 2, 3)))
        ),
    ]


def _paragraph(rng: random.Random, past: Past, ink: Ink) -> Paragraph:
    """Write on the place, or take what is on file if it was printed before this hour."""
    place = ink.story.late["place"]
    shelves = [f"{ink.room.id}/{place}", f"{ink.room.owner}/{place}"]
    printed = {one.id for one in past.texts if one.minute < ink.minute and not one.hidden}
    for shelf in shelves:
        first, paragraph = past.kept.get(shelf, ("", ()))
        if first in printed and rng.random() < 0.85:
            return copying.carried(paragraph, first, "copy")
    paragraph = background_of(ink, "place")
    for shelf in shelves:
        past.kept.setdefault(shelf, (ink.text, paragraph))
    return paragraph


def _agencies(rng: random.Random, past: Past, story: Story, *, big: bool) -> None:
    """Let one to three agencies file, some with an update; the release of an office likewise."""
    count = rng.choice((2, 2, 3)) if big else rng.choice((1, 1, 2))
    for room in rng.sample(past.world.agencies, count):
        seen = rng.random() < past.level.seen
        first = _filed(rng, past, story, room, late=rng.random() < 0.4, hidden=not seen)
        story.wires.append(first)
        if rng.random() < 0.35:
            story.wires.append(_update(rng, past, story, room, first))
    if rng.random() < 0.35 and story.floor.conferences:
        story.release = _released(rng, past, story)


def _filed(
    rng: random.Random, past: Past, story: Story, room: Newsroom, *, late: bool, hidden: bool
) -> Text:
    ink = _sat_down(rng, past, story, room, late=late)
    text = replace(_wrote(past, story, ink, late=late), hidden=hidden)
    past.texts.append(text)
    return text


def _update(rng: random.Random, past: Past, story: Story, room: Newsroom, first: Text) -> Text:
    """Bring an agency's text up to date: new lede and some news, the rest as it stood."""
    minute = first.minute + rng.randint(60, 400)
    ink = _ink(rng, past, story.happening, room, minute)
    desk = _desk(past, story, ink, late=True)
    fresh = authored(ink, replace(desk, heard=desk.heard[:4], talk=()))
    rest = [copying.carried(one, first.id, "copy") for one in first.paragraphs[1:]]
    text = replace(
        fresh,
        paragraphs=(*fresh.paragraphs, *rest),
        hidden=first.hidden,
        version_of=first.id,
    )
    past.texts.append(text)
    return text


def _released(rng: random.Random, past: Past, story: Story) -> Text:
    """Let the office of a speaker put out a text of its own, which everybody may print."""
    conference = story.floor.conferences[0]
    name = conference.speaker.stands_for.partition(".")[2]
    style = rng.choice(past.world.outlets).style
    office = Newsroom(f"office-{name}", f"the {name} office", "", "", style, 0, agency=True)
    ink = _ink(rng, past, story.happening, office, story.happening.minute + rng.randint(60, 240))
    heard = tuple(replace(one, words="") for one in conference.heard)
    text = replace(authored(ink, Desk(heard=heard, talk=conference.talk)), hidden=True)
    past.texts.append(text)
    return text


def _derived(rng: random.Random, past: Past, story: Story, room: Newsroom) -> None:
    """Let an outlet make its article of what others wrote."""
    names, weights = zip(*past.level.ways, strict=True)
    way = rng.choices(names, weights)[0]
    base = max([one.minute for one in story.wires] or [story.clock])
    ink = _ink(rng, past, story.happening, room, base + rng.randint(4, 700))
    text = _made(rng, past, story, ink, way=way)
    latest = max([one.minute for one in past.texts if one.id in _taken(text)] or [text.minute])
    text = replace(text, minute=max(text.minute, latest + rng.choice((4, 15, 60, 200))))
    if rng.random() < 0.15:
        background = _background(rng, past, ink)
        text = replace(text, paragraphs=(*text.paragraphs, *background))
    past.texts.append(text)
    story.derived.append(text)


def _taken(text: Text) -> set[str]:
    passages = (text.headline, *(one for paragraph in text.paragraphs for one in paragraph))
    return {one.way[0][0] for one in passages if one.way}


def _made(rng: random.Random, past: Past, story: Story, ink: Ink, *, way: str) -> Text:
    level = past.level
    wire = rng.choice(story.wires)
    if way == "mix" and len({one.writer for one in story.wires}) > 1:
        other = rng.choice([one for one in story.wires if one.writer != wire.writer])
        return copying.mixed(ink, wire, other, level)
    if way == "pickup":
        return copying.copied(ink, rng.choice(story.own), level, how="copy")
    if way == "chain" and story.derived:
        return copying.copied(ink, rng.choice(story.derived), level, how="copy")
    if way == "rewrite":
        parent = rng.choice([*story.wires, *story.own, *story.derived[:3]])
        return copying.rewritten(ink, parent, level)
    if way == "release" and story.release is not None:
        return copying.copied(ink, story.release, level, how="copy")
    if way in ("told", "part"):
        own = _wrote(past, story, ink, late=True)
        if way == "part":
            return copying.parted(ink, own, wire, level)
        other = rng.choice([*story.own, *story.derived[:2]])
        name = next(one.name for one in past.world.outlets if one.id == other.writer)
        return copying.pointed(ink, own, other, name)
    return copying.copied(ink, wire, level, how="copy")
