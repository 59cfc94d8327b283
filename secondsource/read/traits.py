"""What can be seen of a block of a web page that tells article from furniture, as numbers.

What may live here: measuring blocks; the weights that judge the numbers are trained
(``body.json``, by ``bench/train_body.py``). It works because furniture is linked, short, listed
and named as such by the page's own classes, while an article is a run of unlinked sentences in
one container. Everything is measured for all blocks of a page at once, and what depends on a
path only once a path: a page of 140 blocks has 70 paths.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np

from secondsource.read.characters import Counts, Floats, Places, counts_of
from secondsource.read.containers import (
    alike,
    around,
    containers_of,
    nearby,
    shares,
    standing,
)
from secondsource.read.places import PLACES, WITHIN, way
from secondsource.records import Block, Page

KINDS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "button",
         "label", "dd", "body", "article", "section", "pre", "h5")  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WORDED = ("urges", "pictures", "speech", "days", "writers")
_OWN = (
    "length", "words", "under 4 words", "under 10 words", "linked", "all linked", "ends",
    "sentences", "commas", "capitals", "upper", "digits", "small", "quoted", "colon", "bars",
    "brackets", "question", "rights", "quotes", "word length", "breaks", "code", "dash", "numbers",
    "by", *_WORDED, "twice", "described", "titled", "has body", "in body", "heading",
)  # fmt: skip
_GROUPED = ("number", "length", "linked", "share", "prose")
_PLACED = (
    "weight", "best", "inside", "shared", "up", "down", "position", "below headline",
    "is headline", "from headline", "has headline", "before", "after", "from first", "to last",
    "between", "above", "below", "parent above", "parent below", "path before", "path after",
    "parent before", "parent after", "links around", "prose around", "prose of page",
    "blocks of page", "links of page", "depth",
)  # fmt: skip
NAMES: tuple[str, ...] = (
    *_OWN,
    *(f"kind {kind}" for kind in KINDS),
    *(f"{part} {place}" for part in ("tail", "own", "rest") for place in PLACES),
    "within li",
    *(f"within {name}" for name in WITHIN),
    *(f"{group} {name}" for group in ("path", "parent", "above") for name in _GROUPED),
    *_PLACED,
)
_SEEN = 400  # characters of a block that tell whether it is printed twice
_OPENING = 200  # characters of a block in which words are looked up
_FROM = re.compile(r"(?:by|von|par)\s")
_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset({"title", "meta:og:title", "jsonld:headline"})
_DESCRIPTIONS = frozenset({"meta:description", "meta:og:description", "meta:twitter:description"})
_BODIES = frozenset({"jsonld:articleBody", "itemprop:articleBody"})


@cache
def _told() -> dict[str, int]:
    """Give for each word of ``traits.toml``, in bits, the lists it stands in."""
    place = resources.files("secondsource.read") / "traits.toml"
    lists = tomllib.loads(place.read_text(encoding="utf-8"))
    told: dict[str, int] = {}
    for bit, name in enumerate(_WORDED):
        for word in lists[name].split():
            told[word] = told.get(word, 0) | 1 << bit
    return told


def traits(page: Page, *, headline: int | None = None) -> Floats:
    """Measure every block of a page by itself and in its container: one row (``NAMES``) a block.

    ``headline`` is the index of the block that is the headline, if one is known. A page without
    blocks gives no rows.
    """
    blocks, size = page.blocks, len(page.blocks)
    if not size:
        return np.zeros((0, len(NAMES)))
    starts = np.array([block.start for block in blocks], dtype=np.int64)
    ends = np.array([block.end for block in blocks], dtype=np.int64)
    linked = np.array([block.linked for block in blocks], dtype=np.float64)
    lengths = (ends - starts).astype(np.float64)
    counts = counts_of(page.text, starts, ends)
    prose = _prose(counts, lengths, linked)
    found = containers_of(blocks, _running(blocks, lengths, linked))
    measures, rest = standing(found)
    inside = np.where(measures[2] > 0, prose, 0.0)
    columns = [
        *_own(counts, lengths, linked),
        *_worded(page),
        np.array([float(block.kind in _HEADINGS) for block in blocks]),
    ]
    grouped = [
        column
        for groups in (found.path, found.parent, found.above)
        for column in shares(groups, lengths, linked, prose)
    ]
    placed = [
        *measures,
        starts / max(1, len(page.text)),
        *_to_headline(size, headline),
        *nearby(inside, found.parent),
        *alike(found.path),
        *alike(found.parent),
        around(linked, lengths),
        around(prose, lengths),
        *_of_page(prose, lengths, linked),
    ]
    ways = [way(path) for path in found.paths]
    depth = np.array([min(1.0, len(one.steps) / 30) for one in ways])[found.path]
    parts = (
        np.array(columns).T,
        _kinds(blocks),
        _named([one.tail for one in ways], len(PLACES))[found.path],
        _named([one.own for one in ways], len(PLACES))[found.path],
        _named(rest, len(PLACES)),
        _named([one.within for one in ways], 1 + len(WITHIN))[found.path],
        np.array([*grouped, *placed, depth]).T,
    )
    return np.hstack(parts)


def _prose(counts: Counts, lengths: Floats, linked: Floats) -> Floats:
    """Weigh each block by its length where it holds sentences, else by nothing."""
    told = (counts.sentences + counts.ends > 0) & (linked < lengths / 2) & (counts.words >= 8)
    return np.where(told, lengths, 0.0)


def _running(blocks: Sequence[Block], lengths: Floats, linked: Floats) -> Floats:
    """Weigh each block as running text: a paragraph twice as much as the same text elsewhere."""
    long = (lengths > 60) & (linked * 3 < lengths)
    paragraph = np.array([2.0 if block.kind == "p" else 1.0 for block in blocks])
    return np.where(long, np.sqrt(lengths) * paragraph, 0.0)


def _own(counts: Counts, lengths: Floats, linked: Floats) -> list[Floats]:
    words = np.maximum(1, counts.words)
    return [
        np.log1p(lengths) / 8,
        np.minimum(1, counts.words / 40),
        (counts.words < 4).astype(float),
        (counts.words < 10).astype(float),
        linked / lengths,
        (linked >= lengths - 2).astype(float),
        counts.ends,
        np.minimum(3, counts.sentences) / 3,
        np.minimum(1, counts.commas * 10 / np.maximum(40, lengths)),
        counts.capitals / words,
        counts.upper / lengths,
        counts.digits / lengths,
        counts.small,
        counts.quoted,
        counts.colon,
        np.minimum(counts.bars, 2) / 2,
        np.minimum(counts.brackets, 4) / 4,
        (counts.questions > 0).astype(float),
        (counts.rights > 0).astype(float),
        np.minimum(counts.quotes, 4) / 4,
        np.minimum(12, lengths / words) / 12,
        np.minimum(counts.breaks, 3) / 3,
        np.minimum(counts.code, 3) / 3,
        counts.dash,
        np.minimum(1, counts.numbers / words),
    ]


def _worded(page: Page) -> list[Floats]:
    """Look at the words: whose they are, whether they stand on the page or in its fields again."""
    lower = page.text.lower()
    text = lower if len(lower) == len(page.text) else page.text
    spaced = text.replace(",", " ").replace(":", " ").replace(".", " ")
    openings = [text[block.start : min(block.end, block.start + _SEEN)] for block in page.blocks]
    told = _told()
    bits = []
    for block in page.blocks:
        until = min(block.end, block.start + _OPENING)
        known = told.keys() & spaced[block.start : until].split()
        bits.append(sum(told[word] for word in known) if len(known) < 2 else _joined(known))
    seen = Counter(openings)
    titles = _fields(page, _TITLES)
    descriptions = _fields(page, _DESCRIPTIONS)
    body = _body(page)
    flags = (
        [_FROM.match(words) is not None for words in openings],
        *_named(bits, len(_WORDED)).T,
        [seen[words] > 1 for words in openings],
        _repeated(openings, descriptions, 25),
        _repeated(openings, titles, 8),
        [body is not None] * len(openings),
        [0.5] * len(openings) if body is None else [_within(body, words) for words in openings],
    )
    return [np.array(flag, dtype=np.float64) for flag in flags]


def _joined(words: set[str]) -> int:
    told, bits = _told(), 0
    for word in words:
        bits |= told[word]
    return bits


def _fields(page: Page, names: frozenset[str]) -> str:
    return "\n".join(field.value.lower() for field in page.fields if field.name in names)


def _body(page: Page) -> str | None:
    for field in page.fields:
        if field.name in _BODIES and len(field.value) > 400:
            return "".join(_WORD.findall(field.value.lower()))
    return None


def _repeated(openings: Sequence[str], stated: str, least: int) -> list[bool]:
    """Say of each opening longer than ``least`` characters whether it stands in a field."""
    if not stated:
        return [False] * len(openings)
    return [len(words) > least and words[:60] in stated for words in openings]


def _within(body: str, words: str) -> float:
    letters = "".join(_WORD.findall(words))
    return float(len(letters) > 10 and letters in body)


def _kinds(blocks: Sequence[Block]) -> Floats:
    places = {kind: at for at, kind in enumerate(KINDS)}
    found = np.array([places.get(block.kind, len(KINDS)) for block in blocks])
    return np.asarray(np.eye(len(KINDS) + 1)[found, :-1])


def _named(bits: Sequence[int] | Places, size: int) -> Floats:
    """Spell bits out: a column a bit."""
    return ((np.asarray(bits, dtype=np.int64)[:, None] >> np.arange(size)) & 1).astype(np.float64)


def _to_headline(size: int, headline: int | None) -> list[Floats]:
    if headline is None:
        return [np.zeros(size)] * 4
    away = np.arange(size) - headline
    return [
        (away > 0).astype(float),
        (away == 0).astype(float),
        np.clip(away / 40, -1, 1),
        np.ones(size),
    ]


def _of_page(prose: Floats, lengths: Floats, linked: Floats) -> list[Floats]:
    """Measure the page, the same for all its blocks."""
    size, whole = len(prose), max(1.0, float(lengths.sum()))
    values = (
        min(1.0, math.log1p(float(prose.sum())) / 12),
        math.log1p(size) / 8,
        float(linked.sum()) / whole,
    )
    return [np.full(size, value) for value in values]
