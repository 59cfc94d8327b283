"""Which language a text is in, or None where it is too short to tell and nothing states it.

What may live here: the detector, and what a page states where the text is mute. English is told
by its small words, which no other language shares in number; others by their letters, as
resiliparse ranks them. Templates state a language whatever is written in them, so the text wins.
"""

from __future__ import annotations

import re

from resiliparse.parse.lang import detect_fast

from secondsource.records import Page, Stated

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


_STATED = ("jsonld:inLanguage", "html:lang", "meta:og:locale", "meta:content-language")
_CODE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,12})?\Z")


def tongue_of(page: Page, text: str) -> Stated | None:
    """Name the language of an article's text; where that is too short to tell, as stated.

    The proof is the text itself, and then there is no field; else the field that states it.

    >>> from secondsource.records import Field
    >>> page = Page("p", "a", "x", fields=(Field("html:lang", "de-AT"),))
    >>> tongue_of(page, "Hochwasser")
    Stated(value='de', span=None, field='html:lang', note=None)
    """
    if found := language_of(text):
        return Stated(found)
    for name in _STATED:
        for one in page.fields:
            if one.name == name and (code := _CODE.match(one.value.strip())):
                return Stated(code[1].lower(), field=name)
    return None


def language_of(text: str) -> str | None:
    """Name the language by its ISO 639-1 code, or None.

    >>> language_of("The ferry sank in the storm and nine of the crew have died, she said.")
    'en'
    >>> language_of("Ferry") is None
    True
    """
    head = text[:_LOOKED_AT]
    words = _WORD.findall(head.lower())
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
