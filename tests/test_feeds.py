"""Feeds of every dialect state what they list; broken ones keep what can be kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.edges.feeds import feed_of, is_feed, pages_in_feed
from secondsource.edges.listings import Entry, given_of
from secondsource.edges.raw import Raw
from secondsource.errors import Unreadable
from secondsource.pipeline import read_page
from secondsource.records import Unread

LONG = " ".join(f"The board told Osk that {n} people were on the ferry." for n in range(40))
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>World & sea | Osk Herald</title><link>https://oskherald.example/</link>
<language>en-gb</language>
<item><title>Ferry & tug collide off Osk</title><link>/2031/ferry</link>
<guid isPermaLink="false">f1</guid><dc:creator>Marta Roos</dc:creator><category>Sea</category>
<pubDate>Wed, 21 May 2031 07:28:00 +0300</pubDate>
<description>Nine died.</description><content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded>
<media:description>A picture of a tug</media:description></item>
<item><title>Tug found</title><link>https://oskherald.example/2031/tug</link>
<source url="https://strait.example/feed">Strait Post</source>
<description>The tug was found on Tuesday&hellip;</description></item>
</channel></rss>"""


def test_rss_states_what_it_lists() -> None:
    feed = feed_of(RSS.encode())
    assert (feed.title, feed.address) == ("World & sea | Osk Herald", "https://oskherald.example/")
    first, second = feed.entries
    assert first == Entry(
        url="https://oskherald.example/2031/ferry",
        title="Ferry & tug collide off Osk",
        byline="Marta Roos",
        section="Sea",
        listed="2031-05-21T07:28:00+03:00",
        text=f"<p>{LONG}</p>",
        whole=True,
        key="f1",
    )
    assert (second.outlet, second.outlet_url) == ("Strait Post", "https://strait.example/feed")
    assert (second.whole, second.text) == (False, "<p>The tug was found on Tuesday…</p>")


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://osk.example/">
<title type="html">Osk &lt;b&gt;Herald&lt;/b&gt;</title><link rel="self" href="feed"/>
<link href="/"/><entry><title>Ferry sinks</title><link rel="alternate" href="a/1"/><id>tag:1</id>
<published>2031-05-21T10:00:00Z</published><updated>2031-05-22T09:00:00Z</updated>
<author><name>Ana</name></author><author><name>Bo</name></author><category term="sea"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nine <b>died</b> &amp; more.</p>
</div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Osk Herald</title><link>https://osk.example/</link></channel>
<item rdf:about="https://osk.example/a/1"><title>Ferry sinks</title>
<link>https://osk.example/a/1</link><dc:date>2031-05-21T10:00:00Z</dc:date>
<dc:creator>Ana, Bo</dc:creator><dc:subject>sea</dc:subject>
<description>Nine &lt;b&gt;died&lt;/b&gt; &amp;amp; more.</description></item></rdf:RDF>"""
OLD = """<rss version="0.91"><channel><title>Osk Herald</title><link>https://osk.example/</link>
<item><title>Ferry sinks</title><link>https://osk.example/a/1</link>
<author>desk@osk.example (Ana, Bo)</author><category>sea</category>
<pubDate>Wed, 21 May 2031 10:00:00 GMT</pubDate>
<description>Nine &lt;b&gt;died&lt;/b&gt; &amp;amp; more.</description></item></channel></rss>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Osk Herald",
        "home_page_url": "https://osk.example/",
        "items": [
            {
                "id": "1",
                "url": "a/1",
                "title": "Ferry sinks",
                "content_html": "<p>Nine <b>died</b> &amp; more.</p>",
                "date_published": "2031-05-21T10:00:00Z",
                "authors": [{"name": "Ana"}, {"name": "Bo"}],
                "tags": ["sea"],
            }
        ],
    }
)


@pytest.mark.parametrize("dialect", [ATOM, RDF, OLD, JSON], ids=["atom", "rdf", "0.91", "json"])
def test_the_dialects_say_the_same(dialect: str) -> None:
    raw = dialect.encode()
    assert is_feed(raw)
    feed = feed_of(raw)
    assert (feed.title, feed.address) == ("Osk Herald", "https://osk.example/")
    (entry,) = feed.entries
    assert (entry.url, entry.title) == ("https://osk.example/a/1", "Ferry sinks")
    assert (entry.byline, entry.section) == ("Ana, Bo", "sea")
    assert (entry.listed or "").replace("+00:00", "Z") == "2031-05-21T10:00:00Z"
    assert "Nine <b>died</b> &amp; more." in (entry.text or "")


def test_an_entry_with_its_whole_text_is_a_page_and_a_teaser_says_that_it_is_one() -> None:
    first, second = (one for one in pages_in_feed(RSS.encode(), "osk.xml") if isinstance(one, Raw))
    assert (first.given.part, second.given.part) == ("entry", "teaser")
    assert (first.given.outlet, second.given.outlet) == ("Osk Herald", "Strait Post")
    assert (first.url, first.key) == ("https://oskherald.example/2031/ferry", None)
    page, article = read_page(
        first.raw, input=first.input, media=first.media, given=first.given, url=first.url
    )
    assert article.headline
    assert page[article.headline] == "Ferry & tug collide off Osk"
    assert " ".join(page[span] for span in article.body) == LONG
    assert article.outlet == "Osk Herald"


def test_an_entry_without_an_address_is_known_by_its_own_name() -> None:
    feed = (
        b"<rss><channel><title>Osk Herald</title><item><title>Ferry</title><guid>x1</guid></item>"
    )
    (page, _) = pages_in_feed(feed, "osk.xml")
    assert isinstance(page, Raw)
    assert (page.url, page.key) == (None, "x1")
    assert page.address.endswith("osk.xml#x1")
    assert page.given.outlet == "Osk Herald"


@pytest.mark.parametrize(
    ("title", "site", "outlet"),
    [
        ("Osk Courier", "https://osk.example/", "Osk Courier"),
        ("Osk Post", "https://news.osk.example/", "Osk Post"),
        ("Le Quotidien de Osk - Monde", "https://osk.example/", "Le Quotidien de Osk"),
        ("Politics | The Lantern", "https://lantern.example/", "The Lantern"),
        ("Latest Posts", "https://lantern.example/", None),
        ("World News", "https://lantern.example/", None),
    ],
)
def test_a_feeds_title_names_the_outlet_where_it_is_a_name(
    title: str, site: str, outlet: str | None
) -> None:
    feed = (
        f"<rss><channel><title>{title}</title><link>{site}</link><item><title>Roof falls in</title>"
        f"<link>{site}roof</link><description>The roof of Osk school fell in on Sunday, said "
        "Osk’s council.</description></item></channel></rss>"
    )
    (one,) = pages_in_feed(feed.encode(), "osk.xml")
    assert isinstance(one, Raw)
    assert one.given.outlet == outlet
    _, article = read_page(one.raw, input=one.input, media=one.media, given=one.given, url=one.url)
    assert outlet is None or (article.outlet, article.outlet_field) == (outlet, "given:outlet")


def test_what_an_entry_states_never_names_the_page_that_is_fetched() -> None:
    for entry in feed_of(RSS.encode()).entries:
        assert given_of(entry).outlet is None


# -- broken feeds ---------------------------------------------------------------------------

BROKEN = {
    "a bare ampersand": RSS.replace("&hellip;", " & on & on"),
    "an entity nobody declared": RSS.replace("Nine died", "Nine&oddity; died"),
    "an entity of HTML": RSS.replace("Nine died", "Nine&nbsp;died"),
    "a control character": RSS.replace("Nine", "\x0b\x00Nine"),
    "a number that is no character": RSS.replace("Nine", "&#0;&#xD800;&#99999999;Nine"),
    "no namespace": RSS.replace('xmlns:media="http://search.yahoo.com/mrss/"', ""),
    "blanks and junk before": "\n\n junk " + RSS,
    "junk behind": RSS + "<script>track()</script>",
    "a document type": RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY x "y">]><rss', 1),
    "a comment that holds a feed": "<!-- <rss><channel/></rss> -->" + RSS,
    "a tag left open": RSS.replace("</title><link>/", "<link>/", 1).replace(
        "<title>Ferry & tug", "<title>Ferry & tug</title><b>", 1
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_feed_keeps_its_entries(what: str) -> None:
    feed = feed_of(BROKEN[what].encode())
    assert len(feed.entries) == 2
    assert "Tug found" in [entry.title for entry in feed.entries]
    assert any((entry.title or "").startswith("Ferry & tug") for entry in feed.entries)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "cp1251", "koi8-r"])
@pytest.mark.parametrize("says", [True, False])
def test_letters_come_out_right_whatever_the_feed_says(charset: str, says: bool) -> None:
    stated = charset if says and charset != "utf-16" else "utf-8"
    text = RSS.replace("Ferry & tug", "Паром затонул у берега, погибли девять человек & tug")
    raw = text.replace('version="1.0"?', f'version="1.0" encoding="{stated}"?').encode(charset)
    assert is_feed(raw)
    assert (feed_of(raw).entries[0].title or "").startswith("Паром затонул")


def test_an_entity_bomb_expands_to_nothing() -> None:
    lines = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY b0 "boom">{lines}]>' + RSS.replace("Nine died", "&b11;")
    summary = feed_of(bomb.encode()).entries[0]
    assert len(repr(summary)) < 10_000


def test_a_file_that_an_entity_names_is_never_read() -> None:
    feed = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + RSS.replace("Nine", "&x;")
    assert "root:" not in repr(feed_of(feed.encode()))


def test_a_feed_that_breaks_off_keeps_what_came_and_says_so() -> None:
    whole = list(pages_in_feed(RSS.encode(), "osk.xml"))
    cut = list(pages_in_feed(RSS[: RSS.index("Strait")].encode(), "osk.xml"))
    assert cut[0] == whole[0]
    assert isinstance(cut[-1], Unread)
    assert "breaks off or is damaged" in cut[-1].reason


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"<rss><channel>" + b"<a>" * 100_000, "nested over 200 deep"),
        (b"<rss></rss>", "lists nothing that can be read"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 3}', "no JSON Feed"),
        (b"{nonsense", "not JSON"),
        (b"<p>Ferry sinks</p>", "neither a feed"),
    ],
)
def test_what_is_no_feed_says_why(raw: bytes, why: str) -> None:
    (said,) = pages_in_feed(raw, "osk.xml")
    assert isinstance(said, Unread)
    assert why in said.reason


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:desk@osk.example", "http://[bad/", "data:,x"]
)
def test_a_link_that_is_no_page_is_no_address(link: str) -> None:
    feed = f"<rss><channel><item><title>Ferry</title><link>{link}</link></item></channel></rss>"
    assert feed_of(feed.encode(), "https://osk.example/").entries[0].url is None


@settings(deadline=None)
@given(st.data())
def test_nothing_makes_a_feed_fail(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from([RSS, ATOM, RDF, JSON])).encode())
    place = data.draw(st.integers(0, len(raw)))
    kinds = st.sampled_from([b"&", b"<", b"]]>", b"<![CDATA[", b"<!--", b"\xff", b"</item>", b"{"])
    raw[place:place] = b"".join(data.draw(st.lists(kinds, max_size=4)))
    try:
        feed_of(bytes(raw))
    except Unreadable as error:
        assert str(error)
    is_feed(bytes(raw))
