"""What kind of file this is, by its first bytes and only then by its name.

What may live here: telling kinds apart, and what is said of the kinds that are not read. Nothing
is opened here. It works because formats sign their first bytes, and text that does not is told
by how it begins: with a mail's headers, a tag, a bracket, or a row of column names. The name
decides only where bytes cannot: a table, Markdown, a script.
"""

from __future__ import annotations

import re
from typing import Literal

from secondsource.edges.columns import is_header

Kind = Literal[
    "plain", "markdown", "html", "pdf", "zip", "mhtml", "mail", "mbox", "lines", "array", "table",
    "gzip", "bzip2", "xz", "warc", "feed", "listing", "pack",
    "picture", "recording", "office", "rtf", "archive", "tar", "zstd", "database", "program",
    "font", "code", "xml", "json", "parquet", "binary",
]  # fmt: skip

_SIGNED: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x5d\x2a\x4d\x18", "zstd"),
    (b"WARC/", "warc"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x00\x00\x01\x00", "picture"),
    (b"8BPS", "picture"),
    (b"OggS", "recording"),
    (b"ID3", "recording"),
    (b"fLaC", "recording"),
    (b"\x1aE\xdf\xa3", "recording"),
    (b"FLV\x01", "recording"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"\x7fELF", "program"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"OTTO", "font"),
    (b"\x00\x01\x00\x00\x00", "font"),
    (b"PAR1", "parquet"),
)
_NAMED: dict[str, Kind] = {
    ".csv": "table", ".tsv": "table", ".tab": "table", ".psv": "table",
    ".jsonl": "lines", ".ndjson": "lines", ".jsonlines": "lines",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".xht": "html",
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown",
    ".eml": "mail", ".mbox": "mbox", ".mht": "mhtml", ".mhtml": "mhtml",
    ".svg": "picture", ".js": "code", ".mjs": "code", ".css": "code", ".map": "code",
    ".py": "code", ".sh": "code", ".toml": "code", ".ini": "code", ".yaml": "code",
    ".yml": "code", ".exe": "program", ".dll": "program",
}  # fmt: skip
_BY_NAME = frozenset(_NAMED.values()) - {"html"}  # what bytes that are text do not gainsay
UNREAD_KINDS: dict[Kind, tuple[str, str, str]] = {
    "picture": ("a picture", "pictures", "only text is read; a scanned page needs OCR first"),
    "recording": ("a recording", "recordings", "only text is read: give a transcript"),
    "office": (
        "an old office document (.doc, .xls, .msg)",
        "old office documents (.doc, .xls, .msg)",
        "save it as .docx, .txt or .csv and read that",
    ),
    "rtf": ("a rich-text document", "rich-text documents", "save it as .docx or .txt"),
    "archive": ("an archive (7-Zip or RAR)", "archives (7-Zip or RAR)", "unpack it and read that"),
    "tar": ("a tar archive", "tar archives", "unpack it (tar xf FILE) and read the folder"),
    "zstd": ("zstd-compressed", "zstd-compressed files", "unpack it first: unzstd FILE"),
    "database": ("a database", "databases", "a store is opened with --store; export others as CSV"),
    "program": ("a program", "programs", "only text and documents are read"),
    "font": ("a font", "fonts", "only text and documents are read"),
    "code": (
        "a script, a style sheet, a log or settings",
        "scripts, style sheets, logs or settings",
        "it holds no article; if it does, name it .txt",
    ),
    "xml": (
        "XML that is neither a page, a feed nor a list of addresses",
        "XML files that are neither pages, feeds nor lists of addresses",
        "export it as JSON lines, CSV or text",
    ),
    "json": (
        "JSON without articles",
        "JSON files without articles",
        'an article is an object with "text" or "html"; name other columns with --columns',
    ),
    "parquet": ("a Parquet table", "Parquet tables", "export it as CSV or JSON lines"),
    "binary": ("binary, not text", "binary files", "only text and documents are read"),
}
_ENVELOPE = re.compile(rb"From \S+ .{0,40}\d{1,2}:\d\d(?::\d\d)? .{0,20}\d{4}\r?\n")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t\r\n]")
_OF_MAIL = frozenset(
    b"from to date subject message-id received return-path mime-version content-type delivered-to"
    b" dkim-signature reply-to sender x-mailer list-id".split()
)
_OF_MACHINES = _OF_MAIL - set(b"from to date subject sender reply-to".split())
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from: <?saved by)", re.IGNORECASE | re.M)
_WEB = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_XML = re.compile(rb"<(?:\?xml[\s?]|!DOCTYPE\s|[A-Za-z][\w:.-]*[\s>/])")
_NOT_TEXT = bytes(sorted(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B} | {0x7F}))
_MOST_CONTROLS = 0.02  # of a head that is not UTF-16; a text has none but stray ones


def kind_of(head: bytes, name: str) -> Kind:
    """Tell what kind of file begins with ``head`` (``HEAD`` bytes of it, or all) and has a name.

    What is neither signed nor known by its name is ``plain`` if it is text, else ``binary``; an
    empty file is what its name says, or ``plain``. Errors: none.

    >>> kind_of(b"%PDF-1.7", "a.txt"), kind_of(b"Ferry sinks off Osk", "a"), kind_of(b"", "a.csv")
    ('pdf', 'plain', 'table')
    >>> kind_of(b"From: Osk <a@osk.example>\\nMessage-ID: <1@osk.example>\\n\\nHi", "letter")
    'mail'
    """
    ending = ending_of(name)
    named = _NAMED.get(ending)
    view = _view(head)
    if certain := _signed(head, ending) or _letter(view):
        return certain
    if named in _BY_NAME:
        return named
    found = _bracketed(view)
    if named and found in (None, "xml", "array", "lines"):
        return named
    return found or _other(head, view)


def ending_of(name: str) -> str:
    """Give the ending of a file's name in lower case, with its dot.

    >>> ending_of("news/Ferry.HTML"), ending_of("http://osk.example/a.html?x=1"), ending_of("-")
    ('.html', '.html', '')
    """
    last = name.partition("?")[0].replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""


def _signed(head: bytes, ending: str) -> Kind | None:
    if b"%PDF-" in head[:1024] and (head.lstrip()[:5] == b"%PDF-" or ending == ".pdf"):
        return "pdf"
    if head[:4] == b"RIFF":
        return "picture" if head[8:12] == b"WEBP" else "recording"
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12] in (b"avif", b"heic", b"mif1", b"avis") else "recording"
    if head[257:262] == b"ustar":
        return "tar"
    if head[:2] in (b"MZ", b"BM") and _controls(head) > _MOST_CONTROLS:
        return "program" if head[:2] == b"MZ" else "picture"
    signed = next((kind for mark, kind in _SIGNED if head.startswith(mark)), None)
    return "warc" if signed in ("gzip", "zstd") and _is_warc(head) else signed


def _is_warc(head: bytes) -> bool:
    from secondsource.edges.warc import is_warc

    return is_warc(head)


def _view(head: bytes) -> bytes:
    """Give the head as its ASCII letters stand in it, whether in one byte each or in two."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:64].count(0) * 3 > len(head[:64]):
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x0b\x0c")


def _letter(view: bytes) -> Kind | None:
    """Name a mail, a mailbox or a page saved as one: by headers that no article begins with."""
    if _ENVELOPE.match(view):
        return "mbox"
    top = view[:8_192].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = [line for line in top.split(b"\n") if line[:1] not in (b" ", b"\t")]
    found = [_HEADER.match(line + b"\n") for line in lines]
    names = {one[1].lower() for one in found if one}
    if found[:1] == [None] or len(names) * 2 < len(lines):
        return None
    if len(_OF_MAIL & names) < 2 or not _OF_MACHINES & names:
        return None
    if _RELATED.search(top) and _SAVED.search(top):
        return "mhtml"
    return "mail"


def _bracketed(view: bytes) -> Kind | None:
    """Name what begins with a tag or a bracket."""
    first = view[:1]
    if first == b"<":
        return _tagged(view)
    if first == b"{" and re.match(rb"\{\s*[\"}]", view):
        return _object(view)
    if first == b"[" and re.match(rb"\[\s*(?:\{|\])", view):
        return "array"
    return None


def _tagged(view: bytes) -> Kind | None:
    from secondsource.edges.feeds import is_feed
    from secondsource.edges.sitemaps import is_listing
    from secondsource.read.decoding import is_markup

    if is_feed(view):
        return "feed"
    if is_listing(view):
        return "listing"
    if _WEB.search(view[:4_096]) or is_markup(view):
        return "html"
    if view[:5] == b"<?xml" and _XML.match(view):
        return "picture" if b"<svg" in view[:4_096] else "xml"
    return None


def _object(view: bytes) -> Kind:
    """Name JSON that begins with an object: lines, where it ends with its line and more follow."""
    from secondsource.edges.feeds import is_feed

    if is_feed(view):
        return "feed"
    line, _, rest = view.partition(b"\n")
    return "lines" if line.rstrip().endswith(b"}") and rest.strip() else "array"


def _other(head: bytes, view: bytes) -> Kind:
    if is_header(view.partition(b"\n")[0]):
        return "table"
    return "binary" if len(view) == len(head) and _controls(head) > _MOST_CONTROLS else "plain"


def _controls(head: bytes) -> float:
    return (len(head) - len(head.translate(None, _NOT_TEXT))) / max(1, len(head))
