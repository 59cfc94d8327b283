"""Markdown is read as what it shows: its marks and addresses are no words of the news."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.errors import Unreadable
from secondsource.pipeline import passages_in
from secondsource.read.articles import article_of
from secondsource.read.frontmatter import parted
from secondsource.read.markdown import is_markdown, markdown_text
from secondsource.read.pages import page_of
from secondsource.records import Article, Page

FRONT = "---\ntitle: Ferry sinks off Osk\ndate: 2031-05-21\nauthor: Marta Roos\n---\n"
NEWS = (
    "Nine people died on Monday when the *ferry Anna* sank off Osk, the\n"
    "[harbour master](https://x.example/a_(b) 'who') said. **Divers** found `two_more` on deck.\n"
)


def shown(written: str) -> str:
    return markdown_text(written)[0]


def read(written: str, name: str = "ferry.md") -> tuple[Page, Article]:
    page = page_of(written.encode(), input=name)
    return page, article_of(page)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "heading", ["# Ferry sinks off Osk\n\n", "Ferry sinks off Osk\n===\n\n", ""]
)
def test_a_page_in_markdown_has_its_headline_its_sentences_and_its_author(
    heading: str, ends: str
) -> None:
    page, article = read((FRONT + heading + NEWS).replace("\n", ends))
    assert article.headline and page[article.headline] == "Ferry sinks off Osk"
    assert [page[one.span] for one in passages_in(page, article)][1:] == [
        "Nine people died on Monday when the ferry Anna sank off Osk, the harbour master said.",
        "Divers found two_more on deck.",
    ]
    assert [one.value for one in article.bylines] == ["Marta Roos"]


def test_a_heading_is_the_headline_without_front_matter_too() -> None:
    page, article = read(
        "# Ferry sinks off Osk #\n\n" + NEWS + "\n## What the divers saw\n\n" + NEWS
    )
    assert article.headline and page[article.headline] == "Ferry sinks off Osk"
    assert "What the divers saw" in page[article.body[0]]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("**Nine** _people_ ~~died~~", "Nine people died"),
        ("2 * 3 and snake_case and f\\*ck", "2 * 3 and snake_case and f*ck"),
        ("a star* alone", "a star* alone"),
        ("![a wreck](w.png)", ""),
        ("[![wreck](w.png)](http://o.example)", ""),
        ("[the report][r]\n\n[r]: http://o.example/r", "the report"),
        ("[not a link] and ](http://o.example)", "[not a link] and ](http://o.example)"),
        ("<https://o.example/1>", "https://o.example/1"),
        ("said.[^1]\n\n[^1]: He told so.", "said.\n\nHe told so."),
        ("Osk &amp; Lind<br>said", "Osk & Lind\nsaid"),
        ("one\\\ntwo", "one\ntwo"),
        ("<!-- a draft -->Nine died", "Nine died"),
        ("<script>x()</script>Nine died", "Nine died"),
        ("> \"No,\" he\n> said.\n>\n> \"Yes.\"", "\"No,\" he said.\n\n\"Yes.\""),
        ("- one\n- two\n  more\n1) three", "one\ntwo more\nthree"),
        ("| Osk | Lind |\n|---|:-:|\n| 9 | 4 |", "Osk\nLind\n9\n4"),
        ("```\n*a* [b](c)\n```\nNine", "*a* [b](c)\n\nNine"),
        ("Nine\n\n***\n\ndied", "Nine\n\ndied"),
    ],
)  # fmt: skip
def test_marks_are_not_words(written: str, text: str) -> None:
    assert shown(written) == text


def test_where_links_lead_is_kept_beside_the_words() -> None:
    text, blocks, _, links = markdown_text("The **[harbour master](http://o.example/1)** said.")
    assert [(text[one.start : one.end], one.address) for one in links] == [
        ("harbour master", "http://o.example/1")
    ]
    assert blocks[0].linked == len("harbour master")


def test_a_list_of_links_is_furniture_and_quoted_material_stays() -> None:
    more = "".join(f"- [Osk in {at} pictures](http://o.example/{at})\n" for at in range(3))
    page, article = read(f"# Ferry sinks\n\n{NEWS}\n> “We saw nothing,” said Ivo Lind.\n\n{more}")
    assert "“We saw nothing,” said Ivo Lind." in page[article.body[-1]]
    assert all("pictures" not in page[span] for span in article.body)


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("---\ntitle: 'Nine: a toll'\n---\n", {"front:title": "Nine: a toll"}),
        ("---\nauthors:\n  - Marta Roos\n---\n", {"front:author": "Marta Roos"}),
        ('+++\ntitle = "Nine"\n+++\n', {"front:title": "Nine"}),
        ("+++\ndate = 2031-05-21\n+++\n", {"front:date": "2031-05-21"}),
        ("---\nsource_url: http://o.example/1\n---\n", {"front:url": "http://o.example/1"}),
        ("---\nsitename: Osk Post\n---\n", {"front:site": "Osk Post"}),
        ("---\nNine died.\n---\n", {}),
        ("+++\nnot toml\n+++\n", {}),
        ("---\ntitle: Nine\n", {}),
    ],
)  # fmt: skip
def test_front_matter_becomes_fields(written: str, fields: dict[str, str]) -> None:
    found, rest = parted(written + "Nine died.\n")
    assert {one.name: one.value for one in found} == fields
    assert rest == "Nine died.\n" if fields else rest == written + "Nine died.\n"


def test_a_text_is_markdown_by_name_front_matter_or_the_links_it_writes() -> None:
    assert is_markdown("", "a.MD") and is_markdown(FRONT) and is_markdown(f"{NEWS} {NEWS}") is False
    assert is_markdown("[a](http://o.example) [b](http://o.example)")
    assert not is_markdown("# 1 in Osk\n\nNine died * at sea *.", "a.txt")
    assert page_of(b"Nine died.", input="https://osk.md").media == "plain"


@given(st.text(alphabet=" \n#>*_-`[]()!|~=\\<&;:ab1.h/", max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_its_blocks_and_links_stand_in_it(written: str) -> None:
    text, blocks, _, links = markdown_text(written)
    places = [place for block in blocks for place in (block.start, block.end)]
    assert places == sorted(places) and all(text[b.start : b.end].strip() for b in blocks)
    assert all(0 <= one.start < one.end <= len(text) for one in links)
    assert not any("\ue000" <= char <= "\ue17f" for char in text)
    try:
        page_of(written.encode(), input="a.md")
    except Unreadable:
        assert not text.strip()


@pytest.mark.parametrize(
    "written",
    ["[" * 300_000, "[a" * 100_000 + "](b)" * 100_000, "*a " * 100_000, "`a" * 150_000,
     "> a\n" * 60_000, "[a](http://b.c)" * 40_000, "<a " * 100_000, '](a "' * 80_000],
)  # fmt: skip
def test_a_monstrous_text_takes_linear_time(written: str) -> None:
    started = time.process_time()
    markdown_text(written)
    assert time.process_time() - started < 10


TABLE = (
    "| Name | Age | Home |\n|---|---|---|\n| Ann Vale | 31 | Osk |\n| Bo Lind | 52 | Lund |\n"
    "| Ivo Roos | 44 | Osk |\n"
)


@pytest.mark.parametrize("heading", ["# The dead of the Anna\n\nBy Marta Roos, 9 May 2031\n\n", ""])
def test_a_table_between_paragraphs_is_the_articles(heading: str) -> None:
    written = (
        heading
        + NEWS
        + "\n"
        + TABLE
        + "\nThe coroner, Vera Holt, opened inquests into the deaths of all three.\n"
    )
    page, article = read(written)
    kept = "\n".join(page[span] for span in article.body)
    assert "Name\nAge\nHome\nAnn Vale\n31\nOsk\nBo Lind" in kept
    assert "9 May 2031" not in kept


def test_a_table_of_links_is_furniture() -> None:
    table = "| [Home](http://o.example/1) | [Sport 24](http://o.example/2) |\n|---|---|\n" * 2
    page, article = read("# Ferry sinks off Osk\n\n" + NEWS + "\n" + table)
    assert "Sport 24" not in "\n".join(page[span] for span in article.body)


@pytest.mark.parametrize("name", ["source", "outlet", "site"])
def test_front_matter_names_the_outlet_and_who_signs(name: str) -> None:
    raw = (
        f"---\n{name}: Open Quay\nauthor: Marta Roos\n---\n\n# Ferry sinks off Osk\n\nNine died.\n"
    )
    article = article_of(page_of(raw.encode(), input="a.md"))
    assert (article.outlet, article.outlet_field) == ("Open Quay", "front:site")
    assert [one.value for one in article.bylines] == ["Marta Roos"]
