"""XML as feeds and lists of addresses print it: mended where it breaks, bounded, read as a tree.

What may live here: bytes to elements; nothing here knows what a feed is. It works because what
breaks in feeds is always the same: a bare ``&``, an entity nobody declared, a control character,
a prefix without its namespace, junk around the root, an end that never came. Those are mended
before the parser sees the text. Everything before the root is dropped, and with it every
declaration, so no entity can expand and no outside file is ever named. Elements that were closed
before a fault are kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from secondsource.errors import Unreadable
from secondsource.read.decoding import decoded

LARGEST_LIST = 52_428_800  # bytes: what the sitemap protocol allows a list to have
_DEEPEST = 200  # elements within one another; a feed with its articles' markup has some thirty
_ROOT = re.compile(
    r"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf|urlset|sitemapindex|opml)(?=[\s>/])", re.IGNORECASE
)
_AMPERSAND = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{0,31});)?")
_ROOTS = frozenset({"rss", "feed", "rdf", "urlset", "sitemapindex", "opml"})
_ELEMENT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z]+)(?=[\s>/])")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NOT_XML = {n: None for n in range(32) if n not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}
_PREFIX = re.compile(r"</?([A-Za-z][\w.-]*):[A-Za-z]|\s([A-Za-z][\w.-]*):[\w.-]+\s*=\s*[\"']")
_DECLARED = re.compile(r"xmlns:([A-Za-z][\w.-]*)\s*=")
_SPACES = (
    ("atom", ("www.w3.org/2005/atom", "purl.org/atom/ns")),
    ("content", ("purl.org/rss/1.0/modules/content",)),
    ("dc", ("purl.org/dc/elements", "purl.org/metadata/dublin_core")),
    ("dcterms", ("purl.org/dc/terms",)),
    ("media", ("search.yahoo.com/mrss",)),
    ("itunes", ("www.itunes.com/dtds/podcast",)),
    ("feedburner", ("rssnamespace.org/feedburner",)),
    ("news", ("schemas/sitemap-news",)),
    ("rdf", ("www.w3.org/1999/02/22-rdf-syntax",)),
    ("xml", ("www.w3.org/xml/1998/namespace",)),
    (
        "",
        (
            "www.w3.org/1999/xhtml",
            "purl.org/rss/1.0/",
            "my.netscape.com/rdf",
            "schemas/sitemap",
            "backend.userland.com",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a document; ``broken`` says where it stopped, if it was not whole.

    Names are written ``prefix.local``, in lower case, with one prefix for each namespace that
    feeds use (``atom.title``, ``content.encoded``, ``item``), whatever the document calls it.
    """

    root: Element
    broken: str | None = None


def root_of(head: bytes) -> str | None:
    """Name the root element of a feed or a list by the first bytes of it, or None.

    >>> root_of(b'<?xml version="1.0"?><rss version="2.0"><channel>'), root_of(b"<p>rss")
    ('rss', None)
    """
    opening = head[:65_536]
    if opening[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in opening[:4]:
        opening = opening.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    at: int | None = len(opening) - len(opening.lstrip(b"\xef\xbb\xbf \t\r\n"))
    while at is not None:
        if found := _ELEMENT.match(opening, at):
            name = found[1].lower().decode()
            return name if name in _ROOTS else None
        at = _past_prolog(opening, at)
    return None


def _past_prolog(opening: bytes, at: int) -> int | None:
    """Step over a comment, a declaration or an instruction before the root; None for no more."""
    if opening.startswith(b"<!--", at):
        end = opening.find(b"-->", at + 4)
    elif opening.startswith(b"<?", at):
        end = opening.find(b">", at)
    elif opening.startswith(b"<!", at):
        inner, end = opening.find(b"[", at), opening.find(b">", at)
        end = opening.find(b"]", inner) if 0 <= inner < end else end
    else:
        return None
    following = opening.find(b"<", end) if end >= 0 else -1
    return following if following >= 0 else None


def tree_of(raw: bytes) -> Tree:
    """Read the elements of a feed or a list, mended where it can be.

    Raises ``Unreadable`` where there is no root, where it is too large or nested too deep.

    >>> tree = tree_of(b"<rss><channel><title>Ferry & tug</title><item><title>Nine")
    >>> [one.text for one in tree.root.iter("title")], tree.broken is None
    (['Ferry & tug', 'Nine'], False)
    """
    if len(raw) > LARGEST_LIST:
        raise Unreadable(f"the list is over {LARGEST_LIST // 1_000_000} MB: split it")
    text, _ = decoded(raw, html=True)
    opening = _opening(text)
    if opening is None:
        raise Unreadable("it is neither a feed nor a list of addresses: it has no such element")
    last = text.rfind(f"</{opening[0][1:]}")
    end = text.find(">", last) + 1 if last > opening.start() else 0
    return _parsed(_mended(text[opening.start() : end or len(text)]))


def words_of(element: Element | None) -> str | None:
    """Give the text of an element and of all within it, its ends trimmed; None where it is empty.

    >>> words_of(tree_of(b"<rss><title> Ferry <b>sinks</b> </title></rss>").root)
    'Ferry sinks'
    """
    return ("".join(element.itertext()).strip() or None) if element is not None else None


def _opening(text: str) -> re.Match[str] | None:
    """Find the root, but not in a comment before it."""
    at, found = 0, _ROOT.search(text)
    while found and 0 <= (comment := text.find("<!--", at)) < found.start():
        at = text.find("-->", comment) + 3
        if at < 3:
            return None
        if found.start() < at:
            found = _ROOT.search(text, at)
    return found


def _parsed(text: str) -> Tree:
    growing = _Growing()
    parser = XMLParser(target=growing)
    broken = None
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except ParseError as error:
        broken = str(error)
    root = growing.closed()
    if root is None:
        raise Unreadable(f"its XML cannot be read: {broken}")
    return Tree(root, broken)


class _Growing(TreeBuilder):
    """Builds the tree under names of our own, and can be closed wherever it has come to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: dict[str, str] = {}
        self.any = False

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        if len(self.open) >= _DEEPEST:
            raise Unreadable(f"its elements are nested over {_DEEPEST} deep: no feed's are")
        self.any = True
        name = self.names.get(tag) or self.names.setdefault(tag, _named(tag))
        self.open.append(name)
        return super().start(name, {_named(key): value for key, value in attrs.items()})

    def end(self, tag: str) -> Element:
        return super().end(self.open.pop())

    def close(self) -> Element:  # the parser calls it; what is open is closed by ``closed``
        return Element("closed")

    def closed(self) -> Element | None:
        while self.open:
            super().end(self.open.pop())
        return super().close() if self.any else None


def _named(tag: str) -> str:
    """Write a name in braces and namespace as ``prefix.local``."""
    space, closed, local = tag.rpartition("}")
    if not closed:
        return local.lower()
    address = space[1:].lower()
    for prefix, parts in _SPACES:
        if any(part in address for part in parts):
            return f"{prefix}.{local.lower()}" if prefix else local.lower()
    prefix = address.removeprefix("undeclared:") if address.startswith("undeclared:") else "other"
    return f"{prefix}.{local.lower()}"


# -- mending --------------------------------------------------------------------------------


def _mended(text: str) -> str:
    text = text.translate(_NOT_XML)
    mended = "".join(
        part if verbatim else _AMPERSAND.sub(_referred, part) for part, verbatim in _cut(text)
    )
    opening = _ROOT.match(mended)
    at = opening.end() if opening else 0
    declared = {*_DECLARED.findall(mended[at : mended.find(">", at)]), "xml", "xmlns"}
    used = {(a or b) for a, b in _PREFIX.findall(mended)}
    spaces = (f' xmlns:{name}="undeclared:{name}"' for name in sorted(used - declared))
    return mended[:at] + "".join(spaces) + mended[at:]


def _cut(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into what is marked up and what stands verbatim (CDATA, comments)."""
    at = 0
    while True:
        start = text.find("<!", at)
        while start >= 0 and not text.startswith(("<![CDATA[", "<!--"), start):
            start = text.find("<!", start + 2)
        closing = "]]>" if text.startswith("<![CDATA[", max(start, 0)) else "-->"
        end = text.find(closing, start + 4) if start >= 0 else -1
        if end < 0:
            yield text[at:], False
            return
        yield text[at:start], False
        yield text[start : end + 3], True
        at = end + 3


def _referred(found: re.Match[str]) -> str:
    """Keep a reference that XML knows, spell out one that HTML knows, escape a bare ``&``."""
    decimal, hexadecimal, name = found.groups()
    if decimal or hexadecimal:
        point = int(decimal) if decimal else int(hexadecimal, 16)
        good = point in (9, 10, 13) or 32 <= point < 0xD800 or 0xE000 <= point < 0xFFFE
        return found[0] if good or 0x10000 <= point < 0x110000 else "\ufffd"
    if name and name not in _OWN:
        said = html.unescape(found[0])
        return said.replace("&", "&amp;").replace("<", "&lt;")
    return found[0] if name else "&amp;"
