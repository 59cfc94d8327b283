"""What people decided of stories, carried out on the groups that likeness made.

What may live here: moving articles, putting groups together and splitting them as a person said.
It comes after all grouping, so whatever arrives later, a decision holds; it is kept in terms of
articles, which do not change while stories do.

    move    the article, with its copies, stands in the other's group and leaves its own
    join, unite   the groups of the two are one, unless something in them was parted
    part, sever   the two stand in two groups: each other article of the group goes with the one it
            is more like, and what a person tied to one of them goes with that

A newcomer that resembles both sides of a split so goes to the better one and never joins them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from secondsource.compare.affairs import Portions
from secondsource.records import Decision, Part

Weigh = Callable[[Sequence[str], Sequence[str]], float]
"""How strongly two sets of articles are bound."""

_ROUNDS = 5
"""Times that the articles of a split are gone through: two settle it, but for ties."""

TOGETHER = frozenset({"join", "unite"})
APART = frozenset({"part", "sever"})
STORIES = TOGETHER | APART | {"move"}


def decreed(
    portions: Portions,
    decisions: Iterable[Decision],
    copies: Mapping[str, Sequence[str]],
    weigh: Weigh,
) -> Portions:
    """Carry out what people decided; a decision about an article that is not here is ignored.

    ``copies`` gives for each article those that are one text with it, itself among them.

    >>> told = Portions((("a", "b"), ("c",)))
    >>> decreed(told, [Decision("unite", "a", "c")], {}, lambda one, other: 1.0).groups
    (('a', 'b', 'c'),)
    """
    here = {name for some in portions.groups for name in some}
    made = sorted(
        (one for one in decisions if one.verb in STORIES and {one.a, one.b} <= here),
        key=lambda one: (one.a, one.b, one.verb),
    )
    if not made:
        return portions
    court = _Court(made, copies, weigh)
    groups = court.split(court.united(court.moved(portions.groups)))
    return _with_parts(portions, sorted(tuple(sorted(some)) for some in groups if some), court)


def placed_by(decisions: Iterable[Decision]) -> frozenset[str]:
    """Give the articles of which a person said with which others they belong.

    >>> sorted(placed_by([Decision("move", "mill", "fire"), Decision("part", "ferry", "tram")]))
    ['mill']
    """
    made = tuple(decisions)
    beside = {end for one in made if one.verb in TOGETHER for end in (one.a, one.b)}
    return frozenset(beside | {one.a for one in made if one.verb == "move"})


@dataclass(frozen=True, slots=True)
class _Court:
    """The decisions that can be carried out, with what they are weighed by."""

    decisions: Sequence[Decision]
    copies: Mapping[str, Sequence[str]]
    weigh: Weigh

    def moved(self, groups: Iterable[Sequence[str]]) -> list[set[str]]:
        """Put each moved article, with its copies, where the article it was moved to stands."""
        goes = {one.a: one.b for one in self.decisions if one.verb == "move"}
        found = [set(some) for some in groups]
        for name in sorted(goes):
            goal = _goal(name, goes)
            along = {one for one in self._copies(name) if one == name or one not in goes}
            if goal is None or goal in along:
                continue
            for some in found:
                if goal in some:
                    some |= along
                else:
                    some -= along
        return found

    def united(self, groups: list[set[str]]) -> list[set[str]]:
        """Put groups together that a person said are one story."""
        for one in self.decisions:
            if one.verb in TOGETHER:
                mine, yours = (next(g for g in groups if end in g) for end in (one.a, one.b))
                if mine is not yours and not self._parted(mine, yours):
                    groups = [some for some in groups if some is not yours]
                    mine |= yours
        return groups

    def _parted(self, mine: AbstractSet[str], yours: AbstractSet[str]) -> bool:
        return any(
            (one.a in mine and one.b in yours) or (one.b in mine and one.a in yours)
            for one in self.decisions
            if one.verb in APART
        )

    def split(self, groups: list[set[str]]) -> list[set[str]]:
        """Split groups that hold two which a person parted."""
        for one in self.decisions:
            if one.verb in APART:
                held = next(some for some in groups if one.a in some)
                if one.b in held:
                    gone = self._side(held, one)
                    groups = [some for some in groups if some is not held]
                    groups += [held - gone, gone]
        return groups

    def _side(self, group: AbstractSet[str], decision: Decision) -> set[str]:
        """Give those of a group that go with the second of two that are parted."""
        stay, leave = self._tied(decision.a, group), self._tied(decision.b, group)
        leave = (leave - stay) | {decision.b}
        stay -= leave
        gone = set(leave)
        for _ in range(_ROUNDS):
            before = set(gone)
            for some in self._bundles(group - stay - leave, group):
                rest, beside = sorted(group - gone - some), sorted(gone - some)
                if self.weigh(sorted(some), beside) > self.weigh(sorted(some), rest):
                    gone |= some
                else:
                    gone -= some
            if gone == before:
                break
        return gone

    def _bundles(self, names: AbstractSet[str], group: AbstractSet[str]) -> list[set[str]]:
        """Put articles together that go nowhere without one another."""
        found: list[set[str]] = []
        for name in sorted(names):
            if not any(name in some for some in found):
                found.append(self._tied(name, group) & names)
        return found

    def _tied(self, name: str, group: AbstractSet[str]) -> set[str]:
        """Give what goes where an article goes: its copies, and what a person put beside it."""
        found: set[str] = set()
        more = {name}
        while more:
            found |= more
            ends = [(one.a, one.b) for one in self.decisions if one.verb not in APART]
            beside = {b for a, b in ends if a in more} | {a for a, b in ends if b in more}
            beside |= {copy for one in more for copy in self._copies(one)}
            more = (beside & group) - found
        return found

    def _copies(self, name: str) -> Sequence[str]:
        return self.copies.get(name, (name,))

    def refuses(self, group: Sequence[str], article: str) -> bool:
        """Say whether an article was said to be of another story than a group's."""
        inside = set(group)
        return any(
            (one.b == article and one.a in inside) or (one.a == article and one.b in inside)
            for one in self.decisions
            if one.verb in APART
        )


def _goal(name: str, goes: Mapping[str, str]) -> str | None:
    """Follow moves to the article that stays where it is; None if they lead in a ring."""
    seen = {name}
    at = goes[name]
    while at in goes:
        if at in seen:
            return None
        seen.add(at)
        at = goes[at]
    return None if at in seen else at


def _with_parts(portions: Portions, groups: Sequence[tuple[str, ...]], court: _Court) -> Portions:
    """Give the new groups the parts that the old ones had, but for those that were refused."""
    place = {name: at for at, some in enumerate(groups) for name in some}
    found: dict[int, list[Part]] = {}
    for old, parts in portions.parts.items():
        went = Counter(place[name] for name in portions.groups[old])
        at = min(went, key=lambda at: (-went[at], at))
        for part in parts:
            if place[part.article] != at and not court.refuses(groups[at], part.article):
                found.setdefault(at, []).append(part)
    parts_of = {
        at: tuple(sorted(_one_each(some), key=lambda part: part.article))
        for at, some in sorted(found.items())
    }
    return replace(portions, groups=tuple(groups), parts=parts_of)


def _one_each(parts: Iterable[Part]) -> list[Part]:
    """Put the parts of one article together."""
    found: dict[str, Part] = {}
    for one in parts:
        known = found.get(one.article)
        spans = tuple(sorted({*(known.spans if known else ()), *one.spans}))
        found[one.article] = replace(known or one, spans=spans)
    return list(found.values())
