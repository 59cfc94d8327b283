"""The day of a page: which clue wins, and which never may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.read.dates import published_of
from secondsource.records import Block, Field, Given, Page, Span


def page(text: str, *fields: Field, given: str | None = None, url: str | None = None) -> Page:
    return Page("p1", "ferry.html", text, url=url, fields=fields, given=Given(date=given))


WON = [
    ("given", page("It sank.", given="2015-05-21"), "2015-05-21"),
    ("json-ld", page("It sank.", Field("jsonld:datePublished", "2015-05-21T08:00:00+03:00")),
     "2015-05-21"),
    ("meta", page("It sank.", Field("meta:article:published_time", "2015-05-21T23:50:00-04:00")),
     "2015-05-21"),
    ("address", page("It sank.", url="https://osk.example/2015/05/21/ferry"), "2015-05-21"),
    ("line", page("Ferry sinks\n\nPublished: 21 May 2015\n\nIt sank."), "2015-05-21"),
    ("published before modified",
     page("It sank.", Field("meta:article:modified_time", "2015-06-01"),
          Field("meta:article:published_time", "2015-05-21")), "2015-05-21"),
    ("modified where nothing else is stated",
     page("It sank.", Field("meta:article:modified_time", "2015-05-22")), "2015-05-22"),
    ("the outlet's own day beside a time in UTC",
     page("Ferry sinks\n\nPublished: 21 May 2015\n\nIt sank.",
          Field("meta:article:published_time", "2015-05-22T02:10:00Z")), "2015-05-21"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "dated", "day"), WON, ids=[case for case, _, _ in WON])
def test_the_best_clue_wins(case: str, dated: Page, day: str) -> None:
    found = published_of(dated, ())
    assert (found.earliest, found.latest) == (day, day)
    assert 0.0 < found.confidence <= 1.0
    assert any(clue.used for clue in found.evidence)


POISON = [
    "Ferry sinks\n\nIt sank.\n\n© 2024 The Osk Herald. All rights reserved.",
    "Ferry sinks\n\nIt sank.\n\n© Copyright Osk Times 2024. All rights reserved.",
    "Since July 1, 2024, we have disabled all ads.\n\nFerry sinks\n\nIt sank.",
    "Ferry sinks\n\nIt sank in 2014, and in March 2015 another one sank.",
    "Ferry sinks\n\nOffer valid until 31 December 2024.\n\nIt sank.",
    "Ferry sinks\n\nIt sank.",
    "",
]


@pytest.mark.parametrize("text", POISON)
def test_days_of_something_else_never_win(text: str) -> None:
    found = published_of(page(text), ())
    assert (found.earliest, found.latest, found.confidence) == (None, None, 0.0)
    assert not any(clue.used for clue in found.evidence)


def test_what_did_not_win_is_listed_with_its_place() -> None:
    dated = page("Since July 1, 2024, we have disabled all ads.\n\nFerry sinks")
    [clue] = published_of(dated, ()).evidence
    assert clue.span is not None
    assert (clue.kind, dated[clue.span], clue.used) == ("notice", "July 1, 2024", False)


def test_no_page_is_of_a_day_after_it_was_fetched() -> None:
    stated = (Field("jsonld:datePublished", "2051-05-21"), Field("meta:date", "2015-05-21"))
    dated = Page("p1", "a.html", "", fields=stated, given=Given(fetched="2015-06-01T10:00:00Z"))
    assert published_of(dated, ()).earliest == "2015-05-21"


def test_a_month_in_the_address_is_an_interval() -> None:
    found = published_of(page("It sank.", url="https://osk.example/2015/05/ferry"), ())
    assert (found.earliest, found.latest) == ("2015-05-01", "2015-05-31")


def test_a_comment_does_not_date_the_page() -> None:
    text = "Ferry sinks\n21 May 2015\nIt sank.\n3 June 2015 at 10:00"
    starts = [0, 12, 24, 33]
    paths = ["main h1", "main div.article-date", "main p", "main div.comments div.comment-meta"]
    ends = [11, 23, 32, len(text)]
    kinds = ["h1", "div", "p", "div"]
    blocks = tuple(
        Block(s, e, k, f"html body {p}")
        for s, e, k, p in zip(starts, ends, kinds, paths, strict=True)
    )
    dated = Page("p1", "ferry.html", text, blocks=blocks, media="html")
    found = published_of(dated, (Span("p1", 24, 32),))
    assert found.earliest == "2015-05-21"
    assert [clue.kind for clue in found.evidence if not clue.used] == ["comment"]


@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_any_text_and_field_gives_a_dating(text: str, value: str, url: str) -> None:
    dated = page(
        text, Field("jsonld:datePublished", value), Field("time:datetime", value), given=value,
        url=url,
    )  # fmt: skip
    found = published_of(dated, ())
    assert (found.earliest is None) == (found.latest is None)
    for clue in found.evidence:
        if clue.span is not None:
            assert dated[clue.span] == clue.value
