"""Which decision takes the place of which: of each kind two things have one, the latest.

Decisions on a story, on a text and on names stand side by side. Articles are compared by their
ids, names by their letters without case, accents and marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from secondsource.extract.decided import can_be_one, name_key, placed_name
from secondsource.records import Decision

__all__ = [
    "NAMES", "against", "against_stories", "can_be_one", "filed", "name_key", "placed_name",
    "replaces",
]  # fmt: skip


_KINDS = (
    ("join", "part", "unite", "sever", "move"),
    ("derives", "independent"),
    ("merge", "split"),
    ("rename",),
)
_TOGETHER, _APART = frozenset({"join", "unite", "move"}), frozenset({"part", "sever"})
NAMES = frozenset({"merge", "split", "rename"})  # the verbs that speak of names
_DIRECTED = frozenset(
    {"derives", "split", "rename", "sever", "move"}
)  # the others are kept in one order


def filed(decision: Decision) -> Decision:
    """Give a decision as it is kept: where the order of the two says nothing, sorted.

    >>> filed(Decision("join", "tribune", "herald")).a
    'herald'
    """
    if decision.verb in _DIRECTED:
        return decision
    a, b = sorted((decision.a, decision.b))
    return replace(decision, a=a, b=b)


def replaces(new: Decision, old: Decision) -> bool:
    """Say whether a decision takes the place of an older one.

    >>> replaces(Decision("split", "Ada Roos", "Roos"), Decision("merge", "ROOS", "Ada Roos"))
    True
    >>> replaces(Decision("rename", "Roos", "Ada Roos"), Decision("rename", "roos", "A. Roos"))
    True
    """
    if not any(new.verb in kind and old.verb in kind for kind in _KINDS):
        return False
    if new.verb == "rename":
        return name_key(new.a) == name_key(old.a)
    if new.verb == old.verb == "move" and new.a == old.a:
        return True
    return _pair(new) == _pair(old)


def _pair(decision: Decision) -> frozenset[str]:
    both = (decision.a, decision.b)
    return frozenset(map(name_key, both) if decision.verb in NAMES else both)


def against(new: Decision, old: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions about names that a new one contradicts, in the order of their chain.

    A merge may not make one of two who are split, nor a split part two whom merges have made
    one by way of others; the decision that the new one replaces does not count.

    >>> merged = [Decision("merge", "Roos", "Dorn"), Decision("merge", "Dorn", "Belk")]
    >>> [one.b for one in against(Decision("split", "Roos", "Belk"), merged)]
    ['Dorn', 'Belk']
    """
    others = [one for one in old if one.verb in NAMES and not replaces(new, one)]
    merges = [one for one in others if one.verb == "merge"]
    if new.verb == "split":
        return _chain(merges, new.a, new.b)
    if new.verb == "merge":
        for split in (one for one in others if one.verb == "split"):
            chain = _chain([*merges, new], split.a, split.b)
            if chain:
                return (split, *(one for one in chain if one is not new))
    return ()


def against_stories(new: Decision, old: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions on stories that a new one contradicts, in the order of their chain.

    What was parted may not be put together by way of others, nor the other way round; and an
    article may not be moved to one that was moved to it.

    >>> merged = [Decision("unite", "ferry", "pier"), Decision("unite", "pier", "tram")]
    >>> [one.b for one in against_stories(Decision("sever", "ferry", "tram"), merged)]
    ['pier', 'tram']
    """
    others = [one for one in old if not replaces(new, one)]
    together = [one for one in others if one.verb in _TOGETHER]
    if new.verb in _APART:
        return _chain(together, new.a, new.b, key=str)
    if new.verb == "move":
        moves = {one.a: one for one in together if one.verb == "move"}
        ring: list[Decision] = []
        at = new.b
        while at in moves and moves[at] not in ring:
            ring.append(moves[at])
            at = moves[at].b
        if at == new.a:
            return tuple(ring)
    for one in others if new.verb in _TOGETHER else ():
        chain = _chain([*together, new], one.a, one.b, key=str) if one.verb in _APART else ()
        if chain:
            return (one, *(each for each in chain if each is not new))
    return ()


def _chain(
    merges: Iterable[Decision], start: str, goal: str, *, key: Callable[[str], str] = name_key
) -> tuple[Decision, ...]:
    """Give the shortest chain of merges that makes two one; empty if there is none."""
    ways: Mapping[str, tuple[Decision, ...]] = {key(start): ()}
    known = dict(ways)
    merges = list(merges)
    while ways:
        further: dict[str, tuple[Decision, ...]] = {}
        for one in merges:
            for here, there in ((one.a, one.b), (one.b, one.a)):
                if key(here) in ways and key(there) not in known:
                    further.setdefault(key(there), (*ways[key(here)], one))
        known |= further
        ways = further
    return known.get(key(goal), ())
