"""What a copy desk does to a text it carries: trims, moves, respells, drops words, joins.

Every edit maps paragraphs to paragraphs and keeps each passage's root and way: the wording is
still the author's. Segments are edited one by one, so that what a passage claims stays exact.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from bench.newsroom.levels import Level
from bench.newsroom.texts import Happening, Knower, Paragraph, Passage, Style
from bench.newsroom.wording import table

Edit = Callable[[str], str]
_WORD = re.compile(r"[A-Za-z]+")
_LOWERED = frozenset(
    ["The", "A", "An", "It", "At", "In", "On", "There", "Its", "By", "From", "Some"]
)


def edited(passages: Sequence[Passage], edit: Edit) -> Paragraph:
    """Apply an edit of words to every segment."""
    return tuple(
        replace(one, segments=tuple(replace(part, text=edit(part.text)) for part in one.segments))
        for one in passages
    )


def trimmed(
    rng: random.Random, paragraphs: Sequence[Paragraph], keep: float
) -> tuple[Paragraph, ...]:
    """Keep about a share of the paragraphs: cut from the end, or from the middle."""
    count = max(2, round(len(paragraphs) * keep))
    if rng.random() < 0.6:
        return tuple(paragraphs[:count])
    kept = sorted(rng.sample(range(1, len(paragraphs)), min(count, len(paragraphs)) - 1))
    return (paragraphs[0], *(paragraphs[at] for at in kept))


def moved(rng: random.Random, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Move one paragraph after the lede to another place after it."""
    if len(paragraphs) < 4:
        return tuple(paragraphs)
    rest = list(paragraphs[1:])
    one = rest.pop(rng.randrange(len(rest)))
    rest.insert(rng.randint(0, len(rest)), one)
    return (paragraphs[0], *rest)


@cache
def _spellings(american: bool) -> dict[str, str]:
    pairs: dict[str, str] = table("edits")["spelling"]
    small = pairs if american else {new: old for old, new in pairs.items()}
    return small | {key.capitalize(): value.capitalize() for key, value in small.items()}


def respelling(style: Style) -> Edit:
    """Give the edit that spells words as a newsroom of a style does."""
    spelled = _spellings(style.american)
    return lambda text: _WORD.sub(lambda found: spelled.get(found[0], found[0]), text)


def renaming(story: Happening, style: Style) -> Edit:
    """Give the edit that spells foreign names as a newsroom of a style does."""
    spelled = {}
    for forms in story.spellings:
        ours = forms[style.spelling % len(forms)]
        for form in forms:
            for theirs, mine in zip(form.split(" ", 1), ours.split(" ", 1), strict=True):
                spelled[theirs] = mine
    if not spelled:
        return lambda text: text
    names = _either(spelled)
    return lambda text: names.sub(lambda found: spelled[found[0]], text)


def dropping(rng: random.Random, share: float) -> Edit:
    """Give the edit that drops a share of the words that may go."""
    may = frozenset(table("edits")["droppable"])

    def edit(text: str) -> str:
        words = text.split(" ")
        kept = [word for word in words if not (word in may and rng.random() < share)]
        return " ".join(kept)

    return edit


def swapping(rng: random.Random, share: float) -> Edit:
    """Give the edit that puts other words in place of a share of those in the table."""
    swaps: dict[str, str] = table("edits")["swaps"]
    words = _either(swaps)

    def swap(found: re.Match[str]) -> str:
        return swaps[found[0]] if rng.random() < share else found[0]

    return lambda text: words.sub(swap, text)


def _either(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def unnaming(rng: random.Random, story: Happening) -> Edit:
    """Give the edit that calls one or two people by their office in place of their name."""
    people = [one for many in story.cast.values() for one in many if _called(one)]
    chosen = rng.sample(people, min(len(people), 4))
    told = {one.again[0]: one.again[-1] for one in chosen}
    if not told:
        return lambda text: text
    names = re.compile(
        r"(?:(?<=^)|(?<=, )|(?<= ))(?:"
        + "|".join(map(re.escape, told))
        + r") (?=said|told|added|confirmed|noted|explained)"
    )

    def office(found: re.Match[str]) -> str:
        noun = told[found[0][:-1]] + " "
        return noun if found.start() else noun[:1].upper() + noun[1:]

    return lambda text: names.sub(office, text)


def _called(knower: Knower) -> bool:
    return knower.kind == "person" and knower.again[-1].startswith("the ")


def joined(rng: random.Random, paragraph: Paragraph, share: float) -> Paragraph:
    """Join some sentences to the one before them with a semicolon or "and"."""
    found = list(paragraph)
    for at in range(1, len(found)):
        before, here = found[at - 1], found[at]
        first = here.text.partition(" ")[0]
        plain = before.text.endswith(".") and not before.text.endswith('."')
        if plain and first in _LOWERED and rng.random() < share:
            link = rng.choice((";", ", and", " -"))
            found[at - 1] = _ended(before, link)
            found[at] = _begun(here)
    return tuple(found)


def parting(rng: random.Random, share: float) -> Edit:
    """Give the edit that splits some sentences where a clause was tied on with "and"."""
    tie = re.compile(r", and (?=(?:the|it|we|a|they|that) )")

    def part(found: re.Match[str]) -> str:
        return ". " if rng.random() < share else found[0]

    def edit(text: str) -> str:
        first, *rest = re.split(r"(?<=\. )", tie.sub(part, text))
        return first + "".join(one[:1].upper() + one[1:] for one in rest)

    return edit


def _ended(passage: Passage, link: str) -> Passage:
    *rest, last = passage.segments
    return replace(passage, segments=(*rest, replace(last, text=last.text[:-1] + link)))


def _begun(passage: Passage) -> Passage:
    first, *rest = passage.segments
    text = first.text[:1].lower() + first.text[1:]
    return replace(passage, segments=(replace(first, text=text), *rest))


def desked(
    rng: random.Random,
    paragraphs: Sequence[Paragraph],
    *,
    style: Style,
    story: Happening,
    level: Level,
) -> tuple[Paragraph, ...]:
    """Send a copied text over a copy desk: which edits it makes is drawn by the level."""
    if rng.random() < level.trim:
        paragraphs = trimmed(rng, paragraphs, rng.uniform(level.keep, 0.9))
    if rng.random() < level.move:
        paragraphs = moved(rng, paragraphs)
    edits: list[Edit] = []
    if rng.random() < level.respell:
        edits += [respelling(style), renaming(story, style)]
    if rng.random() < level.drop:
        edits.append(dropping(rng, rng.uniform(0.3, 1.0)))
    if rng.random() < level.swap:
        edits.append(swapping(rng, rng.uniform(0.3, 0.9)))
    if rng.random() < level.unname:
        edits.append(unnaming(rng, story))
    for edit in edits:
        paragraphs = [edited(one, edit) for one in paragraphs]
    if rng.random() < level.join:
        paragraphs = [joined(rng, one, 0.5) for one in paragraphs]
    if rng.random() < level.join:
        paragraphs = [edited(one, parting(rng, 0.6)) for one in paragraphs]
    return tuple(paragraphs)
