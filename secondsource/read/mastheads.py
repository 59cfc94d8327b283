"""Headline, outlet, byline and dateline: what a newsroom prints around an article.

What may live here: finding those four, with the words or the field that prove them. It works
by order of trust: what was given with the page, what the page states for programs, what its
furniture calls itself, the address. A name is never taken from the news itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from secondsource.language import language
from secondsource.publishers import Publishers, publishers, suffixes
from secondsource.records import Block, Cut, Page, Span
from secondsource.textview import level

_NAMED = r"(?!(?:19|20)\d\d\b)[A-Z0-9][\w&'’.-]*"
_NAME = rf"(?P<name>(?:[Tt]he )?{_NAMED}(?: (?:(?:of|and|the|for|de|&) )?{_NAMED}){{0,5}})"
_SITE = (
    "meta:og:site_name",
    "jsonld:publisher.name",
    "meta:application-name",
    "meta:twitter:site_name",
    "meta:publisher",
)
_SUFFIX = re.compile(r"\s+[|–—»«·•:]+\s+|\s+-+\s+")
_WORD = re.compile(r"[^\W_]+")
_SECOND_LEVEL = frozenset(
    ["co", "com", "org", "net", "gov", "ac", "edu", "gob", "gouv", "or", "ne", "go"]
)
_LETTERS = re.compile(r"[B-DF-HJ-NP-TV-XZ&]{2,4}\Z|(?:USA?|UK|EU|ABC|AP|UPI|AFP)\Z")  # BBC, not OSK
_HEADINGS = {"h1": 0.5, "h2": 0.2, "h3": 0.1}
_LONGEST_HEADLINE = 250
_OPENING = 3  # lines; a menu or a section's name may stand over a headline
_ENDED = re.compile(r"[.;,][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published a page, the proof, and the key of the publisher's family.

    ``note`` says what speaks against the name.
    """

    name: str | None
    span: Span | None = None
    field: str | None = None
    family: str = ""
    note: str | None = None


def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def headline_block(page: Page) -> int | None:
    """Find the block of a web page that is its headline: a heading that the title repeats.

    Gives the block's index, or None where no block is like the title and no ``h1`` is there.
    """
    stated = [
        _bag(field.value)
        for field in page.fields
        if field.name in ("meta:og:title", "jsonld:headline", "title", "meta:twitter:title")
    ]
    if page.given.headline:
        stated.append(_bag(page.given.headline))
    best, most = None, 0.6
    for index, block in enumerate(page.blocks):
        if 8 <= block.end - block.start <= _LONGEST_HEADLINE:
            likeness = _likeness(page.text[block.start : block.end], block, stated)
            if likeness > most:
                best, most = index, likeness
    return best


def _likeness(text: str, block: Block, stated: Sequence[frozenset[str]]) -> float:
    if block.kind not in _HEADINGS and len(text) > 160:
        return 0.0
    words = _bag(text)
    if not words:
        return 0.0
    shared = max(
        (len(words & title) / max(len(words), 0.6 * len(title)) for title in stated if title),
        default=0.0,
    )
    if stated and not shared:
        return 0.0
    return round(shared + _HEADINGS.get(block.kind, 0.0) - (0.3 if block.linked else 0.0), 4)


def headline_line(page: Page, lines: Sequence[Block]) -> int | None:
    """Find the headline among the lines of a plain text that are not furniture.

    It is the line given with the text if it stands there; else the first that reads as one,
    of those before the first sentence: of two words or more, with longer text below.
    """
    texts = [page.text[line.start : line.end] for line in lines[:12]]
    if page.given.headline:
        wanted = level(page.given.headline, fold=True).strip()
        for at, text in enumerate(texts):
            if level(text, fold=True).strip("# ") == wanted:
                return at
        return None
    for at, text in enumerate(texts[:_OPENING]):
        below = max((line.end - line.start for line in lines[at + 1 : at + 6]), default=0)
        if _ENDED.search(text) or _reads(text.lstrip("# "), below):
            return None if _ENDED.search(text) else at
    return None


def _reads(text: str, below: int) -> bool:
    """Say whether a line reads as a headline over text of which a line is ``below`` long."""
    dateline = dateline_in(text)  # "EXCLUSIVE: Ferry sinks" looks like one, but has no agency
    return (
        2 <= len(text.split()) <= 40
        and below > len(text) <= _LONGEST_HEADLINE
        and not (dateline and dateline["agency"])
    )


# -- outlet ---------------------------------------------------------------------------------


def outlet_of(
    page: Page,
    furniture: Sequence[Cut],
    *,
    headline: str = "",
    outlets: Mapping[str, tuple[str, str]] | None = None,
    masthead: Span | None = None,
    known: Publishers | None = None,
) -> Outlet:
    """Name a page's outlet with its proof; ``Outlet(None)`` where nothing names one.

    ``outlets`` maps lower-cased domains and names to (name, owner) and wins over ``known``;
    ``masthead`` is the line at the head of a plain text that is the outlet's name.
    """
    every = known or publishers()
    named = _given(page) or _stated(page, headline) or _headed(page, masthead)
    named = named or _self_named(page, furniture, every) or _addressed(page) or Outlet(None)
    listed = _listed(page, named.name, outlets or {}, every)
    if listed:
        name = listed[0] or named.name
        return Outlet(
            name,
            named.span,
            named.field or "outlets",
            family_key(listed[1] or name or ""),
        )
    return Outlet(named.name, named.span, named.field, family_key(named.name or ""))


def _listed(
    page: Page, name: str | None, outlets: Mapping[str, tuple[str, str]], known: Publishers
) -> tuple[str, str] | None:
    """Give an outlet's name and owner: as a person's table has them, else as is generally known."""
    hosts = [host for address in _addresses(page) if (host := host_of(address))]
    if found := listed_as(name or "", outlets):
        return found
    for host in hosts:
        for domain in suffixes(host):
            if domain in outlets:
                return outlets[domain]
    holding = known.holding(name, hosts)
    return (holding.name, holding.owner) if holding else None


def listed_as(name: str, outlets: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Look an outlet up in a table of outlets, with or without its article.

    >>> listed_as("the OSK HERALD", {"osk herald": ("Osk Herald", "Roos Media")})
    ('Osk Herald', 'Roos Media')
    """
    folded = level(name, fold=True).strip()
    bare = folded.removeprefix("the ")
    return outlets.get(folded) or outlets.get(bare) or outlets.get(f"the {bare}")


def _headed(page: Page, masthead: Span | None) -> Outlet | None:
    """Name the outlet as its masthead does; one in capitals as the text writes it elsewhere."""
    if masthead is None:
        return None
    name = page[masthead].strip("# *=_-|")
    if name.isupper():
        written = re.finditer(re.escape(name), page.text, re.IGNORECASE)
        spelled = (match[0] for match in written if not match[0].isupper())
        titled = " ".join(w if _LETTERS.match(w) else w.title() for w in name.split())
        name = next((one for one in spelled if one[:1].isupper()), titled)
    return Outlet(_proper(name), span=masthead)


def _proper(name: str) -> str:
    """Drop the article that is not part of a name: "the Osk Herald" but "The Osk Herald"."""
    return name.removeprefix("the ")


def family_key(name: str) -> str:
    """Level an outlet's name to the key of its family.

    >>> family_key("The Osk Herald"), family_key("oskherald.com")
    ('osk herald', 'oskherald')
    """
    levelled = level(name, fold=True).strip()
    levelled = re.sub(r"^www\.|\.(?:com?|org|net|info|news)?(?:\.[a-z]{2})?$", "", levelled)
    return " ".join(_WORD.findall(re.sub(r"^the\s+", "", levelled)))


def _given(page: Page) -> Outlet | None:
    name = (page.given.outlet or "").strip()
    return Outlet(name, field="given:outlet") if name else None


def _stated(page: Page, headline: str) -> Outlet | None:
    for wanted in _SITE:
        for field in page.fields:
            if field.name == wanted and 1 < len(field.value) <= 60 and _is_name(field.value):
                return Outlet(field.value.strip(), field=field.name)
    title = next((field.value for field in page.fields if field.name == "title"), "")
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and (name := _suffix(parts, headline)):
        return Outlet(name, field="title")
    return None


def _suffix(parts: Sequence[str], headline: str) -> str | None:
    """Choose the part of a title that is not its headline and is short and capitalised."""
    said = set(_bag(headline))
    for part in (parts[-1], parts[0]):
        words = part.split()
        fresh = not set(_bag(part)) <= said and not _elsewhere(part)
        if 1 <= len(words) <= 5 and fresh and part[:1].isupper() and _is_name(part):
            return part.strip()
    return None


def _elsewhere(part: str, code: str = "en") -> bool:
    """Say whether a part of a title is a day or a section: "Sep 4, 2005", "U.S. & World"."""
    pack = language(code)
    sections = {*pack.terms("furniture.sections"), "u s", *pack.groups("states")}
    pieces = re.split(r" (?:&amp;|&|and) ", level(part, fold=True))
    return bool(_DAY.match(part)) or all(family_key(piece) in sections for piece in pieces)


def _is_name(value: str) -> bool:
    return not value.startswith(("http:", "https:", "@")) and bool(_WORD.search(value))


@cache
def _self_naming(code: str) -> tuple[tuple[re.Pattern[str], ...], frozenset[str]]:
    pack = language(code)
    patterns = (rule.replace("NAME", _NAME) for rule in pack.terms("mastheads.self_naming"))
    return (
        tuple(re.compile(pattern) for pattern in patterns),
        frozenset(word.lower() for word in pack.terms("mastheads.not_outlets")),
    )


def _self_named(page: Page, furniture: Sequence[Cut], known: Publishers) -> Outlet | None:
    patterns, never = _self_naming("en")
    found: dict[str, list[tuple[int, str, Span]]] = {}
    for cut in furniture:
        if cut.why.startswith(("related", "comments", "caption")):
            continue
        text = page.text[cut.span.start : min(cut.span.end, cut.span.start + 5000)]
        for pattern in patterns:
            for match in pattern.finditer(text):
                name = _proper(match["name"].strip(" .'’-"))
                if family_key(name) and name.lower() not in never and not known.agency_named(name):
                    start = cut.span.start + match.start("name") + match["name"].find(name)
                    span = Span(page.id, start, start + len(name))
                    found.setdefault(family_key(name), []).append((start, name, span))
    if not found:
        return None
    key = min(found, key=lambda one: (-len(found[one]), found[one][0][0]))
    _, name, span = found[key][0]
    return Outlet(name, span=span)


def _addresses(page: Page) -> list[str]:
    addresses = [page.url or ""]
    addresses += [f.value for f in page.fields if f.name in ("link:canonical", "meta:og:url")]
    if "://" in page.input:
        addresses.append(page.input)
    return addresses


def host_of(address: str) -> str | None:
    """Give the host that an address names, in lower case, or None.

    >>> host_of("https://www.Osk.example:80/ferry"), host_of("a.txt")
    ('www.osk.example', None)
    """
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def registrable(address: str) -> str | None:
    """Give the registrable domain of an address, or None.

    >>> registrable("https://www.news.osk-herald.co.uk/2031/05/ferry"), registrable("a.txt")
    ('osk-herald.co.uk', None)
    """
    labels = (host_of(address) or "").strip(".").split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def _addressed(page: Page) -> Outlet | None:
    domains = [domain for address in _addresses(page) if (domain := registrable(address))]
    return Outlet(domains[0], field="address") if domains else None


# -- byline and dateline --------------------------------------------------------------------

_PERSON = r"[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]*|de|van|von|al|el|bin|der|la)){1,4}"
_PERSON_PLACE = r"(?:the )?[A-Z][\w'’.-]+(?:,? (?:[A-Z][\w'’.-]*|de|la|al|of|the)){0,4}"
_BYLINE = re.compile(
    r"\W{0,4}(?i:(?:written |reported |story |words |posted |published )?by:? |author: )"
    rf"(?P<names>{_PERSON}(?:(?:, | and | & |, and ){_PERSON})*)"
)
_CORRESPONDENT = re.compile(rf"\W{{0,4}}(?:From )(?P<names>{_PERSON}) in {_PERSON_PLACE}\W*\Z")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"(?:\d{{1,2}} )?{_MONTHS},? (?:\d{{1,2}},? )?\d{{4}}\Z")
_DATELINE = re.compile(
    r"\W{0,2}(?P<dateline>"
    r"(?P<place>[A-Z][A-Z'’.-]+(?:[ ,/]{1,3}[A-Z][\w'’.-]*+){0,6}?)"
    rf"(?:,? (?:\d\d? {_MONTHS}|{_MONTHS} \d\d?)(?:,? \d{{4}})?)?"
    r"[.,]?(?: ?[(/](?P<agency>[A-Z][\w .&'’/-]{1,40})[)/])?)"
    r"\.? ?(?:-{1,3}|[–—:]|(?<=[)/]) ?) ?(?=\S)"
)
_MIXED = re.compile(
    r"\W{0,2}(?P<dateline>[A-Z][\w'’.-]*+(?:[ ,/]{1,3}[A-Z][\w'’.-]*+){0,4} ?"
    rf"(?:,? (?:\d\d? {_MONTHS}|{_MONTHS} \d\d?)(?:,? \d{{4}})?)?"
    r"[.,]? ?[(/](?P<agency>[A-Z][\w .&'’/-]{1,40})[)/]) ?(?:-{1,3}|[–—:]) ?(?=\S)"
)


def dateline_in(text: str) -> re.Match[str] | None:
    """Find a dateline at the start of a paragraph, with the agency it may name.

    >>> found = dateline_in("OSK, May 21 (Reuters) - A ferry sank.")
    >>> found["dateline"], found["agency"]
    ('OSK, May 21 (Reuters)', 'Reuters')
    """
    head = text[:140]
    found = _MIXED.match(head) or _DATELINE.match(head)
    if found is None or len(found["dateline"]) > 90:
        return None
    return found


def byline_in(text: str) -> re.Match[str] | None:
    """Find a byline at the start of a line, with the names it prints.

    >>> byline_in("By Marta Roos and Ivo Lind")["names"]
    'Marta Roos and Ivo Lind'
    >>> byline_in("From Marta Roos in Osk")["names"]
    'Marta Roos'
    """
    return (_BYLINE.match(text) or _CORRESPONDENT.match(text)) if len(text) < 200 else None
