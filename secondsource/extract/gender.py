"""Whether a person can be "he" or "she": by title, then by given name, else not known.

A hint, never a claim about anyone: it only keeps a pronoun from a name it does not fit.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from secondsource.language import language
from secondsource.records import Entity


@cache
def _given(code: str) -> dict[str, Literal["he", "she"]]:
    people = language(code).table("people")
    titles = language(code).table("speakers")
    hints: dict[str, Literal["he", "she"]] = {}
    for word in (*people.get("male", ()), *titles["male_titles"]):
        hints[word] = "he"
    for word in (*people.get("female", ()), *titles["female_titles"]):
        if hints.pop(word, None) is None:
            hints[word] = "she"
    return hints


def gender_of(entity: Entity, *, code: str = "en") -> Literal["he", "she"] | None:
    """Say which pronoun an entity's names fit, or None where they do not tell.

    >>> gender_of(Entity("e1", "person", "Marta Roos", ("Marta Roos", "Roos"), ()))
    'she'
    """
    hints = _given(code)
    for name in sorted(entity.names, key=len, reverse=True):
        first = name.lower().split()
        if len(first) > 1:
            hint = hints.get(first[0].strip("."))
            if hint is not None:
                return hint
    return None


def sex_of(role: str, *, code: str = "en") -> Literal["he", "she"] | None:
    """Say which pronoun the word for a role fits, or None where it fits both.

    >>> sex_of("spokeswoman"), sex_of("chairman"), sex_of("shaman"), sex_of("minister")
    ('she', 'he', None, None)
    """
    titles = language(code).table("speakers")
    if role in titles["female_roles"]:
        return "she"
    return "he" if role in titles["male_roles"] else None
