"""Whether a person can be "he" or "she": by title, then by given name, else not known.

A hint, never a claim about anyone: it only keeps a pronoun from a name it does not fit.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

from secondsource.extract.spellings import folded
from secondsource.language import language
from secondsource.records import Entity

Sex = Literal["he", "she"]


@cache
def _given(code: str) -> dict[str, Sex]:
    """Give the pronoun of each first name: the table's, then the pack's own, which knows better."""
    place = resources.files("secondsource.extract") / "sexes.txt"
    hints: dict[str, Sex] = {}
    for line in place.read_text(encoding="ascii").splitlines():
        pronoun, _, names = line.partition(": ")
        if pronoun in ("he", "she"):
            hints |= dict.fromkeys(names.split(), "he" if pronoun == "he" else "she")
    people = language(code).table("people")
    hints |= dict.fromkeys(people.get("male", ()), "he")
    hints |= dict.fromkeys(people.get("female", ()), "she")
    for name in language(code).table("speakers")["either"]:
        hints.pop(name, None)
    return hints


def gender_of(entity: Entity, *, code: str = "en") -> Sex | None:
    """Say which pronoun an entity's names fit, or None where they do not tell.

    >>> gender_of(Entity("e1", "person", "Marta Roos", ("Marta Roos", "Roos"), ()))
    'she'
    """
    hints = _given(code)
    for name in sorted(entity.names, key=len, reverse=True):
        words = name.split()
        first = folded(words[0]) if len(words) > 1 else ()
        hint = hints.get(first[0]) or sex_of_title(words[0], code=code) if first else None
        if hint is not None:
            return hint
    return None


def sex_of_title(title: str, *, code: str = "en") -> Sex | None:
    """Say which pronoun a title before a name fits.

    >>> sex_of_title("Ms."), sex_of_title("Sir"), sex_of_title("Dr.")
    ('she', 'he', None)
    """
    titles = language(code).table("speakers")
    word = title.lower().rstrip(".")
    if word in titles["female_titles"]:
        return "she"
    return "he" if word in titles["male_titles"] else None


def sex_of(role: str, *, code: str = "en") -> Sex | None:
    """Say which pronoun the word for a role fits, or None where it fits both.

    >>> sex_of("spokeswoman"), sex_of("chairman"), sex_of("shaman"), sex_of("minister")
    ('she', 'he', None, None)
    """
    titles = language(code).table("speakers")
    if role in titles["female_roles"]:
        return "she"
    return "he" if role in titles["male_roles"] else None
