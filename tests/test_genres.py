"""What kind of piece an article is shows itself, or is not told."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.genres import genre_of
from secondsource.read.pages import page_of
from secondsource.records import Article, Field, Page, Span

NEWS = "A ferry with forty people aboard sank off Osk on Monday, killing nine of them at once."
MORE = "The coast guard said that the search for the others would go on through the night."


def read(
    headline: str, over: str = "", body: str = "", url: str | None = None
) -> tuple[Page, Article]:
    text = body or f"<p>{NEWS}</p><p>{MORE}</p><p>{NEWS} Again.</p>"
    raw = f"<html><head><title>{headline}</title></head><body>{over}<h1>{headline}</h1>{text}"
    page = page_of(raw.encode(), input="a.html", url=url)
    return page, article_of(page)


@pytest.mark.parametrize(
    ("headline", "genre", "words"),
    [
        ("Opinion: The ferry should not have sailed", "opinion", "Opinion"),
        ("Analysis: What the ferry tells of the harbour", "analysis", "Analysis"),
        ("FACTBOX-The ferries of the strait", "factbox", "FACTBOX"),
        ("Storm over Osk - live updates", "live", None),
        ("Hanna Vogt obituary", "obituary", None),
        ("Q&amp;A: The captain of the ferry", "interview", "Q&A"),
        ("Ferry sinks off Osk in a storm", None, None),
        ("Live lobsters saved from the ferry", None, None),
        ("Opinion polls show a lead for the harbour party", None, None),
    ],
)
def test_a_headline_may_say_what_it_is(headline: str, genre: str | None, words: str | None) -> None:
    page, article = read(headline)
    assert (article.genre.value if article.genre else None) == genre
    if words and article.genre and article.genre.span:
        assert page[article.genre.span] == words


@pytest.mark.parametrize(
    ("label", "genre"),
    [
        ("LIVE", "live"), ("Comment", "opinion"), ("EDITORIAL", "opinion"),
        ("Analysis", "analysis"), ("Obituaries", "obituary"), ("Interview", "interview"),
        ("FOR IMMEDIATE RELEASE", "press release"), ("Factbox", "factbox"), ("Shipping", None),
    ],
)  # fmt: skip
def test_a_label_over_the_headline_is_its_own_proof(label: str, genre: str | None) -> None:
    page, article = read("Ferry sinks off Osk in a storm", f"<p>{label}</p>")
    assert (article.genre.value if article.genre else None) == genre
    if article.genre and article.genre.span:
        assert page[article.genre.span] == label


def test_a_button_under_the_headline_is_no_label() -> None:
    _, article = read(
        "Ferry sinks off Osk in a storm", body=f"<div>Comment</div><p>{NEWS}</p><p>{MORE}"
    )
    assert article.genre is None


def test_a_menu_over_the_headline_is_no_label() -> None:
    menu = "<nav><a href=/n>News</a><a href=/o>Opinion</a><a href=/l>Live</a></nav>"
    assert read("Ferry sinks off Osk in a storm", menu)[1].genre is None


@pytest.mark.parametrize(
    ("part", "genre"),
    [
        ("opinion", "opinion"),
        ("live", "live"),
        ("press-releases", "press release"),
        ("world", None),
    ],
)
def test_a_part_of_the_address_is_a_proof(part: str, genre: str | None) -> None:
    _, article = read("Ferry sinks off Osk in a storm", url=f"https://osk.example/{part}/ferry")
    assert (article.genre.value if article.genre else None) == genre
    assert article.genre is None or article.genre.field == "url"


@pytest.mark.parametrize(
    ("kind", "genre"),
    [
        ("LiveBlogPosting", "live"), ("OpinionNewsArticle", "opinion"),
        ("AnalysisNewsArticle", "analysis"), ("ReportageNewsArticle", "news"),
        ("NewsArticle", None),
    ],
)  # fmt: skip
def test_a_stated_type_is_a_proof(kind: str, genre: str | None) -> None:
    page = Page("p", "a", "Ferry sinks", fields=(Field("jsonld:@type", kind),))
    found = genre_of(page, Span("p", 0, 11), ())
    assert (found.value if found else None) == genre


def test_turns_of_question_and_answer_make_an_interview() -> None:
    turns = "".join(f"<p>Q: What happened then, in year {n}?</p><p>A: {NEWS}</p>" for n in range(4))
    page, article = read("The captain remembers the storm", body=f"<p>{MORE}</p>{turns}")
    assert article.genre is not None
    assert article.genre.value == "interview"
    assert article.genre.span is not None
    assert page[article.genre.span].startswith("Q: What")
