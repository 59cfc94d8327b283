"""Agencies that no list has, known in a collection from the way they are credited.

What may live here: learning agencies' names from where newsrooms put them and finding those
names again in all articles. It works because a name in a dateline's brackets, or beside the
words "news agency", is an agency's wherever else it stands: "told Levpress" on a page that
explains nothing is a credit once another page has shown what Levpress is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from secondsource.publishers import Publishers, agencies_alone, publishers
from secondsource.read.creditforms import Forms, forms_of
from secondsource.read.credits import credits_of, each_once
from secondsource.read.mastheads import family_key
from secondsource.read.namesakes import with_one_name
from secondsource.records import Article, Page

_NAME = r"[A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+){0,3}"
_WORDS = r"(?:news agency|news agencies|newswire|wire service|wire agency|press agency)"
_BESIDE = re.compile(
    rf"\b{_WORDS} (?P<after>{_NAME})"
    rf"|(?P<before>{_NAME})(?:, |, which is | is )(?:the|an?|its|their|our) "
    rf"[^,.;]{{0,50}}?{_WORDS}\b"
)
_CAPITAL = re.compile(r"\b[A-Z]\w+")


def with_agencies(
    pages_and_articles: Sequence[tuple[Page, Article]], *, known: Publishers | None = None
) -> tuple[Article, ...]:
    """Add to every article the credits of agencies that only the collection makes known.

    Articles come back in the order given; an outlet's own name is no credit in its articles.

    >>> from secondsource.records import Credit, Span
    >>> first = Page("p1", "a.txt", "OSK (Lindwire) - A ferry sank.")
    >>> other = Page("p2", "b.txt", "Nine died, Lindwire reported.")
    >>> credit = Credit("Lindwire", Span("p1", 5, 13))
    >>> one = Article("p1", "?p1", body=(Span("p1", 0, 30),), credits=(credit,))
    >>> two = Article("p2", "?p2", body=(Span("p2", 0, 29),))
    >>> [(c.agency, c.scope) for c in with_agencies([(first, one), (other, two)])[1].credits]
    [('Lindwire', 'part')]
    """
    listed = known or publishers()
    ready = [_read_again(page, article, listed) for page, article in pages_and_articles]
    pages = [page for page, _ in pages_and_articles]
    forms = forms_of(listed)
    names = {
        family_key(name): name
        for page, article in zip(pages, ready, strict=True)
        for name in sorted(_unlisted(page, article, forms), reverse=True)
    }
    if names:
        learned = agencies_alone(names.values())
        pairs = zip(pages, ready, strict=True)
        ready = [_credited(page, article, names, learned) for page, article in pairs]
    return with_one_name(list(zip(pages, ready, strict=True)), listed)


def _read_again(page: Page, article: Article, known: Publishers) -> Article:
    """Find the credits again where other pages showed what closes this one to be furniture."""
    if not any(cut.why.startswith("repeated") for cut in article.furniture):
        return article
    found = credits_of(page, article.body, article.furniture, byline=article.byline, known=known)
    return replace(article, credits=found)


def _unlisted(page: Page, article: Article, forms: Forms) -> set[str]:
    found = {one.agency for one in article.credits if one.scope == "text"}
    for span in article.body:
        if "agenc" in (text := page[span]) or "wire" in text:
            found |= {match["after"] or match["before"] for match in _BESIDE.finditer(text)}
    return {
        name
        for name in found
        if name and name[0].isupper() and name.lower() not in forms.short and family_key(name)
    }


def _credited(
    page: Page, article: Article, names: Mapping[str, str], learned: Publishers
) -> Article:
    own = family_key(article.outlet or "")
    written = {word.lower() for word in _CAPITAL.findall(page.text)}
    known = {key for key in names if key != own and key.split()[0] in written}
    if not known:
        return article
    found = credits_of(page, article.body, article.furniture, byline=article.byline, known=learned)
    new = [one for one in found if family_key(one.agency) in known and not one.field]
    inside = [one for one in article.credits if not one.field]
    beside = [one for one in article.credits if one.field]
    return replace(article, credits=(*each_once([*inside, *new]), *beside))
