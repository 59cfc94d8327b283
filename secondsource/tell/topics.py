"""Whether words are about what a person asks for: alike in case, accents, plurals and tenses.

What may live here: comparing asked words with printed ones, word by word. Both are brought to
a root by the same few endings and the language's table of irregular forms; a wrong root does no
harm as long as both come to the same one. Nothing is ranked: all the words must stand there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from secondsource.language import language
from secondsource.sentences import words_of
from secondsource.textview import level

_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe",
                          "ı": "i", "þ": "th"})  # fmt: skip
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdgkmnprt])\1$")

Phrase = tuple[str, ...]


def folded(text: str) -> list[str]:
    """Give a text's words in small letters without accents, apostrophes, hyphens and dots.

    >>> folded("Zoë al-Şahin’s U.S. aide"), folded("O’Neill")
    (['zoe', 'al', 'sahin', 'us', 'aide'], ['oneill'])
    """
    return [word for found in words_in(text) for word in _folded(found)]


def words_in(text: str) -> list[str]:
    """Give a text's words, typography and case levelled."""
    flat = level(text, fold=True)
    return [flat[a:b] for a, b in words_of(flat)]


@lru_cache(maxsize=65536)
def _folded(word: str) -> tuple[str, ...]:
    bare = re.sub(r"'s$", "", word).replace("'", "").replace(".", "").translate(_LETTERS)
    if not bare.isascii():
        letters = unicodedata.normalize("NFKD", bare)
        bare = "".join(mark for mark in letters if not unicodedata.combining(mark))
    return tuple(part for part in re.split(r"[-\s]+", bare) if part)


def roots_of(text: str) -> list[str]:
    """Give the roots of a text's words, in order.

    >>> roots_of("The dams’ promised ferries") == roots_of("the dam promises ferry")
    True
    """
    return [_root(word) for word in folded(text)]


@cache
def _irregular() -> dict[str, str]:
    return language("en").table("statements.irregular")


@lru_cache(maxsize=65536)
def _root(word: str) -> str:
    word = _irregular().get(word, word)
    if len(word) > 3:
        word = _without_ending(word)
    if len(word) > 3:
        word = word.removesuffix("e")
    return f"{word[:-1]}i" if word.endswith("y") and len(word) > 2 else word


def _without_ending(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:sh|ch|x|ss|zz)es$", word):
        return word[:-2]
    if word.endswith("s"):
        return word if re.search(r"(?:ss|us|is)$", word) else word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1 and _VOWEL.search(stem):
            return stem[:-1] if _DOUBLED.search(stem) else stem
    return word


def phrases_of(words: str) -> tuple[Phrase, ...]:
    """Cut asked words into what must stand there: single words, and phrases in quotation marks.

    >>> phrases_of('dams "red lamp"')
    (('dam',), ('red', 'lamp'))
    """
    flat = level(words)
    found = (tuple(roots_of(one[1] or one[2] or "")) for one in _PHRASE.finditer(flat))
    return tuple(phrase for phrase in found if phrase)


def holds(roots: Sequence[str], phrases: Sequence[Phrase]) -> bool:
    """Say whether all the phrases stand among the roots of a text.

    >>> holds(roots_of("The red lamps burned."), phrases_of('burning "red lamp"'))
    True
    """
    known = set(roots)
    return all(
        phrase[0] in known if len(phrase) == 1 else _runs_in(phrase, roots) for phrase in phrases
    )


def _runs_in(phrase: Phrase, roots: Sequence[str]) -> bool:
    most = len(phrase)
    return any(tuple(roots[at : at + most]) == phrase for at in range(len(roots) - most + 1))
