"""What is known of an article, fact by fact, each with its proof: for the terminal and the page.

What may live here: choosing which facts of an article are told, in which words and order. A fact
that is not known is not told, but for two whose lack matters: the outlet and the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from secondsource.records import Account, Clue, Dating, Note, Span, State, Stated
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import counted, days_of, percent
from secondsource.tell.plain import one_line

_SCOPES = MappingProxyType(
    {"text": "the whole text", "part": "a part", "aid": "helped with the reporting"}
)
HELD = MappingProxyType[State, str](
    {
        "whole": "the article",
        "stub": "only the beginning of the article",
        "shell": "not its text: a shell",
        "none": "no article",
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known: what it is, in words, and each proof as (words, where it stands)."""

    label: str
    words: str
    proofs: tuple[tuple[str, str], ...] = ()


def facts_of(desk: Desk, account: Account) -> Iterator[Fact]:
    """Tell what is known of an article, in the order of a masthead.

    >>> from secondsource.records import Article, Page, Report
    >>> from secondsource.tell.desk import desk_of
    >>> one = Account(Page("p1", "ferry.txt", ""), Article("p1", "?p1"))
    >>> [fact.words for fact in facts_of(desk_of(Report((one,))), one)][:2]
    ['not named: it counts as an outlet of its own', 'day not known']
    """
    article = account.article
    yield _outlet(desk, account)
    for one in article.bylines:
        yield _stated(desk, "By", one)
    yield _dated(desk, "Published", article.published)
    if article.modified.evidence and article.modified.earliest:
        yield _dated(desk, "Changed", article.modified)
    for label, stated in (
        ("Section", article.section),
        ("Type", article.genre),
        ("Sponsored", article.sponsored),
        ("Canonical", article.canonical),
    ):
        if stated is not None:
            yield _stated(desk, label, stated)
    for credit in article.credits:
        place = desk.place(credit.span) if credit.span.start < credit.span.end else ""
        words = f"{one_line(credit.agency)} ({_SCOPES[credit.scope]})"
        yield Fact("Credit", words, ((desk.credit(credit), place),))
    for note in article.notes:
        yield _note(desk, note)
    yield _held(desk, account)
    yield Fact("Cut", _cut(account))


def _outlet(desk: Desk, account: Account) -> Fact:
    article = account.article
    if article.outlet is None:
        return Fact("Outlet", "not named: it counts as an outlet of its own")
    proof = _proof(desk, article.outlet_span, article.outlet_field)
    note = (one_line(article.outlet_note or ""), "")
    proofs = tuple(each for each in (proof, note) if any(each))
    return Fact("Outlet", one_line(article.outlet), proofs)


def _proof(desk: Desk, span: Span | None, field: str | None) -> tuple[str, str]:
    if span is not None:
        return f"“{one_line(desk.words(span))}”", desk.place(span)
    return (f"stated: {one_line(field)}" if field else ""), ""


def _stated(desk: Desk, label: str, one: Stated) -> Fact:
    proofs = [_proof(desk, one.span, one.field), (one_line(one.note or ""), "")]
    return Fact(label, one_line(one.value), tuple(each for each in proofs if any(each)))


def _dated(desk: Desk, label: str, dating: Dating) -> Fact:
    words = days_of(dating.earliest, dating.latest)
    if dating.earliest or dating.latest:
        words = f"{words}, {percent(dating.confidence)} sure"
    ordered = sorted(dating.evidence, key=lambda clue: not clue.used)
    return Fact(label, words, tuple(_clue(desk, clue) for clue in ordered))


def _clue(desk: Desk, clue: Clue) -> tuple[str, str]:
    used = "" if clue.used else " (not used)"
    place = desk.place(clue.span) if clue.span else f"stated: {one_line(clue.field or 'page')}"
    return f"{one_line(clue.kind)}: {one_line(clue.value)}{used}", place


def _note(desk: Desk, note: Note) -> Fact:
    return Fact(
        "Note", note.kind, ((f"“{one_line(desk.words(note.span))}”", desk.place(note.span)),)
    )


def _held(desk: Desk, account: Account) -> Fact:
    whole = account.article.whole
    words = sum(len(account.page[span].split()) for span in account.article.body)
    told = f"{HELD[whole.state]}: {counted(words, 'word')}"
    if whole.state == "whole" and whole.sure < 1:
        told = f"{told}, {percent(whole.sure)} sure that it is the body"
    proofs = tuple(
        (one_line(reason.text), "  ".join(desk.place(span) for span in reason.spans))
        for reason in whole.reasons
    )
    return Fact("Page", told, proofs)


def kinds_cut(account: Account) -> list[tuple[str, int]]:
    """Count what was cut as furniture, by its kind, the most first."""
    kinds = Counter(cut.why.partition(":")[0] for cut in account.article.furniture)
    return sorted(kinds.items(), key=lambda one: (-one[1], one[0]))


def _cut(account: Account) -> str:
    found = kinds_cut(account)
    if not found:
        return "nothing"
    return ", ".join(f"{kind} {number}" for kind, number in found)


def marked(accounts: Iterable[Account]) -> str:
    """Say how many pages do not hold their article, in words; empty if all do.

    >>> marked(())
    ''
    """
    states = Counter(account.article.whole.state for account in accounts)
    told = (
        (states["stub"], "only the beginning of its article", "only the beginning"),
        (states["shell"], "a shell without its text", "a shell without text"),
        (states["none"], "no article", "no article"),
    )
    return ", ".join(
        f"{number} {one if number == 1 else many}" for number, one, many in told if number
    )
