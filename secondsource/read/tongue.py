"""Which language a text is in, or None where it is too short to tell.

What may live here: the detector alone. English is told by its small words, which no other
language shares in number; others by their letters, as resiliparse ranks them.
"""

from __future__ import annotations

import re

from resiliparse.parse.lang import detect_fast

_ENOUGH = 40  # letters: below it, half of the guesses on headlines were wrong
_LOOKED_AT = 2_000
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "is",
        "was",
        "for",
        "on",
        "with",
        "as",
        "by",
        "at",
        "from",
        "his",
        "her",
        "it",
        "he",
        "she",
        "they",
        "has",
        "have",
        "had",
        "are",
        "were",
        "be",
        "this",
        "which",
        "not",
        "but",
        "after",
        "said",
        "who",
        "will",
        "would",
        "their",
        "been",
    ]
)
_FARTHEST = 1100  # rank; resiliparse calls values above 1200 usually false
# Letters that a language lacks: Russian is often ranked behind its neighbours in a short text.
_NEVER = {"bg": "ыэё", "mk": "ыэёюящъйь", "sr": "ыэёюящъйь", "uk": "ыэёъ", "ru": "їєіґўћђџ"}
_STRAYS = 0.004  # of the text: letters in foreign names; of Russian, one in fifty is "ы"


def language_of(text: str) -> str | None:
    """Name the language by its ISO 639-1 code, or None.

    >>> language_of("The ferry sank in the storm and nine of the crew have died, she said.")
    'en'
    >>> language_of("Ferry") is None
    True
    """
    head = text[:_LOOKED_AT]
    words = [word.lower() for word in _WORD.findall(head)]
    if sum(map(len, words)) < _ENOUGH:
        return None
    if sum(word in _SMALL for word in words) >= max(2, len(words) * 0.2):
        return "en"
    ranked: list[tuple[str, int]] = detect_fast(head, n_results=5)  # type: ignore[assignment]
    found, rank = next((one for one in ranked if not _lacks(one[0], head)), ("unknown", 0))
    return found if found != "unknown" and rank <= _FARTHEST else None


def _lacks(code: str, text: str) -> bool:
    """Say whether a text has letters that a language does not write."""
    low = text.lower()
    return sum(low.count(letter) for letter in _NEVER.get(code, "")) > _STRAYS * len(low)
