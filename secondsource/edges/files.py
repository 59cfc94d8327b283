"""Files, folders, standard input and JSON lines to raw pages, one at a time.

What may live here: finding and opening inputs. Nothing is decoded or judged beyond telling one
kind of file from another. Whatever cannot be opened becomes an ``Unread`` that says why, and
the run goes on. Folders are walked lazily in sorted order, so the same folder gives the same
pages in the same order, and none is held longer than it is needed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

from secondsource.edges.raw import LARGEST, Raw
from secondsource.records import Given, Unread

_PLAIN = frozenset({".txt", ".md", ".text", ".markdown"})
_WEB = frozenset({".html", ".htm", ".xhtml", ".xht"})
_JSON = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_NO_FILE = "not a file: only files, folders and - are read"
_WORDS = ("url", "outlet", "headline", "byline", "date", "fetched")


def inputs_of(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Raw | Unread]:
    """Yield every page in the files, folders and standard input (``-``) named, lazily.

    Yields an ``Unread`` with a reason for whatever cannot be read; raises nothing for a bad
    input. Hidden files in folders are skipped in silence.
    """
    for path in paths:
        for one in _from_path(path, stdin):
            named = replace(one, input=_writable(one.input))
            yield (
                replace(named, address=_writable(named.address))
                if isinstance(named, Raw)
                else named
            )


def _from_path(path: str, stdin: BinaryIO | None) -> Iterator[Raw | Unread]:
    if path == "-":
        return _from_stdin(stdin or sys.stdin.buffer)
    return _from_folder(path) if os.path.isdir(path) else _from_file(path)


def _writable(name: str) -> str:
    """Spell out the bytes of a file's name that are no text: a store and a screen hold text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _from_folder(path: str) -> Iterator[Raw | Unread]:
    found = False
    for each in _walked(path):
        if isinstance(each, Unread):
            found = True
            yield each
            continue
        found = True
        yield from _from_file(each, named=False)
    if not found:
        yield Unread(
            path,
            "the folder holds no articles: .txt, .md, .html or .jsonl files are read",
        )


def _walked(path: str) -> Iterator[str | Unread]:
    """Walk a folder in sorted order without recursion; links to folders are not followed."""
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if not os.path.isdir(here) or (here != path and os.path.islink(here)):
            yield here
            continue
        try:
            names = sorted(name for name in os.listdir(here) if not name.startswith("."))
        except OSError as error:
            yield Unread(here, _said(error))
            continue
        waiting.extend(os.path.join(here, name) for name in reversed(names))


def _from_file(path: str, *, named: bool = True) -> Iterator[Raw | Unread]:
    ending = Path(path).suffix.lower()
    if ending in _JSON:
        yield from _from_lines_of(path)
        return
    raw = _bytes_of(path)
    if isinstance(raw, Unread):
        yield raw
        return
    known = ending in _PLAIN or ending in _WEB
    if not known and not named and not _looks_like_text(raw):
        yield Unread(path, f"not a page: {ending or 'a file without ending'} is not read")
        return
    if not known and (lines := _as_lines(raw)):
        yield from _from_lines(lines, path)
        return
    yield Raw(raw, path, os.path.abspath(path), _media(ending))


def _media(ending: str) -> Literal["plain", "html"] | None:
    return "html" if ending in _WEB else "plain" if ending == ".md" else None


def _bytes_of(path: str) -> bytes | Unread:
    try:
        size = os.stat(path).st_size
        if size > LARGEST:
            return Unread(
                path,
                f"the file has {size // 1_000_000} MB; the limit is {LARGEST // 1_000_000} MB:"
                " split it, or give the articles one a file or as JSON lines",
            )
        if not os.path.isfile(path):
            return Unread(path, _NO_FILE)
        with open(path, "rb") as opened:
            return opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        return Unread(path, _said(error))


def _said(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file: check the path (a link may point to nothing)"
    if isinstance(error, PermissionError):
        return "reading it is not permitted: change its permissions or copy it"
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"it could not be opened: {told}"


def _looks_like_text(raw: bytes) -> bool:
    head = raw[:4096]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return bool(head) and controls * 50 < len(head)


def _from_stdin(stdin: BinaryIO) -> Iterator[Raw | Unread]:
    raw = stdin.read(LARGEST + 1)
    if len(raw) > LARGEST:
        yield Unread("-", f"standard input is over {LARGEST // 1_000_000} MB: give it as files")
    elif lines := _as_lines(raw):
        yield from _from_lines(lines, "-")
    else:
        yield Raw(raw, "-", "-")


# -- JSON lines -----------------------------------------------------------------------------


def _as_lines(raw: bytes) -> list[bytes] | None:
    """Give the lines of bytes whose first line is a JSON object with a text, else None."""
    if raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return None
    lines = raw.splitlines()
    first = next((line for line in lines if line.strip()), b"")
    try:
        told = json.loads(first.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    return lines if isinstance(told, dict) and ("text" in told or "html" in told) else None


def _from_lines_of(path: str) -> Iterator[Raw | Unread]:
    """Read a file of JSON lines line by line: it may be larger than one page may."""
    if os.path.exists(path) and not os.path.isfile(path):
        yield Unread(path, _NO_FILE)  # a pipe or a device would never end
        return
    try:
        with open(path, "rb") as opened:
            yield from _from_lines(_lines_in(opened), path)
    except OSError as error:
        yield Unread(path, _said(error))


def _lines_in(opened: BinaryIO) -> Iterator[bytes]:
    """Yield lines; of one over the limit so much as shows that it is, the rest is passed over."""
    while line := opened.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = opened.readline(LARGEST + 1)


def _from_lines(lines: Iterable[bytes], path: str) -> Iterator[Raw | Unread]:
    empty = True
    for number, line in enumerate(lines, start=1):
        if line.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            empty = False
            yield _from_line(line, path, number)
    if empty:
        yield Unread(path, "the file is empty: there is nothing to read")


def _from_line(line: bytes, path: str, number: int) -> Raw | Unread:
    if len(line) > LARGEST:
        return Unread(path, f"line {number} is over {LARGEST // 1_000_000} MB")
    try:
        told = json.loads(line.decode("utf-8-sig", "replace"))
    except ValueError as error:
        return Unread(path, f"line {number} is not JSON: {error}")
    except RecursionError:
        return Unread(path, f"line {number} is nested too deep to be an article")
    if not isinstance(told, dict):
        return Unread(path, f'line {number} is not an object: write {{"text": "..."}}')
    html, text = told.get("html"), told.get("text")
    body = html if isinstance(html, str) and html.strip() else text
    if not isinstance(body, str) or not body.strip():
        return Unread(path, f'line {number} has neither "text" nor "html"')
    stated = {name: _word(told.get(name)) for name in _WORDS}
    url = stated.pop("url")
    key = _word(told.get("id"))
    return Raw(
        raw=_clean(body).encode("utf-8"),
        input=path,
        address=url or f"{'-' if path == '-' else os.path.abspath(path)}#{key or number}",
        media="html" if body is html else "plain",
        given=Given(**stated),
        url=url,
        key=key,
    )


def _word(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _clean(str(value)).strip() or None


def _clean(text: str) -> str:
    """Replace lone surrogates, which JSON may hold and no file can."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
