"""The terminal: the words first, the three numbers under them, nothing that steers a screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from secondsource.errors import Misuse
from secondsource.records import Interval, Report, Span, Statement
from secondsource.tell.choice import chosen_article, chosen_statement, chosen_story
from secondsource.tell.desk import desk_of
from secondsource.tell.layout import columns, laid
from secondsource.tell.phrases import days_of, verdict_of
from secondsource.tell.plain import cut_to, one_line, safe
from secondsource.tell.terminal import (
    demo_lines,
    differences_lines,
    explain_lines,
    found_lines,
    most_telling,
    stories_lines,
    story_lines,
)
from tests.newsdesk import COPY, HERALD, STATED, TALE, WIRE, WORDS, report_of


def plain(lines: Iterable[Text]) -> str:
    return "\n".join(line.plain for line in lines)


def every_view(report: Report, width: int) -> str:
    views = [
        stories_lines(report, width),
        differences_lines(report, None, width),
        found_lines(report, [Span(WIRE, 0, 5)], width),
        demo_lines(report, width),
        *(story_lines(report, one, width) for one in report.stories),
        *(explain_lines(report, one, width) for one in report.statements),
    ]
    return "\n".join(plain(view) for view in views)


# -- what is shown --------------------------------------------------------------------------


def test_a_story_shows_words_numbers_places_differences_and_gaps() -> None:
    report = report_of()
    shown = plain(story_lines(report, report.stories[0], 80))
    for words in (
        "Ferry sinks off Varnova",
        f"  {WORDS}\n",
        "said by Levonian Coast Guard",
        "2 outlets - 1 text (1-2) - 1 origin   no second source found",
        "levpress.txt:25-63",
        "agency text, shared with Harbor Tribune (61 characters)",
        "97% likely to come from Levpress (levpress.txt)",
        "dispute: count: 12 dead - 14 dead",
        "The day of nobody.txt is not known.",
        "No outlet is named in nobody.txt: it counts as an outlet of its own.",
        "Of 1 quotation, the speaker of 1 is not known.",
        "absence of detected copying is",
        "15 March 2024",
    ):
        assert words in shown


def test_an_explanation_goes_step_by_step_to_the_count() -> None:
    report = report_of()
    shown = plain(explain_lines(report, chosen_statement(report, STATED), 80))
    steps = [
        "1  Who carries it",
        "2  Which of them share text",
        "3  Who is named as knowing it",
        "4  How the numbers come about",
    ]
    places = [shown.index(step) for step in steps]
    assert places == sorted(places)
    assert "2 articles, attributed to “the coast guard”" in shown
    assert "Harbor Tribune shares text with Levpress and probably has it from there" in shown
    assert "left   levpress.txt:25-86" in shown
    assert "Agency text: credits Levpress." in shown
    assert "that of Levpress, in 2 articles." in " ".join(shown.split())
    assert "Up to 2 texts, if a tie does not hold." in shown


def test_shared_words_stand_in_brackets_where_nothing_can_be_bold() -> None:
    report = report_of()
    one = chosen_statement(report, STATED)
    lines = list(explain_lines(report, one, 80, brackets=True))
    assert "[Twelve people died when" in plain(lines)
    bold = list(explain_lines(report, one, 80))
    assert "[" not in plain(bold)
    marked = {
        line.plain[part.start : part.end]
        for line in bold
        for part in line.spans
        if part.style == "bold underline"
    }
    assert any("Twelve people died" in words for words in marked)


def test_prints_stand_one_over_the_other_where_there_is_no_room() -> None:
    report = report_of()
    narrow = plain(explain_lines(report, chosen_statement(report, STATED), 44, brackets=True))
    assert "     | Harbor Tribune" in narrow


def test_the_list_of_stories_names_what_could_not_be_read() -> None:
    shown = plain(stories_lines(report_of(), 80))
    assert "3 articles - 3 outlets - 2 texts" in shown
    assert "not read: news/broken.bin: it is not text" in shown


def test_an_empty_collection_is_said_to_be_empty() -> None:
    assert "No stories" in plain(stories_lines(Report(), 80))
    assert "No differences" in plain(differences_lines(Report(), None, 80))
    assert "0 articles" in plain(demo_lines(Report(), 80))
    assert "Nothing found" in plain(found_lines(Report(), [], 80))
    assert most_telling(desk_of(Report())) is None


def test_texts_of_a_story_tie_an_article_to_its_likely_parent() -> None:
    assert desk_of(report_of()).texts((WIRE, COPY, HERALD)) == Interval.exactly(2)


@pytest.mark.parametrize(
    ("texts", "origins", "reach", "said"),
    [
        (Interval(2, 2, 3), Interval(2, 3, 3), 3, "second source found"),
        (Interval(1, 2, 3), Interval(2, 2, 3), 3, "second source likely"),
        (Interval(1, 1, 2), Interval(1, 2, 2), 3, "second source not established"),
        (Interval(1, 1, 1), Interval(1, 2, 4), 9, "no second source found"),
        (Interval(3, 3, 3), Interval(1, 1, 1), 3, "no second source found"),
        (Interval(0, 0, 0), Interval(0, 0, 0), 0, "stated by nobody here"),
    ],
)
def test_a_second_source_needs_two_texts_and_two_origins(
    texts: Interval, origins: Interval, reach: int, said: str
) -> None:
    assert verdict_of(Statement("s", "t", None, (), reach, texts, origins)).short == said


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (None, None, "day not known"),
        ("2024-03-14", "2024-03-14", "14 March 2024"),
        ("2024-03-14", "2024-04-02", "14 March to 2 April 2024"),
        ("2023-12-31", "2024-01-01", "31 December 2023 to 1 January 2024"),
        ("2015-01-01", "2015-12-31", "2015"),
        ("2024-03-14T06:00:00+02:00", "2024-03-14T07:00:00+02:00", "14 March 2024"),
        (None, "2024-03-14", "until 14 March 2024"),
        ("not a day", "2024-99-99", "not a day to 2024-99-99"),
    ],
)
def test_days_are_said_as_in_a_newsroom(
    earliest: str | None, latest: str | None, said: str
) -> None:
    assert days_of(earliest, latest) == said


# -- choosing -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [TALE[:4], WIRE[:6], "levpress", "news/"])
def test_a_story_is_chosen_by_the_start_of_an_id_or_by_its_articles(name: str) -> None:
    assert chosen_story(report_of(), name).id == TALE


def test_an_article_is_chosen_by_the_place_that_the_views_print() -> None:
    report = report_of()
    keyed = replace(report.accounts[0], page=replace(report.accounts[0].page, key="line-7"))
    found = chosen_article(
        replace(report, accounts=(keyed, *report.accounts[1:])), "levpress.txt#line-7"
    )
    assert found.page.key == "line-7"


@pytest.mark.parametrize(
    ("choose", "name", "says"),
    [
        (chosen_story, "zz", "secondsource stories lists them"),
        (chosen_story, "", "no story or article"),
        (chosen_statement, "zz", "lists a story's statements"),
        (chosen_article, "news/", rf"fits several articles: {WIRE[:16]} \([^)]+\), {COPY[:16]}"),
        (chosen_article, "", "no article"),
    ],
)
def test_a_choice_that_fails_says_what_to_do(choose: object, name: str, says: str) -> None:
    assert callable(choose)
    with pytest.raises(Misuse, match=says):
        choose(report_of(), name)


# -- laws -----------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.integers(40, 120))
def test_nothing_untrusted_reaches_the_screen_as_a_control(
    headline: str, outlet: str, width: int
) -> None:
    report = report_of(headline="\x1b]0;owned\x07" + headline, outlet="\x9b2J\u202e" + outlet)
    shown = every_view(report, width)
    assert not set(shown) & set("\x1b\x07\x9b\u202e\r\x00")
    shown.encode("utf-8")
    assert all(line == line.rstrip() for line in shown.splitlines())


@given(st.text(max_size=300), st.integers(8, 100))
def test_lines_keep_their_width_and_lose_no_word(text: str, width: int) -> None:
    words = one_line(text)
    lines = [line.plain for line in laid(words, width, lead="- ")]
    assert " ".join(line[2:] for line in lines) == words
    for line in lines:
        assert cell_len(line) <= width or " " not in line[2:]


@given(st.text(max_size=300), st.text(max_size=300), st.integers(60, 100))
def test_columns_never_break_their_frame(a: str, b: str, width: int) -> None:
    for row in columns(Text(one_line(a)), Text(one_line(b)), width, indent=4):
        assert cell_len(row.plain) <= width


@given(st.text())
def test_safe_text_keeps_every_place(text: str) -> None:
    assert len(safe(text)) == len(text)
    assert safe(safe(text)) == safe(text)


@given(st.text(max_size=80), st.integers(5, 40))
def test_a_cut_text_is_short_and_says_so(text: str, most: int) -> None:
    kept = cut_to(text, most)
    assert kept == text or (len(kept) <= most and kept.endswith("..."))


def test_the_same_report_is_shown_alike_twice() -> None:
    assert every_view(report_of(), 80) == every_view(report_of(), 80)
