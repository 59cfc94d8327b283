"""A name alone as the words that are compared: other scripts, honorifics, legal forms, numbers.

What may live here: what one name's own letters say. Every script is written in Latin letters
(the pack's Cyrillic, ``anyascii`` for the rest) but the syllables and ideographs of Chinese and
Korean, where one sign is a word's worth of letters and another sign another name. What says
nothing of who is meant is taken off: "Dr", "Ltd", the particles of a surname. Companies keep
their legal form and their numbers aside, since sister companies differ in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from secondsource.extract.spellings import folded, levelled_word
from secondsource.language import language

_SIGNS = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]")
# Greek, and all beyond the Cyrillic but the typography.
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0530-\u1dff\u2c00-\U0010ffff]+")
_DIGITS_FOR_LETTERS = str.maketrans("0134579", "oieasgg")
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_COUNTED = re.compile(r"(\d+)(?:st|nd|rd|th)?")
# A legal form's word of seven letters or more may lack one.
_LONG_FORM = 7


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of a name that are compared; of a company its legal forms and numbers too."""

    words: tuple[str, ...]
    legal: frozenset[str] = frozenset()
    numbers: tuple[int, ...] = ()
    fathers: frozenset[tuple[str, str]] = frozenset()


@lru_cache(maxsize=65536)
def plain_words(name: str) -> tuple[str, ...]:
    """Give a name's words in small ASCII letters; Chinese and Korean signs one by one.

    >>> plain_words("BarakObama"), plain_words("ბარაკ ობამა")
    (('barakobama',), ('barak', 'obama'))
    """
    if _SIGNS.search(name):
        return tuple(sign for sign in name if not sign.isspace())
    latin = _FOREIGN.sub(lambda found: _in_latin(found[0]), name.replace("&", " and "))
    found: list[str] = []
    for word in folded(latin):  # the Latin letters that folding leaves: "ı"
        found += (word,) if word.isascii() else folded(_in_latin(word))
    return tuple(found)


def _in_latin(letters: str) -> str:
    from anyascii import anyascii  # 2 ms to import, and few names need it

    return anyascii(letters)


@cache
def _terms(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in language("en").terms(name))


def _kept(words: Sequence[str], dropped: Iterable[str]) -> list[str]:
    """Give the words less some, or all of them if none were left."""
    out = frozenset(dropped)
    return [word for word in words if word not in out] or list(words)


@lru_cache(maxsize=65536)
def person_words(name: str) -> NameWords:
    """Give the words of a person's name.

    >>> person_words("Shaikh Isa bin Tarif").words, person_words("I9or Rauk").words
    (('isa', 'tarif'), ('igor', 'rauk'))
    """
    words = list(plain_words(name))
    if words and words[0].isascii():
        words = [_letters(word) for word in words]
        words = _kept(words, _terms("titles.honorific", "spellings.honorific", "people.suffixes"))
    fathers = _fathers(words)
    particles = _terms("people.particles", "spellings.father", "spellings.linking")
    # "Ben Dorn" has a given name; "bin Dorn" and "al Dorn" have none.
    given = words[:1] if words[:1] == ["ben"] and len(words) > 1 else []
    return NameWords(
        tuple(given + _kept(words[len(given) :], particles)), fathers=frozenset(fathers)
    )


def _letters(word: str) -> str:
    """Read digits inside a word as the letters they look like."""
    if word.isalpha() or word.isdigit():
        return word
    return word.translate(_DIGITS_FOR_LETTERS)


def _fathers(words: Sequence[str]) -> set[tuple[str, str]]:
    """Give who is said to be whose child: "Isa bin Tarif" gives (isa, tarif)."""
    father = _terms("spellings.father")
    return {
        (before, after)
        for before, link, after in zip(words, words[1:], words[2:], strict=False)
        if link in father
    }


# -- organisations -------------------------------------------------------------------------


@cache
def _legal_forms() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Give the legal forms as words, the longest first, with their kinds."""
    forms = language("en").groups("spellings.legal")
    split = [(tuple(form.split()), kind) for form, kind in forms.items()]
    return tuple(sorted(split, key=lambda form: (-len(form[0]), form)))


@lru_cache(maxsize=65536)
def organisation_words(name: str) -> NameWords:
    """Give the words of an organisation's name, its legal forms and its numbers.

    >>> found = organisation_words("Third Harbour Fund II, L.P.")
    >>> found.words, found.legal, found.numbers
    (('harbor', 'fund'), frozenset({'partnership'}), (3, 2))
    """
    plain = _countries_in_full(plain_words(name))
    words, legal = _without_legal(_initials_joined(plain))
    rest: list[str] = []
    numbers: list[int] = []
    for at, word in enumerate(words):
        number = _number(word, first=at == 0)
        if number is None:
            rest.append(levelled_word(word))
        elif numbers and at and _number(words[at - 1]) == numbers[-1] and _units(numbers, number):
            numbers[-1] += number
        else:
            numbers.append(number)
    rest = [word for word in rest if word not in _terms("spellings.small")] or rest or list(words)
    return NameWords(tuple(rest), frozenset(legal), tuple(numbers))


def _units(numbers: Sequence[int], number: int) -> bool:
    """Say whether a number goes on the one before: forty and four."""
    return 20 <= numbers[-1] < 100 and numbers[-1] % 10 == 0 and 0 < number < 10


@cache
def _table(name: str) -> dict[str, str | int]:
    return language("en").table(name)


def _countries_in_full(words: Sequence[str]) -> tuple[str, ...]:
    countries = _table("spellings.countries")
    return tuple(part for word in words for part in str(countries.get(word, word)).split())


def _initials_joined(words: Sequence[str]) -> list[str]:
    """Join letters that stand alone: "p", "t" is "pt"."""
    joined: list[str] = []
    lone = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and lone:
            joined[-1] += word
        else:
            joined.append(word)
        lone = single
    return joined


def _without_legal(words: Sequence[str]) -> tuple[list[str], set[str]]:
    rest = list(words)
    found: set[str] = set()
    for form, kind in _legal_forms():
        at = next((i for i in range(len(rest)) if _is_form(rest[i : i + len(form)], form)), None)
        if at is not None and len(rest) > len(form):
            del rest[at : at + len(form)]
            found.add(kind)
    return rest, found


def _is_form(words: Sequence[str], form: Sequence[str]) -> bool:
    if len(words) != len(form):
        return False
    return all(word == part or _slip(word, part) for word, part in zip(words, form, strict=True))


def _slip(word: str, form: str) -> bool:
    """Say whether a word is a long form's with a letter left out, its last or another."""
    if len(word) + 1 != len(form) or len(word) < _LONG_FORM - 1:
        return False
    at = next((at for at, letter in enumerate(word) if letter != form[at]), len(word))
    return word[at:] == form[at + 1 :]


def _number(word: str, *, first: bool = False) -> int | None:
    counted = _COUNTED.fullmatch(word)
    if counted:
        return int(counted[1])
    named = _table("spellings.numbers").get(word)
    if isinstance(named, int):
        return named
    roman = _ROMAN.fullmatch(word)
    if first or roman is None:
        return None
    ones = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
    return 10 * len(roman[1]) + ones.get(roman[2], 9)
