"""An agency is credited for what it covers, and a name in the news is no credit."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.pages import page_of

HEADLINE = "Nine die as ferry sinks off Osk"
NEWS = "A ferry with forty people aboard sank off Osk on Monday, killing nine."
MORE = "The coast guard said that the search would go on through the night."


def credits(*lines: str) -> list[tuple[str, str, list[str]]]:
    page = page_of("\n\n".join(lines).encode(), input="a.txt")
    found = article_of(page).credits
    return [(one.agency, one.scope, [page[span] for span in one.covers]) for one in found]


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        ((HEADLINE, f"OSK (Reuters) - {NEWS}", MORE), "Reuters"),
        ((HEADLINE, f"OSK, May 21 (Agence France-Presse) — {NEWS}", MORE), "AFP"),
        ((HEADLINE, f"OSK, May 21 (XYZ) - {NEWS}", MORE), "XYZ"),
        ((HEADLINE, NEWS, f"{MORE} (AFP)"), "AFP"),
        ((HEADLINE, NEWS, f"{MORE} — Xinhua"), "Xinhua"),
        ((HEADLINE, NEWS, MORE, "The Associated Press"), "AP"),
        ((HEADLINE, "Reuters", NEWS, MORE), "Reuters"),
        ((HEADLINE, "By Marta Roos, Associated Press", NEWS, MORE), "AP"),
        (
            (HEADLINE, NEWS, MORE, "(Reporting by Marta Roos in Osk; Editing by Ivo Lind)"),
            "Reuters",
        ),
        ((HEADLINE, NEWS, MORE, "© 2031 The Associated Press. All rights reserved."), "AP"),
    ],
)
def test_a_credit_of_the_whole_text(lines: tuple[str, ...], agency: str) -> None:
    assert credits(*lines) == [(agency, "text", [])]


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("“It sank in minutes,” a sailor told AFP.", "AFP"),
        ("The wreck lies at forty metres, reports AFP.", "AFP"),
        ("The wreck lies at forty metres, according to the state news agency TASS.", "TASS"),
        ("Reuters reported that the wreck lies at forty metres.", "Reuters"),
        ("The wreck lies deep, the Lindland News Agency reported.", "Lindland News Agency"),
    ],
)
def test_a_credit_of_one_sentence(sentence: str, agency: str) -> None:
    assert credits(HEADLINE, NEWS, f"It was raining. {sentence} Nobody else spoke.", MORE) == [
        (agency, "part", [sentence])
    ]


def test_a_credit_covers_the_quotation_it_carries_from_its_opening() -> None:
    said = "“It sank. Nobody slept,” a sailor told AFP."
    assert credits(HEADLINE, NEWS, f"It was cold. {said}", MORE) == [("AFP", "part", [said])]


def test_help_is_no_copy() -> None:
    line = "With additional reporting by AFP"
    assert credits(HEADLINE, NEWS, MORE, line) == [("AFP", "aid", [])]
    line = "The Associated Press contributed to this report."
    assert credits(HEADLINE, NEWS, MORE, line) == [("AP", "aid", [])]


@pytest.mark.parametrize(
    "line",
    [
        "The head of Reuters visited the port of Osk in the spring.",
        "Shares of Bloomberg fell after the ferry sank.",
        "Photo: Reuters",
        "The Spa of Osk (SPAM) is closed.",
    ],
)
def test_a_name_in_the_news_or_under_a_picture_is_no_credit(line: str) -> None:
    assert credits(HEADLINE, NEWS, line, MORE, NEWS + " Again.", MORE + " Always.") == []
