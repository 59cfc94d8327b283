"""What persons decided about whose text an article is, made ready for the judging.

Here lives the reading of decisions: the last word on a pair wins, and of words that together would
close a ring the later ones (in the order of their articles) do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from secondsource.records import Decision


@dataclass(frozen=True, slots=True)
class Rulings:
    """``derives``: whose text each article is (child to parent); ``independent`` pairs (a < b)."""

    derives: Mapping[str, str] = field(default_factory=dict)
    independent: frozenset[tuple[str, str]] = frozenset()


def rulings_of(decisions: Iterable[Decision]) -> Rulings:
    """Read the decisions about lineage; an article has one parent, and no chain is a ring.

    >>> chain = [Decision("derives", *pair) for pair in ("ab", "bc", "ca")]
    >>> dict(rulings_of(chain).derives)
    {'b': 'a', 'a': 'c'}
    """
    last = {
        (min(one.a, one.b), max(one.a, one.b)): one
        for one in decisions
        if one.verb in ("derives", "independent") and one.a != one.b
    }
    derives: dict[str, str] = {}
    for _, one in sorted(last.items()):
        if one.verb == "derives" and one.b not in derives and not _leads(derives, one.a, one.b):
            derives[one.b] = one.a
    denied = {pair for pair, one in last.items() if one.verb == "independent"}
    return Rulings(derives, frozenset(denied))


def _leads(derives: Mapping[str, str], start: str, goal: str) -> bool:
    """Say whether a chain of parents leads from one article to another."""
    here: str | None = start
    while here is not None and here != goal:
        here = derives.get(here)
    return here == goal
