"""Who signs an article: people, each with the words that name them; desks and agencies sign not."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.bylines import people_in
from secondsource.read.pages import page_of
from secondsource.records import Article, Page

NEWS = "A ferry with forty people aboard sank off Osk on Monday, killing nine of them at once."
MORE = "The coast guard said that the search for the others would go on through the night."
BODY = f"<div class=story><p>{NEWS}</p><p>{MORE}</p><p>{NEWS} Again.</p></div>"
TITLE = "<title>Ferry sinks off Osk in a storm</title>"
HEADING = "<h1>Ferry sinks off Osk in a storm</h1>"


def read(markup: str, head: str = "") -> tuple[Page, Article]:
    raw = f"<html><head>{TITLE}{head}</head><body>{HEADING}{markup}{BODY}</body></html>"
    page = page_of(raw.encode(), input="a.html")
    return page, article_of(page)


def signed(markup: str, head: str = "") -> list[str]:
    page, article = read(markup, head)
    for one in article.bylines:
        assert one.span is None or page[one.span].split()[-1].lower() in one.value.lower()
        assert (one.span is None) != (one.field is None)
    return [one.value for one in article.bylines]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Marta Roos", ["Marta Roos"]),
        ("By Marta Roos and Ivo Lind", ["Marta Roos", "Ivo Lind"]),
        ("By Marta Roos, Ivo Lind and Tamar Beridze", ["Marta Roos", "Ivo Lind", "Tamar Beridze"]),
        ("By Marta Roos in Osk and Ivo Lind in Norvik", ["Marta Roos", "Ivo Lind"]),
        ("By MARTA ROOS and IAN McKAY", ["Marta Roos", "IAN McKAY"]),
        ("By MARTA ROOS", ["Marta Roos"]),
        ("By Marta Roos, Staff Writer", ["Marta Roos"]),
        ("By Marta Roos, Osk Herald; Ivo Lind, Strait Post", ["Marta Roos", "Ivo Lind"]),
        ("Von Henrike Dahl, Bad Ufer", ["Henrike Dahl"]),
        ("Par Élodie Vasseur et Karim Benali", ["Élodie Vasseur", "Karim Benali"]),
        ("Words by Marta Roos, photographs by Ivo Lind", ["Marta Roos"]),
        ("Posted on May 3, 2031 by Marta Roos in Opinion", ["Marta Roos"]),
        ("Marta Roos | 3 May 2031", ["Marta Roos"]),
        ("By Marta Roos m.roos@osk.example", ["Marta Roos"]),
        ("By Dr. Marta van den Berg", ["Marta van den Berg"]),
        ("By D. H. Prewitt", ["D. H. Prewitt"]),
        ("By Staff Reporter", []),
        ("By Reuters", []),
        ("By The Associated Press", []),
        ("By Osk Herald Staff", []),
        ("By Monday evening nobody had been found.", []),
        ("Two Rivers Park", []),
    ],
)
def test_a_line_under_the_headline_signs_for_people_alone(line: str, people: list[str]) -> None:
    assert signed(f"<p>{line}</p>") == people


def test_an_element_that_is_called_an_authors_signs_without_a_by() -> None:
    assert signed("<div class='post-author'>Xochi Quill</div>") == ["Xochi Quill"]
    assert signed("<div class='comment-author'>Xochi Quill</div>") == []


def test_a_stated_name_gives_the_spelling_and_the_print_the_proof() -> None:
    head = '<meta name="author" content="Ian McKay">'
    page, article = read("<p>By IAN MCKAY</p>", head)
    [one] = article.bylines
    assert (one.value, one.span and page[one.span], one.field) == ("Ian McKay", "IAN MCKAY", None)


def test_a_name_that_only_a_field_states_has_the_field_for_its_proof() -> None:
    head = '<meta name="author" content="By Marta Roos">'
    _, article = read("", head)
    [one] = article.bylines
    assert (one.value, one.span, one.field) == ("Marta Roos", None, "meta:author")


def test_initials_are_the_person_whom_a_field_states() -> None:
    assert signed("<p>M. Roos</p>", '<meta name="author" content="Marta Roos">') == ["Marta Roos"]


@pytest.mark.parametrize("value", ["https://osk.example/marta-roos", "Osk Herald Staff", "admin"])
def test_an_address_or_a_desk_in_a_field_is_nobody(value: str) -> None:
    assert signed("", f'<meta name="author" content="{value}">') == []


def test_the_line_of_a_desk_is_kept_though_nobody_signs() -> None:
    page, article = read("<p>By Reuters Staff</p>")
    assert article.byline is not None
    assert page[article.byline] == "Reuters Staff"


def test_names_keep_their_places_in_the_line() -> None:
    line = "Marta Roos (now) and Ivo Lind (earlier), m.roos@osk.example"
    assert [line[start:end] for start, end in people_in(line)] == ["Marta Roos", "Ivo Lind"]


@pytest.mark.parametrize(
    ("under", "people"),
    [
        ("Transport Minister Eva Kern", []),
        ("Mayor Ivo Lind", []),
        ("Marta Roos and Ivo Lind", ["Marta Roos", "Ivo Lind"]),
        ("Marta Roos, Osk correspondent", ["Marta Roos"]),
    ],
)
def test_an_empty_label_over_a_caption_signs_for_nobody(under: str, people: list[str]) -> None:
    raw = f"Bridge at Osk to reopen in June\n\nWritten by:\n\n{under}\n\n{NEWS}\n\n{MORE}\n"
    article = article_of(page_of(raw.encode(), input="a.txt"))
    assert [one.value for one in article.bylines] == people
