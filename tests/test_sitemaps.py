"""Lists of addresses: what they name, and what is said of one that is given as a file."""

from __future__ import annotations

import gzip

import pytest

from secondsource.edges.listings import Entry
from secondsource.edges.sitemaps import entries_of, is_listing, unread_listing
from secondsource.errors import Unreadable

NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc>https://osk.example/ferry?a=1&b=2</loc><lastmod>2031-05-22</lastmod><news:news>
<news:publication><news:name>Osk Herald</news:name></news:publication>
<news:publication_date>2031-05-21T07:28:00+03:00</news:publication_date>
<news:title>Ferry & tug collide</news:title></news:news></url>
<url><loc>ftp://osk.example/2</loc></url></urlset>"""
INDEX = b"""<sitemapindex><sitemap><loc>https://osk.example/news.xml.gz</loc></sitemap>
<sitemap><loc>/old.xml</loc></sitemap></sitemapindex>"""
OPML = b"""<opml version="2.0"><head><title>My feeds</title></head><body>
<outline text="Sea"><outline text="Osk" xmlUrl="https://osk.example/rss" type="rss"/>
<outline text="again" xmlUrl="https://osk.example/rss"/></outline>
<outline text="none"/></body></opml>"""


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_news_sitemap_lists_articles(pack: object) -> None:
    assert callable(pack)
    assert entries_of(pack(NEWS), "https://osk.example/sitemap.xml").entries == (
        Entry(
            url="https://osk.example/ferry?a=1&b=2",
            title="Ferry & tug collide",
            listed="2031-05-21T07:28:00+03:00",
            modified="2031-05-22",
            outlet="Osk Herald",
        ),
    )


def test_an_index_and_an_opml_file_list_further_lists() -> None:
    index = entries_of(INDEX, "https://osk.example/sitemap.xml")
    assert index.feeds == ("https://osk.example/news.xml.gz", "https://osk.example/old.xml")
    assert entries_of(OPML, None).feeds == ("https://osk.example/rss",)
    assert entries_of(OPML, None).title == "My feeds"


def test_a_feed_comes_through_the_same_door() -> None:
    feed = b"<rss><channel><item><link>https://osk.example/1</link></item></channel></rss>"
    assert [one.url for one in entries_of(feed, None).entries] == ["https://osk.example/1"]


@pytest.mark.parametrize("raw", [b"", b"<html>", b"{}", b"Ferry sinks", b"\x1f\x8b\x08"])
def test_what_is_no_list_says_so(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        entries_of(raw, None)
    assert not is_listing(raw)


def test_a_list_given_as_a_file_says_what_to_do() -> None:
    assert unread_listing(OPML, "my.opml").reason == (
        "it lists 1 feed and holds no article itself: secondsource watch my.opml fetches them"
    )
    assert "lists 1 page and" in unread_listing(NEWS, "news.xml").reason
    assert "cannot be read" in unread_listing(b"<opml" + b"<a>" * 999, "my.opml").reason


def test_folders_within_folders_end() -> None:
    deep = b"<opml><body>" + b"<outline>" * 5_000
    with pytest.raises(Unreadable, match="nested"):
        entries_of(deep, None)
