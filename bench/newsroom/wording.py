"""A small grammar: templates with choices and slots, and the tables of words they come from.

``[a|b]`` is a choice (choices nest), ``{name}`` a slot. Here lives the expansion, the reading of
the tables in ``words/``, and numbers as words. Chance is always the caller's.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words"
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_TWICE = re.compile(r",\s*([,.;:!?])")
_NUMBERS: tuple[str, ...] = tuple(
    re.findall(
        r"\w+",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
    )
)
_TENS: tuple[str, ...] = tuple(
    re.findall(r"\w+", "none ten twenty thirty forty fifty sixty seventy eighty ninety")
)


@cache
def table(name: str) -> Mapping[str, Any]:
    """Read one table of words: a path in ``words/`` without its ending."""
    return tomllib.loads((WORDS / f"{name}.toml").read_text("utf-8"))


@cache
def tables_in(folder: str) -> tuple[str, ...]:
    """Name the tables in a folder of words, in order."""
    return tuple(sorted(place.stem for place in (WORDS / folder).glob("*.toml")))


def kinds() -> tuple[str, ...]:
    """Name all kinds of happening, in order."""
    return tables_in("kinds")


def kinds_of(seed: int) -> tuple[str, ...]:
    """Name the kinds a seed may draw from: even seeds the tuning kinds, odd ones the unseen.

    >>> set(kinds_of(0)) & set(kinds_of(1))
    set()
    """
    wanted = split_of(seed)
    return tuple(name for name in kinds() if table(f"kinds/{name}")["split"] == wanted)


def split_of(seed: int) -> str:
    """Name the split of a seed.

    >>> split_of(4), split_of(7)
    ('tuning', 'unseen')
    """
    return "unseen" if seed % 2 else "tuning"


def lines(name: str, key: str, seed: int) -> Sequence[str]:
    """Give the words of a table for a seed's split: those of both splits and its own."""
    found: Any = table(name)
    both = found.get("both", {}).get(key, [])
    own = found.get(split_of(seed), {}).get(key, [])
    return [*both, *own]


def chosen(rng: random.Random, template: str) -> str:
    """Settle every choice of a template.

    >>> chosen(random.Random(1), "the [quay|quay] held")
    'the quay held'
    """
    while found := _CHOICE.search(template):
        pick = rng.choice(found[1].split("|"))
        template = template[: found.start()] + pick + template[found.end() :]
    return template.replace("  ", " ").strip()


def filled(template: str, slots: Mapping[str, str]) -> str:
    """Put values into the slots of a template; ``KeyError`` names a slot without one.

    >>> filled("{ship} sank off {place}", {"ship": "the Alma", "place": "Korr"})
    'the Alma sank off Korr'
    """
    return _SLOT.sub(lambda found: slots[found[1]], template)


def slots_of(template: str) -> list[str]:
    """Name the slots of a template.

    >>> slots_of("{ship} sank off {place}")
    ['ship', 'place']
    """
    return _SLOT.findall(template)


def smooth(text: str) -> str:
    """Mend doubled commas and spaces that filling left.

    >>> smooth("said Dorn, the mayor,.")
    'said Dorn, the mayor.'
    """
    return _TWICE.sub(r"\1", text).replace("  ", " ")


def capital(text: str) -> str:
    """Give a text a capital at its beginning.

    >>> capital("the quay")
    'The quay'
    """
    return text[:1].upper() + text[1:]


def in_words(number: int) -> str:
    """Write a number below a hundred in words, a larger one in figures.

    >>> in_words(12), in_words(45), in_words(1200)
    ('twelve', 'forty-five', '1,200')
    """
    if number < 20:
        return _NUMBERS[number]
    if number < 100:
        rest = f"-{_NUMBERS[number % 10]}" if number % 10 else ""
        return _TENS[number // 10] + rest
    return f"{number:,}"
