"""Digests: an outlet's round-up, which tells a little of several happenings and is of none.

Here one is made up: a headline that names no happening, then an item for each, under a heading
or without: the lede of an agency's text as it stands, or a few sentences told again. Every passage
of an item says which story it is ``of``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bench.newsroom.copying import carried
from bench.newsroom.prose import Ink
from bench.newsroom.sagas import again, marked
from bench.newsroom.texts import Happening, Paragraph, Passage, Segment, Text
from bench.newsroom.wording import chosen, filled, lines

LEAST, MOST = 3, 6
AS_IT_STANDS, HEADED = 0.35, 0.5


def digest_of(ink: Ink, texts: Sequence[Text], stories: Sequence[Happening], *, name: str) -> Text:
    """Round up stories in the order given; ``texts`` are all those that can be taken from."""
    headed = ink.rng.random() < HEADED
    items: list[Paragraph] = []
    due: list[str] = []
    for story in stories:
        parent = ink.rng.choice([one for one in texts if one.story == story.id])
        paragraph = _item(ink, parent, story)
        if any(how == "copy" for one in paragraph for _, how in one.way[:1]):
            due.append(parent.writer)
        heading = (_words(ink, "heading", story.late),) if headed else ()
        items.append(marked((*heading, *paragraph), story.id))
    opening = (_words(ink, "opening", ink.story.late),)
    return Text(
        id=ink.text,
        writer=ink.room.id,
        minute=ink.minute,
        headline=replace(_words(ink, "heads", ink.story.late), role="headline"),
        paragraphs=(opening, *items),
        story=name,
        credits=tuple(dict.fromkeys(due)),
    )


def _item(ink: Ink, parent: Text, story: Happening) -> Paragraph:
    if ink.rng.random() < AS_IT_STANDS:
        return carried(parent.paragraphs[0], parent.id, "copy")
    return again(ink, parent, story, most=4) or carried(parent.paragraphs[0], parent.id, "copy")


def _words(ink: Ink, key: str, slots: dict[str, str]) -> Passage:
    shape = ink.rng.choice(lines("digests", key, ink.seed))
    return Passage((Segment(filled(chosen(ink.rng, shape), slots)),), ink.root())
