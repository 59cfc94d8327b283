"""Outlet, family, byline and dateline are named with their proof, or not at all."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.datelines import dateline_in
from secondsource.read.mastheads import byline_in, family_key, outlet_of, registrable
from secondsource.read.pages import page_of
from secondsource.records import Cut, Field, Given, Page, Span

NEWS = "A ferry sank off Osk on Monday, killing nine of the forty people who were aboard."


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Support The Osk Herald!", "The Osk Herald"),
        ("A Message from The Osk Herald:", "The Osk Herald"),
        ("© 2031 Osk Herald. All rights reserved.", "Osk Herald"),
        ("© Copyright OskTimes 2031. All rights reserved.", "OskTimes"),
        ("Copyright 2031 The Osk Herald", "The Osk Herald"),
        ("Subscribe to The Strait Post", "The Strait Post"),
        ("By supporting Osk Today, you defend the press.", "Osk Today"),
        ("© 2031 The Associated Press. All rights reserved.", None),
        ("Support us", None),
        ("Support our journalism!", None),
        ("All rights reserved.", None),
    ],
)
def test_furniture_names_its_outlet(line: str, name: str | None) -> None:
    page = Page("p1", "a.txt", line)
    outlet = outlet_of(page, [Cut(Span("p1", 0, len(line)), "appeal: x")])
    assert outlet.name == name
    assert outlet.span is None or page[outlet.span] == name


def test_what_is_given_beats_what_is_stated_beats_the_address() -> None:
    def page(given: str | None, *fields: Field) -> Page:
        told = Given(outlet=given)
        return Page("p", "a", "x", url="https://www.osk.example/1", given=told, fields=fields)

    stated = (
        Field("title", "Ferry sinks - Osk News"),
        Field("meta:og:site_name", "The Osk Herald"),
    )
    assert outlet_of(page("Post", *stated), ()).name == "Post"
    assert outlet_of(page(None, *stated), ()).field == "meta:og:site_name"
    assert outlet_of(page(None, stated[0]), (), headline="Ferry sinks").name == "Osk News"
    assert outlet_of(page(None), ()).name == "osk.example"


@pytest.mark.parametrize("part", ["Sep 4, 2031", "4 September 2031", "U.S. & World", "Sports"])
def test_a_day_or_a_section_in_a_title_is_no_outlet(part: str) -> None:
    page = Page("p", "a", "x", fields=(Field("title", f"Ferry sinks - {part}"),))
    assert outlet_of(page, (), headline="Ferry sinks").name is None


def test_a_known_owner_is_the_family_unless_a_persons_table_says_other() -> None:
    page = Page("p", "a", "x", url="https://www.thesun.co.uk/news/1")
    assert (outlet_of(page, ()).name, outlet_of(page, ()).family) == ("The Sun", "news corp")
    table = {"thesun.co.uk": ("Sun", "Roos Media")}
    assert outlet_of(page, (), outlets=table).family == "roos media"


def test_a_table_of_outlets_names_the_owner_as_the_family() -> None:
    table = {"osk.example": ("The Osk Herald", "Roos Media"), "post": ("Post", "Roos Media")}
    one = Page("p", "a", "x", url="https://www.osk.example/1")
    other = Page("q", "b", "x", given=Given(outlet="Post"))
    assert outlet_of(one, (), outlets=table).name == "The Osk Herald"
    families = {outlet_of(page, (), outlets=table).family for page in (one, other)}
    assert families == {"roos media"}


def test_an_article_without_an_outlet_is_a_family_of_its_own() -> None:
    page = page_of(NEWS.encode(), input="a.txt")
    assert article_of(page).family == f"?{page.id}"


@pytest.mark.parametrize(
    ("name", "key"),
    [("The Osk Herald", "osk herald"), ("OSK HERALD", "osk herald"), ("Osk-Herald.co.uk", "osk herald"), ("www.osk.com", "osk")],  # noqa: E501
)  # fmt: skip
def test_spellings_of_an_outlet_share_a_family(name: str, key: str) -> None:
    assert family_key(name) == key


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://news.osk.co.uk:80/a", "osk.co.uk"),
        ("http://osk.example", "osk.example"),
        ("http://10.0.0.1/a", None),
        ("http://[bad", None),
        ("/home/a.txt", None),
    ],
)
def test_the_registrable_domain_of_an_address(address: str, domain: str | None) -> None:
    assert registrable(address) == domain


@pytest.mark.parametrize(
    ("text", "dateline", "agency"),
    [
        ("OSK (Reuters) - A ferry sank.", "OSK (Reuters)", "Reuters"),
        ("OSK, May 21 (Xinhua) -- A ferry sank.", "OSK, May 21 (Xinhua)", "Xinhua"),
        ("OSK, May 21 — A ferry sank.", "OSK, May 21", None),
        ("NEW OSK, Lindland - A ferry sank.", "NEW OSK, Lindland", None),
        ("Osk (AFP) – A ferry sank.", "Osk (AFP)", "AFP"),
        ("OSK, May 21. /TASS/. A ferry sank.", "OSK, May 21. /TASS/", "TASS"),
        ("A ferry sank - and nine died.", None, None),
        ("NATO has said it will help.", None, None),
        ("The ferry (Anna) sank.", None, None),
    ],
)
def test_a_dateline_opens_the_lede(text: str, dateline: str | None, agency: str | None) -> None:
    found = dateline_in(text)
    assert (found["dateline"] if found else None) == dateline
    assert (found["agency"] if found else None) == agency


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Marta Roos", "Marta Roos"),
        ("By Marta Roos and Ivo van Lind", "Marta Roos and Ivo van Lind"),
        ("Written by: Marta Roos", "Marta Roos"),
        ("By the time it sank, nine were dead.", None),
        ("By Monday nine were dead.", None),
    ],
)
def test_a_byline_names_people(text: str, names: str | None) -> None:
    found = byline_in(text)
    assert (found["names"] if found else None) == names
