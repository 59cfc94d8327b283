"""What feeds, sitemaps and OPML files list: articles by address, and further lists.

What may live here: the records that every reader of lists yields, and what of them is given to
a page. A list states; whether that is so shows on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from secondsource.read.mastheads import host_of
from secondsource.records import Given

MOST_ENTRIES = 50_000  # of one list: what the sitemap protocol allows


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed or a sitemap states of one article.

    ``text`` is HTML, the whole text where ``whole``, else its beginning or a summary. ``listed``
    and ``modified`` are ISO where the feed's own form is a known one; ``outlet`` and
    ``outlet_url`` name the true publisher, where the feed says it is another.
    """

    url: str | None = None
    title: str | None = None
    byline: str | None = None
    section: str | None = None
    listed: str | None = None
    modified: str | None = None
    outlet: str | None = None
    outlet_url: str | None = None
    text: str | None = None
    whole: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed, a sitemap or an OPML file lists: articles, and addresses of further lists."""

    title: str | None = None
    address: str | None = None
    entries: tuple[Entry, ...] = ()
    feeds: tuple[str, ...] = ()
    language: str | None = None
    broken: str | None = None


def given_of(entry: Entry) -> Given:
    """Give what an entry states beside the page it links to, for whoever fetches that page."""
    return Given(
        headline=entry.title,
        byline=entry.byline,
        section=entry.section,
        listed=entry.listed,
        modified=entry.modified,
        outlet_url=entry.outlet_url,
    )


def joined(base: str | None, link: str | None) -> str | None:
    """Resolve a link against an address; None where it leads to no page of the web.

    >>> joined("https://osk.example/rss", "/ferry"), joined(None, "mailto:desk@osk.example")
    ('https://osk.example/ferry', None)
    """
    link = (link or "").strip()
    try:
        whole = urljoin(base or "", link) if link else ""
        good = whole.lower().startswith(("http://", "https://")) and host_of(whole)
    except ValueError:
        return None
    return whole if good and len(whole) <= 4_096 else None
