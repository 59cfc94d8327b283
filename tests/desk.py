"""Made-up articles for the tests of shared text, lineage and stories: lines in, account out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from secondsource.records import (
    Account,
    Article,
    Credit,
    Dating,
    Entity,
    Mention,
    Page,
    Passage,
    Span,
)
from secondsource.sentences import sentences_of
from secondsource.textview import passage_key

_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)*")
_OPENERS = {"The", "A", "It", "He", "She", "They", "We", "In", "On", "No", "But", "His", "Her"}
_DAYS = {"Monday", "Thursday", "Friday"}


def filed(
    name: str,
    text: str,
    *,
    outlet: str | None = None,
    day: str | None = None,
    credit: str | None = None,
    cut: str | None = None,
) -> Account:
    """Make an account: the first line is the headline, each other line a paragraph.

    ``credit`` is "agency: words that name it"; ``cut`` is a line that is furniture.
    """
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
    lines = [(start, end) for start, end in lines if text[start:end] != cut]
    headline = Span(name, *lines[0])
    passages = [Passage(headline, passage_key(text[slice(*lines[0])]), -1, headline=True)]
    for number, (start, end) in enumerate(lines[1:]):
        passages += [
            Passage(Span(name, a, b), passage_key(text[a:b]), number)
            for a, b in sentences_of(text, start, end)
        ]
    article = Article(
        id=name,
        family=(outlet or f"?{name}").lower(),
        outlet=outlet,
        headline=headline,
        credits=_credits(name, text, credit),
        published=Dating(day, day, 0.9) if day else Dating(),
        body=tuple(Span(name, start, end) for start, end in lines[1:]),
    )
    return Account(Page(name, name, text), article, tuple(passages), _mentions(name, text))


def _credits(name: str, text: str, credit: str | None) -> tuple[Credit, ...]:
    if credit is None:
        return ()
    agency, _, words = credit.partition(": ")
    start = text.index(words)
    return (Credit(agency, Span(name, start, start + len(words))),)


def _mentions(name: str, text: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(Span(name, found.start(), found.end()), "person" if " " in found[0] else "place")
        for found in _NAME.finditer(text)
        if found[0] not in _OPENERS | _DAYS
    )


def named(accounts: Iterable[Account]) -> tuple[Entity, ...]:
    """Make one entity of each name as it is printed."""
    found: dict[str, list[Mention]] = {}
    for account in accounts:
        for mention in account.mentions:
            found.setdefault(account.page[mention.span], []).append(mention)
    return tuple(
        Entity(hashlib.sha256(name.encode()).hexdigest()[:16], "other", name, (name,), tuple(m))
        for name, m in sorted(found.items())
    )


def words_at(accounts: Sequence[Account], span: Span) -> str:
    """Read a span in the page that it names."""
    return next(one.page[span] for one in accounts if one.page.id == span.page)
