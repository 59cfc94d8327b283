"""A Word document (.docx) to its text: paragraphs, headings, lists and tables in their order.

What may live here: opening the document within bounds and stating its properties. mammoth makes
HTML of it, which is then read as any page is. Only the parts that hold text are handed on, each
inflated up to a limit, so neither a bomb nor a macro nor a picture comes near it. Comments and
what was deleted with changes tracked are left out, as Word's own print does.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from xml.parsers.expat import ExpatError

from secondsource.errors import Unreadable
from secondsource.read.linear import linear
from secondsource.records import Block, Field, Link

LARGEST_PART = 8_000_000  # bytes of one part: some 200 000 words
MOST_TAGS = 600_000  # in one part; mammoth takes 40 s for so many
MOST_PARTS = 10_000  # of an archive's directory; a report with pictures has 200
_KEPT = re.compile(
    r"(?:\[Content_Types\]\.xml|_rels/\.rels"
    r"|word/(?:_rels/)?(?:document|styles|numbering|footnotes|endnotes)\w*\.xml(?:\.rels)?)$"
)
_CORE = "docProps/core.xml"
_STATED = re.compile(
    r"<(?:dc|dcterms):(title|creator|created|modified)\b[^>]*>([^<]{1,1000})</", re.IGNORECASE
)
_NAMES = {"creator": "author"}
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
_BROKEN = (
    KeyError, ValueError, IndexError, AttributeError, TypeError, OSError, EOFError, RecursionError,
    NotImplementedError, RuntimeError, ExpatError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def docx_text(
    raw: bytes,
) -> tuple[str, tuple[Block, ...], tuple[Field, ...], tuple[Link, ...]]:
    """Give the text of a Word document, its blocks, its links and what it states of itself.

    Blocks are as ``linear`` names them; the fields are ``docx:title``, ``docx:author``,
    ``docx:created`` and ``docx:modified``. Raises ``Unreadable`` where the document is damaged,
    locked or larger than a text is.
    """
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts, core = _parts(archive), _part(archive, _CORE)
        made = mammoth.convert_to_html(
            _packed(parts),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_no_picture),
        )
    except _BROKEN as error:
        raise Unreadable(
            f"the document is damaged ({type(error).__name__}): open it in Word or LibreOffice and"
            " save it again, or as .txt"
        ) from error
    text, blocks, _, links = linear(made.value)
    if not text.strip():
        raise Unreadable("the document holds no text, only pictures or nothing")
    return text, blocks, tuple(_fields(core or b"")), links


def _no_picture(picture: object) -> dict[str, str]:
    """Leave a picture unopened: it may lie anywhere, even outside the document."""
    return {}


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    names = archive.namelist()
    if len(names) > MOST_PARTS:
        raise Unreadable(f"the document holds over {MOST_PARTS} parts: save it as .txt")
    found = {name: _part(archive, name) for name in names if _KEPT.match(name)}
    return {name: raw for name, raw in found.items() if raw is not None}


def _part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Inflate one part, no further than its limit."""
    try:
        with archive.open(name) as part:
            raw = part.read(LARGEST_PART + 1)
    except KeyError:
        return None
    if len(raw) > LARGEST_PART or raw.count(b"<") > MOST_TAGS:
        raise Unreadable(
            f"the document inflates to over {LARGEST_PART // 1_000_000} MB or {MOST_TAGS} tags:"
            " split it, or save it as .txt"
        )
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise Unreadable("the document declares entities, which Word never does: do not trust it")
    return raw


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, raw in parts.items():
            archive.writestr(zipfile.ZipInfo(name), raw)
    packed.seek(0)
    return packed


def _fields(core: bytes) -> Iterator[Field]:
    for name, value in _STATED.findall(core.decode("utf-8", "replace")):
        words = " ".join(unescape(value).split())
        if words:
            yield Field(f"docx:{_NAMES.get(name.lower(), name.lower())}", words)
