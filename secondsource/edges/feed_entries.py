"""RSS 0.9 to 2.0, RDF and Atom, as elements, to entries.

What may live here: which element says what, in the dialects that feeds are written in. It works
because the dialects share their names where they share their meaning, and because the elements
come under one prefix a namespace, whatever the feed calls it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element, tostring

from secondsource.edges.elements import Tree, words_of
from secondsource.edges.encodings import moment_of
from secondsource.edges.feed_texts import is_marked_up, is_whole, paragraphs_of, plain_words
from secondsource.edges.listings import MOST_ENTRIES, Entry, Listing, joined


def entries_in(tree: Tree, address: str | None) -> Listing:
    """Read the entries of an XML feed; ``address`` is where it was found."""
    root = tree.root
    places = [root, *(one for one in root if one.tag == "channel")]
    home = next((link for one in places if (link := _home(one))), None)
    base = _base(root, address or home)
    entries = [
        _entry(one, base, n) for n, one in enumerate(_entries(places), start=1) if n <= MOST_ENTRIES
    ]
    return Listing(
        title=_titled(_first(places, "title", "atom.title")),
        address=joined(base, home),
        entries=tuple(entries),
        language=root.get("xml.lang") or words_of(_first(places, "language", "dc.language")),
        broken=tree.broken,
    )


def _entries(places: Sequence[Element]) -> Iterator[Element]:
    for place in places:
        yield from (one for one in place if one.tag.rpartition(".")[2] in ("item", "entry"))
        for nested in (one for one in place if one.tag == "items"):
            yield from (one for one in nested if one.tag == "item")


def _first(places: Sequence[Element], *names: str) -> Element | None:
    for name in names:
        for place in places:
            if (found := place.find(name)) is not None:
                return found
    return None


def _home(place: Element) -> str | None:
    link = words_of(place.find("link"))
    return link or next(iter(_linked(place, ("alternate", ""))), None)


def _linked(place: Element, relations: Sequence[str]) -> Iterator[str]:
    for one in (*place.findall("atom.link"), *place.findall("link")):
        if one.get("rel", "") in relations and one.get("href"):
            yield one.get("href", "")


def _base(element: Element, base: str | None) -> str | None:
    return joined(base, element.get("xml.base")) or base


def _entry(one: Element, base: str | None, number: int) -> Entry:
    base = _base(one, base)
    ident = words_of(_first([one], "guid", "atom.id", "id"))
    entry = Entry(
        url=_address(one, base),
        title=_titled(_first([one], "title", "atom.title", "dc.title", "media.title")),
        byline=_byline(one),
        section=_section(one),
        listed=moment_of(words_of(_first([one], *_LISTED))),
        modified=moment_of(words_of(_first([one], *_MODIFIED))),
        key=(ident or str(number))[:300],
    )
    return _with_text(_with_publisher(entry, one, base), one)


_LISTED = (
    "pubdate", "atom.published", "dc.date", "atom.issued", "dcterms.issued", "dcterms.created",
    "published",
)  # fmt: skip
_MODIFIED = ("atom.updated", "dcterms.modified", "atom.modified", "updated", "lastbuilddate")


def _address(one: Element, base: str | None) -> str | None:
    ident = one.find("guid")
    permanent = ident is not None and ident.get("ispermalink", "true").lower() != "false"
    choices = [
        words_of(one.find("feedburner.origlink")),
        next(_linked(one, ("alternate", "")), None),
        words_of(one.find("link")),
        words_of(ident) if permanent else None,
        one.get("rdf.about"),
        words_of(one.find("atom.id")),
    ]
    return next((found for link in choices if (found := joined(base, link))), None)


def _titled(element: Element | None) -> str | None:
    return plain_words(_markup(element)) or None if element is not None else None


def _byline(one: Element) -> str | None:
    named = [words_of(found) for found in one.findall("dc.creator")]
    for author in (*one.findall("atom.author"), *one.findall("author")):
        name = author.find("atom.name")
        written = words_of(name if name is not None else author) or ""
        mailed = re.fullmatch(r"\S+@\S+ \((.+)\)", written)  # RSS writes "mail@osk.example (Name)"
        named.append(mailed[1] if mailed else None if "@" in written else written)
    if not any(named):
        named = [words_of(one.find("itunes.author"))]
    return ", ".join(dict.fromkeys(name for name in named if name))[:300] or None


def _section(one: Element) -> str | None:
    for found in (
        *one.findall("category"),
        *one.findall("atom.category"),
        *one.findall("dc.subject"),
    ):
        if word := words_of(found) or found.get("label") or found.get("term"):
            return plain_words(word)[:120] or None
    return None


def _with_publisher(entry: Entry, one: Element, base: str | None) -> Entry:
    """Read the true publisher: RSS ``<source url>``, Atom ``<source>`` with its own links."""
    found = _first([one], *_PUBLISHER)
    if found is None:
        return entry
    title = _first([found], "title", "atom.title")
    name = _titled(title) if title is not None else words_of(found)
    where = joined(base, found.get("url") or _home(found))
    return replace(entry, outlet=name[:120] if name else None, outlet_url=where)


_PUBLISHER = ("source", "atom.source")


def _with_text(entry: Entry, one: Element) -> Entry:
    content = _first([one], "content.encoded", "atom.content", "content", "body", "fulltext")
    short = _first([one], "description", "atom.summary", "summary", "dc.description")
    if short is None:
        short = _first([one], "media.description", "media.text")
    text, summary = _markup(content), _markup(short)
    if len(plain_words(text)) < len(plain_words(summary)):
        text, summary = summary, ""
        return replace(entry, text=text or None, whole=is_whole(text, None))
    return replace(entry, text=text or None, whole=is_whole(text, summary))


def _markup(element: Element | None) -> str:
    """Give the HTML an element holds: as markup, escaped, or as plain text."""
    if element is None or element.get("src"):
        return ""
    if element.get("mode") == "base64":
        return ""
    if len(element):
        inner = "".join(tostring(child, encoding="unicode") for child in element)
        return html.escape(element.text or "", quote=False) + _PREFIXED.sub(r"\1", inner)
    text = (element.text or "").strip()
    kind = element.get("type", "")
    return paragraphs_of(text) if kind in ("text", "text/plain") or not is_marked_up(text) else text


_PREFIXED = re.compile(r"(</?)[\w-]+\.(?=[a-z])")
