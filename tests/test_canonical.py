"""The canonical address is whole, and one of another site is said to be."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.canonical import ELSEWHERE, address_of, canonical_of
from secondsource.read.pages import page_of
from secondsource.records import Field, Page

READ = "https://www.osk.example/sport/ferry"


def page(value: str, *, url: str | None = READ, name: str = "link:canonical") -> Page:
    return Page("p", "a", "x", url=url, fields=(Field(name, value),))


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        ("https://osk.example/ferry", "https://osk.example/ferry"),
        ("/ferry", "https://www.osk.example/ferry"),
        ("//osk.example/ferry", "https://osk.example/ferry"),
        ("https://www.osk.example/", None),
        ("javascript:void(0)", None),
        ("https://[osk/ferry", None),
        ("not an address", None),
    ],
)
def test_an_address_is_made_whole_or_left(value: str, whole: str | None) -> None:
    found = canonical_of(page(value))
    if whole is None:
        assert found is None or " " in value
    else:
        assert found is not None
        assert (found.value, found.note) == (whole, None)


def test_a_canonical_of_another_site_says_so_and_is_not_the_outlet() -> None:
    raw = b"""<html><head><link rel=canonical href="https://strait.example/news/ferry"></head>
    <body><h1>Ferry sinks off Osk in a storm</h1><p>A ferry sank off Osk on Monday, killing nine."""
    read = page_of(raw, input="a.html", url=READ)
    article = article_of(read)
    assert article.canonical is not None
    assert article.canonical.note == ELSEWHERE
    assert article.outlet == "osk.example"


def test_a_saved_page_has_the_address_that_it_states() -> None:
    assert address_of(page("https://osk.example/ferry", url=None)) == "https://osk.example/ferry"
    assert address_of(page("https://strait.example/ferry")) == READ
    assert address_of(Page("p", "a.txt", "x")) == ""


def test_the_link_beats_what_the_page_tells_others() -> None:
    fields = (
        Field("meta:og:url", "https://osk.example/shared"),
        Field("link:canonical", "https://osk.example/ferry"),
    )
    found = canonical_of(Page("p", "a", "x", fields=fields))
    assert found is not None
    assert (found.value, found.field) == ("https://osk.example/ferry", "link:canonical")
