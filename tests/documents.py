"""Documents that are made by the tests: a small PDF, a small .docx, all on made-up news."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

Line = tuple[int, int, int, str]  # from the left, from the foot, size, words


def streamed(pieces: Iterable[bytes]) -> Callable[[int], bytes]:
    """What reads pieces as one stream that nobody holds."""
    waiting, held = iter(pieces), b""

    def read(size: int) -> bytes:
        nonlocal held
        while len(held) < size and (piece := next(waiting, b"")):
            held += piece
        given, held = held[:size], held[size:]
        return given

    return read


def pdf(pages: Sequence[Sequence[Line]], *, title: str = "", author: str = "") -> bytes:
    """A PDF of pages with lines at their places, uncompressed."""
    objects = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids, tree = [], 2 + 2 * len(pages)
    for lines in pages:
        drawn = b"\n".join(
            b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, left, base, _escaped(words))
            for left, base, size, words in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 1 0 R >> >> >>" % (tree, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    objects.append(
        b"<< /Title (%s) /Author (%s) /CreationDate (D:20310521080000+02'00') >>"
        % (_escaped(title), _escaped(author))
    )
    return _numbered(objects)


def _escaped(words: str) -> bytes:
    raw = words.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        raw = raw.replace(mark, b"\\" + mark)
    return raw


def _numbered(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R /Info %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(objects) - 1, len(objects), len(out))
    )


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_STYLES = (
    f'<w:styles xmlns:w="{_WORD}"><w:style w:type="paragraph" w:styleId="Heading1">'
    '<w:name w:val="heading 1"/></w:style></w:styles>'
)


def docx(
    paragraphs: Sequence[str],
    *,
    heading: str = "",
    core: str = "",
    parts: dict[str, bytes] | None = None,
) -> bytes:
    """A .docx of a heading and paragraphs; ``core`` are its properties as XML, ``parts`` others."""
    head = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{heading}</w:t></w:r></w:p>'
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    whole = (head if heading else "") + body
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{whole}</w:body></w:document>'
    written = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELATIONS.encode(),
        "word/document.xml": document.encode(),
        "word/styles.xml": _STYLES.encode(),
        "docProps/core.xml": core.encode(),
        **(parts or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in written.items():
            archive.writestr(zipfile.ZipInfo(name), raw, compress_type=zipfile.ZIP_DEFLATED)
    return packed.getvalue()
