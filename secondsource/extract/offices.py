"""What each person is said to be, and when: "foreign minister", "former head of the union".

What may live here: gathering, over a whole collection, the titles before a person's name and the
appositions behind it. A role is kept with the days of the articles that print it and with the
words of the earliest, for an office is held for a time: who was minister in March may be a
"former minister" in May, and both are right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from secondsource.extract.roles import head_of
from secondsource.language import language
from secondsource.records import Account, Entity, Mention, Role, Span
from secondsource.textview import level

_BEHIND = re.compile(
    r"\s?,\s+(?:(?:the|a|an|its|his|her|their)\s+)?([^,.;:\"“”()\n]{3,70}?)(?=[,.]\s)"
)
_LONGEST = 10  # words; longer appositions are clauses


def with_roles(accounts: Sequence[Account], entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Give the entities, each person with the roles that the articles print beside the name.

    Errors: none.

    >>> from secondsource.records import Article, Page
    >>> page = Page(id="p1", input="a.txt", text="Former mayor Ada Roos left.")
    >>> names = (Mention(Span("p1", 13, 21), "person", Span("p1", 0, 12)),)
    >>> roos = Entity("e1", "person", "Ada Roos", ("Ada Roos",), names)
    >>> account = Account(page, Article(id="p1", family="x"), mentions=names)
    >>> [(role.words, role.former) for role in with_roles([account], [roos])[0].roles]
    [('former mayor', True)]
    """
    pages = {account.page.id: account for account in accounts}
    return tuple(
        replace(entity, roles=_roles(entity, pages)) if entity.kind == "person" else entity
        for entity in entities
    )


def _roles(entity: Entity, pages: Mapping[str, Account]) -> tuple[Role, ...]:
    found: dict[str, list[Span]] = defaultdict(list)
    for mention in entity.mentions:
        account = pages.get(mention.span.page)
        for span in _beside(account, mention) if account else ():
            found[_words(account.page[span])].append(span)  # type: ignore[union-attr]
    told = [(-len(spans), _role(words, spans, pages)) for words, spans in found.items()]
    return tuple(role for _, role in sorted(told, key=lambda one: (one[0], one[1].words)))


def _words(text: str) -> str:
    return " ".join(level(text, fold=True).split())


def _beside(account: Account, mention: Mention) -> Iterator[Span]:
    """Yield the spans that say what somebody is: the title, and what stands behind a comma."""
    text = account.page.text
    if mention.title is not None and _is_role(account.page[mention.title]):
        yield mention.title
    behind = _BEHIND.match(text, mention.span.end)
    if behind is not None and len(behind[1].split()) <= _LONGEST and _is_role(behind[1]):
        yield Span(mention.span.page, behind.start(1), behind.end(1))


def _is_role(text: str) -> bool:
    words = _words(text).split()
    return bool(words) and words[0] not in _verbs() and head_of(words) is not None


@cache
def _verbs() -> frozenset[str]:
    return frozenset(language("en").terms("titles.no_role"))


@cache
def _past() -> frozenset[str]:
    return frozenset(language("en").terms("titles.past"))


def _role(words: str, spans: Sequence[Span], pages: Mapping[str, Account]) -> Role:
    dated = [(pages[span.page].article.published, span) for span in spans]
    early = [date.earliest for date, _ in dated if date.earliest]
    late = [date.latest for date, _ in dated if date.latest]
    first = min(dated, key=lambda one: (one[0].earliest or "9", one[1]))[1]
    return Role(
        words=words,
        span=first,
        earliest=min(early, default=None),
        latest=max(late, default=None),
        former=bool(_past() & set(words.replace("-", " ").split())),
    )
