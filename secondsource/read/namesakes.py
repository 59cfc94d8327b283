"""One agency, one name: what an agency is called in a collection, settled over all its articles.

What may live here: telling which printed names mean one agency. "(BNS)" on a page of Belmark is
Belmark News Service there, whatever agency elsewhere in the world has those letters; and where
"Tidewater Press Agency" has pages of its own, "(TPA)" is its credit. It works because an acronym
is made of the name's first letters, and because a page knows its own outlet best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from secondsource.language import language
from secondsource.publishers import Publishers
from secondsource.read.mastheads import family_key
from secondsource.records import Article, Credit, Page

_ACRONYM = re.compile(r"[A-Z]{2,6}\Z")


def with_one_name(
    pages_and_articles: Sequence[tuple[Page, Article]], known: Publishers
) -> tuple[Article, ...]:
    """Give credits the one name that their agency has in this collection; order kept.

    >>> from secondsource.records import Span
    >>> text = "OSK (TPA) - A ferry sank."
    >>> credit = Credit("TPA", Span("p1", 5, 8))
    >>> one = Article("p1", "tidewater press agency", "Tidewater Press Agency", credits=(credit,))
    >>> from secondsource.publishers import publishers
    >>> [again] = with_one_name([(Page("p1", "a", text), one)], publishers())
    >>> again.credits[0].agency
    'Tidewater Press Agency'
    """
    names = _names(pages_and_articles, known)
    if not names:
        return tuple(article for _, article in pages_and_articles)
    return tuple(_renamed(page, article, names) for page, article in pages_and_articles)


def _names(pages_and_articles: Sequence[tuple[Page, Article]], known: Publishers) -> dict[str, str]:
    """Map printed names to the agency's one name, where that is another."""
    printed = {
        page[credit.span]
        for page, article in pages_and_articles
        for credit in article.credits
        if not credit.field
    }
    alone = _alone(pages_and_articles)
    outlets = sorted({article.outlet for _, article in pages_and_articles if article.outlet})
    full = [*outlets, *sorted(name for name in printed if " " in name)]
    chosen: dict[str, str] = {}
    for name in sorted(printed):
        listed = known.agency_named(name)
        if _ACRONYM.match(name):
            found = _spelled_out(name, full, alone)
            spelt = {one for one in printed if one != name and known.agency_named(one) == listed}
            if found and not (listed and (spelt or known.agency_named(found) == listed)):
                chosen[name] = found
        elif not listed and (own := _bearing(name, outlets)):
            chosen[name] = own
    return {name: chosen.get(other, other) for name, other in chosen.items() if name != other}


def _alone(pages_and_articles: Sequence[tuple[Page, Article]]) -> dict[str, str]:
    """Give the outlets that credit their texts to one name alone: outlet to name."""
    names: dict[str, set[str]] = {}
    for page, article in pages_and_articles:
        whole = {page[c.span] for c in article.credits if c.scope == "text" and not c.field}
        if article.outlet:
            names.setdefault(article.outlet, set()).update(whole)
    return {outlet: min(found) for outlet, found in sorted(names.items()) if len(found) == 1}


def _spelled_out(acronym: str, full: Iterable[str], alone: Mapping[str, str]) -> str | None:
    """Find the name that an acronym is made of; a page's own outlet may leave out the rest."""
    for name in full:
        if _initials(name) == acronym and name.split(" ")[-1].lower() in _closing():
            return name
    for outlet, name in alone.items():
        if name == acronym and acronym.removeprefix(_initials(outlet)) in _endings():
            return outlet
    return None


def _bearing(name: str, outlets: Iterable[str]) -> str | None:
    """Find the outlet whose name, with "News Agency" or the like behind it, this is."""
    key = family_key(name)
    for outlet in outlets:
        own = family_key(outlet)
        rest = key.removeprefix(own).split() if key.startswith(f"{own} ") else []
        if own and rest and all(word in _generic() for word in rest):
            return outlet
    return None


def _initials(name: str) -> str:
    words = [word for word in re.findall(r"[^\W_]+", name) if word[0].isupper() and word != "The"]
    return "".join(word[0] for word in words)


@cache
def _generic(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("credits.generic"))


@cache
def _closing(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("credits.closing"))


@cache
def _endings(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("credits.endings"))


def _renamed(page: Page, article: Article, names: Mapping[str, str]) -> Article:
    def named(credit: Credit) -> Credit:
        name = None if credit.field else names.get(page[credit.span])
        return replace(credit, agency=name) if name else credit

    credits = tuple(named(credit) for credit in article.credits)
    return replace(article, credits=credits) if credits != article.credits else article
