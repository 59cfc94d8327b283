"""When two spellings are one name: folding, levelled sounds, given names, company endings.

What may live here: the comparison of names as strings, nothing of where they stand. A name in
another alphabet or spelling keeps its consonants and loses its vowels' colour (Haider, Haidar;
Sergei, Sergey), so a word is levelled to its ``sound``: one letter for each consonant, one of
two for a run of vowels. That is too coarse for given names everybody knows apart (Dan, Dean),
so two given names that both stand in the language pack are one only if the pack says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz.distance import OSA

from secondsource.language import language
from secondsource.records import NameKind

_LETTERS = str.maketrans(
    {
        **dict(zip("øłđðıħŧ", "olddiht", strict=True)),
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        **dict(zip("абвгдезийклмнопрстуфхыэіє", "abvgdeziyklmnoprstufhyeie", strict=True)),
        "ж": "zh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "yu",
        "я": "ya",
        "ё": "e",
        "ъ": "",
        "ь": "",
        "ї": "yi",
        "ґ": "g",
    }
)
_APOSTROPHE = re.compile(r"['’ʼ`´]")
_WORD = re.compile(r"[^\W_]+")
# Ada "The Lamp" Roos, Ada (Addie) Roos: in marks between the given name and the surname.
_NICKNAME = re.compile(
    r"""(?<=\w)\s+(?:["“][^"”]{1,40}["”]|['‘][^'’]{1,40}['’]|\([^)]{1,40}\))\s+(?=\w)"""
)
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("s?tsch|tch|s?zcz|cz", "C"),
        ("shch|sch|sh", "S"),
        ("ch", "C"),
        ("zh|dj|dzh", "Z"),
        ("kh|gh(?=[aeiouy])", "h"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("ck|c(?![eiy])|q", "k"),
        ("c", "s"),
        ("x", "ks"),
        ("w", "v"),
        ("(?<=[aeiouy])h(?![aeiouy])", ""),
        ("[aeiy][aeiouy]*", "a"),
        ("[ou][aeiouy]*", "o"),
        (r"([^\d])\1+", r"\1"),
    )
)
# One slip of the pen in a word of seven letters or more is a misspelling; in shorter ones it is
# as often another name (Orr and Ott). Chosen by reading the even half of the name pairs.
_SLIP = 7


@lru_cache(maxsize=65536)
def folded(name: str) -> tuple[str, ...]:
    """Give a name's words in small Latin letters without accents, apostrophes and hyphens.

    >>> folded("Zoë al-Şahin's")
    ('zoe', 'al', 'sahin')
    """
    bare = re.sub(r"['’][sS]?$", "", name.strip())
    letters = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", bare.lower()).translate(_LETTERS))
    plain = "".join(mark for mark in letters if not unicodedata.combining(mark))
    dotted = re.sub(r"\b([^\W\d_])\.(?=[^\W\d_]\b)", r"\1", plain)
    return tuple(_WORD.findall(dotted.translate(_LETTERS)))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Level a folded word to its consonants and two colours of vowel.

    >>> sound("sergei") == sound("sergey"), sound("hussein") == sound("hassan")
    (True, False)
    """
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


@cache
def _given_groups() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, names in enumerate(language("en").terms("people.given")):
        for name in names:
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def given_names(gender: str) -> frozenset[str]:
    """Give the folded given names that the pack lists as ``female`` or ``male``."""
    return frozenset(language("en").terms(f"people.{gender}"))


@cache
def _known_given() -> frozenset[str]:
    return given_names("female") | given_names("male") | frozenset(_given_groups())


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """Read the English given names with their nicknames (``nicknames.txt``, Apache-2.0)."""
    place = resources.files("secondsource.extract") / "nicknames.txt"
    lines = place.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if not line.startswith("#"))
    return {name: frozenset(nicknames.split()) for name, nicknames in pairs}


def same_form(one: str, other: str) -> bool:
    """Say whether two folded given names are forms of one, by the tables alone.

    >>> same_form("abigail", "gail"), same_form("dan", "dean")
    (True, False)
    """
    nicknames, groups = _nicknames(), _given_groups()
    if other in nicknames.get(one, ()) or one in nicknames.get(other, ()):
        return True
    return bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


def is_given(word: str) -> bool:
    """Say whether a folded word is a given name that the pack knows."""
    return word in _known_given()


def given_keys(word: str) -> tuple[str, ...]:
    """Give the keys under which a given name is looked up: its groups, its sound, itself.

    Two given names can only be one if they share a key or one is the other's initial.
    """
    groups = sorted(_given_groups().get(word, ()))
    return (word, f"sound {sound(word)}", *(f"group {number}" for number in groups))


def same_given(one: str, other: str) -> bool:
    """Say whether two folded given names, or a name and an initial, can be one man's.

    >>> same_given("haider", "haidar"), same_given("dan", "dean"), same_given("bill", "william")
    (True, False, True)
    """
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    groups = _given_groups()
    if groups.get(one, frozenset()) & groups.get(other, frozenset()):
        return True
    if one in _known_given() and other in _known_given():
        return False
    return _sounds_alike(one, other)


def _sounds_alike(one: str, other: str) -> bool:
    if sound(one) == sound(other) and len(sound(one)) >= 3:
        return True
    return min(len(one), len(other)) >= _SLIP and OSA.distance(one, other, score_cutoff=1) <= 1


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in its parts, folded; ``given`` is empty where the surname stands alone."""

    given: tuple[str, ...]
    surname: str

    @property
    def key(self) -> str:
        """Give the surname's sound, under which persons are put in one bucket."""
        return sound(self.surname)


@lru_cache(maxsize=65536)
def person_of(name: str) -> Person:
    """Take a person's name apart: particles are left out, suffixes dropped.

    >>> person_of("Haider al-Abadi"), person_of("van der Berg")
    (Person(given=('haider',), surname='abadi'), Person(given=(), surname='berg'))
    """
    pack = language("en")
    name = _NICKNAME.sub(" ", name)
    if "," in name:
        after, _, before = name.partition(",")
        if before.strip() and folded(before)[-1:] not in [(end,) for end in _suffixes()]:
            name = f"{before} {after}"
    words = [word for word in folded(name) if word not in _suffixes()] or list(folded(name))
    if not words:
        return Person((), "")
    particles = pack.terms("people.particles")
    given = tuple(word for word in words[:-1] if word not in particles)
    return Person(given, words[-1])


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(language("en").terms("people.suffixes"))


def same_givens(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two lists of given names agree: the first ones, then middle ones in order.

    >>> same_givens(("george", "w"), ("george", "h", "w")), same_givens(("john",), ("j", "r"))
    (False, True)
    """
    if not one or not other:
        return not one and not other
    if not same_given(one[0], other[0]):
        return False
    short, long = sorted((one[1:], other[1:]), key=len)
    if len(short) == len(long):
        return all(same_given(a, b) for a, b in zip(short, long, strict=True))
    return not short or (set(short) < set(long) and all(len(word) > 1 for word in short))


def same_person(one: str, other: str) -> bool:
    """Say whether two full names are spellings of one person's name.

    >>> same_person("Sergei Lavrenko", "Sergey Lavrenko")
    True
    >>> same_person("Anna Lavrenko", "Sergei Lavrenko")
    False
    """
    a, b = person_of(one), person_of(other)
    if folded(one) == folded(other) or "".join(folded(one)) == "".join(folded(other)):
        return True
    return same_surname(a.surname, b.surname) and same_givens(a.given, b.given)


def same_surname(one: str, other: str) -> bool:
    """Say whether two folded surnames are spellings of one."""
    return one == other or _sounds_alike(one, other)


@cache
def _company_ends() -> frozenset[str]:
    return frozenset(language("en").terms("names.company_ends"))


@lru_cache(maxsize=65536)
def organisation_key(name: str) -> tuple[str, ...]:
    """Level an organisation's name: no "the", no "Inc", one spelling of -isation and Centre.

    >>> organisation_key("The Harbour Centre Co.") == organisation_key("Harbor Center")
    True
    """
    words = [levelled_word(word) for word in folded(name) if word not in ("the", "and")]
    while len(words) > 1 and words[-1] in _company_ends():
        words.pop()
    while len(words) > 1 and words[0] in _company_ends() and len(words[0]) > 2:
        words.pop(0)
    return tuple(_without_article(words))


def _without_article(words: list[str]) -> list[str]:
    """Drop the Arabic article before a name of four letters or more: "al-Raqqa"."""
    long = len(words) > 1 and len(words[1]) > 3
    return words[1:] if long and words[0] in _arabic_articles() else words


@cache
def _arabic_articles() -> frozenset[str]:
    return frozenset(language("en").terms("spellings.articles"))


def levelled_word(word: str) -> str:
    """Give one spelling of -our, -isation, Centre and St.

    >>> levelled_word("harbours"), levelled_word("organisation"), levelled_word("centre")
    ('harbors', 'organization', 'center')
    """
    known = _levelled().get(word)
    return known or re.sub(r"our(?=s?$)", "or", re.sub("is(?=ation|ed$|ing$)", "iz", word))


@cache
def _levelled() -> dict[str, str]:
    return {word: str(one) for word, one in language("en").table("spellings.levelled").items()}


def same_organisation(one: str, other: str) -> bool:
    """Say whether two names are spellings of one organisation's, or one is the other's initials.

    >>> same_organisation("Port Workers' Union", "PWU")
    True
    """
    a, b = organisation_key(one), organisation_key(other)
    if a == b or "".join(a) == "".join(b):
        return True
    if len(a) == len(b):
        return all(x == y or _sounds_alike(x, y) for x, y in zip(a, b, strict=True))
    return stands_for(one, other) or stands_for(other, one)


_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "des"})


def stands_for(short: str, long: str) -> bool:
    """Say whether a short form is made of a long form's initials.

    >>> stands_for("F.B.H.", "Federal Board for Harbours"), stands_for("CIT", "City")
    (True, False)
    """
    letters = "".join(folded(short))
    if not 2 <= len(letters) <= 10 or sum(map(str.isupper, short)) < 2:
        return False
    return letters in initials_of(long)


def initials_of(long: str) -> frozenset[str]:
    """Give the initials of a name of two words or more, with and without its small words.

    >>> sorted(initials_of("Bread and Roses Party"))
    ['barp', 'brp']
    """
    words = folded(long)
    if len(words) < 2:
        return frozenset()
    whole = [word for word in words if word not in _SMALL]
    return frozenset("".join(word[0] for word in some) for some in (words, whole) if some)


def best_form(forms: Counter[str], kind: NameKind, known: str | None) -> str:
    """Give the form an entity goes by: the known one if printed, else the commonest full one.

    >>> best_form(Counter({"Roos": 5, "Ada Roos": 2}), "person", None)
    'Ada Roos'
    """
    if known in forms:
        return known or ""
    whole = [form for form in forms if len(form.split()) > 1 and not form.isupper()]
    if kind == "place" or not whole:
        whole = [form for form in forms if len(form) > 1] or list(forms)
    if kind == "person":
        named = [form for form in whole if person_of(form).given]
        whole = named or whole
    return min(whole, key=lambda form: (-forms[form], form))
