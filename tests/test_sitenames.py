"""An outlet's name is found in a title and in a text by the letters of its domain."""

from __future__ import annotations

import pytest

from secondsource.read.mastheads import outlet_of
from secondsource.read.sitenames import as_printed, in_title, of_label, without_legal_form
from secondsource.records import Field, Given, Page


@pytest.mark.parametrize(
    ("title", "label", "name"),
    [
        ("Ferry sinks - The Osk Herald", "oskherald", "The Osk Herald"),
        ("Osk Herald: Ferry sinks", "oskherald", "Osk Herald"),
        ("The Osk Herald > World > Ferry sinks", "theoskherald", "The Osk Herald"),
        ("Ferry sinks | World | Osk Herald News", "ohn", "Osk Herald News"),
        ("Ferry sinks - a long night", "oskherald", None),
        ("Ferry sinks", "oskherald", None),
    ],
)
def test_the_part_of_a_title_that_the_domain_spells(
    title: str, label: str, name: str | None
) -> None:
    assert in_title(title, label) == name


def test_a_name_is_shown_as_the_page_writes_it() -> None:
    assert as_printed("oskherald", "osk herald. THE OSK HERALD. The Osk Herald.") == (
        "Osk Herald",
        32,
    )
    assert as_printed("oskherald", "write to news@oskherald.example") is None
    assert as_printed("osk", "Osk") is None


@pytest.mark.parametrize("name", ["Osk Herald GmbH", "Osk Herald Ltd.", "Osk Herald, Inc."])
def test_the_form_of_a_company_is_no_part_of_a_name(name: str) -> None:
    assert without_legal_form(name) == "Osk Herald"


def test_letters_in_common_are_not_enough() -> None:
    assert of_label("Osk Herald", "oskherald")
    assert not of_label("Herald", "oskheraldnews")
    assert not of_label("Osk Today", "oskherald")


def test_a_domain_that_is_given_gets_the_name_that_the_page_states() -> None:
    fields = (Field("title", "Ferry sinks - The Osk Herald"),)
    page = Page("p", "a", "x", given=Given(outlet="oskherald.example"), fields=fields)
    assert outlet_of(page, ()).name == "The Osk Herald"
    assert outlet_of(Page("p", "a", "x", given=Given(outlet="oskherald.example")), ()).name == (
        "oskherald.example"
    )


def test_a_feeds_true_publisher_is_the_outlet_and_not_where_its_link_leads() -> None:
    given = Given(outlet="Osk Herald", outlet_url="https://www.oskherald.example")
    page = Page("p", "a", "x", url="https://hub.example/articles/1", given=given)
    assert outlet_of(page, ()).name == "Osk Herald"
    alone = Page(
        "p", "a", "x", url="https://hub.example/1", given=Given(outlet_url="https://thesun.co.uk")
    )
    assert outlet_of(alone, ()).name == "The Sun"


def test_a_site_on_a_platform_is_whose_it_is() -> None:
    page = Page("p", "a", "x", url="https://roosnews.wordpress.com/2031/ferry")
    assert outlet_of(page, ()).name == "roosnews.wordpress.com"
