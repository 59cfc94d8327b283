"""How much a word class tells, and which classes mean nearly the same.

Here live the lines of ``senses.json``: for each class of ``extract.lemmas`` how rare it is in
news, and its neighbours in meaning. They were trained once (``bench/train_senses.py``, card in
``senses.md``); at run time they are a table like any other. Opposites ("rise", "fall") lie near
one another in any trained table, so the language pack names them and they are kept apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

from secondsource.language import language

# A class in no article of the training news is as rare as the rarest there, a name or an hour
# hardly less. A state or a day stands in a twentieth of them.
_UNSEEN, _NAME, _KNOWN = 7.0, 5.0, 3.0
_DAY = len("@2024-03-16")


@cache
def _lines() -> Mapping[str, str]:
    place = resources.files("secondsource.compare") / "senses.json"
    lines: dict[str, str] = json.loads(place.read_text(encoding="utf-8"))
    return lines


def known() -> Iterable[str]:
    """Give every class that the table has a line for, in order."""
    return _lines().keys()


@cache
def opposites(code: str = "en") -> Mapping[str, frozenset[str]]:
    """Give the classes that mean the opposite of each class.

    >>> sorted(opposites()["rise"])
    ['fall', 'reduce']
    """
    found: dict[str, set[str]] = {}
    for one, others in language(code).table("opposites").items():
        for other in others:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in found.items()}


@cache
def _classes(code: str = "en") -> Mapping[str, str]:
    return language(code).groups("sameness")


def class_of(root: str) -> str:
    """Give the class of a word's root: "ship" is a vessel.

    >>> class_of("ship"), class_of("lantern")
    ('vessel', 'lantern')
    """
    return _classes().get(root, root)


@lru_cache(maxsize=65536)
def rarity(term: str) -> float:
    """Give how rare a term is in news, from about 0 (in every article) to 7.

    >>> rarity("lifeboat") > rarity("government") > rarity("year")
    True
    """
    if term[0] in "#~@":
        return _NAME if term[0] == "#" or (1 < len(term) < _DAY and term[0] == "@") else _KNOWN
    line = _lines().get(term)
    return float(line.split(" ", 1)[0]) if line else _UNSEEN


@lru_cache(maxsize=65536)
def near(term: str) -> Mapping[str, float]:
    """Give the classes near a class, each with a cosine between a half and 1; no opposites.

    >>> "hospitalise" in near("hospital")
    True
    """
    apart = opposites().get(term, frozenset())
    told = (one.rsplit(":", 1) for one in _lines().get(term, "").split(" ")[1:])
    return {word: int(cosine) / 100 for word, cosine in told if word not in apart}
