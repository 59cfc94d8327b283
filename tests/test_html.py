"""The page: one file, no script, no network, every proof a link that leads to its words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from secondsource.records import Carried, Interval, Lineage, Page, Parent, Report, Statement, Story
from secondsource.tell import html
from secondsource.tell.html import html_of
from secondsource.tell.marked import CUT, Mark, marked
from secondsource.tell.plain import safe, web_address
from tests.newsdesk import APART, COPY, FOOT, HERALD, STATED, TALE, WIRE, WORDS, report_of, span

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>{{ 7*7 }}'


def tree(report: Report) -> LexborHTMLParser:
    return LexborHTMLParser(html_of(report))


def test_the_page_is_one_file_without_script_or_reference() -> None:
    page = tree(report_of(headline=EVIL, outlet=f"Levpress {EVIL}"))
    assert not page.css("script, link, img, iframe, object, embed, form, base, video, audio")
    for node in page.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name not in {"src", "srcset", "action", "background", "xlink:href"}
            if name == "href":
                assert value is not None and value.startswith(("#", "https://"))
                assert value.startswith("#") or node.attributes["rel"].startswith("noopener")
    assert "url(" not in html_of(report_of()) and "@import" not in html_of(report_of())
    assert "default-src 'none'" in html_of(report_of())


def test_a_script_in_a_headline_is_only_words() -> None:
    page = tree(report_of(headline=EVIL))
    assert EVIL in page.css_first(".story h2").text()
    assert "<script" not in html_of(report_of(headline=EVIL))
    assert "49" not in page.css_first(".story h2").text()


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://levpress.example/a", True),
        ("HTTP://levpress.example/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://levpress.example", False),
        ("https://levpress.example/\njavascript:1", False),
        ("//levpress.example", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, links: bool) -> None:
    assert (web_address(url) is not None) == links


def test_every_link_in_the_page_leads_somewhere() -> None:
    page = tree(report_of())
    anchors = [node.attributes["id"] for node in page.css("[id]")]
    assert len(anchors) == len(set(anchors))
    inside = [node.attributes["href"] or "" for node in page.css('a[href^="#"]')]
    assert inside and {link[1:] for link in inside} <= set(anchors)


def test_the_proof_of_a_statement_leads_to_its_words_and_back() -> None:
    page = tree(report_of())
    proof = page.css_first(f"#q-{STATED}")
    for link in proof.css("a.words"):
        assert link.text() == WORDS
        target = page.css_first(f'[id="{(link.attributes["href"] or "")[1:]}"]')
        assert target.text().startswith(WORDS)
    back = page.css_first(f'#articles a.ref[href="#q-{STATED}"]')
    assert back.attributes["title"] == "statement 1: 2 outlets - 1 text (1-2) - 1 origin"
    said = proof.css_first("summary").text()
    assert "2 outlets" in said and "1 (1-2) text" in said and "no second source found" in said


def test_the_page_shows_all_that_the_report_holds() -> None:
    words = tree(report_of()).body.text(separator=" ")
    for part in ("14 dead", "news/broken.bin", "it is not text", "15 March 2024", "Method", FOOT):
        assert part in words
    cut = tree(report_of()).css_first("#articles .cut")
    assert cut.text() == f"appeal: asks for subscribers{FOOT}"


def test_the_page_has_landmarks_a_language_and_a_way_past_the_menu() -> None:
    page = tree(report_of())
    assert page.css_first("html").attributes["lang"] == "en"
    assert page.css_first("main") and page.css_first("nav[aria-label]") and page.css_first("footer")
    assert page.css_first("a.skip").attributes["href"] == "#answer"
    assert len(page.css("h1")) == 1
    assert page.css_first("#articles article").attributes["lang"] == "en"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert html_of(report_of()) == html_of(report_of())


def test_a_page_without_stories_says_so() -> None:
    assert "holds no articles" in html_of(Report())


def test_the_picture_leads_from_a_mark_to_its_article() -> None:
    page = tree(report_of())
    figure = page.css_first("figure.graph svg")
    assert figure.attributes["role"] == "img"
    linked = {link.attributes["href"] for link in figure.css("a")}
    assert linked == {f"#a-{one[:12]}" for one in (WIRE, COPY, HERALD)}
    assert not figure.css("style")


def test_words_that_others_print_too_say_whose_they_may_be() -> None:
    report = report_of()
    stretch = Carried(span(report.accounts[1].page, WORDS), (Parent(COPY, WIRE, None, 0.9),))
    report = replace(report, lineage=replace(report.lineage, stretches=(stretch,)))
    (marked_words,) = tree(report).css("#articles .stretch")
    assert marked_words.text().startswith(WORDS)
    assert marked_words.attributes["title"] == "90% likely from Levpress (levpress.txt)"


def test_a_story_that_shares_nothing_has_no_picture() -> None:
    assert not tree(replace(report_of(), lineage=Lineage())).css("figure.graph")


def test_two_prints_stand_side_by_side_with_their_shared_words_marked() -> None:
    pair = tree(report_of()).css_first(f"#q-{STATED} details.pair[open]")
    left, right = pair.css(".sides blockquote")
    assert left.css_first(".shared").text() == right.css_first(".shared").text()
    assert "Twelve people died" in left.css_first(".shared").text()
    assert "Harbor Tribune shares text with Levpress" in pair.css_first("summary").text()


def test_what_is_left_out_of_a_large_page_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    report = report_of()
    monkeypatch.setattr(html, "STORIES", 0)
    page = html_of(report)
    assert "1 more story, in brief" in page and f"<code>{TALE[:10]}</code>" in page
    assert "<article" not in page
    monkeypatch.undo()
    monkeypatch.setattr(html, "STATEMENTS", 1)
    html._environment.cache_clear()
    page = html_of(report)
    html._environment.cache_clear()
    assert f'id="q-{STATED}"' in page and f'id="q-{APART}"' not in page
    assert "1 more are not shown here" in page


def test_a_long_article_is_shown_in_part_and_says_so() -> None:
    text = "The ferry sank. " * 20_000
    report = report_of()
    one = report.accounts[0]
    page = Page(one.page.id, one.page.input, one.page.text + text)
    longer = type(one)(page, one.article, one.passages)
    whole = html_of(type(report)(accounts=(longer,), stories=(Story(TALE, None, (one.page.id,)),)))
    assert "more characters, which are not shown here" in whole
    assert len(whole) < 120_000


def test_a_statement_nobody_makes_is_not_called_one_origin() -> None:
    report = report_of()
    denied = Statement(
        STATED, TALE, None, report.statements[0].members, 0, Interval(0, 0, 0), Interval(0, 0, 0)
    )
    page = html_of(
        type(report)(accounts=report.accounts, stories=report.stories, statements=(denied,))
    )
    assert "stated by nobody here" in page


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=8),
)
def test_marks_nest_and_the_words_stay(text: str, places: list[tuple[int, int, bool]]) -> None:
    marks = [Mark(a, b, CUT if cut else "w", f"w-{at}") for at, (a, b, cut) in enumerate(places)]
    written = str(marked(text, marks))
    assert written.count("<span") == written.count("</span>")
    shown = LexborHTMLParser(f"<p>{written}</p>").css_first("p")
    kept = [mark for mark in marks if mark.start < mark.end <= len(text)]
    assert len(shown.css("[id]")) == len(kept)
    assert "".join(shown.text().split()) == "".join(safe(text).split())


def test_a_megabyte_of_marks_takes_no_time() -> None:
    text = "ferry “ " * 120_000
    marks = [Mark(at, at + 50, "w", f"w-{at}") for at in range(0, 60_000, 3)]
    assert len(marked(text, marks)) > len(text)
