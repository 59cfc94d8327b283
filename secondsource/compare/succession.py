"""Which story goes on under which id, and what happened to the stories in between.

Here live the naming of new groups after the stories that they continue, the difference of two
states as changes, and the way from changes back to a state. Nothing here knows why articles
belong together; a story is an id and its articles.

Why it works: a group goes on with the id of the story with which it shares most articles, one
each, so a story keeps its id while articles join it, through a merge in its greater part and
through a split likewise. Every article that changes its story stands in exactly one change, so
a history says where each article is, in whatever order its changes of one time are read; and
every id that is gone has exactly one heir.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from secondsource.records import Change, ChangeVerb, Decision, Reason, Story

Members = Mapping[str, Sequence[str]]

_ANEW = Reason("rebuilt", "the collection was derived again, as if all had come at once")

_ORDER: tuple[ChangeVerb, ...] = (
    "begun",
    "renamed",
    "split",
    "joined",
    "merged",
    "moved",
    "left",
)


@dataclass(frozen=True, slots=True)
class Past:
    """The stories there were, the first begun first, and every id that was ever given.

    ``gone`` are ids that went into another story, each with the articles that it had then.
    """

    stories: Members = field(default_factory=dict)
    given: AbstractSet[str] = frozenset()
    gone: Members = field(default_factory=dict)


NO_PAST = Past()


def story_id(articles: Iterable[str], number: int = 1) -> str:
    """Name a story by its smallest article id; by a number too where that name is another's.

    >>> story_id(["p2", "p1"]) == story_id(["p1", "p7"]) != story_id(["p1"], 2)
    True
    """
    words = min(articles) if number == 1 else f"{min(articles)} {number}"
    return "s" + hashlib.sha256(words.encode()).hexdigest()[:15]


def named_after(groups: Sequence[Sequence[str]], past: Past) -> tuple[str, ...]:
    """Give each group the id of the story that it continues, or one that was never given.

    A story goes on in the group that has most of its articles, and a group continues the story
    of which it has most, the older where two are level. What is split off again gets back the id
    under which it once stood alone: who cited that id meant these articles.

    >>> past = Past({"s1": ("a", "b", "c"), "s2": ("d",)}, {"s1", "s2", "s3"}, {"s3": ("c",)})
    >>> named_after([("a", "b", "d"), ("c",)], past)
    ('s1', 's3')
    """
    kept = continuing(groups, past.stories)
    left = [at for at in range(len(groups)) if at not in kept]
    back = continuing([groups[at] for at in left], past.gone)
    kept |= {left[at]: story for at, story in back.items()}
    used = {*past.given, *past.stories}
    names: list[str] = []
    for at in range(len(groups)):
        names.append(kept[at] if at in kept else _new(groups[at], used))
        used.add(names[-1])
    return tuple(names)


def continuing(groups: Sequence[Sequence[str]], stories: Members) -> dict[int, str]:
    """Pair groups, by their places, with the stories they continue, the most shared first.

    >>> continuing([("b", "c", "d"), ("a",)], {"s1": ("a", "b", "c"), "s2": ("d",)})
    {0: 's1'}
    """
    place = {name: story for story, several in stories.items() for name in several}
    age = {story: at for at, story in enumerate(stories)}
    shared: Counter[tuple[int, str]] = Counter(
        (at, place[name]) for at, some in enumerate(groups) for name in some if name in place
    )
    kept: dict[int, str] = {}
    taken: set[str] = set()
    for (at, story), _ in sorted(
        shared.items(), key=lambda one: (-one[1], age[one[0][1]], min(groups[one[0][0]]))
    ):
        if at not in kept and story not in taken:
            kept[at] = story
            taken.add(story)
    return kept


def _new(articles: Sequence[str], used: AbstractSet[str]) -> str:
    number = 1
    while (name := story_id(articles, number)) in used:
        number += 1
    return name


def continued(stories: Sequence[Story], past: Past) -> tuple[Story, ...]:
    """Give stories the ids of those that they continue, sorted by them; without a past, as are."""
    ordered = sorted(stories, key=lambda one: min(one.articles))
    names = named_after([one.articles for one in ordered], past)
    called = {one.id: name for one, name in zip(ordered, names, strict=True)}
    renamed = (
        replace(
            one,
            id=called[one.id],
            related=tuple(sorted(called[other] for other in one.related)),
            relations=tuple(replace(each, story=called[each.story]) for each in one.relations),
        )
        for one in ordered
    )
    return tuple(sorted(renamed, key=lambda one: one.id))


# -- what happened --------------------------------------------------------------------------


def changes_between(before: Members, after: Members) -> tuple[Change, ...]:
    """Say what happened between two states; each article that changed its story, once.

    >>> [(one.verb, one.articles) for one in changes_between({"s1": "ab"}, {"s1": "abc"})]
    [('joined', ('c',))]
    """
    was = {name: story for story, several in before.items() for name in several}
    now = {name: story for story, several in after.items() for name in several}
    went: defaultdict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            went[was.get(name), now.get(name)].append(name)
    heirs = _heirs(before, after, went)
    began = _began(before, heirs, went)
    found = []
    for (old, new), articles in went.items():
        if new is None:
            found.append(Change("left", str(old), None, tuple(articles)))
            continue
        verb = _verb(old, new, heirs, began)
        found.append(Change(verb, new, old, tuple(articles)))
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.verb), one.story, str(one.other))))


Went = Mapping[tuple[str | None, str | None], Sequence[str]]


def _heirs(before: Members, after: Members, went: Went) -> dict[str, str]:
    """Give each story that is gone the one that most of its articles went into."""
    best: dict[str, tuple[int, str]] = {}
    for (old, new), articles in went.items():
        if old is not None and new is not None and old in before and old not in after:
            best[old] = min(best.get(old, (0, "")), (-len(articles), new))
    return {old: new for old, (_, new) in best.items()}


def _began(before: Members, heirs: Mapping[str, str], went: Went) -> dict[str, str | None]:
    """Give each new id what it began with: a story it is heir to, a part of one, or nothing."""
    found: dict[str, tuple[bool, int, str]] = {}
    for (old, new), articles in went.items():
        if new is not None and new not in before and old is not None:
            part = heirs.get(old) != new, -len(articles), old
            found[new] = min(found.get(new, part), part)
    new_ids = {new for _, new in went if new is not None and new not in before}
    return {new: found[new][2] if new in found else None for new in new_ids}


def _verb(
    old: str | None,
    new: str,
    heirs: Mapping[str, str],
    began: Mapping[str, str | None],
) -> ChangeVerb:
    first = new in began and began[new] == old
    if old is None:
        return "begun" if first else "joined"
    if heirs.get(old) == new:
        return "renamed" if first else "merged"
    return "split" if first else "moved"


def explained(
    changes: Iterable[Change], stories: Iterable[Story], decisions: Sequence[Decision] = ()
) -> Iterator[Change]:
    """Yield changes with their reasons: what binds the story now, or what a person decided."""
    bound = {one.id: one for one in stories}
    for one in changes:
        if one.verb in ("split", "moved"):
            yield replace(one, reasons=tuple(_parted(one, bound, decisions)))
        elif one.verb == "renamed":
            yield replace(one, reasons=(_ANEW,))
        elif one.verb in ("joined", "merged") or len(one.articles) > 1:
            why = bound[one.story].why if one.story in bound else ()
            yield replace(one, reasons=tuple(Reason(each.kind, each.text) for each in why))
        else:
            yield one


def _parted(
    change: Change, bound: Mapping[str, Story], decisions: Sequence[Decision]
) -> Iterator[Reason]:
    """Say that a person parted what was split, if so; else that too little binds it."""
    gone = set(change.articles)
    other = bound.get(change.other or "")
    rest = set(other.articles) if other else set()
    for one in decisions:
        pair = {one.a, one.b}
        if one.verb in ("part", "sever") and pair & gone and pair & rest:
            yield Reason("decision", "a person parted two of its articles")
            return
        if one.verb == "move" and one.a in gone:
            yield Reason("decision", "a person moved an article")
            return
    yield Reason("bond", "with all that is known now, they are bound more weakly to it")


# -- and back -------------------------------------------------------------------------------


def past_of(changes: Iterable[Change]) -> Past:
    """Give the state that a history leads to, from its first change on.

    >>> split = [Change("begun", "s1", None, ("a", "b")), Change("split", "s2", "s1", ("b",))]
    >>> past_of(split).stories
    {'s1': ('a',), 's2': ('b',)}
    """
    where: dict[str, str] = {}
    given: dict[str, None] = {}
    gone: dict[str, tuple[str, ...]] = {}
    for one in changes:
        given[one.story] = None
        if one.verb != "left":
            gone.pop(one.story, None)
        if one.other is not None and one.verb in ("merged", "renamed"):
            gone[one.other] = tuple(one.articles)
        for name in one.articles:
            if one.verb == "left":
                where.pop(name, None)
            else:
                where[name] = one.story
    stories: dict[str, list[str]] = {story: [] for story in given}
    for name in sorted(where):
        stories[where[name]].append(name)
    held = {story: tuple(some) for story, some in stories.items() if some}
    return Past(held, frozenset(given), gone)


def heirs_of(changes: Iterable[Change], live: AbstractSet[str]) -> dict[str, str]:
    """Give each former id the live story that it leads to now; ``live`` are the present ids.

    >>> gone = [Change("merged", "s2", "s1", ("a",)), Change("merged", "s3", "s2", ("a", "b"))]
    >>> heirs_of(gone, {"s3"})
    {'s1': 's3', 's2': 's3'}
    """
    next_: dict[str, str] = {}
    for one in changes:
        if one.other is not None and one.verb in ("merged", "renamed"):
            next_[one.other] = one.story
        if one.verb != "left":
            next_.pop(one.story, None)
    found = {}
    for old in sorted(next_.keys() - live):
        now = old
        while now not in live and now in next_:
            now = next_[now]
        if now in live:
            found[old] = now
    return found
