"""Agencies that no list has, known in a collection from the way they are credited.

What may live here: learning agencies' names from where newsrooms put them and finding those
names again in all articles. It works because a name in a dateline's brackets, or beside the
words "news agency", is an agency's wherever else it stands: "told Levpress" on a page that
explains nothing is a credit once another page has shown what Levpress is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from secondsource.publishers import Publishers, publishers
from secondsource.read.creditforms import Forms, forms_of
from secondsource.read.credits import covered_by, each_once, paragraphs_of
from secondsource.read.mastheads import family_key
from secondsource.records import Article, Credit, Page, Span
from secondsource.sentences import sentences_of

_NAME = r"[A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+){0,3}"
_WORDS = r"(?:news agency|news agencies|newswire|wire service|wire agency|press agency)"
_BESIDE = re.compile(
    rf"\b{_WORDS} (?P<after>{_NAME})"
    rf"|(?P<before>{_NAME})(?:, |, which is | is )(?:the|an?|its|their|our) "
    rf"[^,.;]{{0,50}}?{_WORDS}\b"
)
_CAPITAL = re.compile(r"\b[A-Z]\w+")
_LONGEST = 40  # characters of a line that is a byline and names an agency alone


def with_agencies(
    pages_and_articles: Sequence[tuple[Page, Article]], *, known: Publishers | None = None
) -> tuple[Article, ...]:
    """Add to every article the credits of agencies that only the collection makes known.

    Articles come back in the order given; an outlet's own name is no credit in its articles.

    >>> first = Page("p1", "a.txt", "OSK (Lindwire) - A ferry sank.")
    >>> other = Page("p2", "b.txt", "Nine died, Lindwire reported.")
    >>> credit = Credit("Lindwire", Span("p1", 5, 13))
    >>> one = Article("p1", "?p1", body=(Span("p1", 0, 30),), credits=(credit,))
    >>> two = Article("p2", "?p2", body=(Span("p2", 0, 29),))
    >>> [(c.agency, c.scope) for c in with_agencies([(first, one), (other, two)])[1].credits]
    [('Lindwire', 'part')]
    """
    forms = forms_of(known or publishers())
    names = {
        family_key(name): name
        for page, article in pages_and_articles
        for name in sorted(_unlisted(page, article, forms), reverse=True)
    }
    if not names:
        return tuple(article for _, article in pages_and_articles)
    return tuple(_credited(page, article, names, forms) for page, article in pages_and_articles)


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


def _credited(page: Page, article: Article, names: Mapping[str, str], forms: Forms) -> Article:
    own = family_key(article.outlet or "")
    written = {family_key(word) for word in _CAPITAL.findall(page.text)}
    known = {key: names[key] for key in names if key != own and key.split()[0] in written}
    if not known:
        return article
    new: list[Credit] = []
    for span in paragraphs_of(page, article.body):
        new.extend(_parts(page, span, known, forms))
    new.extend(_bylines(page, article, known))
    taken = {credit.span.start for credit in article.credits}
    new = [credit for credit in new if credit.span.start not in taken]
    return replace(article, credits=tuple(each_once([*article.credits, *new]))) if new else article


def _parts(page: Page, span: Span, known: Mapping[str, str], forms: Forms) -> Iterator[Credit]:
    sentences: list[tuple[int, int]] = []
    for pattern in (forms.telling, forms.saying):
        for match in pattern.finditer(page.text, span.start, span.end):
            found = _known(match["name"], known, last=pattern is forms.saying)
            if found is None:
                continue
            sentences = sentences or list(sentences_of(page.text, span.start, span.end))
            at = match.start("name") + match["name"].find(found[0])
            if covered := covered_by(page.text, span, sentences, at):
                yield Credit(found[1], Span(page.id, at, at + len(found[0])), "part", (covered,))


def _known(name: str, known: Mapping[str, str], *, last: bool) -> tuple[str, str] | None:
    """Find the known name that a run of capitalised words begins (or, as subject, ends) with."""
    words = name.split(" ")
    for size in range(len(words), 0, -1):
        part = " ".join(words[-size:] if last else words[:size])
        if (agency := known.get(family_key(part))) is not None:
            return part, agency
    return None


def _bylines(page: Page, article: Article, known: Mapping[str, str]) -> Iterator[Credit]:
    """Find a known agency that is the byline, or the whole of a line beside the headline."""
    head = article.headline.end if article.headline else 0
    first = article.body[0].end if article.body else len(page.text)
    for block in page.blocks:
        if head <= block.start < first and block.end - block.start <= _LONGEST:
            bare = page.text[block.start : block.end].removeprefix("By ").strip()
            if bare and (agency := known.get(family_key(bare))) is not None:
                start = page.text.index(bare, block.start)
                yield Credit(agency, Span(page.id, start, start + len(bare)), "text")
