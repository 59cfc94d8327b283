"""One deed told by two accounts: when it was done, and whether it was done at all.

Two clauses tell one deed where their main verb is of one class and those they speak of are the
same: "Karl Weems was arrested on Tuesday", "the director, Karl Weems, was arrested on Wednesday".
Then two days that have none in common are a difference, and so is one that says it happened
beside one that says it did not. Precision first: what is told of one deed must contain what is
told of the other, or nearly, and an article that gives both days speaks of two deeds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from secondsource.compare.alternatives import any_of, no_case
from secondsource.compare.casualties import one_scene
from secondsource.compare.frames import apart
from secondsource.compare.senses import rarity
from secondsource.compare.slots import Filling, Related, Scene, entry, side
from secondsource.compare.tolls import background
from secondsource.language import language
from secondsource.records import Account, Conflict, Instance, Statement, TimeMention

# Shared beside the verb must be so much of what the shorter and of what the longer tells: read
# off the even topics of ECB+, where all that fell below it were two deeds.
_SHORTER, _LONGER = 0.75, 0.4
# A verb that tells less is of many deeds; with what is shared beside it, it must tell so much.
_TELLS, _SHARES = 1.0, 5.0
# Of one who does it or to whom it is done, by name, a telling verb and less beside it suffice.
_TELLING, _PERSONAL = 2.4, 0.45
_NAME, _WORD = 5.0, 7.0
# So many clauses of one verb are compared in a story.
_PRINTS = 24
_MEANT = ("planned", "pledged", "denied", "expected")
# What a toll counts is compared as a number of nought ("nobody was hurt").
_TOLLED = ("dead", "injured")
_MUTE = ("reacts", "hedges")

Told = tuple[Instance, str]


def deeds_in(
    scene: Scene, accounts: Sequence[Account], statements: Sequence[Statement]
) -> Iterator[Conflict]:
    """Yield the days of one deed that differ, and who says that it was not done.

    Slots ``date`` and ``denial``; one entry for each two days, and for each deed denied.
    """
    fate_of = language("en").groups("quantities.fates")
    own = frozenset(account.page.id for account in accounts)
    told = ((m.instance, s.id) for s in statements for m in s.members)
    by_deed: defaultdict[str, list[Told]] = defaultdict(list)
    for one, statement in sorted(told, key=lambda t: (scene.rank(t[0]), t[1])):
        known = one.span.page in own and one.predicate and one.stance not in _MUTE
        if known and rarity(one.predicate) >= _TELLS and fate_of.get(one.predicate) not in _TOLLED:
            by_deed[one.predicate].append((one, statement))
    for _, prints in sorted(by_deed.items()):
        pairs = [(a, b) for a, b in combinations(prints[:_PRINTS], 2) if one_deed(a[0], b[0])]
        yield from _dated(scene, pairs, prints)
        yield from _denied(scene, pairs)


def one_deed(a: Instance, b: Instance) -> bool:
    """Say whether two clauses of one verb tell of the same: days and negation left aside."""
    mine, yours = _beside(a), _beside(b)
    shared = _weight(mine & yours)
    least, most = sorted((_weight(mine), _weight(yours)))
    if _names(mine - yours) and _names(yours - mine):
        return False
    tells = rarity(a.predicate)
    if tells >= _TELLING and _named(a) & _named(b) and shared >= _PERSONAL * least:
        return True
    return shared + tells >= _SHARES and shared >= max(_SHORTER * least, _LONGER * most)


def _named(one: Instance) -> frozenset[str]:
    """Give who does a deed or has it done to him, by name."""
    return frozenset(term for term in (one.subject or "", *one.arguments) if term[:1] in ("#", "~"))


def _beside(one: Instance) -> frozenset[str]:
    own = {term for term in one.terms if term[0] != "@"} - {one.predicate}
    return frozenset(own | ({one.subject} if one.subject else set()))


def _names(terms: Iterable[str]) -> bool:
    return any(term[0] in "#~" for term in terms)


def _weight(terms: Iterable[str]) -> float:
    told = (_NAME if term[0] in "#~" else min(_WORD, rarity(term)) for term in sorted(terms))
    return round(sum(told), 4)


# -- when it was done -----------------------------------------------------------------------


def _dated(
    scene: Scene, pairs: Sequence[tuple[Told, Told]], prints: Sequence[Told]
) -> Iterator[Conflict]:
    days: defaultdict[str, set[str]] = defaultdict(set)
    for one, _ in prints:
        days[one.span.page] |= {_value(time) for time in _days(one)}
    found: dict[frozenset[str], Conflict] = {}
    for a, b in pairs:
        if not _both_done(a[0], b[0]) or not apart(a[0].times, b[0].times):
            continue
        ends = [_day(scene, one) for one in (a, b)]
        values = frozenset(end.value for end in ends if end is not None)
        if len(values) < 2 or any(values <= own for own in days.values()):
            continue
        first, second = (end for end in ends if end is not None)
        told = scene.differ("date", first, second, topic="the time of one deed")
        if told is not None:
            found.setdefault(values, told)
    yield from found.values()


def _both_done(a: Instance, b: Instance) -> bool:
    return (
        a.mood == b.mood != "wish"
        and not a.negated
        and not b.negated
        and "denies" not in (a.stance, b.stance)
    )


def _days(one: Instance) -> list[TimeMention]:
    return [t for t in one.times if t.type == "DATE" and t.earliest and t.latest]


def _value(time: TimeMention) -> str:
    return f"{time.earliest}/{time.latest}"


def _day(scene: Scene, told: Told) -> Filling | None:
    """Give the day of a deed where its clause gives but one."""
    days = _days(told[0])
    if len(days) != 1:
        return None
    return Filling(told[0], told[1], days[0].span, _value(days[0]))


# -- whether it was done --------------------------------------------------------------------


def _denied(scene: Scene, pairs: Sequence[tuple[Told, Told]]) -> Iterator[Conflict]:
    """Give the first claim and denial of a deed that exclude each other."""
    for pair in pairs:
        claim, answer = sorted(pair, key=lambda told: _denying(told[0]))
        if _denying(claim[0]) or not _denying(answer[0]) or _undone(claim[0]):
            continue
        if claim[0].span.page == answer[0].span.page or apart(claim[0].times, answer[0].times):
            continue
        personal = _named(claim[0]) & _named(answer[0])
        if not personal and (claim[0].mood != answer[0].mood or not one_scene(claim[0], answer[0])):
            continue
        if _nothing_less().search(scene.told(answer[0])):
            continue
        if any(background(scene.accounts[one.span.page], one) for one, _ in pair):
            continue
        yield _denial(scene, claim, answer)
        return


@cache
def _nothing_less(code: str = "en") -> re.Pattern[str]:
    return no_case(rf"\b{any_of(language(code).terms('slots.nothing_less'))}\b")


def _undone(one: Instance) -> bool:
    return one.mood == "wish" or one.status in _MEANT


def _denying(one: Instance) -> bool:
    return one.negated or one.stance == "denies"


def _denial(scene: Scene, claim: Told, answer: Told) -> Conflict:
    found = scene.apart(claim[0], answer[0], moves=False)
    kind = "conflict" if found.kind == "update" else found.kind
    ends = (
        side(Filling(*claim, claim[0].span, "said")),
        side(Filling(*answer, answer[0].span, "denied")),
    )
    related = Related(kind, "one says that it is so, the other that it is not")
    return entry(related, "denial", scene.story, ends, topic="one deed")
