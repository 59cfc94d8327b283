"""Corrections, updates and who paid are found with the whole of their words, where they stand."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.pages import page_of

NEWS = "A ferry with forty people aboard sank off Osk on Monday, killing nine of them at once."
MORE = "The coast guard said that the search for the others would go on through the night."


def notes(*lines: str) -> list[tuple[str, str]]:
    told = "\n\n".join(("Ferry sinks off Osk in a storm", NEWS, MORE, NEWS + " Again.", *lines))
    page = page_of(told.encode(), input="a.txt")
    return [(one.kind, page[one.span]) for one in article_of(page).notes]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Correction: An earlier version of this story gave the wrong day.", "correction"),
        ("CORRECTION (May 4): The ferry had forty people aboard, not fifty.", "correction"),
        ("Corrections & clarifications: The captain is Marta Roos.", "correction"),
        ("This article was amended on 4 May 2031 to remove a name.", "correction"),
        ("An earlier version of this article misstated the ferry's age.", "correction"),
        ("Clarification, 4 May 2031: The figures are those of the harbour.", "clarification"),
        ("Editor's note: The author has worked for the harbour office.", "editor"),
        ("EDITORS’ NOTE: We have taken out a photograph.", "editor"),
        ("UPDATE: 4.10 p.m. The coast guard now says that ten people died.", "update"),
        ("This story has been updated with the name of the captain.", "update"),
        ("This is a developing story and will be updated.", "update"),
        ("Editor's note: This article has been retracted.", "retraction"),
        ("Retraction: The letter on which this rested is a forgery.", "retraction"),
    ],
)
def test_a_note_is_the_whole_of_its_paragraph(line: str, kind: str) -> None:
    assert notes(line) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "The officer said that a correction of the course came too late.",
        "Updated: May 4, 2031 / 02:40 PM CST",
        "The editor of the harbour's paper wrote a note: he had seen the ferry sink.",
        "Corrections: If you see a mistake, write to us.",
        "The minister corrected himself on Monday.",
    ],
)
def test_what_only_sounds_like_a_note_is_none(line: str) -> None:
    assert notes(line) == []


def test_a_title_by_itself_is_one_note_with_what_stands_under_it() -> None:
    assert notes("Correction:", "The ferry had forty people aboard, not fifty.") == [
        ("correction", "Correction:\n\nThe ferry had forty people aboard, not fifty.")
    ]


def test_two_notes_are_two() -> None:
    first, second = "Correction: The day was Monday.", "Editor's note: The author is a pilot."
    assert notes(first, second) == [("correction", first), ("editor", second)]


def sponsored(over: str, url: str | None = None) -> tuple[str, str | None] | None:
    body = f"<h1>A week on the islands off Osk</h1><p>{NEWS}</p><p>{MORE}</p>"
    page = page_of(f"<body>{over}{body}".encode(), input="a.html", url=url)
    found = article_of(page).sponsored
    return (page[found.span] if found.span else found.value, found.field) if found else None


@pytest.mark.parametrize(
    "label",
    [
        "Sponsored content", "Paid post", "Advertisement feature", "Paid for by Lind Ferries",
        "Sponsored by Lind Ferries", "In partnership with Lind Ferries", "Advertorial", "Sponsored",
    ],
)  # fmt: skip
def test_a_line_that_says_who_paid_is_the_proof(label: str) -> None:
    assert sponsored(f"<p>{label}</p>") == (label, None)


def test_an_advertisement_beside_an_article_does_not_make_it_one() -> None:
    assert (
        sponsored("<div>Advertisement</div><p>Buy our boats, they are the best of boats.</p>")
        is None
    )
    assert sponsored("<p>The ferry was sponsored by the town for years.</p>") is None


def test_a_part_of_the_address_says_who_paid() -> None:
    assert sponsored("", "https://osk.example/sponsored/week") == ("sponsored", "url")
