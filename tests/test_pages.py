"""Bytes become a page: characters, blocks, fields, identity; what is no text says why."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.errors import Unreadable
from secondsource.read.articles import article_of
from secondsource.read.decoding import decoded
from secondsource.read.linear import linear
from secondsource.read.nesting import DEEPEST
from secondsource.read.pages import page_of
from secondsource.records import Given

RUSSIAN = "Паром затонул у берега в четверг, погибли девять человек, сообщили власти города."
ENGLISH = "A ferry sank off Osk — “nine died”, Mayor Lind said.\nA search goes on.\n"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-32"),
    ],
)
def test_a_text_is_read_in_the_charset_it_is_written_in(text: str, charset: str) -> None:
    assert decoded(text.encode(charset))[0] == text


def test_a_declared_charset_is_believed_in_a_web_page_only() -> None:
    raw = '<meta charset="koi8-r"><p>Паром затонул</p>'.encode("koi8-r")
    assert page_of(raw, input="a.html").text == "Паром затонул"
    assert page_of(raw, input="a.html").charset == "koi8-r"


@pytest.mark.parametrize(
    ("raw", "served", "text"),
    [
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
        (b'<meta charset="koi8-r">' + RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
        (b'<meta charset="koi8-r">' + RUSSIAN.encode("koi8-r"), None, RUSSIAN),
        (RUSSIAN.encode("utf-8"), "iso-8859-1", RUSSIAN),
        (RUSSIAN.encode("utf-16"), "iso-8859-1", RUSSIAN),
        (RUSSIAN.encode("koi8-r"), "utf-8", None),
        ("フェリーが沈没".encode("iso-2022-jp"), "ISO-2022-JP", "フェリーが沈没"),
        (RUSSIAN.encode("cp1251"), "no such charset", RUSSIAN),
    ],
    ids=["server", "over page", "page", "wrong", "mark", "wrong utf-8", "shifted", "unknown"],
)
def test_the_servers_charset_comes_before_the_pages_and_after_proof(
    raw: bytes, served: str | None, text: str | None
) -> None:
    page = page_of(raw, input="a.html", media="html", given=Given(charset=served))
    assert text is None or page.text == text


def test_plain_text_is_the_decoded_file_unchanged() -> None:
    text = "Ferry sinks \r\n\r\n\tNine\x00 died.\u00a0 \n\n\n"
    page = page_of(text.encode(), input="a.txt")
    assert page.text == text
    assert [text[block.start : block.end] for block in page.blocks] == [
        "Ferry sinks",
        "Nine\x00 died.",
    ]


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "empty"),
        (b" \n\t \n", "empty"),
        (b"\x00" * 40, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "picture"),
        (b"%PDF-1.7 1 0 obj", "PDF"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (b"\x7fELF" + bytes(range(200)), "program"),
        (gzip.compress(b"Ferry sinks" * 9, mtime=0), "gzip"),
        (bytes(range(256)) * 20, "binary"),
        (b"<html><head><title>Ferry</title></head></html>", "shows no text"),
        (b"<html><script>var ferry = 1</script></html>", "shows no text"),
    ],
)
def test_what_is_no_text_says_what_it_is_and_what_to_do(raw: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        page_of(raw, input="thing")


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_page_or_a_reason(raw: bytes) -> None:
    for media in ("plain", "html", None):
        try:
            page = page_of(raw, input="a", media=media)
        except Unreadable as error:
            assert len(str(error)) > 20
        else:
            page.text.encode("utf-8")
            ends = [0, *(end for block in page.blocks for end in (block.start, block.end))]
            assert ends == sorted(ends) and ends[-1] <= len(page.text)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_blocks_of_plain_text_hold_all_that_is_visible(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    try:
        page = page_of(raw, input="a.txt", media="plain")
    except Unreadable:
        return
    left = list(page.text)
    for block in page.blocks:
        left[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(left).strip()


def test_hidden_text_scripts_and_alternative_texts_are_left_out() -> None:
    html = (
        "<p>Nine died.</p><script>x</script><style>y</style><p hidden>z</p><img alt='w'>"
        "<p style='display: none'>v</p><template><p>u</p></template><dialog>t</dialog>"
        "<p>Two &amp; more<br>are missing.</p>"
    )
    assert linear(html)[0] == "Nine died.\n\nTwo & more\nare missing."


def test_a_paragraph_made_of_line_breaks_is_a_block_of_its_own() -> None:
    text, blocks, *_ = linear("<td>Nine died.<br><br>A search\n goes on.<br>It is cold.</td>")
    assert text == "Nine died.\n\nA search goes on.\nIt is cold."
    assert len(blocks) == 2


def test_fields_are_read_from_every_place_a_page_states_them() -> None:
    html = """<html lang="en-GB"><head><title> Ferry  sinks | The Osk Herald </title>
      <meta property="og:site_name" content="The Osk Herald"><link rel=canonical href="http://o.example/1">
      <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
      "author": [{"name": "Marta Roos"}], "datePublished": "2031-05-21"}]}</script>
      <script type="application/ld+json">{broken</script></head>
      <body><time datetime="2031-05-21T10:00Z">today</time><p>Nine died.</p></body></html>"""
    stated = {field.name: field.value for field in linear(html)[2]}
    assert stated == {
        "html:lang": "en-GB",
        "title": "Ferry sinks | The Osk Herald",
        "meta:og:site_name": "The Osk Herald",
        "link:canonical": "http://o.example/1",
        "jsonld:@type": "NewsArticle",
        "jsonld:author.name": "Marta Roos",
        "jsonld:datePublished": "2031-05-21",
        "time:datetime": "2031-05-21T10:00Z",
    }


@pytest.mark.parametrize(
    "html",
    [
        "<div>x" * 100_000,
        "<ul><li>x" * 50_000,
        "<span>x" * 100_000,
        "<p>x</p>" * 100_000,
        "x " * 2_000_000,
        '"' * 1_000_000,
        "<a href='" + "y" * 1_000_000,
        "<b><i><u><p>" * 2_000,
        "".join(f"<p><b c={n}>x</p>" for n in range(50_000)),
        "<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x",
        "<p " + " ".join(f"a{n}='<>'" for n in range(200_000)) + ">x",
        "<select>" + "<option>x" * 300_000,
        "<table><tr><td>x" * 100_000,
        "<table>" + "<b>x" * 100_000,
        "<p>" + "<a href=//osk.example/1>x y</a> z " * 200_000,
        '<script type="application/ld+json">' + '{"@graph":[' * 100_000,
        "<p>x\0y</p>" * 200_000,
        "<svg><g>" * 200_000,
        "<template>" * 100_000,
    ],
    ids=[
        "deep",
        "lists",
        "inline",
        "wide",
        "one line",
        "marks",
        "open tag",
        "formatting",
        "misnested",
        "attributes",
        "attributes with tags",
        "options",
        "tables",
        "fostered",
        "links",
        "linked data",
        "nuls",
        "pictures",
        "templates",
    ],
)
def test_a_monstrous_page_is_read_in_linear_time(html: str) -> None:
    started = time.process_time()
    linear(html)
    assert time.process_time() - started < 10


def test_a_giant_page_keeps_its_text_and_its_article_is_its_beginning() -> None:
    page = page_of(
        b"<h1>Ferry sinks</h1>" + b"<p>Nine people died off Osk.</p>" * 60_000, input="a.html"
    )
    assert page.text.count("Nine people died off Osk.") == 60_000
    started = time.process_time()
    article = article_of(page)
    assert time.process_time() - started < 10
    assert article.body and article.furniture[-1].why.startswith("length")
    assert article.furniture[-1].span.end == len(page.text)


@pytest.mark.parametrize("name", ["xmp", "noembed"])
def test_raw_text_is_shown_and_closes_nothing(name: str) -> None:
    html = f"<div>Nine <{name}>died </p> at</{name}> sea.</div>"
    assert linear(html)[0] == "Nine died </p> at sea."


def test_a_deep_page_keeps_its_text() -> None:
    html = (
        "<div>" * (40 * DEEPEST) + "<p>Nine died.</p>" + "</div>" * (40 * DEEPEST) + "<p>On Monday."
    )
    assert linear(html)[0].split() == ["Nine", "died.", "On", "Monday."]


def test_json_ld_says_what_an_article_is_and_what_may_not_be_read() -> None:
    html = """<script type="application/ld+json"><!-- {"@graph": [
      {"@type": "WebPage", "name": "Home"},
      {"@type": ["NewsArticle"], "wordCount": 812, "isAccessibleForFree": "http://schema.org/False",
       "articleSection": ["World", "Sea"], "mainEntityOfPage": {"@id": "https://osk.example/1"},
       "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false,
       "cssSelector": ".wall"}},
      {"@type": "BreadcrumbList", "itemListElement": [{"position": 2, "name": "Sea"},
       {"position": 1, "item": {"name": "World"}}]}]} --></script><p>Nine died."""
    stated = [(field.name.partition(":")[2], field.value) for field in linear(html)[2]]
    assert stated == [
        ("@type", "NewsArticle"),
        ("articleSection", "World"),
        ("articleSection", "Sea"),
        ("mainEntityOfPage", "https://osk.example/1"),
        ("isAccessibleForFree", "False"),
        ("wordCount", "812"),
        ("@type", "WebPage"),
        ("name", "Home"),
        ("hasPart.cssSelector", ".wall"),
        ("breadcrumb", "World"),
        ("breadcrumb", "Sea"),
    ]


def test_a_page_is_the_same_by_another_path_and_another_with_other_words() -> None:
    one = page_of(b"Nine died.", input="news/a.txt")
    assert one.id == page_of(b"Nine died.", input="/elsewhere/a.txt").id
    others = [
        page_of(b"Ten died.", input="a.txt"),
        page_of(b"Nine died.", input="b.txt"),
        page_of(b"Nine died.", input="a.txt", key="1"),
        page_of(b"Nine died.", input="a.txt", url="http://o.example"),
        page_of(b"Nine died.", input="a.txt", given=Given(outlet="Herald")),
    ]
    assert len({one.id, *(page.id for page in others)}) == 6
    assert len(one.id) == 32
