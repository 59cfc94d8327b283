"""Word documents: paragraphs and headings, and no macro, bomb or picture comes near."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.errors import Unreadable
from secondsource.pipeline import read_page
from secondsource.read import docx as reader
from secondsource.read.docx import docx_text
from tests.documents import docx

CORE = (
    '<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>Ferry &amp; harbour'
    "</dc:title><dc:creator>Marta Roos</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2031-05-21T08:00:00Z</dcterms:created>'
    "</cp:coreProperties>"
)
STORY = [
    "Nine people died on Monday when a ferry sank off Osk, police said.",
    "Divers searched the harbour until the evening, the coastguard said.",
]
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_document_is_its_headings_and_paragraphs() -> None:
    text, blocks, fields, _ = docx_text(docx(STORY, heading="Ferry sinks off Osk", core=CORE))
    assert text == "\n\n".join(["Ferry sinks off Osk", *STORY])
    assert [one.kind for one in blocks] == ["h1", "p", "p"]
    assert [(one.name, one.value) for one in fields] == [
        ("docx:title", "Ferry & harbour"),
        ("docx:author", "Marta Roos"),
        ("docx:created", "2031-05-21T08:00:00Z"),
    ]


def test_an_article_is_read_from_it() -> None:
    raw = docx(STORY, heading="Ferry sinks off Osk")
    page, article = read_page(raw, input="ferry.docx")
    assert page.media == "docx" and article.headline is not None
    assert page[article.headline] == "Ferry sinks off Osk"
    assert [page[span] for span in article.body] == ["\n\n".join(STORY)]


def heading(words: str) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    return f"<w:p>{style}<w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize("styles", [True, False])
def test_a_heading_below_the_first_paragraph_heads_a_part(*, styles: bool) -> None:
    head = ["Harbour: what the pilot says", "By Marta Roos", "21 May 2031"]
    last = ["What happens next", "The inquest opens on Friday in Osk."]
    plain = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in [*head, *STORY])
    tail = heading(last[0]) + f"<w:p><w:r><w:t>{last[1]}</w:t></w:r></w:p>"
    whole = f"<w:document {SPACE}><w:body>{plain}{tail}</w:body></w:document>"
    parts = {"word/document.xml": whole.encode()}
    raw = docx(
        [], parts=parts if styles else {**parts, "word/styles.xml": f"<w:styles {SPACE}/>".encode()}
    )
    page, article = read_page(raw, input="pilot.docx")
    assert article.headline is not None and page[article.headline] == head[0]
    assert [page[span] for span in article.body] == ["\n\n".join([*STORY, *last])]
    assert [page[cut.span] for cut in article.furniture] == head[1:]


def nested(deep: int) -> bytes:
    opened, closed = "<w:tbl><w:tr><w:tc>" * deep, "</w:tc></w:tr></w:tbl>" * deep
    return f"<w:document {SPACE}><w:body>{opened}<w:p/>{closed}</w:body></w:document>".encode()


BAD = [
    (docx(STORY)[:-100], "damaged"),
    (docx(STORY)[:200], "damaged"),
    (b"PK\x03\x04 and nothing more", "damaged"),
    (docx([]), "no text"),
    (docx(STORY, parts={"word/document.xml": b"\xff\x00 no XML"}), "damaged"),
    (docx(STORY, parts={"word/document.xml": b"<w:document " + b" " * 30_000_000}), "inflates"),
    (docx(STORY, parts={"word/styles.xml": b" " * 30_000_000}), "inflates"),
    (docx(STORY, parts={"word/document.xml": b"<w:p/>" * 1_000_000}), "tags"),
    (docx(STORY, parts={"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "entities"),
    (docx(STORY, parts={"word/document.xml": nested(5_000)}), "damaged"),
]


@pytest.mark.parametrize(("raw", "word"), BAD)
def test_a_document_that_cannot_be_read_says_what_to_do(raw: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        docx_text(raw)


def test_macros_and_pictures_are_never_opened() -> None:
    raw = docx(STORY, parts={"word/vbaProject.bin": b"x" * 1_000, "word/media/a.png": b"\x89PNG"})
    assert docx_text(raw)[0] == "\n\n".join(STORY)


def test_a_document_of_too_many_parts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PARTS", 10)
    parts = {f"word/{number}.xml": b"x" for number in range(20)}
    with pytest.raises(Unreadable, match="parts"):
        docx_text(docx(STORY, parts=parts))


@given(st.integers(0, 2_000), st.binary(min_size=1, max_size=20))
def test_any_harm_is_named(at: int, harm: bytes) -> None:
    raw = docx(STORY, heading="Ferry", core=CORE)
    try:
        docx_text(raw[:at] + harm + raw[at + len(harm) :])
    except Unreadable as error:
        assert str(error)


@given(st.binary(max_size=300))
def test_any_text_part_is_read_or_named(part: bytes) -> None:
    with zipfile.ZipFile(reader._packed({"word/document.xml": part})) as archive:
        assert archive.namelist()
    try:
        docx_text(docx(STORY, parts={"word/document.xml": part}))
    except Unreadable as error:
        assert str(error)
