"""Loads a language pack: the words of one language, as data.

A pack is a TOML file of tables in ``languages/``. The program's rules are the same for every
language; what differs - cue verbs, titles, months, units, the words of an appeal -
is in the pack, so a second language is a second file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from secondsource.errors import Misuse


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words, read by dotted names such as ``quotations.cues``."""

    code: str
    tables: Mapping[str, Any]

    def _at(self, name: str) -> Any:
        here: Any = self.tables
        for step in name.split("."):
            if not isinstance(here, Mapping) or step not in here:
                raise Misuse(f"the language pack {self.code!r} has no table {name!r}")
            here = here[step]
        return here

    def terms(self, name: str) -> tuple[str, ...]:
        """Give a list of words.

        >>> "said" in language("en").terms("quotations.cues")
        True
        """
        return tuple(self._at(name))

    def table(self, name: str) -> dict[str, Any]:
        """Give a table of words and what they stand for.

        >>> language("en").table("calendar.months")["march"]
        3
        """
        return dict(self._at(name))

    def groups(self, name: str) -> dict[str, str]:
        """Turn a table of ``name = [words]`` round: each word to the name of its group.

        >>> language("en").groups("sameness")["deliver"]
        'supply'
        """
        return {word: key for key, words in self._at(name).items() for word in words}


@cache
def language(code: str) -> Language:
    """Load a pack by its ISO 639-1 code; ``Misuse`` if there is none."""
    place = resources.files("secondsource.languages") / f"{code}.toml"
    if not place.is_file():
        raise Misuse(f"there is no language pack for {code!r}")
    return Language(code, tomllib.loads(place.read_text(encoding="utf-8")))


@cache
def has_pack(code: str | None) -> bool:
    """Say whether a language can be analysed.

    >>> has_pack("en"), has_pack("xx"), has_pack(None)
    (True, False, False)
    """
    if not code or not code.isalpha():
        return False
    return (resources.files("secondsource.languages") / f"{code}.toml").is_file()


def analysed(code: str | None) -> bool:
    """Say whether texts in a language are analysed; one that is not known is tried as English.

    >>> analysed("en"), analysed("xx"), analysed(None)
    (True, False, True)
    """
    return code is None or has_pack(code)
