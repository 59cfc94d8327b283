"""What an agency is called on its own pages is its name on all pages of the collection."""

from __future__ import annotations

import pytest

from secondsource.pipeline import read_page, read_together
from secondsource.records import Draft, Given

HEADLINE = "Nine die as ferry sinks off Osk"
NEWS = "A ferry with forty people aboard sank off Osk on Monday, killing nine."
MORE = "The coast guard said that the search would go on through the night."


def agencies(*prints: tuple[str, str]) -> list[set[str]]:
    """The agencies that articles credit, given as (outlet, first or last line)."""
    drafts = []
    for at, (outlet, line) in enumerate(prints):
        lines = (f"{line} {NEWS}", MORE) if line.endswith("-") else (NEWS, MORE, line)
        text = "\n\n".join((HEADLINE, *lines))
        drafts.append(Draft(*read_page(text.encode(), input=f"{at}", given=Given(outlet=outlet))))
    found = sorted(read_together(drafts), key=lambda draft: draft.page.input)
    return [{credit.agency for credit in draft.article.credits} for draft in found]


def test_an_acronym_is_that_of_the_outlet_that_signs_with_it() -> None:
    found = agencies(("Belmark", "OSK (BNS) -"), ("Osk Herald", "OSK (BNS) -"))
    assert found == [{"Belmark"}, {"Belmark"}]


def test_an_acronym_is_that_of_the_agency_whose_first_letters_it_has() -> None:
    found = agencies(
        ("Tidewater Press Agency", "OSK (TPA) -"),
        ("Osk Herald", "(TPA)"),
        ("Strait Post", "Tidewater Press Agency contributed to this report."),
    )
    assert found == [{"Tidewater Press Agency"}] * 3


def test_a_longer_name_is_that_of_the_outlet_it_begins_with() -> None:
    found = agencies(("Belmark", "OSK (Belmark) -"), ("Osk Herald", "With Belmark News Service"))
    assert found[1] == {"Belmark"}


@pytest.mark.parametrize("outlet", ["Asheville Post", "Atlantic", "Osk Herald"])
def test_an_agency_of_the_world_stays_what_it_is(outlet: str) -> None:
    assert agencies((outlet, "OSK (AP) -"), ("Strait Post", "(AP)")) == [{"AP"}, {"AP"}]


def test_letters_that_are_spelled_out_as_the_worlds_are_the_worlds() -> None:
    found = agencies(("Belmark", "OSK (BNS) -"), ("Osk Herald", "OSK (Baltic News Service) -"))
    assert found == [{"Baltic News Service"}, {"Baltic News Service"}]
