"""What became of an article: its versions in order, and what each changed, in words.

What may live here: choosing and wording what the views print of revisions. What changed was found
while reading; here it is only laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.errors import Misuse
from secondsource.records import Account, Changed, Revision, Span
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import counted, day_of
from secondsource.tell.plain import one_line

_ID = 10  # characters of an id that are shown, as in a story's view
_MOST_NAMED = 8  # articles named where several fit


@dataclass(frozen=True, slots=True)
class Course:
    """One article in all its versions, the first one first, and what each later one changed."""

    articles: tuple[str, ...]
    revisions: tuple[Revision, ...]

    @property
    def changed(self) -> bool:
        """Say whether any version changed the news."""
        return any(one.changes for one in self.revisions)

    def spans(self) -> Iterator[Span]:
        """Yield every span that was changed, in either version."""
        for one in self.revisions:
            for change in one.changes:
                yield from (span for span in (change.before, change.after) if span)


def courses_of(desk: Desk) -> tuple[Course, ...]:
    """Give the articles that were read in several versions, those that hide a change first.

    >>> from secondsource.records import Report
    >>> from secondsource.tell.desk import desk_of
    >>> courses_of(desk_of(Report()))
    ()
    """
    after = {one.after: one for one in desk.report.revisions}
    following = {one.before for one in desk.report.revisions}
    found = []
    for last in sorted(set(after) - following):
        chain = [after[last]]
        while chain[-1].before in after:
            chain.append(after[chain[-1].before])
        chain.reverse()
        found.append(Course((chain[0].before, *(one.after for one in chain)), tuple(chain)))
    return tuple(sorted(found, key=lambda one: _rank(desk, one)))


def _rank(desk: Desk, one: Course) -> tuple[int, int, str, str]:
    silent = sum(each.silent for each in one.revisions)
    whole = sum(len(each.changes) for each in one.revisions)
    return (-silent, -whole, desk.headline(one.articles[-1]), one.articles[-1])


def course_named(desk: Desk, name: str) -> Course:
    """Find the course of the article that a person names: ID, file, address or headline words.

    Raises ``Misuse`` where none fits, several do, or the one was read in one version only.
    """
    courses = courses_of(desk)
    said = " ".join(name.lower().split())
    for fits in (_by_id, _by_place, _by_words):
        named = {account.page.id for account in desk.report.accounts if fits(desk, account, said)}
        found = [one for one in courses if named.intersection(one.articles)]
        if len(found) == 1:
            return found[0]
        if found:
            these = ", ".join(one.articles[-1] for one in found[:_MOST_NAMED])
            raise Misuse(f"{name!r} fits several changed articles: {these}")
        if named and fits is not _by_words:
            break
    if said and named:
        raise Misuse(f"{name!r} was read in one version only: nothing is known to have changed")
    raise Misuse(f"no article {name!r}: secondsource changes lists those that changed")


def _by_id(desk: Desk, account: Account, said: str) -> bool:
    return bool(said) and account.page.id.startswith(said)


def _by_place(desk: Desk, account: Account, said: str) -> bool:
    page = account.page
    places = (page.input, page.url or "", page.key or "")
    return len(said) > 2 and any(said in place.lower() for place in places)


def _by_words(desk: Desk, account: Account, said: str) -> bool:
    return bool(said) and said in desk.headline(account.page.id).lower()


def summary(desk: Desk, one: Revision) -> str:
    """Count what a revision changed: "2 sentences changed, 1 added; the headline too".

    >>> from secondsource.records import Report
    >>> from secondsource.tell.desk import desk_of
    >>> summary(desk_of(Report()), Revision("p1", "p2"))
    'nothing of the news changed'
    """
    titles = [change for change in one.changes if _is_title(desk, change)]
    kinds = [kind_of(change) for change in one.changes if change not in titles]
    told = [
        f"{counted(kinds.count(kind), 'sentence')} {kind}"
        for kind in ("changed", "added", "removed")
        if kinds.count(kind)
    ]
    told = ["the headline changed"] * bool(titles) + told
    return ", ".join(told) or "nothing of the news changed"


def version_words(desk: Desk, article: str) -> str:
    """Say of which article one is a later version, and what it changed; empty if of none."""
    before = desk.accounts[article].article.version_of
    if before is None:
        return ""
    told = next((one for one in desk.report.revisions if one.after == article), None)
    changed = f": {summary(desk, told)}" if told else ""
    silent = "; nothing on the page says so" if told and told.silent else ""
    return f"a later version of {before[:_ID]}{changed}{silent}"


def when(desk: Desk, one: Revision) -> str:
    """Say when the two versions were fetched, where both are known: "21 to 22 May 2031: "."""
    first, last = (desk.accounts[name].page.given.fetched for name in (one.before, one.after))
    if not first or not last:
        return ""
    if first[:10] == last[:10]:
        return f"{day_of(first)}, {one_line(first[11:16])} to {one_line(last[11:16])}: "
    return f"{day_of(one_line(first))} to {day_of(one_line(last))}: "


def kind_of(change: Changed) -> str:
    """Name a change by what it has: ``changed``, ``added`` or ``removed``."""
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


def owned_up(desk: Desk, one: Revision) -> str:
    """Say whether a page owns up to its change, and by what.

    >>> from secondsource.records import Report
    >>> from secondsource.tell.desk import desk_of
    >>> owned_up(desk_of(Report()), Revision("p1", "p2", silent=True))
    'silent: nothing on the page says that it was changed'
    """
    if one.noted:
        return f"the page says so: {'; '.join(desk.words(span) for span in one.noted)}"
    if one.stated:
        return f"said for programs only ({', '.join(one.stated)}): a reader is not told"
    return "silent: nothing on the page says that it was changed" if one.silent else ""


def headed(desk: Desk, one: Revision) -> Iterator[tuple[str, Sequence[Changed]]]:
    """Yield the changes of a revision under a heading each: the headline's, then the body's."""
    titles = [change for change in one.changes if _is_title(desk, change)]
    if titles:
        yield "The headline", titles
    for kind, words in (
        ("changed", "Changed"),
        ("added", "Added"),
        ("removed", "Removed"),
    ):
        found = [c for c in one.changes if c not in titles and kind_of(c) == kind]
        if found:
            yield words, found


def _is_title(desk: Desk, change: Changed) -> bool:
    return any(_in_headline(desk, span) for span in (change.before, change.after) if span)


def _in_headline(desk: Desk, span: Span) -> bool:
    return desk.accounts[span.page].article.headline == span
