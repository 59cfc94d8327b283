"""Imitations: names that look like another's and are spelt with other letters.

What may live here: the skeleton of a name, as Unicode's technical standard 39 draws it, for the
Latin, Cyrillic and Greek letters that look alike. Two names of one skeleton and different
letters are two outlets: one of them wants to be taken for the other, so they are never joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from secondsource.publishers import Publishers
from secondsource.textview import INVISIBLE

_LOOKS = {
    "a": "аɑαΑ", "b": "вЬьΒƄ", "c": "сϲС", "d": "ԁ", "e": "еєεΕЕ", "g": "ɡԍ", "h": "һнΗН",
    "i": "іıɩιΙІї", "j": "јϳЈ", "k": "кκΚК", "l": "ӏ1|ӀℓI", "m": "мΜМ", "n": "пηΝո", "o": "оοσΟО0օ",
    "p": "рρΡР", "q": "ԛզ", "r": "гᴦ", "s": "ѕЅꜱ", "t": "тτΤТ", "u": "υսц", "v": "ѵνѴ",
    "w": "ԝωшѡ", "x": "хχΧХ", "y": "уүγΥУ", "z": "ᴢΖ",
}  # fmt: skip
_SKELETON = str.maketrans({other: letter for letter, looks in _LOOKS.items() for other in looks})
_UNSEEN = re.compile(rf"[{INVISIBLE}]")
_NOT_LATIN = re.compile(
    r"[Ͱ-ԯ\u1d00-\u1dbf\uff01-\uff5e\U0001d400-\U0001d7ff]|[a-z][01|]|[01|][a-z]|ı"
)


def visible(name: str) -> str:
    """Drop what a reader cannot see: characters of no width and turns of direction.

    >>> visible("Osk\\u200b Her\\u202eald")
    'Osk Herald'
    """
    return " ".join(_UNSEEN.sub("", name).split())


def skeleton(name: str) -> str:
    """Write a name with the Latin letters that it looks like, in small letters.

    >>> skeleton("Оѕk Неrаld") == skeleton("Osk Herald")
    True
    """
    plain = visible(unicodedata.normalize("NFKC", name)).translate(_SKELETON)
    return visible(plain.lower().translate(_SKELETON))


def imitated(name: str, known: Publishers) -> str | None:
    """Give the outlet or agency, known beforehand, that a name looks like and is not.

    >>> from secondsource.publishers import publishers
    >>> imitated("Rеuters", publishers()), imitated("Reuters", publishers())
    ('Reuters', None)
    """
    if not _NOT_LATIN.search(name):
        return None
    looks = skeleton(name)
    found = known.agency_named(looks) or getattr(known.holding(looks), "name", None)
    same = known.agency_named(name) or getattr(known.holding(name), "name", None)
    return found if found and not same else None


def note_of(name: str) -> str:
    """Say that a name imitates another."""
    return f"looks like “{name}” in other letters: another outlet, kept apart"


def lookalikes(keys: Mapping[str, str]) -> dict[str, str]:
    """Find in a collection the names that look like another's: each to the one it looks like.

    ``keys`` maps levelled names to names as shown; the one in plain Latin letters is the one
    that is imitated.

    >>> lookalikes({"osk herald": "Osk Herald", "оsk herald": "Оsk Herald"})
    {'Оsk Herald': 'Osk Herald'}
    """
    plain = {key: name for key, name in keys.items() if not _NOT_LATIN.search(key)}
    found = {}
    for key, name in sorted(keys.items()):
        other = plain.get(skeleton(key)) if key not in plain else None
        if other:
            found[name] = other
    return found
