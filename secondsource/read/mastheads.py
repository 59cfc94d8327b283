"""Headline, outlet, byline and dateline: what a newsroom prints around an article.

What may live here: finding those four, with the words or the field that prove them. It works
by order of trust: what was given with the page, what the page states for programs, what its
furniture calls itself, the address. A name is never taken from the news itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from secondsource.language import language
from secondsource.publishers import Publishers, publishers, suffixes
from secondsource.read.datelines import DAY, dateline_in
from secondsource.read.imitations import imitated, note_of, visible
from secondsource.read.sitenames import (
    as_printed,
    in_title,
    of_label,
    without_legal_form,
    written_best,
)
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
    "front:site",
)
_SUFFIX = re.compile(r"\s+[|–—»«·•:]+\s+|\s+-+\s+")
_WORD = re.compile(r"[^\W_]+")
_SECOND_LEVEL = frozenset(
    ["co", "com", "org", "net", "gov", "ac", "edu", "gob", "gouv", "or", "ne", "go"]
)
_LETTERS = re.compile(r"[B-DF-HJ-NP-TV-XZ&]{2,4}\Z|(?:USA?|UK|EU|ABC|AP|UPI|AFP)\Z")  # BBC, not OSK
_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?::\d+)?(?:[/?#]|\Z)")  # as most addresses are
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}")
_HEADINGS = {"h1": 0.5, "h2": 0.2, "h3": 0.1}
_LONGEST_HEADLINE = 250
_SITE_NAMED = 0.6  # taken from the likeness of a block that is the site's own name
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


_TITLES = (
    "meta:og:title",
    "jsonld:headline",
    "title",
    "meta:twitter:title",
    "meta:hdl",
    "front:title",
)
_FEW = 2  # spaces in a linked line that is no heading: a menu's
_SURE = 0.6  # likeness to a title above which a block is the headline


def headline_block(page: Page) -> int | None:
    """Find the block of a web page that is its headline: a heading that the title repeats.

    Gives the block's index, or None where no block is like the title and there is no other sign
    than more than one ``h1``, or none.
    """
    titles = [field.value for field in page.fields if field.name in _TITLES]
    titles += [page.given.headline] if page.given.headline else []
    titles = list(dict.fromkeys(titles))
    stated = list(dict.fromkeys(_bag(title) for title in titles))
    sites = _site_names(page, titles)
    most = max(map(len, titles), default=_LONGEST_HEADLINE)
    best, likest, lone = None, _SURE, []
    for index, block in enumerate(page.blocks):
        size, heads = block.end - block.start, block.kind in _HEADINGS
        if not 8 <= size <= _LONGEST_HEADLINE or (not heads and not most / 4 < size < 160):
            continue
        text = page.text[block.start : block.end]
        if block.linked and not heads and text.count(" ") < _FEW:
            continue
        words = _bag(text)
        likeness = _likeness(words, block, stated)
        if words in sites:
            likeness -= _SITE_NAMED
        elif block.kind == "h1" and len(words) > 2:
            lone.append(index)
        if likeness > likest:
            best, likest = index, likeness
    return lone[0] if best is None and len(lone) == 1 else best


def _site_names(page: Page, titles: Sequence[str]) -> list[frozenset[str]]:
    """Give what the site calls itself, so that no logo is taken for a headline."""
    names = [field.value for field in page.fields if field.name in _SITE]
    parted = [parts for title in titles if len(parts := _SUFFIX.split(title)) > 1]
    ends = [parts[-1] for parts in parted if len(parts[-1].split()) < len(parts[0].split())]
    return [bag for name in (*names, *ends) if (bag := _bag(name))]


def _likeness(words: frozenset[str], block: Block, stated: Sequence[frozenset[str]]) -> float:
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
    first = next((at for at, text in enumerate(texts) if not _released().match(text)), 0)
    for at, text in enumerate(texts[: first + _OPENING]):
        if at < first:
            continue
        below = max((line.end - line.start for line in lines[at + 1 : at + 6]), default=0)
        if _ENDED.search(text) or _reads(text.lstrip("# "), below):
            return None if _ENDED.search(text) else at
    return None


@cache
def _released(code: str = "en") -> re.Pattern[str]:
    """Match the line that a press release opens with: its headline stands below."""
    words = language(code).table("genres")["forms"]["released"]
    return re.compile(rf"\W*{words}\Z", re.IGNORECASE)


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
    label = _label(page, every)
    named = _given(page, label) or _stated(page, headline, label) or _headed(page, masthead)
    named = named or _self_named(page, furniture, every, label) or _addressed(page, label, every)
    named = named or Outlet(None)
    shown = visible(named.name or "") or None
    listed = _listed(page, shown, outlets or {}, every)
    if listed:
        name = listed[0] or shown
        field = named.field or (None if named.span else "outlets")
        return Outlet(name, named.span, field, family_key(listed[1] or name or ""))
    looks = imitated(shown, every) if shown else None
    note = note_of(looks) if looks else None
    return Outlet(shown, named.span, named.field, family_key(shown or ""), note)


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


def _label(page: Page, known: Publishers) -> str:
    """Give what a page's domain is called: "oskherald"; on a platform, whose site it is."""
    address = next(iter(_addresses(page)), "")
    host, site = host_of(address) or "", registrable(address) or ""
    if site in known.platforms and host != site:
        return host.removesuffix(f".{site}").removeprefix("www.")
    return site.partition(".")[0]


def _given(page: Page, label: str) -> Outlet | None:
    """Take the name given; for a domain given, the name that the page states for it."""
    name = (page.given.outlet or "").strip()
    if _DOMAIN.fullmatch(name):
        stated = _stated(page, "", (registrable(f"//{name}") or name).partition(".")[0])
        return stated or Outlet(name, field="given:outlet")
    return Outlet(name, field="given:outlet") if name else None


def _stated(page: Page, headline: str, label: str) -> Outlet | None:
    found = [
        field
        for wanted in _SITE
        for field in page.fields
        if field.name == wanted and 1 < len(field.value) <= 60 and _is_name(field.value)
    ]
    title = next((field.value for field in page.fields if field.name == "title"), "")
    named = in_title(title, label) if label else None
    if found:
        names = [field.value.strip() for field in found]
        best = written_best([*names, named] if named else names)
        return Outlet(best, field=found[names.index(best)].name if best in names else "title")
    if named and "." in named and _spaced(label, page.text):
        return None  # the page writes the name that the domain runs together
    if named is None:
        parts = _SUFFIX.split(title)
        named = _suffix(parts, headline) if len(parts) > 1 else None
    return Outlet(named, field="title") if named else None


def _spaced(label: str, text: str) -> bool:
    printed = as_printed(label, text)
    return printed is not None and " " in printed[0]


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
    return bool(DAY.match(part)) or all(family_key(piece) in sections for piece in pieces)


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


def _self_named(
    page: Page, furniture: Sequence[Cut], known: Publishers, label: str
) -> Outlet | None:
    """Read what the furniture calls the outlet; beside an address, the name of its domain."""
    if label and (printed := as_printed(label, page.text)):
        start = printed[1]
        return Outlet(printed[0], span=Span(page.id, start, start + len(printed[0])))
    patterns, never = _self_naming("en")
    found: dict[str, list[tuple[int, str, Span]]] = {}
    for cut in furniture:
        if cut.why.startswith(("related", "comments", "caption")):
            continue
        text = page.text[cut.span.start : min(cut.span.end, cut.span.start + 5000)]
        for pattern in patterns:
            for match in pattern.finditer(text):
                name = without_legal_form(_proper(match["name"].strip(" .'’-")))
                if family_key(name) and name.lower() not in never and not known.agency_named(name):
                    start = cut.span.start + match.start("name") + match["name"].find(name)
                    span = Span(page.id, start, start + len(name))
                    found.setdefault(family_key(name), []).append((start, name, span))
    if not found:
        return None
    if label and not any(of_label(key, label) for key in found):
        return None  # whoever holds the rights of a site need not be what it is called
    key = min(found, key=lambda one: (-len(found[one]), found[one][0][0]))
    _, name, span = found[key][0]
    return Outlet(name, span=span)


def _addresses(page: Page) -> list[str]:
    """Give the addresses of the page's own site; a canonical of another site is not one.

    A feed that names the true publisher by its address knows better than the link it gives.
    """
    read = page.url or (page.input if "://" in page.input else "")
    if page.given.outlet_url:
        return [page.given.outlet_url]
    stated = [f.value for f in page.fields if f.name in ("link:canonical", "meta:og:url")]
    if not read:
        return stated
    return [read, *(one for one in stated if registrable(one) == registrable(read))]


def host_of(address: str) -> str | None:
    """Give the host that an address names, in lower case, or None.

    >>> host_of("https://www.Osk.example:80/ferry"), host_of("a.txt")
    ('www.osk.example', None)
    """
    if plain := _HOST.match(address):
        return plain[1].lower()
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def registrable(address: str) -> str | None:
    """Give the registrable domain of an address, or None.

    >>> registrable("https://www.news.osk-herald.co.uk/2031/05/ferry"), registrable("a.txt")
    ('osk-herald.co.uk', None)
    """
    return _site(host_of(address) or "")


@lru_cache(maxsize=8192)
def _site(host: str) -> str | None:
    labels = host.strip(".").split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def _addressed(page: Page, label: str, known: Publishers) -> Outlet | None:
    for address in _addresses(page):
        if site := registrable(address):
            named = f"{label}.{site}" if site in known.platforms and label not in site else site
            return Outlet(named, field="address")
    return None


# -- byline --------------------------------------------------------------------------------

_PERSON = r"[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]*|de|van|von|al|el|bin|der|la)){1,4}"
_PERSON_PLACE = r"(?:the )?[A-Z][\w'’.-]+(?:,? (?:[A-Z][\w'’.-]*|de|la|al|of|the)){0,4}"
_BYLINE = re.compile(
    r"\W{0,4}(?i:(?:written |reported |story |words |posted |published )?by:? |author: )"
    rf"(?P<names>{_PERSON}(?:(?:, | and | & |, and ){_PERSON})*)"
)
_CORRESPONDENT = re.compile(rf"\W{{0,4}}(?:From )(?P<names>{_PERSON}) in {_PERSON_PLACE}\W*\Z")


def byline_in(text: str) -> re.Match[str] | None:
    """Find a byline at the start of a line, with the names it prints.

    >>> byline_in("By Marta Roos and Ivo Lind")["names"]
    'Marta Roos and Ivo Lind'
    >>> byline_in("From Marta Roos in Osk")["names"]
    'Marta Roos'
    """
    return (_BYLINE.match(text) or _CORRESPONDENT.match(text)) if len(text) < 200 else None
