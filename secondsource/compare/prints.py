"""How far two prints are one sentence: their words compared, order aside.

Here lives the one measure that tells a copied sentence from one of the same pattern. Two sentences
of one pattern ("the town lost half of its mills") share many words; a copied one shares nearly
all, its figures among them.
"""

from __future__ import annotations

from functools import lru_cache

from secondsource.sentences import words_of
from secondsource.textview import level

_PATTERN = 0.6
"""Share of common words up to which two sentences are of one pattern, and no copies."""

_REFIGURED = 0.5
"""Weight of two prints of a sentence with other figures: of one pattern, or brought up to date."""


@lru_cache(maxsize=1 << 13)
def bag_of(text: str) -> frozenset[str]:
    """Give the levelled words of a text, each once.

    >>> sorted(bag_of("The ferry, the Marta"))
    ['ferry', 'marta', 'the']
    """
    flat = level(text, fold=True)
    return frozenset(flat[start:end] for start, end in words_of(flat))


def likeness(one: str, other: str) -> float:
    """Say how far two texts are prints of one sentence, 0 to 1.

    >>> likeness("Kelby lost its mills.", "KELBY lost its mills")
    1.0
    >>> likeness("Kelby lost half of its mills in 1931.", "Osk lost many of its docks in 1962.")
    0.0
    """
    if one == other:
        return 1.0
    a, b = bag_of(one), bag_of(other)
    share = 2 * len(a & b) / max(len(a) + len(b), 1)
    alike = min(max((share - _PATTERN) / (1 - _PATTERN), 0.0), 1.0)
    return alike * (1.0 if _figures(a) == _figures(b) else _REFIGURED)


def _figures(words: frozenset[str]) -> set[str]:
    return {word for word in words if word[0].isdigit()}
