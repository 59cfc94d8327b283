"""Putting right, now and then, what a stream could not know when each article came.

Here lives the grouping anew of stories that changed, together with those that are near them.
Placing newcomers stands in ``arriving``, what binds two groups in ``bonds``, average link in
``clusters``; which story goes on under which id is for ``succession`` to say.

Why it works: an article that came too early stands alone or in the wrong story until others show
what it is about. A story that has grown by half is taken apart together with its nearest, and
their units are grouped by average link, as a small collection would be; that splits, merges and
moves alike. Of a long story only the last units are taken apart, against the rest as one. So each
round looks at a bounded number of units, and the time goes with what is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from heapq import nlargest
from itertools import combinations
from typing import NamedTuple

from secondsource.compare.arriving import (
    Live,
    State,
    Work,
    candidates,
    heaviest,
    indexed,
    refused,
    together,
)
from secondsource.compare.bonds import LEAST, Gist, bond
from secondsource.compare.clusters import linked
from secondsource.compare.lots import lots_of
from secondsource.compare.succession import changes_between, continuing, story_id
from secondsource.records import Change

AT_ONCE = 1000
"""Touched stories that are put right in one go, those joined first; the others wait."""

_LOOKED = 24
"""Units of a story that are grouped anew, the last that came; the others stand together."""

_COUNTED = 300
"""Units that the rest of a long story counts for, when it is asked which part goes on as it: more
than can be looked at in one go, and a story of thousands is not gone through each time."""

_COMPARED = 5
"""Units that each of those is compared with, the likest."""

_GROWN = 32
"""Units at most that may come before that is done again; or half as many as there were."""

_NEAR = 0.8
"""Share of the least bond from which on a story is grouped anew together with another, and how
many such there are at most. (ECB+'s even topics in four orders, twenty at a time, against all at
once: BCubed F1 .973 to .978; with .6 and four stories .954 to .982, never put right .894 to .934.)
"""

_AROUND = 8


def repaired(state: State, *, most: int = AT_ONCE) -> tuple[State, tuple[Change, ...]]:
    """Group anew the stories that changed since they were last put right, with those near them.

    At most ``most`` stories are looked at, those that were joined first; the others wait.

    >>> repaired(State())[1]
    ()
    """
    if not state.touched:
        return state, ()
    work = Work(state)
    waiting = sorted(state.touched, key=lambda name: (state.stories[name].arrival, name))[:most]
    changes: list[Change] = []
    for name in waiting:
        work.touched.discard(name)
        if name in work.stories and _grown(work.stories[name]):
            changes.extend(_mended(work, name))
    return work.state(), tuple(changes)


def _grown(live: Live) -> bool:
    """Say whether a story is new, or has grown so much that it should be looked at again."""
    return len(live.units) - live.checked >= min(max(live.checked // 2, 1), _GROWN)


def _mended(work: Work, name: str) -> Iterator[Change]:
    live = work.stories[name]
    around = _around(work, name, live)
    if around or len(live.units) > 2:
        yield from _regrouped(work, [name, *around])
    for one in (name, *around):
        if one in work.stories:
            now = work.stories[one]
            work.stories[one] = replace(now, checked=len(now.units))


def _around(work: Work, name: str, live: Live) -> list[str]:
    """Give the stories that are bound to one, or nearly."""
    strong = sorted(
        (-bond(work.stories[other].gist, live.gist), other)
        for other in candidates(work, live.gist, but=name)
    )
    return [other for loss, other in strong if -loss >= round(_NEAR * LEAST, 4)][:_AROUND]


# -- grouping anew --------------------------------------------------------------------------


class _Piece(NamedTuple):
    """A unit of a story, or all that are not looked at of a long one (``rest``)."""

    story: str
    units: tuple[str, ...]
    gist: Gist
    rest: bool = False


def _pieces(work: Work, name: str) -> Iterator[_Piece]:
    live = work.stories[name]
    rest, last = live.units.parted(_LOOKED)
    if rest:
        yield _Piece(name, rest, live.gist, rest=True)
    for unit in last:
        yield _Piece(name, (unit,), work.units[unit].gist)


def _regrouped(work: Work, several: Sequence[str]) -> Iterator[Change]:
    """Group the units of some stories by average link; a story goes on where most of it is."""
    pieces = {f"{at:04}": piece for at, piece in enumerate(
        piece for name in several for piece in _pieces(work, name)
    )}  # fmt: skip
    groups = _groups(work, pieces)
    before: dict[str, tuple[str, ...]] = {
        name: tuple(key for key, piece in pieces.items() if piece.story == name)
        for name in sorted(several, key=lambda name: (work.stories[name].born, name))
    }
    after = _named(work, pieces, groups, before)
    for one in changes_between(before, after):
        moved = [unit for key in one.articles for unit in pieces[key].units]
        articles = sorted(name for unit in moved for name in work.units[unit].articles)
        yield replace(one, articles=tuple(articles))
    was = {name: work.stories.pop(name) for name in several}
    for name, keys in after.items():
        if set(before.get(name, ())) == set(keys):
            work.stories[name] = was[name]
        else:
            _settle(work, name, [pieces[key] for key in keys], was)
    work.touched -= was.keys() - after.keys()


def _groups(work: Work, pieces: Mapping[str, _Piece]) -> list[tuple[str, ...]]:
    several, keys = list(pieces.values()), list(pieces)

    def parted(one: Sequence[int], other: Sequence[int]) -> bool:
        if not work.apart:
            return False
        sides = [[unit for at in side for unit in several[at].units] for side in (one, other)]
        return refused(work, sides[0], sides[1])

    gists = [piece.gist for piece in several]
    found = linked(gists, _near(gists), refused=parted)
    return [tuple(keys[at] for at in some) for some in found]


def _near(gists: Sequence[Gist]) -> dict[int, list[int]]:
    """Give each of a few groups those that share most of its heaviest terms."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for at, gist in enumerate(gists):
        for term in heaviest(gist):
            having[term].append(at)
    scores: list[defaultdict[int, float]] = [defaultdict(float) for _ in gists]
    for term, several in having.items():
        for one, other in combinations(several, 2):
            weight = gists[one].total[term] * gists[other].total[term]
            scores[one][other] += weight
            scores[other][one] += weight
    near: dict[int, list[int]] = {at: [] for at in range(len(gists))}
    for at, alike in enumerate(scores):
        for other in nlargest(_COMPARED, alike, key=lambda other: (alike[other], -other)):
            near[at].append(other)
            near[other].append(at)
    return near


def _named(
    work: Work,
    pieces: Mapping[str, _Piece],
    groups: Sequence[tuple[str, ...]],
    before: Mapping[str, Sequence[str]],
) -> dict[str, tuple[str, ...]]:
    """Name groups after the stories of which they have most units, new ones by a number."""

    def units(keys: Sequence[str]) -> list[str]:
        return [unit for key in keys for unit in pieces[key].units[-_COUNTED:]]

    kept = continuing(
        [units(some) for some in groups], {name: units(keys) for name, keys in before.items()}
    )
    named = {}
    for at, some in enumerate(groups):
        if at not in kept:
            work.splits += 1
            kept[at] = story_id(units(some), work.splits + 1)
        named[kept[at]] = some
    return named


def _settle(work: Work, name: str, pieces: Sequence[_Piece], was: Mapping[str, Live]) -> None:
    """Let a story be made of these pieces."""
    units = sorted(
        (unit for piece in pieces for unit in piece.units),
        key=lambda unit: work.units[unit].arrival,
    )
    rests = {piece.story for piece in pieces if piece.rest}
    gists = [piece.gist for piece in pieces if piece.rest or piece.story not in rests]
    came = [was[piece.story] for piece in pieces]
    work.stories[name] = Live(
        lots_of(units),
        reduce(together, gists),
        was[name].born if name in was else work.units[units[0]].arrival,
        max(one.arrival for one in came),
        max(one.day for one in came),
    )
    work.story_of.update(dict.fromkeys(units, name))
    indexed(work, name, heaviest(work.stories[name].gist))
