"""The tolls of a story, compared: to how many people one thing happened.

A story has one toll of each kind, whoever counts; so here no two sentences need be alike, and
it is enough that both counts are of the whole of one happening (``tolls``). A value stands for
all its prints, and a conflict is told only where no print of either says how they go together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

from secondsource.compare.alternatives import any_of, no_case
from secondsource.compare.frames import apart, fates
from secondsource.compare.slots import (
    Filling,
    Related,
    Scene,
    before,
    cut_number,
    entry,
    printed,
    side,
)
from secondsource.compare.tolls import (
    background,
    former,
    one_happening,
    partial,
    risen,
    vague,
)
from secondsource.laid import Laid
from secondsource.language import language
from secondsource.records import Account, Conflict, Instance, Quantity, Span, Statement

# Tolls further apart than this are of two things ("20,000 in seven years", "eight on Tuesday"),
# and so is one that is counted over longer than this many days.
_FAR, _LONG = 4.0, 60
# So many prints of one value are tried for one that is of the happening of the other.
_PRINTS = 12


@dataclass(frozen=True, slots=True)
class Number:
    """A number that an assertion states; ``shown`` is as it is printed, before conversion."""

    instance: Instance
    statement: str | None
    quantity: Quantity
    shown: Quantity | None = None


def tolls_in(scene: Scene, statements: Sequence[Statement]) -> Iterator[Conflict]:
    """Compare the numbers of people to whom one thing happened: a story has one toll."""
    by_unit: defaultdict[str, defaultdict[tuple[float, float], list[Number]]]
    by_unit = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        for member in statement.members:
            for value in counted(member.instance, statement.id):
                if _whole(scene, value):
                    q = value.quantity
                    by_unit[q.unit][q.low, q.high].append(value)
    for _, values in sorted(by_unit.items()):
        ordered = [
            sorted(values[key], key=lambda v: scene.rank(v.instance))[:_PRINTS]
            for key in sorted(values)
        ]
        for place, mine in enumerate(ordered):
            for yours in ordered[place + 1 :]:
                found = sorted(_between(scene, mine, yours), key=lambda c: c.kind == "conflict")
                yield from found[:1]  # a conflict only where every print says so


def spared_in(
    scene: Scene, accounts: Sequence[Account], statements: Sequence[Statement]
) -> Iterator[Conflict]:
    """Compare "nobody was hurt" with the hurt that other accounts count."""
    stated = Laid.of(
        ((m.instance, s.id) for s in statements for m in s.members), lambda pair: pair[0].span
    )
    none = [one for account in accounts for one in _none_in(account, stated)]
    found: dict[str, Conflict] = {}
    for statement in statements:
        for member in statement.members:
            for value in counted(member.instance, statement.id):
                for one in none:
                    fate = value.quantity.unit.split(":")[0]
                    if one.quantity.unit != fate or not _met(scene, one, value):
                        continue
                    for entry_ in numbers(scene, "count", one, value):
                        found.setdefault(f"{fate} {value.quantity.low}", entry_)
    yield from found.values()


def _met(scene: Scene, none: Number, value: Number) -> bool:
    """Say whether a count may be of those of whom another account knows none."""
    one, other = (scene.accounts[n.instance.span.page] for n in (none, value))
    return (
        one.page.id != other.page.id
        and value.quantity.low > 0
        and not vague(other, value.quantity)
        and not background(other, value.instance)
        and one_scene(none.instance, value.instance)
    )


def _none_in(account: Account, stated: Laid[tuple[Instance, str]]) -> Iterator[Number]:
    """Give where an account says that nobody was hurt or killed, as a number of nought."""
    text = account.page.text
    for passage in account.passages:
        for mark in _nobody().finditer(text, passage.span.start, passage.span.end):
            span = Span(account.page.id, *mark.span())
            fate = language("en").groups("quantities.fates").get(_fate_root(mark["fate"]), "")
            for instance, statement in stated.touching(span):
                if fate and instance.stance not in ("denies", "reacts"):
                    yield Number(instance, statement, Quantity(span, 0, 0, fate, 0))
                    break


@cache
def _nobody(code: str = "en") -> re.Pattern[str]:
    nobody = any_of(language(code).terms("slots.nobody"))
    return no_case(rf"\b{nobody}\s(?:(?:was|were|is|has|had|have|been)\s){{0,3}}(?P<fate>\w+)")


@cache
def _fate_root(word: str) -> str:
    """Give the word of the table of fates that a participle is of: "injured" of "injure"."""
    table = language("en").groups("quantities.fates")
    low = word.lower()
    return next((w for w in (low, low[:-1], low[:-2]) if w in table), "")


def _between(scene: Scene, mine: Sequence[Number], yours: Sequence[Number]) -> Iterator[Conflict]:
    """Yield how two tolls differ, from the prints of both that are of one happening."""
    for a, b in product(mine, yours):
        if _near(a.quantity, b.quantity) and one_scene(a.instance, b.instance):
            one, other = (scene.accounts[v.instance.span.page] for v in (a, b))
            for found in numbers(scene, "count", a, b):
                if found.kind == "compatible" or one_happening(
                    (one, a.instance), (other, b.instance)
                ):
                    yield found


def _near(a: Quantity, b: Quantity) -> bool:
    return max(a.amount, b.amount) <= _FAR * max(1.0, min(a.amount, b.amount))


def counted(instance: Instance, statement: str) -> Iterator[Number]:
    """Give the tolls an assertion states itself: the first of a unit ("12, up from nine")."""
    if instance.stance in ("denies", "reacts") or instance.negated or instance.mood == "wish":
        return
    seen: set[str] = set()
    for quantity in instance.quantities:
        if quantity.unit.split(":")[0] in fates() and quantity.unit not in seen:
            seen.add(quantity.unit)
            yield Number(instance, statement, quantity)


def _whole(scene: Scene, value: Number) -> bool:
    """Say whether a toll is of the whole happening that its article tells."""
    account = scene.accounts[value.instance.span.page]
    return not (
        cut_number(account.page.text, value.quantity.span)
        or partial(account, value.instance, value.quantity)
        or background(account, value.instance)
    )


def one_scene(a: Instance, b: Instance) -> bool:
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


def numbers(
    scene: Scene, slot: str, a: Number, b: Number, *, moves: bool = True
) -> Iterator[Conflict]:
    """Yield how two numbers of one thing relate; nothing where they only seem to differ."""
    one, other = a.quantity, b.quantity
    touching = meeting(one, other)
    topic = _topic(slot, one.unit)
    found = None if touching else _told_first(scene, a, b)
    if found is None:
        first, later = (a, b) if scene.ordered(a.instance, b.instance) else (b, a)
        grew = later.quantity.amount > first.quantity.amount
        found = scene.apart(a.instance, b.instance, moves=moves and grew)
        if touching:
            found = Related("compatible", "each leaves room for the other", found.turned)
        elif any(vague(scene.accounts[v.instance.span.page], v.quantity) for v in (a, b)):
            return  # nobody counted out "dozens"
        elif found.kind == "conflict" and a.instance.span.page == b.instance.span.page:
            return  # an article in its own words counts two things, not one
    if found.turned:
        a, b = b, a
    yield entry(
        found, slot, scene.story, (side(_filled(scene, a)), side(_filled(scene, b))), topic=topic
    )


def meeting(a: Quantity, b: Quantity) -> bool:
    """Say whether two values leave room for each other."""
    return a.low <= b.high and b.low <= a.high


def _topic(slot: str, unit: str) -> str:
    if unit.split(":")[0] in fates():
        fate, _, whom = unit.partition(":")
        return f"the {fate}" + (f" ({whom})" if whom else "")
    return f"the {slot} in {unit}" if slot == "amount" else f"the number of: {unit}"


def _filled(scene: Scene, value: Number) -> Filling:
    span = value.quantity.span
    words = scene.accounts[span.page].page[span]
    shown = printed(value.shown or value.quantity, words)
    return Filling(value.instance, value.statement, span, shown)


def _told_first(scene: Scene, a: Number, b: Number) -> Related | None:
    """Give which value the words themselves, or one outlet, tell to be the earlier."""
    low, high = (a, b) if a.quantity.amount <= b.quantity.amount else (b, a)
    mine, yours = (scene.accounts[v.instance.span.page] for v in (low, high))
    risen_to = risen(yours, high.quantity)
    if former(mine, low.quantity) or risen_to:
        why = "the words say that it has risen" if risen_to else "the words say that it was earlier"
        return Related("update", why, turned=low is b)
    if former(yours, high.quantity):
        return Related("update", "the words say that it was earlier", turned=high is b)
    outlet = mine.article.outlet
    if outlet and outlet == yours.article.outlet and not before(yours, mine):
        if mine.page.id == yours.page.id:
            return None
        return Related("update", "one outlet gave the higher number later", turned=low is b)
    return None
