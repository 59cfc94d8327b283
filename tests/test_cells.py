"""A table directly under a paragraph of the article is the article's; lists of links are not."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.pages import page_of

LEDE = (
    "Five of the crew died when the ferry Anna sank off Osk, the coroner's office said on Friday."
)
LAST = "The coroner, Vera Holt, opened inquests into the deaths of all five on Friday afternoon."
ROWS = [("Name", "Age", "Home"), ("Ann Vale", "31", "Osk"), ("Bo Lind", "52", "Lund")]


def table(rows: list[tuple[str, ...]], cell: str = "<td>{}</td>") -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(map(cell.format, r)) + "</tr>" for r in rows)
        + ("</table>")
    )


def kept(inside: str, beside: str = "") -> str:
    html = (
        f"<html><body><article><h1>The dead of the Anna</h1><p>{LEDE}</p>{inside}<p>{LAST}</p>"
        f"</article>{beside}</body></html>"
    )
    page = page_of(html.encode(), input="osk.html", media="html")
    article = article_of(page)
    return "\n".join(page[span] for span in article.body)


@pytest.mark.parametrize(
    "around",
    ["{}", "<h3>Who they were</h3>{}", "<div>{}</div>", "<figure>{}</figure>"],
)
def test_a_table_under_a_paragraph_is_the_articles(around: str) -> None:
    body = kept(around.format(table(ROWS)))
    assert "Name\nAge\nHome\nAnn Vale\n31\nOsk\nBo Lind\n52\nLund" in body
    assert LEDE in body and LAST in body


@pytest.mark.parametrize(
    "other",
    [
        table(ROWS, "<td><a href='/x'>{}</a></td>"),
        table([("Home", "Sport"), ("Weather", "Tides")]),
        "<aside>" + table(ROWS) + "</aside>",
    ],
)
def test_menus_links_and_what_stands_beside_are_not(other: str) -> None:
    assert "Sport" not in kept(other) and "Ann Vale" not in kept(other)
    assert kept("", other) == kept("")
