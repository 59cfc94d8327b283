"""Sitemaps, sitemap indexes and OPML: lists of addresses that hold no article themselves.

What may live here: what such lists name, and the one door to lists of every kind (``entries_of``).
Read as a file such a list gives no page, since nothing is fetched unless it is asked for: an
``Unread`` says what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from secondsource.edges.elements import LARGEST_LIST, Tree, root_of, tree_of, words_of
from secondsource.edges.encodings import decoded_body, moment_of
from secondsource.edges.feeds import feed_of, is_feed
from secondsource.edges.listings import MOST_ENTRIES, Entry, Listing, joined
from secondsource.errors import Unreadable
from secondsource.records import Unread

_DEEPEST = 64  # folders within folders of an OPML file


def is_listing(head: bytes) -> bool:
    """Say whether bytes begin like a sitemap, an index of sitemaps or an OPML file.

    >>> is_listing(b'<opml version="2.0">'), is_listing(b"<rss>")
    (True, False)
    """
    return root_of(head) in _LISTS


def unread_listing(raw: bytes, name: str) -> Unread:
    """Say what to do with a list of addresses that was given as a file."""
    try:
        found = entries_of(raw, None)
    except Unreadable as error:
        return Unread(name, f"the list of addresses cannot be read: {error}")
    many = len(found.entries) + len(found.feeds)
    what = ("feed" if found.feeds else "page") + ("" if many == 1 else "s")
    return Unread(
        name,
        f"it lists {many} {what} and holds no article itself: secondsource watch {name} fetches"
        " them",
    )


def entries_of(raw: bytes, address: str | None) -> Listing:
    """Read a list of any kind - feed, sitemap, index, OPML; ``address`` is where it was found.

    Articles are ``entries``, further lists ``feeds``. Packed lists (``.xml.gz``) are unpacked.
    Raises ``Unreadable`` where the bytes are none of them.

    >>> listing = entries_of(b"<urlset><url><loc>https://osk.example/ferry</loc>"
    ...     b"<lastmod>2031-05-21</lastmod></url></urlset>", None)
    >>> [(entry.url, entry.modified) for entry in listing.entries]
    [('https://osk.example/ferry', '2031-05-21')]
    """
    if raw.startswith(b"\x1f\x8b"):
        raw = decoded_body(raw, "gzip", most=LARGEST_LIST).raw
    if is_feed(raw):
        return feed_of(raw, address)
    kind = root_of(raw)
    if kind not in _LISTS:
        raise Unreadable("it is neither a feed nor a list of addresses")
    return _LISTS[kind](tree_of(raw), address)


def _sitemap(tree: Tree, address: str | None) -> Listing:
    entries = (_page(one, address) for one in tree.root.findall("url")[:MOST_ENTRIES])
    kept = tuple(one for one in entries if one.url)
    return Listing(address=address, entries=kept, broken=tree.broken)


def _page(one: Element, base: str | None) -> Entry:
    news = one.find("news.news")
    told = news if news is not None else one
    publication = told.find("news.publication")
    name = None if publication is None else words_of(publication.find("news.name"))
    return Entry(
        url=joined(base, words_of(one.find("loc"))),
        title=words_of(told.find("news.title")),
        listed=moment_of(words_of(told.find("news.publication_date"))),
        modified=moment_of(words_of(one.find("lastmod"))),
        outlet=name[:120] if name else None,
    )


def _index(tree: Tree, address: str | None) -> Listing:
    places = [joined(address, words_of(one.find("loc"))) for one in tree.root.findall("sitemap")]
    return Listing(address=address, feeds=_each_once(places), broken=tree.broken)


def _opml(tree: Tree, address: str | None) -> Listing:
    head, body = tree.root.find("head"), tree.root.find("body")
    title = None if head is None else words_of(head.find("title"))
    outlines = [] if body is None else list(_outlines(body, 0))
    places = [joined(address, one.get("xmlurl")) for one in outlines]
    return Listing(title, address, feeds=_each_once(places), broken=tree.broken)


def _outlines(folder: Element, depth: int) -> Iterator[Element]:
    for one in folder.findall("outline"):
        yield one
        if depth < _DEEPEST:
            yield from _outlines(one, depth + 1)


def _each_once(places: list[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for place in places if place))[:MOST_ENTRIES]


_LISTS = {"urlset": _sitemap, "sitemapindex": _index, "opml": _opml}
