"""Made-up coverage through the whole program: what outlets print goes in, the report comes out."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.pipeline import (
    compared,
    extracted,
    read_page,
    read_together,
    tags_of,
    untagged,
)
from secondsource.records import (
    Decision,
    Draft,
    Given,
    Lineage,
    Parent,
    Report,
    Reuse,
    Statement,
)


@dataclass(frozen=True)
class Print:
    """What one outlet printed: its name, the text or the web page, and what was said beside it."""

    key: str
    text: str
    outlet: str | None = None
    date: str | None = None
    headline: str | None = None
    url: str | None = None


def report_of(*prints: Print, decisions: tuple[Decision, ...] = ()) -> Report:
    """Read, extract and compare what was printed; decisions name the prints by their keys."""
    drafts = read_together([_draft(one) for one in prints])
    tags = tags_of(untagged(((draft.page, draft.article) for draft in drafts), {}))
    ids = {draft.page.key: draft.page.id for draft in drafts}
    told = [Decision(one.verb, ids[one.a], ids[one.b], one.note) for one in decisions]
    accounts = [extracted(draft.page, draft.article, tags) for draft in drafts]
    return compared(accounts, decisions=told)


def _draft(one: Print) -> Draft:
    page, article = read_page(
        one.text.encode(),
        input="coverage.jsonl",
        media="html" if one.text.lstrip().startswith("<") else "plain",
        given=Given(outlet=one.outlet, headline=one.headline, date=one.date),
        url=one.url,
        key=one.key,
    )
    return Draft(page, article)


def key_of(report: Report, page: str) -> str:
    """Give the key under which a page was printed."""
    return next(one.page.key or "" for one in report.accounts if one.page.id == page)


def words(report: Report, reuse: Reuse) -> str:
    """Give the shared words as the first of the two articles prints them."""
    page = next(one.page for one in report.accounts if one.page.id == reuse.a.page)
    return page[reuse.a]


def between(report: Report, a: str, b: str) -> tuple[Reuse, ...]:
    """Give what two prints share."""
    return tuple(
        one
        for one in report.reuse
        if {key_of(report, one.a.page), key_of(report, one.b.page)} == {a, b}
    )


def parents(report: Report, key: str) -> dict[str, float]:
    """Give the possible parents of a print: a key, an agency in brackets, "hidden" or "none"."""
    found: dict[str, float] = {}
    for one in report.lineage.parents:
        if key_of(report, one.child) == key:
            name = _parent(report, report.lineage, one)
            found[name] = round(found.get(name, 0.0) + one.probability, 4)
    return found


def _parent(report: Report, lineage: Lineage, one: Parent) -> str:
    if one.article is not None:
        return key_of(report, one.article)
    if one.hidden is None:
        return "none"
    agency = next(node.agency for node in lineage.hidden if node.id == one.hidden)
    return f"({agency})" if agency else "hidden"


def stating(report: Report, *telling: str) -> Statement:
    """Give the statement with most outlets of which some instance has all of these words."""
    pages = {one.page.id: one.page for one in report.accounts}
    found = [
        statement
        for statement in report.statements
        for member in statement.members
        if all(word in pages[member.instance.span.page][member.instance.span] for word in telling)
    ]
    return max(found, key=lambda one: (one.reach, len(one.members), one.id))
