"""Tells first names of many countries from other words: a hint that two capitals are a person.

What may live here: looking words up in ``firstnames.txt``, which ``bench/train_firstnames.py``
makes. It is wider and less sure than the pack's given names, which are also compared with one
another: a name in it counts as a vote and settles nothing alone.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from secondsource.extract.spellings import is_given

__all__ = ["is_first_name"]


@cache
def _listed() -> frozenset[str]:
    place = resources.files("secondsource.extract") / "firstnames.txt"
    lines = place.read_text(encoding="ascii").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_first_name(word: str) -> bool:
    """Say whether a folded word is somebody's first name in one of some eighty countries.

    >>> is_first_name("dwight"), is_first_name("harbour")
    (True, False)
    """
    return is_given(word) or word in _listed()
