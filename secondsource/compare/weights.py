"""How much a word tells: little if all the news has it, much if hardly any has.

Here live the words' static weights, from the language pack's count of everyday news. Why static:
in a collection of five articles, or one that is all about one ferry, the collection's own counts
would call the ferry's name an everyday word.
"""

from __future__ import annotations

import math
from functools import cache

from secondsource.language import Language, language
from secondsource.textview import level

_SHARES = {"everywhere": 0.5, "often": 0.2, "sometimes": 0.08, "powers": 0.12}
"""The share of articles that a word of each table stands in: the tables' own middle values."""

_KNOWN = 0.05
"""And that a state, its people, its capital or an organisation known the world over stands in."""

_DAY = 0.15
"""And the name of a weekday or a month."""

UNLISTED = 0.008
"""The median share of all the words that stand in no table, over the same articles."""


@cache
def share_of(word: str) -> float:
    """Give the share of all news articles that a levelled, folded word stands in.

    >>> share_of("the") > share_of("government") > share_of("lifeboat")
    True
    """
    return listed_shares().get(word.removesuffix("'s").rstrip("."), UNLISTED)


@cache
def listed_shares() -> dict[str, float]:
    """Give the share of every word and name that a table lists, levelled and folded."""
    pack = language("en")
    known = [*pack.groups("states"), *pack.table("seats")]
    for name, also in pack.table("names.organisations").items():
        known += [name, *also]
    shares = {level(name, fold=True).rstrip("."): _KNOWN for name in known}
    shares.update(dict.fromkeys([*pack.table("calendar.weekdays"), *_months(pack)], _DAY))
    for table, share in _SHARES.items():
        shares.update(dict.fromkeys(pack.terms(f"stories.{table}"), share))
    return shares


def _months(pack: Language) -> list[str]:
    return [name for name in pack.table("calendar.months") if len(name) > 3 and name != "march"]


@cache
def telling(word: str) -> float:
    """Weigh a word from 0 (stands everywhere) to 1 (stands in no table).

    >>> telling("the") < .2, telling("lifeboat")
    (True, 1.0)
    """
    return round(math.log(share_of(word)) / math.log(UNLISTED), 4)
