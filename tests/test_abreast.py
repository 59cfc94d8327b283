"""A story's accounts side by side: on the terminal, on the page and in the report."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from secondsource.records import Report, Story
from secondsource.tell.abreast import Abreast, abreast_of
from secondsource.tell.desk import desk_of
from secondsource.tell.export import exported
from secondsource.tell.html import html_of
from secondsource.tell.terminal_abreast import abreast_lines
from tests.pressroom import Print, report_of

WIRE = (
    "Ferry Alma sinks off Port Sel\n\n"
    "PORT SEL, 3 March 2024 (Levpress) - The ferry Alma sank off Port Sel on Sunday with 80 "
    "people aboard.\n\n"
    "The harbour board closed the port on Sunday evening. The search was called off at dusk.\n\n"
    "Divers from Ostby will join the search on Monday morning, the coast guard said.\n"
)
OWN = (
    "Port Sel mourns the Alma\n\n"
    "PORT SEL, 3 March 2024 - Bells rang in Port Sel after the ferry Alma sank on Sunday.\n\n"
    "The harbour board closed the port on Sunday evening.\n\n"
    "Mayor Ada Lunde had warned of rotten lifeboats in January.\n"
)
THIRD = (
    "Alma sinking: what we saw\n\n"
    "PORT SEL, 3 March 2024 - The ferry Alma sank off Port Sel on Sunday, within sight of the "
    "pier.\n\n"
    "The harbour board closed the port on Sunday evening.\n\n"
    "Fishermen pulled a boy of nine out of the water.\n"
)


@pytest.fixture(scope="module")
def report() -> Report:
    """Two outlets print a wire, a third and a fourth write for themselves."""
    return report_of(
        Print("tribune", WIRE, "Sel Tribune", "2024-03-03"),
        Print("post", WIRE, "Norvik Post", "2024-03-03"),
        Print("herald", OWN, "Kastrin Herald", "2024-03-03"),
        Print("gazette", THIRD, "Ostby Gazette", "2024-03-03"),
    )


@pytest.fixture(scope="module")
def story(report: Report) -> Story:
    return max(report.stories, key=lambda one: len(one.articles))


@pytest.fixture(scope="module")
def found(report: Report, story: Story) -> Abreast:
    laid = abreast_of(desk_of(report), story)
    assert laid is not None
    return laid


def test_two_prints_of_one_wire_are_one_column(found: Abreast) -> None:
    assert len(found.texts) == 3
    assert sum("Tribune" in name and "Post" in name for name in found.names) == 1


def test_what_every_text_states_has_a_place_in_each(report: Report, found: Abreast) -> None:
    words = {desk_of(report).stated_as(row.statement, 200): row for row in found.every}
    closed = [row for told, row in words.items() if "closed the port" in told]
    assert len(closed) == 1
    assert all(member is not None for member in closed[0].cells)


def test_what_one_has_alone_stands_under_its_name(report: Report, found: Abreast) -> None:
    desk = desk_of(report)
    alone = {
        name: [desk.stated_as(row.statement, 200) for row in rows] for name, rows in found.lone()
    }
    (gazette,) = [told for name, told in alone.items() if "Gazette" in name]
    assert any("Fishermen" in one for one in gazette)
    assert not any(
        "Fishermen" in one for name in alone if "Gazette" not in name for one in alone[name]
    )


def test_every_statement_that_is_carried_stands_once(found: Abreast) -> None:
    ids = [row.statement.id for row in found.rows()]
    ids += [row.statement.id for _, rows in found.lone() for row in rows]
    assert len(ids) == len(set(ids))


def test_the_terminal_lists_all_some_and_alone(report: Report, story: Story) -> None:
    told = "\n".join(line.plain for line in abreast_lines(desk_of(report), story, 90))
    assert "All 3 texts state (" in told
    assert "Only Ostby Gazette (" in told


def test_the_page_has_a_table_whose_links_lead_somewhere(report: Report) -> None:
    page = LexborHTMLParser(html_of(report))
    (table,) = page.css("table.abreast")
    heads = [cell.text() for cell in table.css("thead th")]
    assert heads[0] == "Statement" and len(heads) == 4
    links = [link.attributes["href"] or "" for link in table.css("a")]
    assert links and all(page.css_first(f"[id='{link[1:]}']") is not None for link in links)


def test_the_report_has_it_as_ids(report: Report, story: Story, found: Abreast) -> None:
    (entry,) = [one for one in exported(report)["stories"] if one["id"] == story.id]
    told = entry["side_by_side"]
    assert [tuple(one) for one in told["texts"]] == list(found.texts)
    assert {row.statement.id for row in found.every} == set(told["every"])
    assert len(told["alone"]) == len(told["texts"])
