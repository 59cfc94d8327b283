"""How the same words are printed differently, on the screen and on the page."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from secondsource.records import Report
from secondsource.tell.desk import desk_of
from secondsource.tell.html import html_of
from secondsource.tell.reprints import reprints_of
from secondsource.tell.terminal_story import account_of_story
from tests.pressroom import Print, report_of

WORDS = "We built the harbour wall to last two centuries, and it lasted one night of honest wind"


def article(said: str, tail: str = "Marta Quill told reporters") -> str:
    """A short piece on one happening, with one quotation."""
    return (
        "PORT SEL, 3 March 2024 - The harbour wall at Port Sel collapsed on Saturday night.\n\n"
        "Nobody was hurt when forty metres of the harbour wall fell into the sea at Port Sel. "
        "Marta Quill, the harbour engineer, had inspected it in May.\n\n"
        f"“{said},” {tail}.\n"
    )


@pytest.fixture(scope="module")
def report() -> Report:
    """Four prints: whole, respelled, cut, and told to somebody else."""
    rows = {
        "tribune": article(WORDS),
        "herald": article(WORDS.replace("harbour", "harbor")),
        "courier": article(WORDS.split(", and")[0]),
        "post": article(WORDS, "Marta Quill told the Sel Gazette"),
    }
    return report_of(*(Print(key, text, key.title(), "2024-03-03") for key, text in rows.items()))


def lines(report: Report) -> list[str]:
    """The sentences on the variations of the one story."""
    (story,) = report.stories
    return [
        "".join(words for words, _ in line)
        for one in reprints_of(desk_of(report), story)
        for line in one.lines
    ]


def test_each_way_of_printing_it_otherwise_has_a_sentence(report: Report) -> None:
    told = "\n".join(lines(report))
    assert "harbor" in told and "spells it" in told
    assert "leaves out “and it lasted one night of honest wind”" in told
    assert "said to" in told and "Sel Gazette" in told


def test_the_gravest_difference_comes_first(report: Report) -> None:
    assert lines(report)[0].startswith("said to")


def test_the_story_and_the_page_show_them(report: Report) -> None:
    (story,) = report.stories
    shown = "\n".join(str(line) for line in account_of_story(desk_of(report), story, 100))
    assert "The same words, printed differently" in shown
    page = LexborHTMLParser(html_of(report))
    held = page.css_first("ul.reprints")
    assert held is not None and "leaves out" in held.text()
    for link in held.css("a.at"):
        assert page.css_first(f"[id='{(link.attributes['href'] or '')[1:]}']") is not None


def test_every_word_that_is_shown_is_printed(report: Report) -> None:
    (story,) = report.stories
    pages = {one.page.id: one.page for one in report.accounts}
    for one in reprints_of(desk_of(report), story):
        for line in one.lines:
            for words, span in line:
                if span:
                    assert words.strip("“”").split(" ...")[0] in pages[span.page].text
