"""Bytes to characters: what the page declares, what its bytes show, in that order of trust.

What may live here: telling text from binary and finding the charset. It works because the
encodings that matter exclude one another: a byte-order mark is proof, text that is valid UTF-8
and not plain ASCII is UTF-8, and UTF-16 shows as a column of equal bytes. Only what is left is
believed to be what the server declared, then what the page declares (the order of the WHATWG's
encoding sniffing), or guessed from the frequency of its bytes.
"""

from __future__ import annotations

import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from secondsource.errors import Unreadable

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF document", "save its text as .txt and read that"),
    (
        b"PK\x03\x04",
        "a zip archive or office document",
        "unpack it, or save it as .txt or .html",
    ),
    (b"PK\x05\x06", "an empty zip archive", "there is nothing in it to read"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old office document",
        "save it as .txt or .html and read that",
    ),
    (b"\x89PNG", "a picture", "only text and web pages are read"),
    (b"\xff\xd8\xff", "a picture", "only text and web pages are read"),
    (b"GIF8", "a picture", "only text and web pages are read"),
    (b"RIFF", "a picture or recording", "only text and web pages are read"),
    (b"OggS", "a recording", "only text and web pages are read"),
    (b"ID3", "a recording", "only text and web pages are read"),
    (b"\x1f\x8b", "gzip-compressed", "unpack it first: gunzip FILE"),
    (b"BZh", "bzip2-compressed", "unpack it first: bunzip2 FILE"),
    (b"\xfd7zXZ", "xz-compressed", "unpack it first: unxz FILE"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed", "unpack it first: unzstd FILE"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", "only text and web pages are read"),
    (b"MZ", "a program", "only text and web pages are read"),
    (b"SQLite format 3", "a database", "a store is opened with --store"),
)
_CONTROLS = bytes(sorted(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B} | {0x7F}))
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]+)"
    rb"|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([a-zA-Z0-9_:.-]+)",
    re.IGNORECASE,
)
_SCRIPTS = (b"\x00", b"\x03", b"\x04", b"\x05", b"\x06")  # high bytes, from Latin to Arabic
_SHIFTED = b"\x1b$"  # the bytes of ISO-2022-JP are valid UTF-8, but for this no text
_LOOKED_AT = 65_536  # bytes looked at to tell what a file is; the rest is like them
_MOST_CONTROLS = 0.10  # a text has none but stray ones; programs and pictures a third
_MARKUP = re.compile(
    rb"\s*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<\?xml[^>]*>\s*<(?:!doctype\s+)?html)",
    re.IGNORECASE,
)
_ELEMENT = re.compile(rb"</(?:p|div|a|span|title|h1|h2|li|td|body|html)\s*>", re.IGNORECASE)


def decoded(raw: bytes, *, html: bool = False, served: str | None = None) -> tuple[str, str]:
    """Give the characters of a file and the charset they were read in, any BOM left out.

    ``served`` is the charset that the server declared; ``html`` says that one declared in the
    page may be believed. A byte that stands for nothing becomes U+FFFD, so no lone surrogate is
    ever left. Raises ``Unreadable`` where the bytes are not text.

    >>> decoded("Паром затонул".encode("utf-16-le"))
    ('Паром затонул', 'utf-16-le')
    >>> decoded("Паром".encode("koi8-r"), served="KOI8-R")
    ('Паром', 'koi8-r')
    """
    if not raw.strip(b" \t\r\n\x00"):
        raise Unreadable("the file is empty: there is nothing to read; was it saved completely?")
    for mark, charset in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(charset, "replace"), charset
    charset = _paired(raw) or ""
    if not charset:
        _refuse_binary(raw)
        stated = [served or "", _declared(raw) if html else ""]
        labels = [known for label in stated if (known := _labelled(label))]
        text = None if "iso2022_jp" in labels and _SHIFTED in raw else _as_utf8(raw)
        if text is not None:
            return text.lstrip("\ufeff"), "utf-8"
        charset = labels[0] if labels else _guessed(raw)
    return raw.decode(charset, "replace").lstrip("\ufeff"), charset


def is_markup(raw: bytes) -> bool:
    """Say whether bytes look like a web page.

    >>> is_markup(b"<!DOCTYPE html><p>Ferry sinks"), is_markup(b"Ferry sinks; 3 < 4")
    (True, False)
    """
    head = raw[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return bool(_MARKUP.match(head)) or len(_ELEMENT.findall(head)) >= 3


def _paired(raw: bytes) -> str | None:
    """Name UTF-16 without a mark: one byte of each pair takes very few values."""
    head = raw[: min(len(raw), 4096) & ~1]
    if len(head) < 8 or not any(byte in head for byte in _SCRIPTS):
        return None
    first, second = head[0::2], head[1::2]
    few, enough = max(2, len(first) // 40), len(first) * 9 // 10
    for high, low, charset in (
        (second, first, "utf-16-le"),
        (first, second, "utf-16-be"),
    ):
        scripts = sorted((high.count(byte) for byte in set(high)), reverse=True)
        common = sum(scripts[:2])
        if (
            common >= enough
            and len(set(low)) > min(6, few + len(set(high)))
            and any(byte in high for byte in _SCRIPTS)
        ):
            return charset if _is_text(raw, charset) else None
    return None


def _is_text(raw: bytes, charset: str) -> bool:
    text = raw[:4096].decode(charset, "replace")
    odd = sum(not (char.isprintable() or char.isspace()) for char in text)
    return odd <= len(text) * _MOST_CONTROLS


def _as_utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start and _mostly_utf8(raw):
            return raw.decode("utf-8", "replace")
    return None


def _guessed(raw: bytes) -> str:
    guess = detect_encoding(_informative(raw), max_len=_LOOKED_AT)
    return _known(guess) if guess and guess != "utf-8" else "cp1252"


def _refuse_binary(raw: bytes) -> None:
    for mark, what, then in _SIGNATURES:
        if raw.startswith(mark) and (len(mark) > 2 or _controls(raw) > 0.02):
            raise Unreadable(f"the file is {what}, not text: {then}")
    if _controls(raw) > _MOST_CONTROLS:
        raise Unreadable("the file is binary, not text: only text and web pages are read")


def _controls(raw: bytes) -> float:
    head = raw[:_LOOKED_AT]
    return 1 - len(head.translate(None, _CONTROLS)) / max(1, len(head))


def _mostly_utf8(raw: bytes) -> bool:
    """Say whether nearly all bytes beyond ASCII are good UTF-8: a file with a few broken ones."""
    head = raw[: _LOOKED_AT * 4]
    beyond = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", head))
    broken = head.decode("utf-8", "replace").count("\ufffd")
    return broken * 10 < beyond


def _declared(raw: bytes) -> str:
    found = _DECLARED.search(raw[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


def _labelled(label: str) -> str | None:
    """Give the charset that a label stands for; one of the UTF family has been ruled out."""
    charset = map_encoding_to_html5(label.strip(" \t\"'"), fallback_utf8=False) if label else None
    return _known(charset) if charset and not charset.lower().startswith("utf") else None


def _known(charset: str) -> str:
    try:
        "".encode(charset)
    except LookupError:
        return "cp1252"
    return charset.lower()


def _informative(raw: bytes) -> bytes:
    """Keep the lines that hold more than ASCII: they are what tells one charset from another."""
    lines = [line for line in raw[: _LOOKED_AT * 4].split(b"\n") if not line.isascii()]
    return b"\n".join(lines) or raw[:_LOOKED_AT]
