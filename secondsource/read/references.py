"""References: the words and links of an article that name another outlet, and what they cover.

What may live here: finding where an article says, or shows by a link, that another outlet has
it. "The Post first reported" is of the lineage's strongest evidence, and no credit of an agency
says it. A name is an outlet's if it is one of the collection's, if it is known beforehand, or if
it is built like one ("the Harbour Herald") where only an outlet's can stand. An agency's name in
the text is a credit, not a reference; an outlet's own name in its own article is neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import Literal

from secondsource.language import language
from secondsource.publishers import Publishers, publishers, suffixes
from secondsource.read.credits import covered_by, lines_beside, paragraphs_of
from secondsource.read.mastheads import family_key, host_of, registrable
from secondsource.records import Article, Page, Reference, Span
from secondsource.sentences import sentences_of

Kind = Literal["first reported", "reported", "told", "published", "link"]

_CAPITAL = r"(?:St\.|U\.S\.|[A-Z0-9][\w&'’-]*(?:\.\w+)*)"
_PROPER = rf"{_CAPITAL}(?: (?:(?:of|and|the|for|de|&) )*{_CAPITAL}){{0,5}}"
_AFTER: tuple[tuple[Kind, str], ...] = (("first reported", "first"), ("reported", "reported"))
_AHEAD: tuple[tuple[Kind, str], ...] = (
    ("published", "published"),
    ("first reported", "first_by"),
    ("told", "told"),
    ("reported", "reported_by"),
)
_STRONGEST: tuple[Kind, ...] = ("published", "first reported", "told", "reported", "link")
_SHORT = ""  # the family of "the Post" until the text has shown which Post
_PRINTED = 200  # addresses read in one stretch of a text
_RUN = re.compile(rf"{_CAPITAL}(?: {_CAPITAL}){{1,5}}")
_BEFORE = 70  # characters in which a name and its adverbs stand before a verb
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"“”]+[^\s<>()\[\]\"“”.,;:!?'’]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of a language pack: verbs after a name, and words before one."""

    after: tuple[tuple[Kind, re.Pattern[str]], ...]
    before: tuple[tuple[Kind, re.Pattern[str]], ...]
    subject: re.Pattern[str]
    named: re.Pattern[str]
    affairs: re.Pattern[str]
    hints: tuple[str, ...]
    nouns: frozenset[str]
    openings: frozenset[str]
    calling: re.Pattern[str]


@lru_cache(maxsize=4)
def _forms(code: str = "en") -> _Forms:
    pack = language(code)

    def words(name: str) -> str:
        return "|".join(pack.terms(f"references.{name}"))

    adverbs = rf"(?:,? (?:{words('adverbs')}))*"
    calling = rf"(?:{words('calling')})"
    lead = rf"the|an?|its|rival|local|state|news|\w+['’]s|\w+-based|{_CAPITAL}|{calling}"
    return _Forms(
        tuple((kind, re.compile(rf"(?<=[\w'’.,] )(?:{words(n)})\b")) for kind, n in _AFTER),
        tuple((kind, re.compile(rf"\b(?i:{words(n)}) ?")) for kind, n in _AHEAD),
        re.compile(rf"(?P<name>{_PROPER})(?:, (?:citing|quoting) [^.“”]{{2,60}}?,)?{adverbs} \Z"),
        re.compile(rf"(?:(?:{lead}) ){{0,4}}?(?P<name>{_PROPER})"),
        re.compile(pack.table("references")["own_affairs"]),
        pack.terms("references.hints"),
        frozenset(pack.terms("mastheads.nouns")) - frozenset(pack.terms("references.loose")),
        frozenset(pack.terms("references.openings")),
        re.compile(rf"\b{calling} \Z|\A {calling}\b"),
    )


# -- links ----------------------------------------------------------------------------------


def links_of(page: Page, body: Sequence[Span]) -> tuple[Reference, ...]:
    """Give the links of an article's body to other sites, and the addresses that it prints.

    Their outlet is the target's domain until the collection is known (``with_references``).

    >>> text = "The ferry sank, says www.osk.example/ferry today."
    >>> [(one.outlet, one.address) for one in links_of(Page("p", "a", text), [Span("p", 0, 49)])]
    [('osk.example', 'www.osk.example/ferry')]
    """
    found = {Span(page.id, one.start, one.end): one.address for one in page.links}
    for span in body:
        for printed in islice(_ADDRESS.finditer(page.text, span.start, span.end), _PRINTED):
            found.setdefault(Span(page.id, *printed.span()), printed[0])
    ordered = sorted(found)
    return tuple(
        reference
        for paragraph in (paragraphs_of(page, body) if ordered else ())
        for reference in _in_order(page, paragraph, ordered, found)
    )


def _in_order(
    page: Page, paragraph: Span, ordered: Sequence[Span], found: Mapping[Span, str]
) -> Iterator[Reference]:
    """Give the links of one paragraph, in order, each with its sentence."""
    sentences: list[tuple[int, int]] = []
    for span in ordered[bisect_left(ordered, paragraph) :]:
        if span.end > paragraph.end:
            return
        if domain := _domain(found[span]):
            sentences = sentences or list(sentences_of(page.text, paragraph.start, paragraph.end))
            covered = covered_by(page.text, paragraph, sentences, span.start)
            covers = (covered,) if covered else ()
            yield Reference(domain, family_key(domain), "link", span, covers, found[span])


def _domain(address: str) -> str | None:
    return registrable(address if "//" in address else f"//{address}")


# -- names ----------------------------------------------------------------------------------


def with_references(
    pages_and_articles: Sequence[tuple[Page, Article]], *, known: Publishers | None = None
) -> tuple[Article, ...]:
    """Add to every article what it says of other outlets, and name its links' outlets; order kept.

    >>> text = "Nine died, the Osk Herald first reported."
    >>> article = Article("p", "post", "Post", body=(Span("p", 0, len(text)),))
    >>> [(one.outlet, one.kind) for one in
    ...  with_references([(Page("p", "a", text), article)])[0].references]
    [('Osk Herald', 'first reported')]
    """
    every = _Outlets.of(pages_and_articles, known or publishers())
    return tuple(_referring(page, article, every) for page, article in pages_and_articles)


@dataclass(frozen=True, slots=True)
class _Outlets:
    """The outlets that a name or an address may mean: (name, family)."""

    names: Mapping[str, tuple[str, str]]
    domains: Mapping[str, tuple[str, str]]
    agencies: frozenset[str]
    known: Publishers

    @classmethod
    def of(cls, pages_and_articles: Sequence[tuple[Page, Article]], known: Publishers) -> _Outlets:
        names, domains = {}, {}
        for page, article in pages_and_articles:
            if article.outlet:
                names[family_key(article.outlet)] = article.outlet, article.family
                if (domain := registrable(page.url or "")) is not None:
                    domains[domain] = article.outlet, article.family
        credited = (one for _, article in pages_and_articles for one in article.credits)
        agencies = frozenset(family_key(one.agency) for one in credited)
        return cls(names, domains, agencies, known)

    def named(self, name: str, *, called: bool) -> tuple[str, str] | None:
        """Find the outlet of this very name; an agency, or a name that is no outlet's, is None."""
        if self.agency(name):
            return None
        if found := self.listed(name):
            return found
        words = _bare(name).split()
        ends = words[-1].lower() in _forms().nouns and words[-1].istitle()
        if len(words) == 1 and ends and not called:
            return _bare(name), _SHORT
        loose = "the" in words or words[0].isdigit() or words[0].lower() in _forms().openings
        if loose or self.agency(words[0]):
            return None
        return (_bare(name), family_key(_bare(name))) if called or (ends and words[1:]) else None

    def agency(self, name: str) -> bool:
        """Say whether this name is an agency's or a state's, and so no outlet's."""
        return (
            family_key(name) in _states()
            or bool(self.known.agency_named(_bare(name)))
            or family_key(name) in self.agencies
        )

    def listed(self, name: str) -> tuple[str, str] | None:
        """Find the outlet of this name in the collection, or among those known beforehand."""
        if found := self.names.get(family_key(_bare(name))):
            return found
        holding = self.known.holding(_bare(name))
        return (holding.name, family_key(holding.owner)) if holding else None

    def at(self, address: str) -> tuple[str, str] | None:
        """Find the outlet of an address; the domain itself where it is nobody's known."""
        host = host_of(address if "//" in address else f"//{address}") or ""
        if any(domain in self.known.platforms for domain in suffixes(host)):
            return None
        for domain in suffixes(host):
            if found := self.domains.get(domain):
                return found
        if holding := self.known.holding(None, [host]):
            return holding.name, family_key(holding.owner)
        site = _domain(address)
        return (site, family_key(site)) if site else None


def _referring(page: Page, article: Article, outlets: _Outlets) -> Article:
    found = [
        replace(one, outlet=named[0], family=named[1])
        for one in article.references
        if one.address
        and any(one.span.within(span) for span in article.body)
        and (named := outlets.at(one.address)) is not None
    ]
    beside = lines_beside(page, article.body, article.furniture)
    runs = _written(page, article.body)
    for span in (*paragraphs_of(page, article.body), *beside):
        text = page[span].lower()
        if any(hint in text for hint in _forms().hints):
            for one in _in_paragraph(page, span, outlets):
                whole = _in_full(page[one.span], runs, outlets)
                if whole or one.family != _SHORT:
                    found.append(replace(one, outlet=whole[0], family=whole[1]) if whole else one)
    own = _tight(article.outlet or "")
    kept: dict[tuple[Span, bool], Reference] = {}
    for one in sorted(found, key=lambda one: _STRONGEST.index(one.kind)):
        if _tight(one.outlet) != own:
            kept.setdefault((one.span, one.kind == "link"), one)
    ordered = tuple(sorted(kept.values(), key=lambda one: (one.span, one.kind)))
    return replace(article, references=ordered) if ordered != article.references else article


@cache
def _states(code: str = "en") -> frozenset[str]:
    return frozenset(family_key(name) for name in language(code).groups("states"))


def _bare(name: str) -> str:
    bare = name.rstrip(".").removesuffix("'s").removesuffix("’s")
    return bare.removeprefix("The ").removeprefix("the ")


def _written(page: Page, body: Sequence[Span]) -> dict[str, set[str]]:
    """Give the runs of capitalised words in a body, by their last word."""
    runs: dict[str, set[str]] = defaultdict(set)
    for span in body:
        for found in _RUN.finditer(page.text, span.start, span.end):
            runs[found[0].rpartition(" ")[2]].add(found[0])
    return runs


def _in_full(name: str, runs: Mapping[str, set[str]], outlets: _Outlets) -> tuple[str, str] | None:
    """Find the outlet of which a name is short here: "the Times" where the Osk Times is named."""
    short = _bare(name).split(" ")
    for run in sorted(runs.get(short[-1], ())):
        words = run.split(" ")
        if words[-len(short) :] == short:
            for size in range(len(words), len(short), -1):
                if whole := outlets.listed(" ".join(words[-size:])):
                    return whole
    return None


def _tight(name: str) -> str:
    return family_key(name).replace(" ", "")


def _in_paragraph(page: Page, span: Span, outlets: _Outlets) -> Iterator[Reference]:
    forms, text = _forms(), page.text
    found: list[tuple[Kind, str, int, tuple[str, str]]] = []
    for kind, pattern in forms.before:
        for match in pattern.finditer(text, span.start, span.end):
            if hit := _behind(text, match.end(), span.end, outlets):
                found.append((kind, *hit))
    for kind, pattern in forms.after:
        for match in pattern.finditer(text, span.start, span.end):
            hit = _ahead(text, max(span.start, match.start() - _BEFORE), match.start(), outlets)
            if hit and not forms.affairs.match(text, match.end(), span.end):
                found.append((kind, *hit))
    sentences = list(sentences_of(text, span.start, span.end)) if found else []
    for kind, name, at, (outlet, family) in found:
        covered = covered_by(text, span, sentences, at) if kind != "published" else None
        words = Span(page.id, at, at + len(name))
        yield Reference(outlet, family, kind, words, (covered,) if covered else ())


def _behind(
    text: str, start: int, end: int, outlets: _Outlets
) -> tuple[str, int, tuple[str, str]] | None:
    """Read the longest outlet's name that begins behind "according to"."""
    found = _forms().named.match(text, start, end)
    if found is None:
        return None
    begins = found.start("name")
    called = bool(_forms().calling.search(text[start:begins]))
    words = found["name"].split(" ")
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        if outlets.agency(name):
            return None
        if outlet := outlets.named(name, called=called and size == len(words)):
            return name, begins, outlet
    return None


def _ahead(
    text: str, start: int, end: int, outlets: _Outlets
) -> tuple[str, int, tuple[str, str]] | None:
    """Read the longest outlet's name that ends ahead of "reported"."""
    found = _forms().subject.search(text, start, end)
    if found is None:
        return None
    words = found["name"].split(" ")
    called = bool(_forms().calling.search(text[start : found.start("name")]))
    called = called or bool(_forms().calling.search(text[found.end("name") : end]))
    for size in range(len(words), 0, -1):
        name = " ".join(words[-size:])
        if outlet := outlets.named(name, called=called and size == len(words)):
            return name, found.end("name") - len(name), outlet
    return None
