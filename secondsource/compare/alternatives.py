"""Patterns of words that the tables of a language list: alternatives, and case left aside.

Here lives what every reader of roles and credits does to a word table, and no word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Give a pattern for one of some words, the longest first.

    >>> any_of(["log", "log book", "log"])
    '(?:log\\\\ book|log)'
    """
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest))})"


def no_case(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that leaves capitals aside."""
    return re.compile(pattern, re.IGNORECASE)
