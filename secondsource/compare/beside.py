"""The words beside a value: what tells two numbers, days or names of one thing from two things.

"At least 12 miles from Brun" and "15 miles from Brun" measure one way; "12 miles of cable"
another. Whether two values fill one slot is told by the words that stand next to them far more
than by the rest of their sentences. So a value carries the words within a few steps, those of
its own piece of the sentence at full weight and those beyond a comma at less; two values are of
one thing where these agree, and of two where each piece has a name that the other has not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from secondsource.compare.alternatives import any_of, no_case
from secondsource.compare.senses import class_of, rarity
from secondsource.language import language
from secondsource.records import Span
from secondsource.sentences import words_of

# So many words to either side are read; the nearest count full, the others less, and those of
# another piece of the sentence half. Chosen by reading the even topics of ECB+.
_STEPS, _NEAR, _MIDDLE = 8, 3, 5
_FULL, _LESS, _LEAST, _BEYOND = 1.0, 0.8, 0.6, 0.5
_NAME, _UNSEEN = 5.0, 7.0
# What is cut off a word, and put in its place, until the table of rarities knows it.
_ENDINGS = (
    ("s", ""), ("es", ""), ("d", ""), ("ed", ""),
    ("ing", ""), ("ing", "e"), ("ies", "y"), ("ied", "y"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """The words beside a value with their nearness (up to 1), and the names of its own piece."""

    words: Mapping[str, float]
    names: frozenset[str]


@cache
def _edges(code: str = "en") -> re.Pattern[str]:
    breaks = any_of(language(code).terms("slots.breaks"))
    return no_case(rf"[,;:()\[\]\"“”]|\s[-–—]+\s|\b{breaks}\b")


@cache
def _silent(code: str = "en") -> frozenset[str]:
    pack = language(code)
    bounds = (
        word
        for name in ("at_least", "over", "at_most", "under", "nearly", "about")
        for phrase in pack.terms(f"quantities.{name}")
        for word in phrase.split()
    )
    numbers = (*pack.table("quantities.numbers"), *pack.table("quantities.scales"))
    said = pack.terms("slots.silent")
    return frozenset((*pack.terms("statements.stop"), *bounds, *numbers, *said))


@cache
def _irregular(code: str = "en") -> Mapping[str, str]:
    return language(code).table("statements.irregular")


@lru_cache(maxsize=65536)
def root_of(word: str) -> str:
    """Give the class of a lower-case word, found by the table of rarities.

    >>> root_of("boats") == root_of("boat"), root_of("xyzzys")
    (True, 'xyzzys')
    """
    word = word.removesuffix("'s")
    if irregular := _irregular().get(word):
        return class_of(irregular)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            root = class_of(word.removesuffix(ending) + instead)
            if rarity(root) < _UNSEEN:
                return root
    return class_of(word)


def beside(text: str, passage: Span, value: Span) -> Beside:
    """Read the words beside a value in its sentence.

    >>> text = "The ferry lay 12 miles off Brun, with no anchor."
    >>> found = beside(text, Span("p", 0, len(text)), Span("p", 14, 16))
    >>> found.words["brun"] > found.words["anchor"], sorted(found.names)
    (True, ['brun'])
    """
    left = [*words_of(text, passage.start, value.start)][-_STEPS:]
    right = [*words_of(text, value.end, passage.end)][:_STEPS]
    bounds = [found.end() for found in _edges().finditer(text, passage.start, value.start)]
    opens = bounds[-1] if bounds else passage.start
    after = _edges().search(text, value.end, passage.end)
    closes = after.start() if after else passage.end
    words: dict[str, float] = {}
    names: set[str] = set()
    for row in (list(reversed(left)), right):
        for step, (start, end) in enumerate(row, 1):
            word = text[start:end].replace("’", "'")
            low = word.lower()
            if low in _silent() or word[0].isdigit():
                continue
            root = root_of(low)
            inside = opens <= start and end <= closes
            weight = _FULL if step <= _NEAR else _LESS if step <= _MIDDLE else _LEAST
            words[root] = max(words.get(root, 0.0), weight * (_FULL if inside else _BEYOND))
            if inside and word[0].isupper() and start != passage.start:
                names.add(root)
    return Beside(words, frozenset(names))


def agreeing(a: Beside, b: Beside, *, aside: frozenset[str] = frozenset()) -> float:
    """Give how far the words beside two values agree, 0 to 1; ``aside`` (the unit) tells nothing.

    It is the cosine of the words, weighed by nearness and by how rare each is in news.
    """
    shared = sum(
        min(near, b.words[word]) * _told(word)
        for word, near in sorted(a.words.items())
        if word in b.words and word not in aside
    )
    sizes = [
        sum(near * _told(word) for word, near in sorted(one.words.items()) if word not in aside)
        for one in (a, b)
    ]
    return round(shared / math.sqrt(sizes[0] * sizes[1]), 4) if shared else 0.0


def sharing(a: Beside, b: Beside, *, aside: frozenset[str] = frozenset()) -> int:
    """Count the words that stand beside both."""
    return len((a.words.keys() & b.words.keys()) - aside)


def estranged(a: Beside, b: Beside) -> bool:
    """Say whether the own piece of each has a name, and the two share none."""
    return bool(a.names and b.names and not a.names & b.names)


def _told(word: str) -> float:
    return max(0.5, min(_NAME, rarity(word)))
