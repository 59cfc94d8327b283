"""Stories as articles arrive: a state that newcomers are put into, one after the other.

Here live the state of the stream, the index of its stories' rare terms and the placing of a
newcomer. What binds two groups is decided by ``bonds`` alone; putting right what came too early
to be told, by splitting and merging, stands in ``mending``. The state is a value: what is passed
in is not changed.

Why it works: a newcomer shares its rarest terms with few stories, and ten of them are compared,
however many are live; so an article costs what its own length asks and not what the archive
holds (single-pass clustering; Allan et al. 1998). A term names only the stories that had it
last, which keeps common terms cheap. A copy goes where its text is, without being compared, and
what a person joined or parted comes before any likeness. Stories that nothing has joined for a
while leave the state (``aged``); what is left of them is their changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import nlargest

from secondsource.compare.bonds import LEAST, Gist, bond, merged, slimmed
from secondsource.compare.lots import Lots, lots_of
from secondsource.compare.succession import story_id
from secondsource.records import Change

COMPARED = 10
"""Stories that a newcomer is compared with, those that share most of its heaviest terms."""

_ASKED = 20
"""Heaviest terms of an article that candidates are looked for with, and that it is indexed by."""

_WORTH = 0.3
"""Share of the best candidate's weight under which another is not compared."""

_NAMED = 16
"""Stories that a term names: the last that had it. (24 find the same stories in ECB+'s even topics
in any order, and take longer; with 12 a made-up stream agrees with all at once to .968, not .97.)
"""

_OWN = 4
"""Units from which on a story is indexed by what a newcomer shares with it, and not by all that
the newcomer is about."""

_RECENT = 63
"""Dated arrivals whose middle day is the stream's day: one that is misdated does not move it."""

_UNIT, _STORY = 150, 300
"""Terms that are kept of what an article, and a story, is about, the heaviest."""

_SETTLED = 9
"""And how many there must be, before that says anything."""

MOST = 100_000
"""Arrivals after which a story that nothing has joined leaves even if no day is known."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An article as it arrives, with what it is about and the day that it is of, if known.

    ``joined`` are articles that a person says it belongs with, ``apart`` those it does not,
    ``copies`` those whose text it has, in the order in which they should be followed.
    """

    id: str
    gist: Gist
    day: date | None = None
    joined: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """Articles that are one text, or that a person made one: they move together."""

    articles: tuple[str, ...]
    gist: Gist
    arrival: int


@dataclass(frozen=True, slots=True)
class Live:
    """A story that articles may still join.

    ``units`` are named by their first articles; ``born`` is the number of the arrival that began
    it; ``arrival`` and ``day`` (as an ordinal; 0: not known) are those of the stream when it was
    last joined, ``checked`` the units it had when it was last put right.
    """

    units: Lots
    gist: Gist
    born: int
    arrival: int
    day: int = 0
    checked: int = 1


@dataclass(frozen=True, slots=True)
class State:
    """The stories of a stream, and what is needed to place the next article.

    ``unit_of`` gives an article's unit and ``story_of`` a unit's story; ``index`` the stories that
    had a term last; ``days`` the last dated arrivals; ``touched`` the stories that have not been
    put right since they changed; ``splits`` counts those that were split off, for their ids.
    """

    stories: Mapping[str, Live] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    unit_of: Mapping[str, str] = field(default_factory=dict)
    story_of: Mapping[str, str] = field(default_factory=dict)
    index: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    days: tuple[int, ...] = ()
    touched: AbstractSet[str] = frozenset()
    arrivals: int = 0
    splits: int = 0

    @property
    def today(self) -> date | None:
        """The stream's day: the middle one of the last dated arrivals, if there are a few."""
        day = _middle(self.days)
        return date.fromordinal(day) if day else None

    def articles(self, story: str) -> tuple[str, ...]:
        """Give the articles of a live story, in order."""
        return tuple(sorted(a for unit in self.stories[story].units for a in _of(self, unit)))


def _of(state: State, unit: str) -> tuple[str, ...]:
    return state.units[unit].articles


def _middle(days: Sequence[int]) -> int:
    return sorted(days)[len(days) // 2] if len(days) >= _SETTLED else 0


def arrived(state: State, newcomers: Iterable[Newcomer]) -> tuple[State, tuple[Change, ...]]:
    """Put newcomers into the stories of a stream, in the order given; say what happened.

    An article that is there already changes nothing. Errors: none.

    >>> from secondsource.compare.bonds import gist_of
    >>> def told(name, *words):
    ...     return Newcomer(name, gist_of(dict.fromkeys(words, 0.5), {}))
    >>> ferry, boats = told("a", "sofia", "^sofia"), told("b", "sofia", "^sofia", "boat")
    >>> state, changes = arrived(State(), [ferry, told("c", "tram", "^tram"), boats])
    >>> [(one.verb, one.articles) for one in changes]
    [('begun', ('a',)), ('begun', ('c',)), ('joined', ('b',))]
    """
    work = Work(state)
    changes: list[Change] = []
    for one in newcomers:
        if one.id not in work.unit_of:
            changes.extend(_placed(work, one))
    return work.state(), tuple(changes)


class Work:
    """A state while it is being changed: a copy of its tables; never leaves the stage."""

    def __init__(self, state: State) -> None:
        """Open a state."""
        self.stories = dict(state.stories)
        self.units = dict(state.units)
        self.unit_of = dict(state.unit_of)
        self.story_of = dict(state.story_of)
        self.index = dict(state.index)
        self.apart = dict(state.apart)
        self.days = state.days
        self.today = _middle(state.days)
        self.touched = set(state.touched)
        self.arrivals = state.arrivals
        self.splits = state.splits

    def state(self) -> State:
        """Close it: the tables are not changed any more."""
        return State(
            self.stories,
            self.units,
            self.unit_of,
            self.story_of,
            self.index,
            self.apart,
            self.days,
            frozenset(self.touched),
            self.arrivals,
            self.splits,
        )

    def keep(self, name: str, units: Lots, gist: Gist, *, was: Live | None = None) -> None:
        """Let a story have these units and be about this, as joined just now."""
        born, checked = (was.born, was.checked) if was else (self.arrivals, 1)
        self.stories[name] = Live(units, gist, born, self.arrivals, self.today, checked)
        self.touched.add(name)

    def seen(self, day: date | None) -> None:
        """Count an arrival and the day that it says."""
        self.arrivals += 1
        if day is not None:
            self.days = (*self.days[-_RECENT + 1 :], day.toordinal())
            self.today = _middle(self.days)


def _placed(work: Work, one: Newcomer) -> Iterator[Change]:
    work.seen(one.day)
    for other in one.apart:
        work.apart[one.id] = {*work.apart.get(one.id, ()), other}
        work.apart[other] = {*work.apart.get(other, ()), one.id}
    bound = [name for name in one.joined if name in work.unit_of] or _copied(work, one)
    if bound:
        yield from _together(work, one, bound)
        return
    gist = slimmed(one.gist, _UNIT)
    work.units[one.id] = Unit((one.id,), gist, work.arrivals)
    work.unit_of[one.id] = one.id
    yield _joined(work, one.id, gist) or _begun(work, one.id, gist)


def _begun(work: Work, unit: str, gist: Gist) -> Change:
    story = story_id([unit])
    work.keep(story, lots_of([unit]), gist)
    work.story_of[unit] = story
    indexed(work, story, heaviest(gist))
    return Change("begun", story, None, (unit,))


def _joined(work: Work, unit: str, gist: Gist) -> Change | None:
    """Let a new unit join the story that it is bound to most, if enough to any."""
    story = nearest(work, (unit,), gist)
    if story is None:
        return None
    was = work.stories[story]
    terms = heaviest(gist)
    if len(was.units) >= _OWN:
        terms = [term for term in terms if term in was.gist.total]
    work.keep(story, was.units.with_one(unit), together(was.gist, gist), was=was)
    work.story_of[unit] = story
    indexed(work, story, terms)
    return Change("joined", story, None, (unit,))


def _copied(work: Work, one: Newcomer) -> list[str]:
    """Give the first article whose text a newcomer has, unless a person parted the two."""
    for name in one.copies:
        unit = work.unit_of.get(name)
        if unit and (not one.apart or set(one.apart).isdisjoint(work.units[unit].articles)):
            return [name]
    return []


def _together(work: Work, one: Newcomer, bound: Sequence[str]) -> Iterator[Change]:
    """Put a newcomer where its text is, or where a person says; make units one that are joined."""
    first = work.unit_of[bound[0]]
    unit = work.units[first]
    story = work.story_of[first]
    work.units[first] = replace(unit, articles=(*unit.articles, one.id))
    work.unit_of[one.id] = first
    was, touched = work.stories[story], story in work.touched
    work.keep(story, was.units, was.gist, was=was)
    if not touched:  # a copy says nothing new of what the story is about
        work.touched.discard(story)
    yield Change("joined", story, None, (one.id,))
    for name in bound[1:]:
        other = work.story_of[work.unit_of[name]]
        if other != story:
            articles = story_articles(work, other)
            absorb(work, story, other)
            yield Change("merged", story, other, articles)
        _unite(work, first, work.unit_of[name])


def _unite(work: Work, first: str, other: str) -> None:
    """Make one unit of two of one story, so that nothing but a person parts them again."""
    if other == first:
        return
    gone, story = work.units.pop(other), work.story_of.pop(other)
    work.units[first] = replace(
        work.units[first],
        articles=(*work.units[first].articles, *gone.articles),
        gist=together(work.units[first].gist, gone.gist),
    )
    work.unit_of.update(dict.fromkeys(gone.articles, first))
    live = work.stories[story]
    units = lots_of(unit for unit in live.units if unit != other)
    work.stories[story] = replace(live, units=units)


def story_articles(work: Work, story: str) -> tuple[str, ...]:
    """Give the articles of a story, in order."""
    return tuple(
        sorted(name for unit in work.stories[story].units for name in work.units[unit].articles)
    )


def absorb(work: Work, story: str, other: str) -> None:
    """Let one story take in another, which is gone."""
    one, gone = work.stories[story], work.stories.pop(other)
    for unit in gone.units:
        work.story_of[unit] = story
    work.touched.discard(other)
    work.touched.add(story)
    work.stories[story] = Live(
        lots_of([*one.units, *gone.units]),
        together(one.gist, gone.gist),
        min(one.born, gone.born),
        max(one.arrival, gone.arrival),
        max(one.day, gone.day),
        one.checked,
    )
    indexed(work, story, heaviest(gone.gist))


def together(one: Gist, other: Gist) -> Gist:
    """Give what two groups are about, in as many terms as a story keeps."""
    return slimmed(merged(one, other), _STORY)


# -- candidates -----------------------------------------------------------------------------


def heaviest(gist: Gist) -> list[str]:
    """Give the terms that a group is looked for and indexed by, the heaviest first."""
    return sorted(gist.total, key=gist.total.__getitem__, reverse=True)[:_ASKED]


def candidates(work: Work, gist: Gist, *, but: str | None = None) -> list[str]:
    """Give the stories that share most of a group's heaviest terms, the most first; ten at most."""
    scores: dict[str, float] = {}
    for term in heaviest(gist):
        weight = gist.total[term] ** 2
        for story in work.index.get(term, ()):
            scores[story] = scores.get(story, 0.0) + weight
    scores.pop(but or "", None)
    live = [(score, name) for name, score in scores.items() if name in work.stories]
    best = nlargest(COMPARED, live)
    return [name for score, name in best if score >= _WORTH * best[0][0]]


def indexed(work: Work, story: str, terms: Iterable[str]) -> None:
    """Let terms name a story, as the last that had them."""
    for term in terms:
        named = work.index.get(term, ())
        if named and named[-1] == story:
            continue
        kept = [name for name in named if name != story and name in work.stories]
        work.index[term] = (*kept[-_NAMED + 1 :], story)


def nearest(work: Work, units: Iterable[str], gist: Gist, *, but: str | None = None) -> str | None:
    """Give the story that units are bound to most, if enough and if no person says otherwise."""
    found = candidates(work, gist, but=but)
    for loss, name in sorted((-bond(work.stories[name].gist, gist), name) for name in found):
        if -loss < LEAST:
            return None
        if not refused(work, units, work.stories[name].units):
            return name
    return None


def refused(work: Work, units: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether a person parted any article of some units from any of the others'."""
    if not work.apart:
        return False
    several = set(others)
    return any(
        work.unit_of.get(name) in several
        for unit in units
        for article in work.units[unit].articles
        for name in work.apart.get(article, ())
    )


# -- leaving --------------------------------------------------------------------------------


def aged(
    state: State, before: date | None = None, *, most: int = MOST
) -> tuple[State, tuple[str, ...]]:
    """Let stories leave that nothing has joined since a day, or for so many arrivals; name them.

    Days are the stream's own when a story was joined, never those that its articles claim.
    """
    first = before.toordinal() if before is not None else 0
    gone = {
        name
        for name, live in state.stories.items()
        if 0 < live.day < first or live.arrival <= state.arrivals - most
    }
    if not gone:
        return state, ()
    work = Work(state)
    for name in gone:
        for unit in work.stories.pop(name).units:
            del work.story_of[unit]
            for article in work.units.pop(unit).articles:
                del work.unit_of[article]
    work.touched -= gone
    work.index = _without(work.index, work.stories)
    return work.state(), tuple(sorted(gone))


def _without(
    index: Mapping[str, tuple[str, ...]], live: Mapping[str, Live]
) -> dict[str, tuple[str, ...]]:
    found = {}
    for term, named in index.items():
        kept = tuple(name for name in named if name in live)
        if kept:
            found[term] = kept
    return found
