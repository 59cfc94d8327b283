"""The section an article stands in is read where a page tells it, with its proof."""

from __future__ import annotations

import pytest

from secondsource.read.pages import page_of
from secondsource.read.sections import section_of
from secondsource.records import Given, Page, Span, Stated

NEWS = "A ferry with forty people aboard sank off Osk on Monday, killing nine of them at once."
HEADLINE = "Ferry sinks off Osk in a storm"


def section(
    over: str, head: str = "", url: str | None = None, given: Given | None = None
) -> tuple[Page, Stated | None]:
    raw = f"<html><head>{head}</head><body>{over}<h1>{HEADLINE}</h1><p>{NEWS}</p></body></html>"
    page = page_of(raw.encode(), input="a.html", url=url, given=given)
    at = page.text.index(HEADLINE)
    return page, section_of(page, Span(page.id, at, at + len(HEADLINE)), outlet="Osk Herald")


@pytest.mark.parametrize(
    ("over", "value"),
    [
        ("<ul class='crumbs'><li>Home</li><li>Sport</li></ul>", "Sport"),
        ("<div class=breadcrumb>Home &rsaquo; World &rsaquo; Europe</div>", "Europe"),
        ("<p class=kicker>Harbours</p>", "Harbours"),
        ("<p>POLITICS</p>", "Politics"),
        ("<p>Filed under: Weather</p>", "Weather"),
        ("<p>Posted on 3 May 2031 by Marta Roos in Opinion</p>", "Opinion"),
        ("<p>Osk Herald</p>", None),
        ("<p class=kicker>3 May 2031</p>", None),
        ("<form class=search-form><label>Search for</label></form>", None),
        ("<p>World</p><p>Sport</p><p>Business</p><p>Opinion</p>", None),
    ],
)
def test_a_section_that_is_printed_has_its_words_for_a_proof(over: str, value: str | None) -> None:
    page, found = section(over)
    assert (found.value if found else None) == value
    if found:
        assert found.span is not None
        assert page[found.span].casefold() == value.casefold()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://osk.example/sport/2031/05/ferry", "Sport"),
        ("https://osk.example/news/local/ferry-1", "Local"),
        ("https://osk.example/middle-east/ferry", "Middle East"),
        ("https://osk.example/us/ferry", "US"),
        ("https://osk.example/article/ferry", None),
        ("https://osk.example/2031/05/ferry", None),
        ("https://osk.example/ferry", None),
        ("https://[osk/ferry", None),
    ],
)
def test_a_part_of_the_address_names_a_section(url: str, value: str | None) -> None:
    _, found = section("", url=url)
    assert found == (Stated(value, field="url") if value else None)


def test_what_is_given_beats_a_field_beats_the_address() -> None:
    head = '<meta property="article:section" content="Shipping">'
    url = "https://osk.example/world/ferry"
    assert section("", head, url, Given(section="Front page"))[1] == Stated(
        "Front page", field="given:section"
    )
    assert section("", head, url)[1] == Stated("Shipping", field="meta:article:section")


def test_a_section_of_an_address_is_spelt_as_the_page_prints_it() -> None:
    page, found = section("<p class=rubrique>Société</p>", url="https://osk.example/societe/bac")
    assert found is not None
    assert found.span is not None
    assert (found.value, page[found.span]) == ("Société", "Société")
