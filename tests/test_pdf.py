"""PDFs with a text layer: paragraphs, what runs along the pages, and the named rest."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.errors import Unreadable
from secondsource.pipeline import read_page
from secondsource.read import pdf as reader
from secondsource.read.pages import page_of
from secondsource.read.pdf import pdf_text
from secondsource.read.typeset import Piece, set_in_type
from secondsource.records import Page
from tests.documents import Line, pdf

FIRST = [
    "Nine people died on Monday when a ferry sank off the har-",
    "bour of Osk, police said. The harbour was closed. “We did",
    "all we could,” the captain said, and the well-",
    "known divers went on until",
]
SECOND = ["the evening, when the search was ended.", "A day of mourning was declared."]


def sheet(number: int, lines: list[str], *, headline: str = "") -> list[Line]:
    drawn: list[Line] = [(60, 815, 9, "The Osk Herald"), (500, 20, 9, f"Page {number} of 3")]
    if headline:
        drawn.append((60, 770, 22, headline))
    return drawn + [(60, 730 - 13 * at, 11, words) for at, words in enumerate(lines)]


@pytest.fixture(scope="module")
def page() -> Page:
    first = sheet(1, FIRST, headline="Ferry sinks off Osk")
    sheets = [first, sheet(2, SECOND), sheet(3, ["The end of it."])]
    raw = pdf(sheets, title="Ferry sinks", author="Marta Roos")
    return page_of(raw, input="ferry.pdf", media="pdf")


def shown(page: Page, kind: str) -> list[str]:
    return [page.text[one.start : one.end] for one in page.blocks if one.kind == kind]


def test_lines_are_joined_to_paragraphs_over_the_end_of_a_page(page: Page) -> None:
    [first, *_] = shown(page, "p")
    assert first.startswith("Nine people died on Monday when a ferry sank off the harbour of Osk,")
    assert "went on until the evening, when the search was ended." in first
    assert shown(page, "h1") == ["Ferry sinks off Osk"]


def test_a_hyphen_stays_where_the_word_is_not_printed_without_it(page: Page) -> None:
    assert "the well-known divers" in page.text and "har-" not in page.text


def test_what_runs_along_the_pages_is_told_apart(page: Page) -> None:
    head = "The Osk Herald"
    feet = [f"Page {number} of 3" for number in (1, 2, 3)]
    assert shown(page, "running") == [head, feet[0], head, feet[1], head, feet[2]]


def test_the_document_states_its_title_author_and_day(page: Page) -> None:
    assert [(one.name, one.value) for one in page.fields] == [
        ("pdf:title", "Ferry sinks"),
        ("pdf:author", "Marta Roos"),
        ("pdf:created", "2031-05-21T08:00:00+02:00"),
    ]


def test_an_article_is_read_from_it_without_what_runs_along() -> None:
    raw = pdf([sheet(1, FIRST, headline="Ferry sinks off Osk"), sheet(2, SECOND), sheet(3, SECOND)])
    page, article = read_page(raw, input="ferry.pdf", media="pdf")
    body = " ".join(page[span] for span in article.body)
    assert article.headline is not None and page[article.headline] == "Ferry sinks off Osk"
    assert "police said" in body and "Page 2" not in body and "Herald" not in body
    assert article.outlet == "The Osk Herald"


def test_blocks_cover_the_text_and_reading_again_changes_nothing(page: Page) -> None:
    ends = [0, *(one.end for one in page.blocks)]
    assert [one.start - end for one, end in zip(page.blocks, ends, strict=False)][1:] == [2] * (
        len(page.blocks) - 1
    )
    assert ends[-1] == len(page.text)


def test_columns_are_not_read_across() -> None:
    left = [
        (60, 700 - 13 * at, 11, words) for at, words in enumerate(("Nine people", "died off Osk."))
    ]
    right = [
        (330, 700 - 13 * at, 11, words) for at, words in enumerate(("Ten boats", "were saved."))
    ]
    across = [one for pair in zip(left, right, strict=True) for one in pair]
    for drawn in (left + right, across):
        text = pdf_text(pdf([drawn]))[0]
        assert text == "Nine people died off Osk.\n\nTen boats were saved."


BAD = [
    (b"%PDF-1.4 and nothing more", "damaged"),
    (pdf([[(60, 700, 11, "Nine died.")]])[:300], "damaged"),
    (pdf([[]]), "OCR"),
    (pdf([[], []]), "OCR"),
    (b"%PDF-1.4\n" + b"<<" * 100_000, "damaged"),
    (b"%PDF-1.7\n" + b"[" * 1_000_000, "damaged"),
]


@pytest.mark.parametrize(("raw", "word"), BAD)
def test_a_document_that_cannot_be_read_says_what_to_do(raw: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        pdf_text(raw)


def test_a_document_that_wants_a_password_says_so() -> None:
    raw = pdf([[(60, 700, 11, "Nine died.")]])
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> /ID [(a) (a)] /Info"
    with pytest.raises(Unreadable, match="password"):
        pdf_text(raw.replace(b"/Info", locked % (b"o" * 32, b"u" * 32)))


def test_a_page_of_very_many_pieces_is_read_in_linear_time() -> None:
    drawn = [(37 * at % 590, 53 * at % 840, 6 + at % 20, "a") for at in range(20_000)]
    began = time.process_time()
    assert pdf_text(pdf([drawn]))[0].count("a") == 20_000
    assert time.process_time() - began < 10


def test_a_document_of_too_many_pages_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 3)
    with pytest.raises(Unreadable, match="split"):
        pdf_text(pdf([[(60, 700, 11, "Nine died.")]] * 4))


@given(st.integers(0, 1_500), st.binary(min_size=1, max_size=20))
def test_any_harm_is_named(at: int, harm: bytes) -> None:
    raw = pdf([sheet(1, FIRST), sheet(2, SECOND)], title="Ferry")
    try:
        text, blocks, *_ = pdf_text(raw[:at] + harm + raw[at + len(harm) :])
    except Unreadable as error:
        assert str(error)
    else:
        assert all(0 <= one.start < one.end <= len(text) for one in blocks)


PLACES = st.floats(-2_000, 2_000, allow_nan=False).map(lambda place: round(place, 1))


@given(st.lists(st.lists(st.builds(
    Piece, st.sampled_from(["Nine", "died.", "Mon-", "12", "x"]), PLACES, PLACES, PLACES,
    st.floats(0, 100).map(lambda size: round(size, 1)), st.floats(0, 1), st.booleans(),
), max_size=12), max_size=4))  # fmt: skip
def test_every_piece_is_printed_once_wherever_it_stands(pages: list[list[Piece]]) -> None:
    text, blocks = set_in_type(pages)
    counted = sum(one.text.count("N") for page in pages for one in page)
    assert text.count("N") == counted
    assert all(text[one.start : one.end].strip() for one in blocks)


def test_a_page_printed_by_a_browser_is_without_what_the_browser_prints() -> None:
    lines = [
        (24, 825, 7, "11/22/31, 8:35 PM"), (300, 825, 7, "Harbour report"),
        (60, 780, 22, "Harbour inquiry: interim report"),
        (60, 745, 11, "Osk Institute for Safety"), (60, 720, 11, "14 May 2031"),
        (60, 695, 11, "The wall of the harbour failed because its seam had rusted through, an"),
        (60, 682, 11, "inquiry found."),
        (60, 657, 11, "Investigators measured the wall at 31 places and found half the steel."),
        (60, 632, 11, "“A hammer would have told you,” said Jan Merrow, who led them."),
        (24, 15, 5, "file:///report.html"), (560, 13, 7, "1/1"),
    ]  # fmt: skip
    page, article = read_page(pdf([lines]), input="report.pdf")
    assert article.headline is not None
    assert page[article.headline] == "Harbour inquiry: interim report"
    assert "\n\n".join(page[span] for span in article.body) == "\n\n".join(
        [f"{lines[5][3]} {lines[6][3]}", lines[7][3], lines[8][3]]
    )
    assert (article.published.earliest, article.published.latest) == ("2031-05-14",) * 2
    assert not any(clue.value.startswith("11/22/31") for clue in article.published.evidence)
