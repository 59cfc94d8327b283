"""What the names of the elements around a block say: a menu, a caption, a comment, a story.

What may live here: the kinds of places that a page's own names of elements, ids and classes
tell, and reading them from a path. Outlets name their elements alike because people name things
alike; and the pages of one outlet share them, so each name is read once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

PLACES = {
    "nav": r"\bnav|menu|breadcrumb|crumbs",
    "footer": r"footer|\bfoot\b|bottom|copyright|legal|colophon",
    "header": r"\bheader|masthead|topbar|banner|\btop\b|logo",
    "aside": r"\baside|sidebar|side-?bar|rail\b|right-?col|col-?right|secondary|\bleft\b|\bright\b",
    "form": r"\bform\b|search|login|signup|sign-up|subscri|newsletter|register|paywall|donat",
    "related": r"relat|recommend|read-?more|more-?(from|stories|news|on)|popular|trending|teaser"
    r"|most-?(read|viewed)|latest|also|promo|outbrain|taboola|headlines|see-?also|next-?up|recirc",
    "share": r"shar(e|ing)|social|facebook|twitter|follow|addthis|tools\b|toolbar|print|e-?mail",
    "comment": r"comment|disqus|\brespond\b|responses|replies|discussion|reader-?react",
    "caption": r"caption|figure|photo|image|gallery|slideshow|credit|media\b|video|\bpic",
    "byline": r"byline|author|\bbio|contributor|writer",
    "meta": r"\bmeta|dateline|\bdate\b|time-?stamp|publish|posted|\btags?\b|categor|keyword|topic",
    "advert": r"\bad[sv]?\b|\bads?[-_]|advert|sponsor|commercial|\bdfp|\bgpt|widget|module|\bbox\b",
    "list": r"\b[uo]l\b|\blist",
    "article": r"\barticle\b",
    "main": r"\bmain\b|role_main",
    "content": r"content",
    "story": r"story|article-|articl|\bpost\b|post-|entry|\bbody-|text\b|-body|paragraph|copy\b",
    "table": r"\btd\b",
    "summary": r"summary|standfirst|\bdek\b|subtitle|sub-?head|excerpt|\blead\b|intro|deck",
    "hidden": r"hidden|\bhide|modal|popup|overlay|cookie|consent|gdpr|sr-only|visually|tooltip",
    "box": r"pull-?quote|inset|fact-?box|infobox|callout|highlights|key-?points|\btoc\b",
}
BIT = {name: 1 << place for place, name in enumerate(PLACES)}
WITHIN = (
    "table", "article", "main", "form", "blockquote", "figure", "aside", "header", "footer", "nav",
)  # fmt: skip
_PATTERNS = tuple((bit, re.compile(PLACES[name])) for name, bit in BIT.items())
_WORDS = re.compile(r"[.#@]")  # no pattern reaches over one: a step's words are read each by itself
_NAME = re.compile(r"[.#@]")
_TAIL = 3  # innermost elements of a path: a caption in a story is a caption
_WITHIN = {name: 2 << place for place, name in enumerate(WITHIN)}


class Way(NamedTuple):
    """A path read: its elements, and in bits what its end, its own element and the whole say."""

    steps: tuple[str, ...]
    tail: int
    own: int
    whole: int
    within: int


@lru_cache(maxsize=50_000)
def place(step: str) -> int:
    """Say, in the bits of ``PLACES``, what one element of a path names.

    >>> place("p.photo-caption") == BIT["caption"]
    True
    """
    return joined([_word(word) for word in _WORDS.split(step.lower())])


@lru_cache(maxsize=100_000)
def _word(word: str) -> int:
    """Read one class or id: steps are many, the words in them fewer."""
    bits = 0
    for bit, pattern in _PATTERNS:
        if pattern.search(word):
            bits |= bit
    return bits


@lru_cache(maxsize=32_768)
def way(path: str) -> Way:
    """Read a path; ``within`` has a bit for a near list item, then one for each of ``WITHIN``."""
    steps = tuple(path.split(" "))
    said = [place(step) for step in steps]
    names = [_NAME.split(step, maxsplit=1)[0] for step in steps]
    within = int("li" in names[-4:])
    for name in names:
        within |= _WITHIN.get(name, 0)
    return Way(steps, joined(said[-_TAIL:]), said[-1], joined(said), within)


def joined(said: list[int]) -> int:
    """Join what several elements say."""
    whole = 0
    for bits in said:
        whole |= bits
    return whole


def common(steps: tuple[str, ...], others: tuple[str, ...]) -> int:
    """Count the outer elements that two paths share.

    >>> common(("body", "main", "p"), ("body", "main", "div"))
    2
    """
    shared = 0
    for mine, theirs in zip(steps, others, strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared
