"""Putting right, now and then, what a stream could not know when each article came.

Here live the splitting and merging of stories that have changed since they were last looked at.
Placing newcomers stands in ``arriving``; what binds two groups in ``bonds``.

Why it works: an article that came too early stands alone or in the wrong story until others show
what it is about. A story that has grown by half is grouped anew by average link, as a small
collection would be, its last units one by one against what the rest is about; and a story that
has changed is compared with its ten nearest. Both look at no more than a bounded number of
units, so the time goes with what is new, also in a story of twenty thousand articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from secondsource.compare.arriving import (
    Live,
    State,
    Work,
    absorb,
    heaviest,
    indexed,
    nearest,
    refused,
    story_articles,
)
from secondsource.compare.bonds import LEAST, Gist, bond, merged
from secondsource.compare.clusters import grouped
from secondsource.compare.succession import story_id
from secondsource.records import Change

AT_ONCE = 500
"""Touched stories that are put right in one go, those joined first; the others wait."""

_LOOKED = 24
"""Units of a story that are grouped anew, the last that came."""

_GROWN = 12
"""Units at most that may come before that is done again; or half as many as there were."""

_MERGES = 3
"""Stories that one takes in in one go, at most."""


def repaired(state: State, *, most: int = AT_ONCE) -> tuple[State, tuple[Change, ...]]:
    """Split and merge stories that have changed since they were last put right.

    The greater part of a split story keeps its id; of two that merge, the greater, or the older.
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
        changes.extend(_split(work, name))
    for name in waiting:
        changes.extend(_merged(work, name))
        work.touched.discard(name)
    return work.state(), tuple(changes)


# -- splitting ------------------------------------------------------------------------------


def _split(work: Work, name: str) -> Iterator[Change]:
    live = work.stories.get(name)
    if live is None or not _grown(live):
        return
    parts = _parts(work, live)
    kept = set(live.units).difference(*parts)
    for part in parts:
        if not kept:
            break
        yield _parted(work, name, part)
    now = work.stories[name]
    work.stories[name] = replace(now, checked=len(now.units))


def _grown(live: Live) -> bool:
    grown = len(live.units) - live.checked
    return grown >= min(max(live.checked // 2, 2), _GROWN)


def _parts(work: Work, live: Live) -> list[tuple[str, ...]]:
    """Group a story's last units anew, against the rest as one; give what falls off it."""
    looked = live.units[-_LOOKED:]
    rest = live.units[:-_LOOKED]
    gists = [work.units[unit].gist for unit in looked]
    if rest:
        gists.append(live.gist)

    def parted(one: Sequence[int], other: Sequence[int]) -> bool:
        sides = [[looked[at] for at in side if at < len(looked)] for side in (one, other)]
        return refused(work, sides[0], sides[1])

    groups = grouped(gists, refused=parted)
    keeps = max(groups, key=lambda some: (len(looked) in some, len(some), -some[0]))
    fallen = [tuple(looked[at] for at in some) for some in groups if some is not keeps]
    return [part for part in fallen if _falls(work, live, part)]


def _falls(work: Work, live: Live, part: Sequence[str]) -> bool:
    """Say whether a part is bound to the rest too weakly, so that it would not come back."""
    gone = set(part)
    rest = [unit for unit in live.units if unit not in gone][-_LOOKED:]
    return bool(rest) and bond(_together(work, rest), _together(work, part)) < LEAST


def _together(work: Work, units: Sequence[str]) -> Gist:
    found = work.units[units[0]].gist
    for unit in units[1:]:
        found = merged(found, work.units[unit].gist)
    return found


def _parted(work: Work, name: str, part: tuple[str, ...]) -> Change:
    """Let a part of a story begin one of its own."""
    was = work.stories[name]
    articles = tuple(sorted(a for unit in part for a in work.units[unit].articles))
    work.splits += 1
    new = story_id(articles, work.splits + 1)
    rest = tuple(unit for unit in was.units if unit not in set(part))
    about = _together(work, rest[-_LOOKED:]) if len(rest) <= _LOOKED else was.gist
    work.stories[name] = replace(was, units=rest, gist=about)
    work.stories[new] = replace(was, units=part, gist=_together(work, part), checked=len(part))
    for unit in part:
        work.story_of[unit] = new
    indexed(work, new, heaviest(work.stories[new].gist))
    work.touched.add(new)
    return Change("split", new, name, articles)


# -- merging --------------------------------------------------------------------------------


def _merged(work: Work, name: str) -> Iterator[Change]:
    for _ in range(_MERGES):
        live = work.stories.get(name)
        other = nearest(work, live.units, live.gist, but=name) if live else None
        if live is None or other is None:
            return
        near = work.stories[other]
        first, second = name, other
        if (-len(near.units), near.born) < (-len(live.units), live.born):
            first, second = other, name
        articles = story_articles(work, second)
        absorb(work, first, second)
        yield Change("merged", first, second, articles)
        name = first
