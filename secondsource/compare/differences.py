"""Where accounts differ: one slot, two values that cannot both be meant.

Precision first. A page flooded with false differences is worse than one that misses some, so
only typed slots are compared - a count, an amount, a day, a place, a name - and only where the
two assertions otherwise say the same thing. Each kind of slot has a module of its own; here they
are gone through in order, and what several of them find of two values is told once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from secondsource.compare.casualties import counted, one_scene, spared_in, tolls_in
from secondsource.compare.contraries import contraries_in
from secondsource.compare.counts import counts_in
from secondsource.compare.deeds import deeds_in
from secondsource.compare.denials import disputes_of
from secondsource.compare.frames import (
    Frame,
    apart,
    curve,
    fates,
    frame_of,
    kernel,
    overlaps,
    weights_of,
)
from secondsource.compare.holders import holders_in
from secondsource.compare.knowers import knowers_of
from secondsource.compare.sameness import candidates
from secondsource.compare.slots import Filling, Scene
from secondsource.compare.slots import before as before
from secondsource.presence import Presence
from secondsource.records import (
    Account,
    Conflict,
    Instance,
    Quantity,
    Reuse,
    Span,
    Statement,
    Story,
)

# How alike the rest of two assertions must be. From the example coverage: no false difference
# above it; not lowered for recall.
_ALIKE = 0.75
_MONEY = frozenset(("usd", "eur", "gbp", "jpy", "rub", "cny", "chf", "crown", "inr", "peso"))
_BLANK = frozenset(("", "part", "more", "people"))
_SPELLS = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))
# Words that make what follows, so many terms on, the only one of its kind.
_ONLY, _AFTER_MARK = frozenset(("last", "first")), 2


def conflicts_of(
    accounts: Sequence[Account],
    stories: Sequence[Story],
    statements: Sequence[Statement],
    reuse: Sequence[Reuse] = (),
) -> tuple[Conflict, ...]:
    """Find how the accounts of each story differ in numbers, days and names, and who denies what.

    One entry for each pair of values of a slot, the earlier side first; sorted. ``reuse`` tells
    which articles are copies, so that a value stands for the text that printed it first.

    >>> conflicts_of([], [], [])
    ()
    """
    by_page = {account.page.id: account for account in accounts}
    presence = Presence.of(accounts, stories)
    knowers = knowers_of(accounts)
    weights = weights_of(one for account in accounts for one in account.instances)
    copies = _copies(reuse)
    found: list[Conflict] = []
    of_story: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        of_story[statement.story].append(statement)
    for story in stories:
        own = of_story[story.id]
        scene = Scene(story.id, by_page, knowers, copies)
        frames = {one.id: frame_of(_printed_first(scene, one), weights) for one in own}
        found.extend(tolls_in(scene, own))
        accounts_of = presence.accounts_in(story)
        found.extend(counts_in(scene, accounts_of, own))
        found.extend(spared_in(scene, accounts_of, own))
        found.extend(contraries_in(scene, accounts_of, own))
        found.extend(_alike(scene, frames, weights))
        found.extend(disputes_of(story.id, own, knowers, by_page))
        found.extend(holders_in(scene, accounts_of))
        deeds = tuple(deeds_in(scene, accounts_of, own))
        found.extend(one for one in deeds if not _denied_already(one, found))
    return tuple(sorted(set(found), key=lambda c: (c.story, c.slot, c.a.span, c.b.span, c.kind)))


def _denied_already(one: Conflict, found: Sequence[Conflict]) -> bool:
    """Say whether a claim or an answer has its entry: who is told once need not be told again."""
    return any(
        other.slot == one.slot
        and other.story == one.story
        and (other.a.span.touches(one.a.span) or other.b.span.touches(one.b.span))
        for other in found
    )


def _printed_first(scene: Scene, statement: Statement) -> Instance:
    """Give the print of a statement that stands for it where it is compared."""
    ranked = (m.instance for m in statement.members)
    return min(ranked, key=lambda one: (one.stance == "denies", *scene.rank(one)))


def _copies(reuse: Sequence[Reuse]) -> frozenset[str]:
    """Give the articles that took text from another, or from a hidden one."""
    found: set[str] = set()
    for copy in reuse:
        if copy.kind in ("speech", "furniture"):
            continue
        if copy.direction in ("b>a", "hidden"):
            found.add(copy.a.page)
        if copy.direction in ("a>b", "hidden"):
            found.add(copy.b.page)
    return frozenset(found)


# -- assertions that are alike but for one slot -----------------------------------------------


def _alike(
    scene: Scene, frames: Mapping[str, Frame], weights: Mapping[str, float]
) -> Iterator[Conflict]:
    keys = {ident: frame.words for ident, frame in frames.items()}
    for a, b in candidates(keys):
        one, other = frames[a].instance, frames[b].instance
        if not _comparable(frames[a], frames[b], weights):
            continue
        for slot, mine, yours in slots_apart(one, other):
            if not isinstance(mine, Quantity) and not isinstance(yours, Quantity):
                ends = Filling(one, a, *mine), Filling(other, b, *yours)
                if found := scene.differ(slot, *ends, topic="the day"):
                    yield found


def _comparable(a: Frame, b: Frame, weights: Mapping[str, float]) -> bool:
    one, other = a.instance, b.instance
    if one.mood != other.mood or one.negated != other.negated:
        return False
    if {one.stance, other.stance} & {"denies", "reacts"} or (
        a.names - b.words and b.names - a.words
    ):
        return False
    if curve(overlaps(a, b, weights)) >= _ALIKE or _of_one_event(one, other):
        return True
    return kernel(a, b, weights) or kernel(b, a, weights)


def _of_one_event(a: Instance, b: Instance) -> bool:
    """Say whether both date an event of which there is one: "last inspected", "first seen"."""
    for mark in sorted(_ONLY & set(a.terms) & set(b.terms)):
        mine, yours = (
            [
                term
                for term in i.terms[i.terms.index(mark) + 1 :][:_AFTER_MARK]
                if term[0] not in "#~@"
            ]
            for i in (a, b)
        )
        if set(mine) & set(yours) - _SPELLS:
            return True
    return False


Slot = tuple[str, Quantity | tuple[Span, str], Quantity | tuple[Span, str]]


def slots_apart(a: Instance, b: Instance) -> Iterator[Slot]:
    """Yield the slots that two alike assertions fill differently, with both fillings.

    A unit that one of them counts twice is left out: which of its numbers is meant is unknown.
    """
    for unit in sorted({q.unit for q in a.quantities} & {q.unit for q in b.quantities}):
        mine, yours = ([q for q in one.quantities if q.unit == unit] for one in (a, b))
        if (
            unit in _BLANK | _SPELLS
            or unit.split(":")[0] in fates()
            or len(mine) != 1
            or len(yours) != 1
        ):
            continue
        if (mine[0].low, mine[0].high) != (yours[0].low, yours[0].high):
            yield ("amount" if unit in _MONEY else "count"), mine[0], yours[0]
    exact = [[t for t in one.times if t.earliest and t.earliest == t.latest] for one in (a, b)]
    if apart(a.times, b.times) and all(len(days) == 1 for days in exact):
        mine_day, yours_day = exact[0][0], exact[1][0]
        yield (
            "date",
            (mine_day.span, f"{mine_day.earliest}/{mine_day.latest}"),
            (yours_day.span, f"{yours_day.earliest}/{yours_day.latest}"),
        )


def differing(a: Instance, b: Instance) -> tuple[str, ...]:
    """Name the slots in which two assertions of one happening differ, likeness being given."""
    weights = weights_of((a, b))
    one, other = frame_of(a, weights), frame_of(b, weights)
    slots = [slot for slot, *_ in slots_apart(a, b)] if _comparable(one, other, weights) else []
    mine, yours = ({v.quantity.unit: v.quantity for v in counted(i, "")} for i in (a, b))
    for unit in sorted(mine.keys() & yours.keys()):
        low, high = mine[unit].low, mine[unit].high
        if one_scene(a, b) and not (low <= yours[unit].high and yours[unit].low <= high):
            slots.append("count")
    return tuple(slots)
