"""A PDF with a text layer to its text: letters and where they stand, page by page.

What may live here: asking PDFium for the letters of a document and cutting them into pieces of
lines; ``typeset`` makes paragraphs of these. PDFium gives letters in the order in which the
document draws them, which is how its columns were written. Nothing is recognised from pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from secondsource.errors import Unreadable
from secondsource.read.typeset import Piece, set_in_type
from secondsource.records import Block, Field, Link

MOST_PAGES = 2_000  # a newspaper has 60, a report of an inquiry 800
MOST_LETTERS = 20_000_000  # of one document: 5 000 pages of small type
_GAP = 2.5  # heights of a letter between two words that stand in different columns
_ODD = 0.3  # of letters that are no text; fonts without a table of letters give nearly all
_HYPHEN = "\ufffe"  # PDFium's mark for a hyphen at the end of a line
_STATED = (("Title", "title"), ("Author", "author"), ("CreationDate", "created"))
_DAY = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?([+-]\d\d|Z)?'?(\d\d)?")
_LETTERS = {0xFB00 + at: to for at, to in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_DROPPED = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xAD, 0xFFFF])
_FAULTS = {
    4: "the PDF wants a password: open it, save it without one and read that",
    5: "the PDF is protected in a way that cannot be opened: print it to a new PDF",
}


def pdf_text(
    raw: bytes,
) -> tuple[str, tuple[Block, ...], tuple[Field, ...], tuple[Link, ...]]:
    """Give the text of a PDF, its blocks, and the fields ``pdf:title``, ``author``, ``created``.

    A block is a paragraph (``p``), a heading (``h1``, ``h2``) or what runs along the pages'
    edges (``running``: heads, feet, numbers). Raises ``Unreadable`` where the document is
    damaged, locked, too long or holds only pictures.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_FAULTS.get(getattr(error, "err_code", 0), _DAMAGED)) from error
    try:
        pages = _pieces(document, pypdfium2)
        fields = tuple(_fields(document.get_metadata_dict()))
    finally:
        document.close()
    text, blocks = set_in_type(pages)
    _refuse_unread(text)
    return text, blocks, fields, ()


_DAMAGED = "the PDF is damaged or cut off: fetch it again, or save its text as .txt"


def _pieces(document: Any, pypdfium2: Any) -> list[list[Piece]]:
    if len(document) > MOST_PAGES:
        raise Unreadable(f"the PDF has over {MOST_PAGES} pages: split it and read the parts")
    pages: list[list[Piece]] = []
    letters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            shown = page.get_textpage()
        except pypdfium2.PdfiumError:
            pages.append([])  # a damaged page among sound ones
            continue
        letters += shown.count_chars()
        if letters > MOST_LETTERS:
            raise Unreadable("the PDF holds over 20 million letters: split it and read the parts")
        pages.append(list(_in_page(shown, page.get_height(), pypdfium2.raw)))
        shown.close()
        page.close()
    if not any(pages) and len(document):
        raise Unreadable(_PICTURES)
    return pages


_PICTURES = (
    "the PDF holds pictures of its pages and no text: let a program for OCR add it"
    " (ocrmypdf IN.pdf OUT.pdf) and read that"
)


def _refuse_unread(text: str) -> None:
    odd = sum(map(text.count, "\ufffd\ufffe")) + len(re.findall("[\ue000-\uf8ff]", text))
    if odd > len(text) * _ODD:
        raise Unreadable(
            "the PDF does not say which letters its fonts draw: let a program for OCR read it"
            " (ocrmypdf --force-ocr IN.pdf OUT.pdf)"
        )


def _in_page(shown: Any, height: float, raw: Any) -> Iterator[Piece]:
    """Yield the pieces of a page's lines: runs of words without a gap as wide as a column's."""
    text = _letters_of(shown, raw)
    box = raw.FS_RECTF()
    held: list[tuple[str, float, float]] = []
    low = high = right = 0.0
    for word in _WORDS.finditer(text):
        left, bottom, _, top = _box(shown, word.start(), box, raw)
        if held and (text[word.start() - 1] == "\n" or left - right > _GAP * (high - low)):
            yield _piece(held, low, high, height)
            held = []
        if not held:
            low, high = bottom, top
        right = _box(shown, word.end() - 1, box, raw)[2]
        held.append((word[0], left, right))
        if word[0].endswith(_HYPHEN):
            yield _piece(held, low, high, height)
            held = []
    if held:
        yield _piece(held, low, high, height)


_WORDS = re.compile(rf"[^\s{_HYPHEN}]+{_HYPHEN}?|{_HYPHEN}")


def _letters_of(shown: Any, raw: Any) -> str:
    """Give a page's letters, one a letter that PDFium counts, line ends as line feeds."""
    count = shown.count_chars()
    text: str = shown.get_text_range() if count else ""
    if len(text) != count:
        text = "".join(chr(raw.FPDFText_GetUnicode(shown, at)) for at in range(count))
    return text.replace("\r", "\n")


def _box(shown: Any, at: int, box: Any, raw: Any) -> tuple[float, float, float, float]:
    if not raw.FPDFText_GetLooseCharBox(shown, at, box):
        return (0.0, 0.0, 0.0, 0.0)
    return (box.left, box.bottom, box.right, box.top)


def _piece(held: list[tuple[str, float, float]], low: float, high: float, height: float) -> Piece:
    words = " ".join(word for word, _, _ in held).translate(_LETTERS).translate(_DROPPED)
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    hyphen = words.endswith(_HYPHEN)
    return Piece(
        words.replace(_HYPHEN, "-" if hyphen else ""),
        left=round(held[0][1], 1),
        right=round(held[-1][2], 1),
        base=round(low, 1),
        height=round(abs(high - low), 1),
        above=round(min(1.0, max(0.0, 1 - high / height)), 3) if height > 0 else 0.5,
        hyphen=hyphen,
    )


def _fields(stated: dict[str, str]) -> Iterator[Field]:
    for key, name in _STATED:
        value = " ".join(stated.get(key, "").replace("\x00", "").split())[:1_000]
        if value and name == "created":
            value = day_stated(value)
        if value:
            yield Field(f"pdf:{name}", value)


def day_stated(value: str) -> str:
    """Give a PDF's way of writing a time as ISO, or nothing where it is none.

    >>> day_stated("D:20310521080000+02'00'"), day_stated("D:2031"), day_stated("May")
    ('2031-05-21T08:00:00+02:00', '2031', '')
    """
    found = _DAY.match(value)
    if not found:
        return ""
    year, month, day, hour, minute, second, zone, rest = found.groups()
    said = "-".join(part for part in (year, month, day if month else None) if part)
    if day and hour and minute:
        said += f"T{hour}:{minute}:{second or '00'}"
        said += "" if not zone else "Z" if zone == "Z" else f"{zone}:{rest or '00'}"
    return said
