"""Which of the days a page names is its own: what speaks for each, weighed by trained numbers.

What may live here: the signs of a day - which kinds of clue name it, how they stand, what other
clues say - and the choice between days. The weights (``dates.json``) are trained by
``bench/train_dates.py`` on dated pages. They are those of a conditional logit (McFadden 1973,
"Conditional logit analysis of qualitative choice behavior"): each day has the sum of its signs'
weights, "none of these" has one of its own, and the probabilities are their shares. So the
confidence of a day is a probability, and weak clues alone leave most of it to "none".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp

from secondsource.read.clues import ANOTHERS, Candidate

NONE = "none"  # the sign of "none of these days"
# Kinds that are known to be independent of one another: what each group says counts once.
_GROUPS = {
    "json-ld datePublished": "fields", "meta": "fields", "meta created": "fields",
    "json-ld dateCreated": "fields", "meta date": "fields",
    "script published": "fields", "title published": "fields",
    "given.listed": "fields", "address": "address", "picture's address": "picture",
    "time element": "time", "time published": "time", "later time element": "time",
    "published line": "printed", "byline line": "printed", "dateline": "printed",
    "line": "printed", "updated line": "printed", "far line": "printed",
}  # fmt: skip
_STATED = frozenset({"json-ld datePublished", "meta", "given.listed"})
# A feed's day was in no page trained on; it is a field that the outlet's system fills.
_LIKE = {"given.listed": "meta"}
# No document trained on has these: a program's day is set to count for little, and never alone
# for more than a guess.
_SET = {"file created": -1.5}
_PRINTED = frozenset({"published line", "byline line", "dateline", "line"})
# Kinds of printed days, the best first.
_SHOWN = {
    kind: place
    for place, kind in enumerate((
        "published line", "dateline", "byline line", "updated line", "line", "far line", "text",
        "related", "comment",
    ))
}  # fmt: skip
_CHANGED = frozenset({"json-ld dateModified", "meta modified", "updated line", "time modified"})
_ASIDE = frozenset({"comment", "related"})
_OTHERS = _ASIDE | {"text"}
_WEST = "fields, west"  # a field in UTC that is of this day where clocks are behind
_TIMED = frozenset({"time element", "later time element"})
# Of something else, or of the page's making: listed, and never chosen.
_MUTE = frozenset(
    {"copyright", "notice", "given.modified", "given.served", "file modified", ANOTHERS}
)
# Kinds that never name a page's own day alone.
UNHEARD = _MUTE | _OTHERS
# There is no clock here. From this day on, years after this was written, a day that one group of
# clues alone names is not believed where it is so many years later than all others of the page.
_DOUBTED, _LATE = "2030-01-01", 8
_MOST = 40  # days weighed of one page


@dataclass(frozen=True, slots=True)
class _Told:
    """What all the clues of a page say, read once for all its days."""

    days: Mapping[str, Sequence[Candidate]]
    by_kind: Mapping[str, frozenset[str]]
    months: tuple[Candidate, ...]
    besides: Mapping[str, frozenset[str]]
    rights: str  # the latest year of a copyright line
    ordered: Sequence[str]  # the days printed as own, in the order of time

    def of(self, kinds: Iterable[str]) -> set[str]:
        """Give the days that clues of some kinds name."""
        return {day for kind in kinds for day in self.by_kind.get(kind, ())}


def _told(candidates: Sequence[Candidate]) -> _Told:
    days: dict[str, list[Candidate]] = {}
    by_kind: dict[str, set[str]] = {}
    besides: dict[str, set[str]] = {}
    rights = ""
    for one in candidates:
        kind = one.clue.kind
        if kind == "copyright":
            rights = max(rights, one.latest[:4])
        if one.beside:
            where = "west" if one.beside < one.earliest else "east"
            besides.setdefault(one.beside, set()).add(f"{_GROUPS.get(kind, kind)}, {where}")
        for day in one.days:
            by_kind.setdefault(kind, set()).add(day)
            if kind not in _MUTE and (day in days or len(days) < _MOST):
                days.setdefault(day, []).append(one)
    months = tuple(one for one in candidates if not one.days and one.precision == "month")
    named = {kind: frozenset(of) for kind, of in by_kind.items()}
    told = _Told(days, named, months, {d: frozenset(k) for d, k in besides.items()}, rights, ())
    ordered = sorted(told.of(_PRINTED | {"far line", "related", "text"}))
    return replace(told, ordered=ordered)


def signs_of(candidates: Sequence[Candidate]) -> dict[str, list[str]]:
    """Give each day that the clues name with the signs that are weighed, sorted.

    >>> from secondsource.records import Clue
    >>> stated = Candidate(Clue("meta", "2015-05-21", False), "2015-05-21", "2015-05-21",
    ...                    days=("2015-05-21",))
    >>> "meta" in signs_of([stated])["2015-05-21"]
    True
    """
    told = _told(candidates)
    years = sorted({one.latest[:4] for one in candidates})
    return {
        day: sorted({*_own(day, told), *_beside(day, told)})
        for day in told.days
        if not _absurd(day, told.days[day], years) and not _of_others(told.days[day])
    }


def _of_others(clues: Sequence[Candidate]) -> bool:
    """Say whether only readers' comments, other articles and the running text name a day."""
    kinds = {one.clue.kind for one in clues}
    if kinds & _ASIDE:
        kinds -= _TIMED  # the time elements are theirs
    return kinds <= _OTHERS


def _absurd(day: str, clues: Sequence[Candidate], years: Sequence[str]) -> bool:
    """Say whether a day to come is so far after all other years of the page that it is a slip."""
    if day < _DOUBTED:
        return False
    earlier = [year for year in years if year < day[:4]]
    groups = {_GROUPS.get(one.clue.kind) for one in clues}
    alone = len(groups) == 1 and years[-1] == day[:4]
    return alone and bool(earlier) and int(day[:4]) - int(earlier[-1]) > _LATE


def _own(day: str, told: _Told) -> Iterator[str]:
    """Yield the signs of the clues that name a day."""
    groups = set()
    shown = []
    for one in told.days[day]:
        kind = one.clue.kind
        if len(one.days) > 1:
            yield "undecided"
        if kind in _GROUPS:
            groups.add(_GROUPS[kind])
        if kind in _SHOWN:
            shown.append(one)
        else:
            yield _LIKE.get(kind, kind)
    if shown:
        yield from _best_shown(shown)
    for group in told.besides.get(day, ()):
        if group == _WEST and groups & {"printed", "address"}:
            groups.add("fields in UTC")
    groups.discard("picture")
    if groups:
        yield "+".join(sorted(groups))
        yield from (f"by {group}" for group in groups)
    if day in told.of(_STATED):
        yield "stated"
    for least in (2, 3):
        if len(groups) >= least:
            yield f"{least} groups"


def _best_shown(shown: Sequence[Candidate]) -> Iterator[str]:
    """Yield the signs of the printed clue that stands best; a day's other lines tell little."""
    best = min(shown, key=lambda one: (_SHOWN[one.clue.kind], "nearest 0" not in one.marks))
    kind = best.clue.kind
    yield kind
    name = "printed" if kind in _PRINTED else kind
    for mark in best.marks:
        yield f"{name}: {mark}"
    if len(shown) > 1:
        yield "printed more than once"


def _beside(day: str, told: _Told) -> Iterator[str]:
    """Yield the signs that a day has by what the other clues say."""
    if _WEST not in told.besides.get(day, ()):
        yield from _against(day, told, "stated", told.of(_STATED))
    yield from _against(day, told, "printed", told.of(_PRINTED))
    yield from _against(day, told, "addressed", told.of(("address",)))
    for one in told.months:
        if one.clue.kind == "address":
            within = one.earliest <= day <= one.latest
            yield "month of the address" if within else "not the month of the address"
        elif one.clue.kind == "picture's address" and one.earliest <= day <= one.latest:
            yield "month of the picture"
    yield from _by_changes(day, told)
    yield from _by_years(day, told)
    for group in sorted(told.besides.get(day, ())):
        yield f"beside {group}"
    for one in told.days[day]:
        if one.beside and one.beside in told.days:
            own = {other.clue.kind for other in told.days[one.beside]} & (_PRINTED | {"address"})
            if own and one.clue.kind in _STATED:
                where = "west" if one.beside < day else "east"
                yield f"in UTC beside {min(2, len(own))}, {where}"
    yield from _among_printed(day, told.ordered)
    timed = told.of(_TIMED)
    if day in timed:
        yield f"time elements {min(4, len(timed))}"
        if day in told.by_kind.get("comment", ()):
            printed = day in told.of(_PRINTED)
            yield "time of a comment and own" if printed else "time of a comment"


def _among_printed(day: str, ordered: Sequence[str]) -> Iterator[str]:
    if ordered == [day]:
        yield "only day printed"
    elif ordered and day == ordered[0]:
        yield "earliest printed"
    elif ordered and day == ordered[-1]:
        yield "latest printed"


def _against(day: str, told: _Told, name: str, days: set[str]) -> Iterator[str]:
    if not days:
        return
    if day in days:
        if len(days) > 1:
            yield f"one {name} of several"
            yield f"first {name}" if day == min(days) else f"not first {name}"
        return
    yield f"{name} otherwise"
    yield f"before all {name}" if day < min(days) else f"after some {name}"


def _by_changes(day: str, told: _Told) -> Iterator[str]:
    changed = told.of(_CHANGED)
    if not changed:
        return
    if day in changed:
        yield "day of a change"
        if not told.of(_STATED) and len(changed) == 1:
            yield "only change stated"
    yield "after the last change" if day > max(changed) else "by the last change"
    if day in told.of(_STATED) and not changed & {day}:
        yield "changed on another day"


def _by_years(day: str, told: _Told) -> Iterator[str]:
    if told.rights:
        ahead = int(day[:4]) - int(told.rights)
        if ahead == 0:
            yield "year of the rights"
        elif ahead > 0:
            yield "after the rights"
        elif ahead < -3:
            yield "years before the rights"
    if len(told.days) > 1 and day == max(told.days):
        yield "latest of all"
    if len(told.days) == 1:
        yield "only day"
    years = {one[:4] for one in told.days if one != day}
    if years and int(day[:4]) > int(max(years)) + 1:
        yield "years after all others"


# -- the choice -----------------------------------------------------------------------------


@cache
def _weights() -> Mapping[str, float]:
    place = resources.files("secondsource.read") / "dates.json"
    kept: dict[str, float] = json.loads(place.read_text(encoding="utf-8"))
    return kept


def probabilities_of(
    signs: Mapping[str, Sequence[str]], weights: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Give each day's probability of being the page's own, rounded to four digits.

    ``weights`` are those shipped where they are None. What is missing to 1 is that of "none".

    >>> probabilities_of({"2015-05-21": ["a"], "2015-05-22": []}, {"none": 0.0, "a": 1.0})
    {'2015-05-21': 0.5761, '2015-05-22': 0.2119}
    """
    known = {**(_weights() if weights is None else weights), **_SET}
    least = known.get(NONE, 0.0)
    sums = {day: sum(known.get(sign, 0.0) for sign in own) for day, own in signs.items()}
    top = max([least, *sums.values()])
    odds = {day: exp(round(one - top, 6)) for day, one in sums.items()}
    whole = exp(least - top) + sum(odds.values())
    return {day: round(one / whole, 4) for day, one in odds.items()}
