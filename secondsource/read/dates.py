"""The day a page was published: every clue kept, one day chosen, or none.

A page states its day many times and not always the same one: in fields for programs, in its
address, in a line under the headline. And it prints days that are not its own: a copyright
year, a banner ("since July 1, 2024"), other articles' days, a reader's comment. Every one of
them becomes a ``Clue``; which day they speak for together is weighed in ``weighing.py``.

Days are taken as printed: a zone is never converted. A year alone is never enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from secondsource.read.behind import days_behind, marked
from secondsource.read.clues import Candidate, day_after
from secondsource.read.daylines import OWN, RUNNING, printed_days
from secondsource.read.stateddays import last_day, stated_days
from secondsource.read.weighing import UNHEARD, probabilities_of, signs_of
from secondsource.records import Clue, Cut, Dating, Page, Span

# Of a day's probability; below it "unknown" is the more honest word. Of 440 pages (tuning half)
# .5 leaves four more without a day, and the day is right on all of these.
LEAST = 0.4
MOST = 0.99  # of a confidence
_EITHER = 0.5  # of figures such as 05/06/2015 alone: one of two days
# Rules, since no page trained on shows them: a day that only changes name is no more than the
# last on which the page can have been published, and one in the paper's own head may be today's.
_ONLY_CHANGED, _ONLY_HEAD = 0.55, 0.6
_MONTH = 0.8  # an address or a line of its own, labelled, that names a month and no day
_OWNED = frozenset({"element published", "labelled", "signed"})
_LABEL = frozenset({"before 0", "before 1"})  # a label, and no sentence
_PUBLISHED = frozenset({"given", "given.listed", "json-ld datePublished", "meta"})
# What each kind says of a change, in votes; a day needs two. A server often states the moment at
# which it made the page, and a script that of its own data: they only choose among the others.
_CHANGES = {
    "given.modified": 9.0,
    "json-ld dateModified": 3.0,
    "meta modified": 3.0,
    "updated line": 3.0,
    "time modified": 2.0,
    "file modified": 2.0,
    "script modified": 1.0,
    "given.served": 0.5,
}
_ENOUGH = 2.0
_MOVED = frozenset({"byline line", "line", "far line"})  # kinds that what was cut around them moves
# By why it was cut. An own day above the article is sometimes cut with a list of others: to move
# all of "related" takes the day from 5 of 440 pages (tuning half), so only what ends a page moves.
_ASIDE = {"comments": "comment", "related": "related"}
_UNDER = frozenset({"under", "far under"})


class Days(NamedTuple):
    """When a page was published, and when it was last changed."""

    published: Dating
    modified: Dating


def datings_of(
    page: Page, body: Sequence[Span], raw: bytes = b"", cuts: Sequence[Cut] = ()
) -> Days:
    """Date a page from all it states: when it was published, and when it was last changed.

    ``body`` is the spans of the article's text; dates inside it are only listed. ``raw`` is the
    page's bytes, looked at where its fields state no day of publication; ``cuts`` is what is not
    the article: days within comments and other articles are theirs. ``evidence`` holds every
    clue, with ``used`` for those that name the day chosen. A change is never of a day before the
    publication. Errors: none.

    >>> page = Page("p1", "ferry.txt", "Ferry sinks\\n\\nPublished: 21 May 2015\\n\\nIt sank.\\n\\n"
    ...             "Updated: 23 May 2015")
    >>> days = datings_of(page, ())
    >>> days.published.earliest, days.modified.earliest
    ('2015-05-21', '2015-05-23')
    """
    candidates = [_placed(one, cuts) for one in candidates_of(page, body, raw)]
    last = last_day(page)
    # A day's grace is for the zones.
    published = chosen(candidates, last=day_after(last) if last else None)
    return Days(published, _changed(candidates, published))


def published_of(page: Page, body: Sequence[Span], raw: bytes = b"") -> Dating:
    """Date a page from all it states: an interval of days, or unknown; see ``datings_of``.

    >>> page = Page("p1", "ferry.txt", "Ferry sinks\\n\\nPublished: 21 May 2015\\n\\nIt sank.")
    >>> published_of(page, ()).earliest
    '2015-05-21'
    """
    return datings_of(page, body, raw).published


def candidates_of(page: Page, body: Sequence[Span], raw: bytes = b"") -> list[Candidate]:
    """Give every clue to a page's day, in the order: given, fields, addresses, bytes, text."""
    found = stated_days(page)
    stated = any(one.clue.kind in _PUBLISHED for one in found)
    if raw and page.media == "html" and not stated:
        found += days_behind(page, raw)
    printed = printed_days(page, body)
    return [*found, *(marked(printed, raw, OWN) if page.media == "html" else printed)]


def _placed(one: Candidate, cuts: Sequence[Cut]) -> Candidate:
    """Give a day printed in comments, or among other articles, their kind."""
    span = one.clue.span
    if span is None or one.clue.kind not in _MOVED or _UNDER.isdisjoint(one.marks):
        return one
    for cut in cuts:
        if cut.span.start <= span.start < cut.span.end:
            kind = _ASIDE.get(cut.why.partition(":")[0].strip())
            return replace(one, clue=replace(one.clue, kind=kind)) if kind else one
    return one


def chosen(
    candidates: Sequence[Candidate],
    last: str | None = None,
    weights: Mapping[str, float] | None = None,
) -> Dating:
    """Choose a page's day among its clues; those later than ``last`` are listed, not weighed.

    ``weights`` are those shipped where they are None.
    """
    weighed = [one for one in candidates if last is None or one.earliest <= last]
    stated = next((one for one in weighed if one.clue.kind == "given"), None)
    if stated is not None:
        sure = MOST if stated.precision != "undecided" else _EITHER
        return _dating(stated.earliest, stated.latest, sure, candidates)
    shares = probabilities_of(signs_of(weighed), weights)
    day = max(sorted(shares), key=lambda one: shares[one], default=None)
    span = _undecided(weighed, shares, day)
    if span is None and day is not None and shares[day] >= LEAST:
        return _dating(day, day, min(shares[day], _most(day, weighed)), candidates)
    span = span or _month(weighed)
    if span is None:
        return Dating(evidence=tuple(one.clue for one in candidates))
    return _dating(*span, candidates)


def _most(day: str, candidates: Sequence[Candidate]) -> float:
    """Give the most that a day can be believed by the kinds of clue that name it."""
    naming = [one for one in candidates if one.names(day) and one.clue.kind not in UNHEARD]
    if all(one.clue.kind in _CHANGES or "element modified" in one.marks for one in naming):
        return _ONLY_CHANGED
    heads = (RUNNING in one.marks and not _OWNED & {*one.marks} for one in naming)
    return _ONLY_HEAD if all(heads) else MOST


def _dating(earliest: str, latest: str, share: float, candidates: Sequence[Candidate]) -> Dating:
    evidence = tuple(
        _used(one.clue) if _names(one, earliest, latest) else one.clue for one in candidates
    )
    return Dating(earliest, latest, min(MOST, round(share, 2)), evidence)


def _used(clue: Clue) -> Clue:
    return Clue(clue.kind, clue.value, True, clue.span, clue.field)


def _names(one: Candidate, earliest: str, latest: str) -> bool:
    if one.clue.kind in ("copyright", "notice"):
        return False
    return (one.earliest, one.latest) == (earliest, latest) or (
        earliest == latest and one.names(earliest)
    )


def _undecided(
    candidates: Sequence[Candidate], shares: Mapping[str, float], best: str | None
) -> tuple[str, str, float] | None:
    """Give both readings of figures such as 05/06/2015, where they alone name the likely day."""
    naming = [one for one in candidates if best and one.names(best)]
    if not naming or any(len(one.days) < 2 for one in naming):
        return None
    share = sum(shares.get(day, 0.0) for day in naming[0].days)
    if share < LEAST:
        return None
    return (naming[0].earliest, naming[0].latest, min(share, _EITHER))


def _month(candidates: Sequence[Candidate]) -> tuple[str, str, float] | None:
    for one in candidates:
        alone = "after 0" in one.marks and not _LABEL.isdisjoint(one.marks)
        labelled = one.clue.kind == "published line" and alone
        if one.precision == "month" and (labelled or one.clue.kind == "address"):
            return one.earliest, one.latest, _MONTH
    return None


# -- the last change ------------------------------------------------------------------------


def _changed(candidates: Sequence[Candidate], published: Dating) -> Dating:
    """Choose the day of the last change: the one with most votes, of equals the latest."""
    clues = [one for one in candidates if one.clue.kind in _CHANGES]
    first = published.earliest or ""
    votes: dict[str, float] = {}
    for day in sorted({day for one in clues for day in one.days if day >= first}):
        kinds = {one.clue.kind for one in clues if one.names(day)}
        votes[day] = sum(_CHANGES[kind] for kind in kinds)
    best = max(sorted(votes, reverse=True), key=lambda one: votes[one], default=None)
    if best is None or votes[best] < _ENOUGH:
        return Dating(evidence=tuple(one.clue for one in clues))
    against = max((votes[one] for one in votes if one != best), default=0.0)
    return _dating(best, best, _surety(votes[best], against), clues)


def _surety(votes: float, against: float) -> float:
    """Say how sure a change's day is: of 27 printed days alone, 25 were those of the fields."""
    if votes - against >= 4.0:
        return 0.95
    return 0.9 if votes - against >= 2.0 else 0.6
