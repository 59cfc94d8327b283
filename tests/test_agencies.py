"""An agency that no list has is known from its credits, on every page of the collection."""

from __future__ import annotations

import pytest

from secondsource.pipeline import read_page, read_together
from secondsource.records import Draft

HEADLINE = "Nine die as ferry sinks off Osk"
NEWS = "A ferry with forty people aboard sank off Osk on Monday, killing nine."
MORE = "The coast guard said that the search would go on through the night."


def drafts(*texts: str) -> list[Draft]:
    pages = [read_page(text.encode(), input=f"{at}.txt") for at, text in enumerate(texts)]
    found = read_together(Draft(page, article) for page, article in pages)
    return sorted(found, key=lambda draft: draft.page.input)


def credits(*texts: str) -> list[list[tuple[str, str, list[str]]]]:
    return [
        [
            (one.agency, one.scope, [draft.page[span] for span in one.covers])
            for one in draft.article.credits
        ]
        for draft in drafts(*texts)
    ]


WIRE = f"{HEADLINE}\n\nOSK, 14 March (Lindwire) - {NEWS}\n\n{MORE}"


@pytest.mark.parametrize(
    "dateline", ["OSK (Lindwire) -", "OSK, Lindland (Lindwire) —", "OSK, 14 March (Lindwire) –"]
)
def test_a_name_in_the_brackets_of_a_dateline_is_an_agencys(dateline: str) -> None:
    assert credits(f"{HEADLINE}\n\n{dateline} {NEWS}\n\n{MORE}") == [[("Lindwire", "text", [])]]


@pytest.mark.parametrize("place", ["France", "Alberta", "Calif."])
def test_a_place_in_the_brackets_of_a_dateline_is_no_agency(place: str) -> None:
    assert credits(f"{HEADLINE}\n\nOSK ({place}) - {NEWS}\n\n{MORE}") == [[]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine bodies were found, reports Lindwire.",
        "“It sank in minutes,” a sailor told Lindwire.",
        "Lindwire reported that nine bodies were found.",
        "Nine bodies were found, according to Lindwire.",
    ],
)
def test_another_page_makes_an_agency_known(sentence: str) -> None:
    other = f"Mayor speaks of the wreck\n\nIt was raining. {sentence} She wept.\n\n{MORE}"
    assert credits(other) == [[]]
    assert credits(WIRE, other)[1] == [("Lindwire", "part", [sentence])]


@pytest.mark.parametrize(
    "known", ["the news agency Lindwire said", "said Lindwire, the state news agency"]
)
def test_the_words_news_agency_make_it_known_on_the_page_itself(known: str) -> None:
    text = (
        f"{HEADLINE}\n\n{NEWS}\n\nNine were found, {known}. A sailor told Lindwire of it.\n{MORE}"
    )
    assert {one[0] for one in credits(text)[0]} == {"Lindwire"}


def test_a_known_agency_as_a_byline_covers_the_text() -> None:
    other = f"Mayor speaks of the wreck\n\nLindwire\n\n{NEWS} Again.\n\n{MORE} And again."
    assert credits(WIRE, other)[1] == [("Lindwire", "text", [])]


def test_a_known_agency_in_the_news_is_no_credit() -> None:
    other = f"Agency moves\n\nThe office of Lindwire stands by the port.\n\n{MORE}"
    assert credits(WIRE, other)[1] == []


def test_one_outlet_has_one_name() -> None:
    tail = "© {} 2031. All rights reserved."
    texts = [
        f"{HEADLINE} {name}\n\n{NEWS}\n\n{MORE}\n\n{tail.format(name)}"
        for name in ("Osk Herald", "Osk Herald", "OSK HERALD", "the Osk Herald")
    ]
    assert {draft.article.outlet for draft in drafts(*texts)} == {"Osk Herald"}


def test_a_headline_that_an_outlet_prints_over_everything_makes_way() -> None:
    about = ["Ferry Anna sinks off Osk", "Mayor Roos opens school", "Lind wins the Strait cup"]
    texts = [f"Tidings of the Strait\n\n{line}\n\n{line} on Monday, said he.\n" for line in about]
    found = drafts(*(text + MORE.replace("guard", f"guard {at}") for at, text in enumerate(texts)))
    assert [draft.page[draft.article.headline] for draft in found] == about  # type: ignore[index]
