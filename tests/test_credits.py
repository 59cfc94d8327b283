"""An agency is credited for what it covers, and a name in the news is no credit."""

from __future__ import annotations

import pytest

from secondsource.publishers import publishers
from secondsource.read.articles import article_of
from secondsource.read.pages import page_of
from secondsource.records import Given

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
        "Image copyright Reuters",
        "The text was long, said AP executive editor Marta Roos.",
        "The Spa of Osk (SPAM) is closed.",
    ],
)
def test_a_name_in_the_news_or_under_a_picture_is_no_credit(line: str) -> None:
    assert credits(HEADLINE, NEWS, line, MORE, NEWS + " Again.", MORE + " Always.") == []


@pytest.mark.parametrize(
    ("lines", "agencies"),
    [
        ((HEADLINE, f"(AFP) — {NEWS}", MORE), ["AFP"]),
        ((HEADLINE, f"Reuters - {NEWS}", MORE), ["Reuters"]),
        ((HEADLINE, f"OSK, May 21. /TASS/. {NEWS}", MORE), ["TASS"]),
        ((HEADLINE, f"OSK (Reuters/AFP) - {NEWS}", MORE), ["Reuters", "AFP"]),
        ((HEADLINE, f"OSK, May 21, 2031 /PRNewswire/ -- {NEWS}", MORE), ["PR Newswire"]),
        ((HEADLINE, f"OSK--(BUSINESS WIRE)--{NEWS}", MORE), ["Business Wire"]),
        ((HEADLINE, f"OSK, May 21, 2031 (GLOBE NEWSWIRE) -- {NEWS}", MORE), ["GlobeNewswire"]),
        ((HEADLINE, "By Reuters staff", NEWS, MORE), ["Reuters"]),
        ((HEADLINE, "Reuters Staff", NEWS, MORE), ["Reuters"]),
        ((HEADLINE, "Press Association", NEWS, MORE), ["PA Media"]),
        ((HEADLINE, "By MARTA ROOS Associated Press", NEWS, MORE), ["AP"]),
        ((HEADLINE, "By Marta Roos and Ivo Lind, The Associated Press", NEWS, MORE), ["AP"]),
        ((HEADLINE, "By Marta Roos | AFP", NEWS, MORE), ["AFP"]),
        ((HEADLINE, "By Marta Roos (Reuters)", NEWS, MORE), ["Reuters"]),
        ((HEADLINE, "AFP, Reuters", NEWS, MORE), ["AFP", "Reuters"]),
        ((HEADLINE, "Agencies", NEWS, MORE), ["agencies"]),
        ((HEADLINE, NEWS, MORE, "© 2031 AFP"), ["AFP"]),
        ((HEADLINE, NEWS, MORE, "Copyright 2031 Reuters"), ["Reuters"]),
        ((HEADLINE, NEWS, MORE, "via AP"), ["AP"]),
        ((HEADLINE, NEWS, MORE, "Distributed by Xinhua"), ["Xinhua"]),
        ((HEADLINE, NEWS, MORE, "Source: Anadolu Agency"), ["Anadolu"]),
        ((HEADLINE, NEWS, f"{MORE} (PTI)"), ["PTI"]),
        ((HEADLINE, NEWS, f"{MORE} (Source: ANI)"), ["ANI"]),
        ((HEADLINE, NEWS, f"{MORE} – dpa"), ["DPA"]),
        ((HEADLINE, NEWS, MORE, "SOURCE Roos Shipping Inc."), ["Roos Shipping Inc."]),
        ((HEADLINE, "FOR IMMEDIATE RELEASE", NEWS, MORE), ["press release"]),
    ],
)
def test_the_forms_of_a_credit_for_the_whole_text(
    lines: tuple[str, ...], agencies: list[str]
) -> None:
    assert [(one[0], one[1]) for one in credits(*lines)] == [(name, "text") for name in agencies]


@pytest.mark.parametrize(
    ("sentence", "agencies"),
    [
        ("The wreck lies deep, AFP has earlier reported.", ["AFP"]),
        ("An AFP photographer saw three boats at the quay.", ["AFP"]),
        ("Nine are missing, according to a Reuters tally.", ["Reuters"]),
        ("A Reuters witness said that the quay was dark.", ["Reuters"]),
        ("“It sank,” she said in an interview with Interfax.", ["Interfax"]),
        ("The wreck was found, AFP and Reuters reported.", ["AFP", "Reuters"]),
        ("Citing the navy, TASS said that nine had died.", ["TASS"]),
    ],
)
def test_the_forms_of_a_credit_for_one_sentence(sentence: str, agencies: list[str]) -> None:
    found = credits(HEADLINE, NEWS, f"It was raining. {sentence} Nobody else spoke.", MORE)
    assert found == [(agency, "part", [sentence]) for agency in agencies]


def test_a_quotation_that_goes_on_is_covered_to_its_end() -> None:
    said = "“It sank,” a sailor told AFP. “Nobody slept. We swam.”"
    found = credits(HEADLINE, NEWS, f"It was cold. {said} He wept.", MORE)
    assert found == [("AFP", "part", [said])]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("With Reuters", "Reuters"),
        ("(with inputs from PTI)", "PTI"),
        ("With files from The Canadian Press", "Canadian Press"),
        ("Additional reporting by Reuters", "Reuters"),
        ("Staff and agencies", "agencies"),
        ("Herald staff with agencies", "agencies"),
        ("This report includes information from AFP.", "AFP"),
    ],
)
def test_the_forms_of_help(line: str, agency: str) -> None:
    assert credits(HEADLINE, NEWS, MORE, line) == [(agency, "aid", [])]


def test_a_byline_may_name_who_helped() -> None:
    assert credits(HEADLINE, "By Marta Roos, with Reuters", NEWS, MORE) == [("Reuters", "aid", [])]


@pytest.mark.parametrize(
    "line",
    [
        "A Reuters reporter was hurt when the quay gave way.",
        "Reuters said it would cut two hundred jobs in Osk this year.",
        "Bloomberg reported quarterly revenue that was below what was hoped.",
        "Mayor Bloomberg said the quay would be mended by the spring.",
        "She left Reuters for the Osk Herald two years ago, friends recall.",
        "The offices of AFP, TASS and Reuters stand side by side at the quay.",
        "The map shows where the ferry sank.",
        "Map",
        "According to Reuters chief executive Marta Roos the year was good.",
        "Firefighters at the quay on Monday. (AP Photo/Marta Roos)",
        "Agencies of the state were slow to help, many people in Osk complain.",
        "OSK (UPDATED) Nine people have died.",
        "The press release was late.",
    ],
)
def test_an_agency_in_the_news_is_no_credit(line: str) -> None:
    assert credits(HEADLINE, NEWS, MORE, line, MORE + " Always.", NEWS + " Again.", MORE) == []
    assert credits(HEADLINE, NEWS, MORE, line) == []


def test_a_name_inside_a_name_is_another_agencys() -> None:
    assert credits(HEADLINE, f"OSK (HPA) - {NEWS}", MORE) == [("HPA", "text", [])]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("(AFP)",), [("AFP", "text")]),
        (("(Osk Herald/AFP)",), [("AFP", "text")]),
        (("(Text: Xinhua)",), [("Xinhua", "text")]),
        (("Reporting by Reuters",), [("Reuters", "text")]),
        (("(AFP)", "With Reuters"), [("AFP", "text"), ("Reuters", "aid")]),
        (("— TASS", "AP contributed to this report."), [("TASS", "text"), ("AP", "aid")]),
    ],
)
def test_credit_lines_between_the_text_and_an_appeal(
    lines: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    appeal = (
        "Dear readers, our journalism depends on your support. Donate today, we need your help."
    )
    below = ("Support The Osk Herald!", appeal, "Read more: Ten walks on the shore", "© 2031 Osk")
    got = credits(HEADLINE, NEWS, MORE, *lines, *below)
    assert [(agency, scope) for agency, scope, _ in got] == found


def beside(*, url: str | None = None, byline: str | None = None, html: str = "") -> list[object]:
    text = html or f"{HEADLINE}\n\n{NEWS}\n\n{MORE}"
    page = page_of(text.encode(), input="a", url=url, given=Given(byline=byline))
    return [(one.agency, one.scope, one.field) for one in article_of(page).credits]


@pytest.mark.parametrize(
    ("address", "agency"),
    [
        ("https://osk.example/reuters/2031/ferry", "Reuters"),
        ("https://osk.example/wires/ap/ferry", "AP"),
        ("https://osk.example/news/agencies/ferry", "agencies"),
        ("https://osk.example/ap/ferry", None),
        ("https://osk.example/news/reuters", None),
        ("https://osk.example/app/mena/ferry", None),
    ],
)
def test_a_part_of_the_address_may_credit(address: str, agency: str | None) -> None:
    assert beside(url=address) == ([(agency, "text", "url")] if agency else [])


@pytest.mark.parametrize(
    ("byline", "credit"),
    [
        ("AFP", ("AFP", "text")),
        ("Marta Roos, Reuters", ("Reuters", "text")),
        ("Staff and agencies", ("agencies", "aid")),
        ("Marta Roos", None),
    ],
)
def test_an_authors_field_may_credit(byline: str, credit: tuple[str, str] | None) -> None:
    assert beside(byline=byline) == ([(*credit, "given:byline")] if credit else [])
    head = f"<head><meta name=author content='{byline}'></head>"
    html = f"<html>{head}<body><h1>{HEADLINE}</h1><p>{NEWS}</p><p>{MORE}</p></body></html>"
    assert beside(html=html) == ([(*credit, "meta:author")] if credit else [])


def test_an_agency_of_a_persons_own_file_is_known() -> None:
    mine = publishers('[agencies]\nLindwire = { also = ["Lind Telegraph Bureau"] }')
    text = f"{HEADLINE}\n\n{NEWS}\n\nNine were found, Lind Telegraph Bureau reported.\n\n{MORE}"
    page = page_of(text.encode(), input="a.txt")
    assert article_of(page).credits == ()
    assert [one.agency for one in article_of(page, known=mine).credits] == ["Lindwire"]
