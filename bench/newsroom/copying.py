"""Texts made of other texts: copies, rewrites, mixtures, pick-ups.

Every function here takes texts and gives one whose passages say which text they were taken from
and how. A copy keeps roots; a rewrite tells the same facts in nearly the same order in other
words, and has new ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bench.newsroom.authoring import gathered, headline_of
from bench.newsroom.edits import desked
from bench.newsroom.levels import Level
from bench.newsroom.prose import Ink, Said, clause, framed, frames, noun_of, self_of, statement_of
from bench.newsroom.texts import Claim, Fact, Heard, Knower, Paragraph, Passage, Text

NAMED = ("{k}", "{K}")
KEYS = {"denies": "denied", "reacts": "moved", "hedges": "hedged"}


def carried(passages: Sequence[Passage], text: str, how: str) -> Paragraph:
    """Take passages over from a text."""
    return tuple(replace(one, way=((text, how), *one.way), link=None) for one in passages)


def taken(ink: Ink, parent: Text, how: str, level: Level) -> tuple[Paragraph, ...]:
    """Take a text's paragraphs over, by way of the copy desk."""
    paragraphs = [carried(one, parent.id, how) for one in parent.paragraphs]
    return desked(ink.rng, paragraphs, style=ink.room.style, story=ink.story, level=level)


def people_of(ink: Ink) -> dict[str, Knower]:
    """Give all that can be known by name in a happening."""
    return {one.id: one for many in ink.story.cast.values() for one in many}


def stated(ink: Ink) -> dict[str, tuple[Fact, bool]]:
    """Give the fact and the stage of each statement of a happening."""
    return {
        statement_of(ink.story, fact, late=late): (fact, late)
        for fact in ink.story.known
        for late in (False, True)
    }


def copied(ink: Ink, parent: Text, level: Level, *, how: str) -> Text:
    """Carry a whole text, edited; its headline too, or a new one."""
    return with_headline(ink, parent, taken(ink, parent, how, level), level, how=how)


def with_headline(
    ink: Ink, parent: Text, paragraphs: Sequence[Paragraph], level: Level, *, how: str
) -> Text:
    """Print paragraphs under the parent's headline or a new one on its main fact."""
    claim = parent.headline.segments[0].claim
    headline = replace(parent.headline, way=((parent.id, how), *parent.headline.way))
    if claim is not None and (how == "rewrite" or ink.rng.random() < level.headline):
        headline = replace(renamed(ink, claim), way=((parent.id, "rewrite"), *parent.headline.way))
    due = (parent.writer, *parent.credits)
    return Text(
        ink.text, ink.room.id, ink.minute, headline, tuple(paragraphs), ink.story.id, credits=due
    )


def renamed(ink: Ink, claim: Claim) -> Passage:
    """Write a new headline for a claim on the main fact."""
    fact, late = stated(ink)[claim.statement]
    return headline_of(ink, Heard(fact, _shadow(claim), late=late))


def _shadow(claim: Claim) -> Knower:
    return Knower(claim.knower, "person", "", claim.knower, ("",), ("",), "")


def rewritten(ink: Ink, parent: Text, level: Level) -> Text:
    """Tell a text again in other words: the same facts, in nearly its order."""
    sentences: list[list[Passage]] = []
    for passage in (one for paragraph in parent.paragraphs for one in paragraph):
        sentence = retold(ink, passage, parent, key="" if sentences else "lede")
        if sentence and (not sentences or ink.rng.random() < 0.9):
            sentences.append(sentence)
    if len(sentences) > 3 and ink.rng.random() < 0.4:
        at = ink.rng.randrange(1, len(sentences) - 1)
        sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
    paragraphs = gathered(ink.rng, sentences)
    return with_headline(ink, parent, paragraphs, level, how="rewrite")


def retold(
    ink: Ink, passage: Passage, parent: Text, *, key: str = "", **slots: str
) -> list[Passage]:
    """Tell a passage again: its claims in other words, a quotation as it is or indirectly."""
    claims = [(part.text, part.claim) for part in passage.segments if part.claim]
    if not claims:
        return []
    found: list[Passage] = []
    for words, claim in claims:
        if claim is None or claim.statement not in stated(ink):
            continue
        knower = people_of(ink).get(claim.knower) or _unnamed(claim)
        if passage.heard and ink.rng.random() < 0.5 and not key:
            found += _requoted(ink, passage, words, claim=claim, knower=knower, parent=parent)
        else:
            found += _reworded(
                ink, passage, claim, knower=knower, parent=parent, key=key, slots=slots
            )
    return found


def _unnamed(claim: Claim) -> Knower:
    seen = ".observer." in claim.knower
    noun = ("reporters at the scene",) if seen else ("an official",)
    return Knower(claim.knower, "anonymous", noun[0], claim.knower, noun, noun, "")


def _reworded(
    ink: Ink,
    passage: Passage,
    claim: Claim,
    *,
    knower: Knower,
    parent: Text,
    key: str,
    slots: dict[str, str],
) -> list[Passage]:
    if key == "lede" and claim.stance in KEYS:
        return []
    fact, late = stated(ink)[claim.statement]
    usual = "document" if knower.kind == "document" else "attributed"
    barred: tuple[str, ...] = ("{self}",) if not key and usual == "document" else ()
    if claim.stance == "asserts":  # what was not said to be anybody's cannot be given to him now
        usual, barred = ink.rng.choice(("plain", "linked")), NAMED
    elif key and knower.kind not in ("person", "organisation"):
        barred = NAMED
    owned = fact.voice == "named" and not barred
    frame = frames(ink, key or KEYS.get(claim.stance, usual), without=barred, named=owned)
    stance = claim.stance
    if stance == "attributes" and not any(mark in frame for mark in (*NAMED, "{other}")):
        stance = "asserts"
    if stance == "asserts" and "{other}" in frame:
        stance = "attributes"
    named = noun_of(ink, knower) if "{k}" in frame or "{K}" in frame else ""
    said = Said({"C": clause(ink, fact, late=late)}, {"C": replace(claim, stance=stance)})
    told = framed(ink, frame, said, slots={"k": named, "self": self_of(ink), **slots})
    return [replace(one, way=((parent.id, "rewrite"), *passage.way)) for one in told]


def _requoted(
    ink: Ink, passage: Passage, words: str, *, claim: Claim, knower: Knower, parent: Text
) -> list[Passage]:
    """Keep a quotation's words, with a new attribution."""
    said = Said({"Q": words}, {"Q": claim}, {"Q": passage.root})
    told = framed(ink, frames(ink, "talk"), said, slots={"k": noun_of(ink, knower)})
    return [
        replace(one, way=((parent.id, "copy" if one.heard else "rewrite"), *passage.way))
        for one in told
    ]


def mixed(ink: Ink, first: Text, second: Text, level: Level) -> Text:
    """Mix two texts: the first leads, paragraphs of the second stand among its own."""
    paragraphs = list(taken(ink, first, "copy", level))
    other = list(taken(ink, second, "copy", level))
    some = ink.rng.sample(other, max(1, len(other) // 2))
    for one in some:
        paragraphs.insert(ink.rng.randint(1, len(paragraphs)), one)
    text = with_headline(ink, first, paragraphs, level, how="copy")
    return replace(text, credits=(*text.credits, second.writer))


def parted(ink: Ink, own: Text, parent: Text, level: Level) -> Text:
    """Put some paragraphs of another text into one's own."""
    other = list(taken(ink, parent, "copy", level))
    count = ink.rng.randint(1, max(1, len(other) // 2))
    at = ink.rng.randrange(0, len(other) - count + 1)
    place = ink.rng.randint(1, len(own.paragraphs))
    paragraphs = (*own.paragraphs[:place], *other[at : at + count], *own.paragraphs[place:])
    return replace(own, paragraphs=paragraphs, credits=(parent.writer, *parent.credits))


def pointed(ink: Ink, own: Text, parent: Text, name: str) -> Text:
    """Tell in one's own text, in other words, what another outlet reported."""
    bearing = [
        one
        for paragraph in parent.paragraphs
        for one in paragraph
        if any(p.claim and p.claim.stance not in KEYS for p in one.segments)
    ]
    sentences = []
    for passage in ink.rng.sample(bearing, min(len(bearing), ink.rng.choice((1, 1, 2)))):
        told = retold(ink, passage, parent, key="picked", other=name)
        sentences += [tuple(replace(one, link=(name, parent.id)) for one in told)]
    place = ink.rng.randint(1, len(own.paragraphs))
    paragraphs = (*own.paragraphs[:place], *filter(None, sentences), *own.paragraphs[place:])
    return replace(own, paragraphs=paragraphs)
