"""A text of a newsroom's own: what is on the desk becomes a headline, a lede and paragraphs.

Here live the choices a reporter makes: what goes first, what is quoted and what is told in other
words, where background and colour stand. Every passage is a new authored wording, but for the
words of a speaker, which are the same in every report that quotes them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bench.newsroom.happenings import is_woman, put
from bench.newsroom.prose import (
    Ink,
    Said,
    claim_of,
    clause,
    framed,
    frames,
    fresh,
    noun_of,
    opened,
    self_of,
    when_of,
)
from bench.newsroom.texts import Claim, Desk, Heard, Paragraph, Passage, Segment, Stance, Text
from bench.newsroom.wording import chosen, filled, lines

Sentence = list[Passage]
Plan = Callable[[], Sentence]


def authored(ink: Ink, desk: Desk, background: Sequence[Paragraph] = ()) -> Text:
    """Write a text from what is on the desk; ``background`` stands near its end."""
    heard = _ordered(ink.rng, desk.heard)
    headline = headline_of(ink, heard[0])
    lede, rest = _lede(ink, heard)
    plans, talk = _quotable(ink, rest, desk.talk)
    plans += [partial(_aside, ink, one, "denied", "denies") for one in desk.denied]
    plans += [partial(_aside, ink, one, "moved", "reacts") for one in desk.moved]
    sentences = [plan() for plan in _mixed(ink, plans, talk)]
    paragraphs = [tuple(lede), *gathered(ink.rng, sentences), *background]
    return Text(
        id=ink.text,
        writer=ink.room.id,
        minute=ink.minute,
        headline=headline,
        paragraphs=tuple(paragraphs),
        story=ink.story.id,
    )


def _ordered(rng: random.Random, heard: Sequence[Heard]) -> list[Heard]:
    """Put the weightiest first, roughly; the main fact leads."""
    main = heard[0]
    rest = sorted(heard[1:], key=lambda one: -one.fact.weight - rng.random() * 5)
    return [main, *rest]


def headline_of(ink: Ink, heard: Heard) -> Passage:
    """Write a headline on the main fact."""
    values = ink.story.late if heard.late else ink.story.early
    style = replace(ink.room.style, figures=0)

    def draw() -> str:
        shape = chosen(ink.rng, ink.rng.choice(ink.story.heads))
        return put(ink.rng, shape, values, style)

    words = fresh(ink, draw)
    if ink.room.style.american and ink.rng.random() < 0.5:
        words = " ".join(
            word if word in _SMALL else word[:1].upper() + word[1:] for word in words.split()
        )
    claim = claim_of(ink, heard, "asserts")
    return Passage((Segment(words[:1].upper() + words[1:], claim),), ink.root(), role="headline")


_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "off",
        "on",
        "the",
        "to",
        "with",
        "without",
    ]
)


def _lede(ink: Ink, heard: list[Heard]) -> tuple[Sentence, list[Heard]]:
    """Open with the main fact, often with a second one in the same breath."""
    main, rest = heard[0], heard[1:]
    second = next((one for one in rest if _beside(one, main)), None)
    two = second is not None and ink.rng.random() < 0.5
    frame = frames(ink, "lede_two" if two else "lede")
    stance: Stance = "attributes" if "{k}" in frame or "{K}" in frame else "asserts"
    words = {"C": clause(ink, main.fact, late=main.late)}
    claims = {"C": claim_of(ink, main, stance)}
    if two and second is not None:
        words["D"] = clause(ink, second.fact, late=second.late)
        claims["D"] = claim_of(ink, second, "asserts" if "~" in frame else stance)
        rest = [one for one in rest if one is not second]
    named = noun_of(ink, main.knower) if stance == "attributes" else ""
    return framed(ink, frame, Said(words, claims), slots={"k": named}), rest


def _quotable(
    ink: Ink, heard: Sequence[Heard], talk: Sequence[Heard]
) -> tuple[list[Plan], list[Heard]]:
    """Plan a sentence for each thing; some of a speaker's talk goes on behind what he said."""
    left = list(talk)
    plans: list[Plan] = []
    for one in heard:
        more = next((each for each in left if each.knower is one.knower and one.words), None)
        if more is not None and ink.rng.random() < 0.6:
            left.remove(more)
            plans.append(partial(_quoted, ink, one, "quoted", more))
        else:
            plans.append(partial(told, ink, one))
    return plans, left


def _beside(one: Heard, main: Heard) -> bool:
    together = one.knower.stands_for == main.knower.stands_for and not one.fact.voice
    return together and one.fact is not main.fact


def told(ink: Ink, heard: Heard) -> Sentence:
    """Tell one thing in a sentence: quoted, attributed, or in the paper's own voice."""
    key = _form(ink.rng, heard)
    if "quoted" in key:
        return _quoted(ink, heard, key)
    frame = frames(ink, key)
    stance: Stance = {
        "plain": "asserts",
        "linked": "asserts",
        "observed": "asserts",
        "hedged": "hedges",
    }.get(key, "attributes")  # type: ignore[assignment]
    named = noun_of(ink, heard.knower) if "{k}" in frame or "{K}" in frame else ""
    said = Said(
        {"C": clause(ink, heard.fact, late=heard.late)}, {"C": claim_of(ink, heard, stance)}
    )
    return framed(ink, frame, said, slots={"k": named, "self": self_of(ink)})


def _form(rng: random.Random, heard: Heard) -> str:
    """Choose how a thing is told, by who knows it."""
    kind, draw = heard.knower.kind, rng.random()
    if heard.fact.voice == "bare":
        return "plain" if draw < 0.5 else "linked"
    if heard.fact.voice == "named":
        return "quoted" if heard.words and draw < 0.5 else "attributed"
    if kind == "observer":
        return "plain" if draw < 0.2 else "observed"
    if kind == "document":
        return "plain" if draw < 0.1 else "document"
    if heard.words and draw < 0.45:
        return "alone_quoted" if heard.alone and rng.random() < 0.7 else "quoted"
    if heard.alone and draw < 0.8:
        return "alone"
    if draw > 0.97:
        return "hedged"
    if draw > 0.82:
        return rng.choice(("plain", "linked"))
    return "attributed"


def _quoted(ink: Ink, heard: Heard, key: str, more: Heard | None = None) -> Sentence:
    """Quote a speaker, with further words behind the attribution where there are ``more``."""
    claims: dict[str, Claim | None] = {"Q": claim_of(ink, heard, "attributes")}
    words, roots = {"Q": heard.words}, {"Q": heard.root}
    frame = frames(ink, "quoted_on" if more else key)
    if more is not None:
        words["R"], roots["R"] = more.words, more.root
    slots = {"k": noun_of(ink, heard.knower), "self": self_of(ink)}
    slots["he"] = "she" if is_woman(heard.knower.name) else "he"
    return framed(ink, frame, Said(words, claims, roots), slots=slots)


def _talk(ink: Ink, heard: Heard) -> Sentence:
    """Quote words that state nothing."""
    said = Said({"Q": heard.words}, {}, {"Q": heard.root})
    return framed(ink, frames(ink, "talk"), said, slots={"k": noun_of(ink, heard.knower)})


def _aside(ink: Ink, heard: Heard, key: str, stance: Stance) -> Sentence:
    """Tell a denial or a reaction."""
    said = Said(
        {"C": clause(ink, heard.fact, late=heard.late)}, {"C": claim_of(ink, heard, stance)}
    )
    return framed(
        ink, frames(ink, key), said, slots={"k": noun_of(ink, heard.knower), "self": self_of(ink)}
    )


def _mixed(ink: Ink, plans: list[Plan], talk: Sequence[Heard]) -> list[Plan]:
    """Put talk and colour between what is told; nothing is written before its place is known."""
    extra: list[Plan] = [partial(_talk, ink, one) for one in talk]
    extra += [lambda: [colour(ink)]] * ink.rng.choice((1, 2, 3, 4, 6))
    for plan in extra:
        plans.insert(ink.rng.randint(0, len(plans)), plan)
    return plans


def colour(ink: Ink) -> Passage:
    """Write a sentence of colour, which states nothing."""
    shape = ink.unused(lines("voices", "colour", ink.seed))
    slots = {"place": ink.story.late["place"], "when": when_of(ink)}
    words = fresh(ink, lambda: opened(filled(chosen(ink.rng, shape), slots)))
    return Passage((Segment(words),), ink.root())


def background_of(ink: Ink, subject: str) -> Paragraph:
    """Write a paragraph of background: on the place, or on earlier cases (``past``)."""
    return tuple(_known(ink, subject) for _ in range(ink.rng.choice((1, 1, 2, 2))))


def _known(ink: Ink, subject: str) -> Passage:
    rng = ink.rng
    shape = ink.unused(lines("background", subject, ink.seed))
    noun = ink.story.noun
    if noun[0] in "aeiou":
        shape = shape.replace("a {noun}", "an {noun}")

    def draw() -> str:
        figures = {
            "n": f"{rng.randint(9, 300) * 100:,}",
            "m": str(rng.randint(11, 190)),
            "year": str(rng.randint(1880, 2009)),
            "pct": str(rng.randint(11, 68)),
        }
        slots = ink.story.late | figures | {"noun": noun}
        return opened(filled(chosen(rng, shape), slots))

    return Passage((Segment(fresh(ink, draw)),), ink.root())


def gathered(rng: random.Random, sentences: Sequence[Sentence]) -> list[Paragraph]:
    """Gather sentences into paragraphs of one to three."""
    found: list[Paragraph] = []
    rest = list(sentences)
    while rest:
        size = rng.choice((1, 1, 2, 2, 3))
        found.append(tuple(passage for sentence in rest[:size] for passage in sentence))
        rest = rest[size:]
    return found
