"""Time expressions: the words, the days they denote and their TIMEX3 values."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.times import times_of
from secondsource.records import Article, Dating, Page, Passage, Span, TimeMention


def found(
    text: str, earliest: str | None = "2015-05-21", latest: str | None = None
) -> list[tuple[str, TimeMention]]:
    """Read a report of Thursday 21 May 2015."""
    page = Page("p1", "ferry.txt", text)
    article = Article("p1", "f", published=Dating(earliest, latest or earliest, 0.9))
    times = times_of(page, article, (Passage(Span("p1", 0, len(text)), "k", 0),))
    return [(page[time.span], time) for time in times]


DATED = [
    ("The ferry sank on Thursday.", "Thursday", "2015-05-21", "2015-05-21", "2015-05-21"),
    ("The ferry sank on Friday.", "Friday", "2015-05-15", "2015-05-15", "2015-05-15"),
    ("The inquiry will open on Friday.", "Friday", "2015-05-22", "2015-05-22", "2015-05-22"),
    ("It sank last weekend.", "last weekend", "2015-05-16", "2015-05-17", "2015-W20-WE"),
    ("It sank over the weekend.", "the weekend", "2015-05-16", "2015-05-17", "2015-W20-WE"),
    ("It sank last week.", "last week", "2015-05-11", "2015-05-17", "2015-W20"),
    ("It sank in late April.", "late April", "2015-04-21", "2015-04-30", "2015-04"),
    ("It sank in mid-June.", "mid-June", "2014-06-11", "2014-06-20", "2014-06"),
    ("It sank in March.", "March", "2015-03-01", "2015-03-31", "2015-03"),
    ("It sank in September.", "September", "2014-09-01", "2014-09-30", "2014-09"),
    ("It will sail in September.", "September", "2015-09-01", "2015-09-30", "2015-09"),
    ("It sank in early 2014.", "early 2014", "2014-01-01", "2014-04-30", "2014"),
    ("They sailed since 2011.", "2011", "2011-01-01", "2011-12-31", "2011"),
    ("It was built in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "199"),
    ("It sank yesterday.", "yesterday", "2015-05-20", "2015-05-20", "2015-05-20"),
    ("It sank two days ago.", "two days ago", "2015-05-19", "2015-05-19", "2015-05-19"),
    ("It sank earlier this year.", "earlier this year", "2015-01-01", "2015-05-21", "2015"),
    ("It sank last month.", "last month", "2015-04-01", "2015-04-30", "2015-04"),
    ("It sank on Feb. 12.", "Feb. 12", "2015-02-12", "2015-02-12", "2015-02-12"),
    ("It sank on 21 May 2014.", "21 May 2014", "2014-05-21", "2014-05-21", "2014-05-21"),
    ("It opens next Thursday.", "next Thursday", "2015-05-28", "2015-05-28", "2015-05-28"),
    ("It sank over the past week.", "the past week", "2015-05-14", "2015-05-21", "P1W"),
    ("It opens by the end of the year.", "the end of the year", "2015-09-01", "2015-12-31", "2015"),
    ("It sank at 3 p.m. on Thursday.", "3 p.m. on Thursday", "2015-05-21", "2015-05-21",
     "2015-05-21T15"),
    ("It sank last summer.", "last summer", "2014-06-01", "2014-08-31", "2014-SU"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "earliest", "latest", "value"), DATED)
def test_an_expression_is_bound_to_the_days_it_denotes(
    text: str, words: str, earliest: str, latest: str, value: str
) -> None:
    [(said, mention)] = found(text)
    assert said == words
    assert (mention.earliest, mention.latest, mention.value) == (earliest, latest, value)


@pytest.mark.parametrize(
    ("text", "words", "type_", "value"),
    [
        ("It burned for three hours.", "three hours", "DURATION", "PT3H"),
        ("It sails every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
        ("It sails on Fridays.", "Fridays", "SET", "XXXX-WXX-5"),
        ("A two-week inquiry began.", "two-week", "DURATION", "P2W"),
        ("It sails twice a day.", "twice a day", "SET", "P1D"),
    ],
)
def test_lengths_and_habits_have_no_days(text: str, words: str, type_: str, value: str) -> None:
    [(said, mention)] = found(text)
    assert (said, mention.type, mention.value) == (words, type_, value)
    assert (mention.earliest, mention.latest, mention.anchor) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("text", "value"),
    [("It sank on Thursday.", "XXXX-WXX-4"), ("It sank in late April.", "XXXX-04"),
     ("It sank on May 21.", "XXXX-05-21"), ("It sank last week.", "XXXX-WXX"),
     ("It sank yesterday.", "XXXX-XX-XX")],
)  # fmt: skip
def test_without_a_day_of_publication_the_value_keeps_what_is_printed(
    text: str, value: str
) -> None:
    [(_, mention)] = found(text, None)
    assert (mention.earliest, mention.latest) == (None, None)
    assert (mention.anchor, mention.value) == ("unknown", value)


def test_an_interval_of_publication_gives_an_interval() -> None:
    [(_, mention)] = found("It sank on Thursday.", "2015-05-20", "2015-05-22")
    assert (mention.earliest, mention.latest) == ("2015-05-14", "2015-05-21")


def test_later_days_are_counted_from_the_expression_before() -> None:
    (_, first), (said, second) = found("It sank on May 12. The next day divers came.")
    assert (first.anchor, second.anchor) == ("published", "text")
    assert (said, second.earliest) == ("The next day", "2015-05-13")


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said she may march.",
        "The Sunday Times and the Sun reported it.",
        "The second ferry carried 2,000 people.",
        "They march on the capital.",
        "A 70-year-old man drowned.",
        "Black Friday sales rose.",
        "Give me a second chance.",
        "Mr Friday owned it.",
        "He is 30 years old.",
    ],
)
def test_what_is_no_time_is_not_found(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=120), st.dates())
def test_every_span_reads_back_and_nothing_raises(text: str, day: object) -> None:
    end = 0
    for _, mention in found(text, str(day)):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end


@given(
    st.lists(
        st.sampled_from(
            [
                *[
                    "the",
                    "next",
                    "last",
                    "two",
                    "3",
                    "weeks",
                    "ago",
                    "Friday",
                    "May",
                    "2015",
                    "in",
                    "early",
                    "of",
                    "century",
                    "decades",
                ],
                *[
                    "later",
                    "on",
                    "every",
                    "past",
                    "year",
                    "9999",
                    "0000",
                    "days",
                    "from",
                    "now",
                    "noon",
                    "at",
                    "24:00",
                    "winter",
                ],
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(["0001-01-01", "9999-12-31", "2015-05-21"]),
)
def test_any_words_on_any_day_are_bound(words: list[str], day: str) -> None:
    for _, mention in found(" ".join(words), day):
        assert (mention.earliest is None) == (mention.latest is None)
        if mention.earliest and mention.latest:
            assert mention.earliest <= mention.latest


@pytest.mark.parametrize("piece", ["the ", "May ", "last ", "12 ", "a ", "every 2 "])
def test_a_long_passage_takes_linear_time(piece: str) -> None:
    began = time.perf_counter()
    found(piece * (50_000 // len(piece)))
    assert time.perf_counter() - began < 20
