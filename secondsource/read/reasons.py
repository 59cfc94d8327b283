"""Why a block of a web page is not of its article: what it says, and what it stands in.

What may live here: naming the kind of a block that is already left out; nothing is decided here.
The kinds are a table (``reasons.toml``). A block's own words are believed before the names of the
elements around it, the innermost element before those farther out. Few blocks need a pattern:
one of a kind's triggers must stand among the words first, and a path is looked at once.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from secondsource.read.labels import is_label
from secondsource.records import Block

_ELEMENTS = {
    "figcaption": "caption: beside a picture",
    "button": "form: part of a form",
    "label": "form: part of a form",
    "legend": "form: part of a form",
}
_OUTER = ("html", "body")  # their classes name the page, not a part of it
_BY = "label: about the author"
_BYLINE = 120  # characters; what is longer about an author is not a byline
_LONGEST = 500  # characters; a longer block is told by its place
_RIGHTS = re.compile(r"©|\bcopyright\b|all rights reserved", re.IGNORECASE)
_NAMES = re.compile(r"[.#@]")  # no pattern reaches over one, and pages share names more than steps
_WORD = re.compile(r"[^\W_](?:[\w.'’-]*[^\W_])?")


class _Kind(NamedTuple):
    """A line of the table."""

    why: str
    words: re.Pattern[str] | None
    names: re.Pattern[str]


@cache
def _table() -> tuple[tuple[_Kind, ...], dict[str, tuple[int, ...]], re.Pattern[str]]:
    """Give the kinds, for each trigger the kinds it may be, and all names as one pattern."""
    place = resources.files("secondsource.read") / "reasons.toml"
    kinds, triggers = [], dict[str, tuple[int, ...]]()
    for at, told in enumerate(tomllib.loads(place.read_text(encoding="utf-8"))["kind"]):
        words = re.compile(told["words"], re.IGNORECASE) if "words" in told else None
        kinds.append(_Kind(told["why"], words, re.compile(told["names"])))
        for word in told.get("triggers", "").split():
            triggers[word] = (*triggers.get(word, ()), at)
    names = re.compile("|".join(f"(?:{one.names.pattern})" for one in kinds))
    return tuple(kinds), triggers, names


def why_left_out(block: Block, text: str) -> str:
    """Say why a block is not of the article; the reason opens with its kind.

    >>> why_left_out(Block(0, 9, "button", "html body button"), "OK")
    'form: part of a form'
    >>> why_left_out(Block(0, 9, "p", "html body p"), "Sign up for our newsletter")
    'newsletter: asks readers to sign up for letters'
    """
    if len(text) <= _LONGEST and (said := _said(text)):
        return said
    if block.kind in _ELEMENTS:
        return _ELEMENTS[block.kind]
    if len(text) < 300 and ("©" in text or "right" in text.lower()) and _RIGHTS.search(text):
        return "copyright: who owns the text"
    if named := _named(block.path):
        return _BY if named.startswith("author") and len(text) < _BYLINE else named
    if len(text) < 200 and is_label(text):
        return "label: who wrote it, and when"
    if block.linked and block.linked >= block.end - block.start - 2:
        return "link: a link and nothing else"
    return "outside: not in the run of the article's text"


@lru_cache(maxsize=32_768)
def _said(text: str) -> str | None:
    kinds, triggers, _ = _table()
    known = triggers.keys() & _WORD.findall(text.lower())
    if not known:
        return None
    for at in sorted({at for word in known for at in triggers[word]}):
        words = kinds[at].words
        if words is not None and words.search(text):
            return kinds[at].why
    return None


@lru_cache(maxsize=32_768)
def _named(path: str) -> str | None:
    steps = path.split(" ")
    for step in reversed(steps):
        if not step.startswith(_OUTER) and (why := _step(step)):
            return why
    return None


@lru_cache(maxsize=50_000)
def _step(step: str) -> str | None:
    kinds = _table()[0]
    found = min(_kind(name) for name in _NAMES.split(step.lower()))
    return kinds[found].why if found < len(kinds) else None


@lru_cache(maxsize=100_000)
def _kind(name: str) -> int:
    """Give the place in the table of what one class or id says; where nothing, its length."""
    kinds, _, names = _table()
    if not names.search(name):
        return len(kinds)
    return next(at for at, kind in enumerate(kinds) if kind.names.search(name))
