"""Where accounts differ: one slot, two values that cannot both be meant.

Precision first. A page flooded with false differences is worse than one that misses some, so
only typed slots are compared - a count, an amount, a day, a place, a name - and only where the
two assertions otherwise say the same thing. Values that overlap within their stated precision
("at least 40" and 43) are compatible. Of the rest a later value of one knower is an update, two
knowers who are named make a dispute, and what remains is a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Literal

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
from secondsource.compare.knowers import Knowers, knowers_of
from secondsource.compare.sameness import candidates
from secondsource.compare.tolls import (
    background,
    former,
    one_happening,
    partial,
    risen,
    vague,
)
from secondsource.presence import Presence
from secondsource.records import (
    Account,
    Conflict,
    Instance,
    Mention,
    Quantity,
    Reuse,
    Side,
    Span,
    Statement,
    Story,
)

Kind = Literal["conflict", "update", "dispute", "compatible"]

# How alike the rest of two assertions must be. From the example coverage: no false difference
# above it; not lowered for recall.
_ALIKE = 0.75
_MONEY = frozenset(("usd", "eur", "gbp", "jpy", "rub", "cny", "chf", "crown", "inr", "peso"))
_BLANK = frozenset(("", "part", "more", "people"))
_SPELLS = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))
# Tolls further apart than this are of two things ("20,000 in seven years", "eight on Tuesday"),
# and so is one that is counted over longer than this many days.
_FAR, _LONG = 4.0, 60
# So many prints of one value are tried for one that is of the happening of the other.
_PRINTS = 12
# Words that make what follows, so many terms on, the only one of its kind.
_ONLY, _AFTER_MARK = frozenset(("last", "first")), 2


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of a slot where it stands."""

    instance: Instance
    statement: str
    quantity: Quantity


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
        scene = _Scene(story.id, by_page, knowers, copies)
        frames = {one.id: frame_of(_printed_first(scene, one), weights) for one in own}
        found.extend(_tolls(scene, own))
        found.extend(_alike(scene, frames, weights))
        found.extend(disputes_of(story.id, own, knowers, by_page))
        found.extend(_names(scene, presence.accounts_in(story)))
    return tuple(sorted(set(found), key=lambda c: (c.story, c.slot, c.a.span, c.b.span, c.kind)))


# -- numbers --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scene:
    """What deciding about two values needs to know of their story."""

    story: str
    accounts: Mapping[str, Account]
    knowers: Knowers
    copies: frozenset[str] = frozenset()

    def kind(self, a: Instance, b: Instance) -> Kind:
        """Say how two values that cannot both hold relate; ``a`` is not the later one."""
        one, other = self.knowers.who(a), self.knowers.who(b)
        if one and other:
            return "update" if one == other else "dispute"
        older, newer = self.accounts[a.span.page], self.accounts[b.span.page]
        return "update" if before(older, newer) else "conflict"

    def whole(self, value: _Value) -> bool:
        """Say whether a toll is of the whole happening that its article tells."""
        account = self.accounts[value.instance.span.page]
        return not (
            partial(account, value.instance, value.quantity) or background(account, value.instance)
        )

    def vague(self, value: _Value) -> bool:
        return vague(self.accounts[value.instance.span.page], value.quantity)

    def told_first(self, a: _Value, b: _Value) -> _Value | None:
        """Give the value that the words themselves, or one outlet, tell was the earlier."""
        low, high = (a, b) if a.quantity.amount <= b.quantity.amount else (b, a)
        mine, yours = (self.accounts[v.instance.span.page] for v in (low, high))
        if former(mine, low.quantity) or risen(yours, high.quantity):
            return low
        if former(yours, high.quantity):
            return high
        outlet = mine.article.outlet
        if outlet and outlet == yours.article.outlet and not before(yours, mine):
            return low if mine.page.id != yours.page.id else None
        return None

    def ordered(self, a: Instance, b: Instance) -> bool:
        """Say whether ``a`` comes first: by its day where known, else by its place."""
        one, other = self.accounts[a.span.page], self.accounts[b.span.page]
        if before(one, other) or before(other, one):
            return before(one, other)
        return a.span <= b.span


def before(a: Account, b: Account) -> bool:
    """Say whether one account is certainly older: its latest time before the other's earliest."""
    end, start = a.article.published.latest, b.article.published.earliest
    if not end or not start:
        return False
    if end[:10] != start[:10] or len(end) <= 10 or len(start) <= 10:
        return end[:10] < start[:10]
    try:
        return datetime.fromisoformat(end) < datetime.fromisoformat(start)
    except (TypeError, ValueError):
        return end[:16] < start[:16]


def _tolls(scene: _Scene, statements: Sequence[Statement]) -> Iterator[Conflict]:
    """Compare the numbers of people to whom one thing happened: a story has one toll."""
    by_unit: defaultdict[str, defaultdict[tuple[float, float], list[_Value]]]
    by_unit = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        for member in statement.members:
            for value in _counted(member.instance, statement.id):
                if scene.whole(value):
                    q = value.quantity
                    by_unit[q.unit][q.low, q.high].append(value)
    for _, values in sorted(by_unit.items()):
        ordered = [
            sorted(values[key], key=lambda v: _rank(scene, v.instance))[:_PRINTS]
            for key in sorted(values)
        ]
        for place, mine in enumerate(ordered):
            for yours in ordered[place + 1 :]:
                found = sorted(_between(scene, mine, yours), key=lambda c: c.kind == "conflict")
                yield from found[:1]  # a conflict only where every print says so


def _between(scene: _Scene, mine: Sequence[_Value], yours: Sequence[_Value]) -> Iterator[Conflict]:
    """Yield how two tolls differ, from the prints of both that are of one happening."""
    for a, b in product(mine, yours):
        if _near(a.quantity, b.quantity) and _one_scene(a.instance, b.instance):
            one, other = (scene.accounts[v.instance.span.page] for v in (a, b))
            for found in _numbers(scene, "count", a, b):
                if found.kind == "compatible" or one_happening(
                    (one, a.instance), (other, b.instance)
                ):
                    yield found


def _near(a: Quantity, b: Quantity) -> bool:
    return max(a.amount, b.amount) <= _FAR * max(1.0, min(a.amount, b.amount))


def _counted(instance: Instance, statement: str) -> Iterator[_Value]:
    """Give the tolls an assertion states itself: the first of a unit ("12, up from nine")."""
    if instance.stance in ("denies", "reacts") or instance.negated or instance.mood == "wish":
        return
    seen: set[str] = set()
    for quantity in instance.quantities:
        if quantity.unit.split(":")[0] in fates() and quantity.unit not in seen:
            seen.add(quantity.unit)
            yield _Value(instance, statement, quantity)


def _rank(scene: _Scene, one: Instance) -> tuple[bool, bool, str, Span]:
    """Prefer a print somebody is named for, then an original, then the earliest."""
    page = one.span.page
    day = scene.accounts[page].article.published.earliest or "9"
    return (scene.knowers.who(one) is None, page in scene.copies, day, one.span)


def _printed_first(scene: _Scene, statement: Statement) -> Instance:
    """Give the print of a statement that stands for it where it is compared."""
    ranked = (m.instance for m in statement.members)
    return min(ranked, key=lambda one: (one.stance == "denies", *_rank(scene, one)))


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


def _one_scene(a: Instance, b: Instance) -> bool:
    """Say whether two tolls may be of one happening: no names or days that set them apart."""
    if a.id == b.id or apart(a.times, b.times) or _over_years(a) or _over_years(b):
        return False
    mine, yours = (_set_in(one) for one in (a, b))
    return not mine or not yours or bool(mine & yours)


def _over_years(instance: Instance) -> bool:
    """Say whether a toll is counted over a long time: a background, not this happening's."""
    return any(
        t.type == "DURATION"
        or (
            t.earliest is not None
            and t.latest is not None
            and (date.fromisoformat(t.latest[:10]) - date.fromisoformat(t.earliest[:10])).days
            > _LONG
        )
        for t in instance.times
    )


def _set_in(instance: Instance) -> frozenset[str]:
    """Give the names an assertion sets its toll among: not the speaker's "we"."""
    speaker = f"#{instance.speaker}"
    return frozenset(t for t in instance.terms if t[0] in "#~" and t != speaker)


def _numbers(scene: _Scene, slot: str, a: _Value, b: _Value) -> Iterator[Conflict]:
    """Yield how two numbers relate; nothing where they only seem to differ."""
    one, other = a.quantity, b.quantity
    touching = one.low <= other.high and other.low <= one.high
    first = scene.told_first(a, b)
    if first is not None and not touching:
        a, b = (a, b) if first is a else (b, a)
        yield Conflict("update", slot, scene.story, _side(a), _side(b))
        return
    if not scene.ordered(a.instance, b.instance):
        a, b = b, a
    kind: Kind = "compatible" if touching else scene.kind(a.instance, b.instance)
    if kind != "compatible" and (scene.vague(a) or scene.vague(b)):
        return  # nobody counted out "dozens"
    if kind == "conflict" and a.instance.span.page == b.instance.span.page:
        return  # an article in its own words counts two things, not one
    yield Conflict(kind, slot, scene.story, _side(a), _side(b))


def _side(value: _Value) -> Side:
    q = value.quantity
    return Side(q.span, printed(q), value.statement)


def printed(quantity: Quantity) -> str:
    """Write a number's value in normal form: ``12``, ``>=12``, ``36-44``.

    >>> printed(Quantity(Span("p", 0, 1), 12, float("inf"), "dead", 12))
    '>=12 dead'
    """
    low, high = (f"{end:.10g}" for end in (quantity.low, quantity.high))
    bare = {("inf"): f">={low}"}.get(high, low if low == high else f"{low}-{high}")
    return f"{bare} {quantity.unit}".strip()


# -- assertions that are alike but for one slot -----------------------------------------------


def _alike(
    scene: _Scene, frames: Mapping[str, Frame], weights: Mapping[str, float]
) -> Iterator[Conflict]:
    keys = {ident: frame.words for ident, frame in frames.items()}
    for a, b in candidates(keys):
        one, other = frames[a].instance, frames[b].instance
        if not scene.ordered(one, other):
            a, b, one, other = b, a, other, one
        if not _comparable(frames[a], frames[b], weights):
            continue
        for slot, mine, yours in slots_apart(one, other):
            if isinstance(mine, Quantity) and isinstance(yours, Quantity):
                yield from _numbers(scene, slot, _Value(one, a, mine), _Value(other, b, yours))
            elif not isinstance(mine, Quantity) and not isinstance(yours, Quantity):
                kind = scene.kind(one, other)
                if kind == "conflict" and one.span.page == other.span.page:
                    continue  # one article in its own words: two days of two things
                sides = Side(mine[0], mine[1], a), Side(yours[0], yours[1], b)
                yield Conflict(kind, slot, scene.story, *sides)


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
    mine, yours = ({v.quantity.unit: v.quantity for v in _counted(i, "")} for i in (a, b))
    for unit in sorted(mine.keys() & yours.keys()):
        low, high = mine[unit].low, mine[unit].high
        if _one_scene(a, b) and not (low <= yours[unit].high and yours[unit].low <= high):
            slots.append("count")
    return tuple(slots)


# -- names ----------------------------------------------------------------------------------


def _names(scene: _Scene, accounts: Sequence[Account]) -> Iterator[Conflict]:
    """Compare who holds one office: two people with one full title who never meet in a text."""
    holders: defaultdict[str, list[tuple[Account, Mention, str]]] = defaultdict(list)
    meets: defaultdict[str, set[str]] = defaultdict(set)
    for account in accounts:
        for mention in account.mentions:
            if mention.kind != "person":
                continue
            last = account.page[mention.span].split()[-1].lower()
            meets[last].add(account.page.id)
            title = _title(account, mention)
            if title:
                holders[title].append((account, mention, last))
    for _, found in sorted(holders.items()):
        firsts = {last: (account, mention) for account, mention, last in reversed(found)}
        if len(firsts) == 2:
            (one, (a, mine)), (other, (b, yours)) = sorted(firsts.items())
            if not meets[one] & meets[other] and not _spelled(one, other):
                sides = (
                    Side(mine.span, a.page[mine.span]),
                    Side(yours.span, b.page[yours.span]),
                )
                yield Conflict("conflict", "name", scene.story, *sides)


def _title(account: Account, mention: Mention) -> str:
    """Give a title that only one person can hold: two words or more, before a full name."""
    if mention.title is None or len(account.page[mention.span].split()) < 2:
        return ""
    words = account.page[mention.title].lower().split()
    return " ".join(words) if len(words) > 1 else ""


def _spelled(a: str, b: str) -> bool:
    """Say whether two surnames may be one in two spellings: no difference, then."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(a, b) >= 0.6
