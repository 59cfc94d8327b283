"""JSON to pages: JSON lines, an array of articles, or an object that holds such an array.

What may live here: cutting JSON into one object after another, and naming the one that is
broken. Neither is ever held whole: lines are read line by line, and an array object by object,
so a file of gigabytes takes no more memory than its longest article.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from secondsource.edges.columns import matched, page_of_row, tell_matched, value_of
from secondsource.edges.opening import Asked, head_of
from secondsource.edges.raw import LARGEST, Raw
from secondsource.errors import Unreadable
from secondsource.read.decoding import decoded
from secondsource.records import Unread

LONGEST = 50_000_000  # characters of one object in an array; a long article has 100 000
_STEP = 65_536  # characters read at a time where an object is not closed yet
_DEEP = 3  # objects around a list of articles, as in {"response": {"docs": [...]}}
_FORMS = 1_000  # sets of names that are matched once; real exports have a handful
_GAP = " \t\r\n,\ufeff\x1e"


class _Rows:
    """Objects to pages; how their names were matched is told once a file."""

    def __init__(self, name: str, asked: Asked) -> None:
        self._name = name
        self._asked = asked
        self._forms: dict[tuple[str, ...], dict[str, str] | None] = {}
        self._told = False

    def page(self, row: Mapping[str, Any], number: int) -> Raw | None:
        """Make a page of an object, or None where it holds no text."""
        columns = self.columns(row)
        return page_of_row(row, columns, self._name, number) if columns else None

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Say whether an object is an article."""
        columns = self.columns(row) or {}
        return any(value_of(row, columns[one]) for one in ("text", "html") if one in columns)

    def columns(self, row: Mapping[str, Any]) -> dict[str, str] | None:
        """Match an object's names; an object may leave out what a person's map names."""
        form = tuple(row)[:_FORMS]
        if form not in self._forms and len(self._forms) < _FORMS:
            found = matched([*form, *self._asked.columns.values()], self._asked.columns)
            self._forms[form] = None if isinstance(found, Unread) else found
        columns = self._forms.get(form)
        if columns and not self._told:
            self._told = tell_matched(self._name, columns, self._asked, form)
        return columns


def pages_in_lines(opened: io.BufferedReader, name: str, asked: Asked) -> Iterator[Raw | Unread]:
    """Yield a page for each line of JSON, and an ``Unread`` for each line that gives none.

    >>> from secondsource.edges.opening import opened_over
    >>> lines = opened_over(io.BytesIO(b'{"text": "Nine died.", "id": 7}').read)
    >>> [(page.raw, page.key) for page in pages_in_lines(lines, "day.jsonl", Asked())]
    [(b'Nine died.', '7')]
    """
    rows, empty = _Rows(name, asked), True
    for number, line in enumerate(_lines_in(opened), start=1):
        if line.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            empty = False
            yield _of_line(line, rows, name, number)
    if empty:
        yield Unread(name, "the file is empty: there is nothing to read")


def _lines_in(opened: io.BufferedReader) -> Iterator[bytes]:
    """Yield lines; of one over the limit so much as shows that it is, the rest is passed over."""
    while line := opened.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = opened.readline(LARGEST + 1)


def _of_line(line: bytes, rows: _Rows, name: str, number: int) -> Raw | Unread:
    if len(line) > LARGEST:
        return Unread(name, f"line {number} is over {LARGEST // 1_000_000} MB")
    try:
        told = json.loads(line.decode("utf-8-sig", "replace"))
    except ValueError as error:
        return Unread(name, f"line {number} is not JSON: {error}")
    except RecursionError:
        return Unread(name, f"line {number} is nested too deep to be an article")
    return _of_object(told, rows, name, f"line {number}", number)


def _of_object(told: Any, rows: _Rows, name: str, place: str, number: int) -> Raw | Unread:
    if not isinstance(told, dict):
        return Unread(name, f'{place} is not an object: write {{"text": "..."}}')
    page = rows.page(told, number)
    if page is not None:
        return page
    there = ", ".join(f'"{key}"' for key in list(told)[:20])
    return Unread(
        name,
        f'{place} has neither "text" nor "html"; it has {there or "nothing"}'
        " (--columns text=NAME says which)",
    )


# -- arrays and objects ---------------------------------------------------------------------


def pages_in_array(opened: io.BufferedReader, name: str, asked: Asked) -> Iterator[Raw | Unread]:
    """Yield a page for each object of an array, or of the array that an object holds.

    What is broken is named, with where it stands; what stands before it is read.

    >>> from secondsource.edges.opening import opened_over
    >>> day = opened_over(io.BytesIO(b'{"articles": [{"title": "Ferry", "body": "Nine."}]}').read)
    >>> [page.given.headline for page in pages_in_array(day, "day.json", Asked())]
    ['Ferry']
    """
    try:
        charset = decoded(head_of(opened))[1]
    except Unreadable as error:
        yield Unread(name, str(error))
        return
    rows, number = _Rows(name, asked), 0
    text = io.TextIOWrapper(opened, charset, errors="replace")
    try:
        for told in _objects(text):
            for one in _articles(told, rows):
                number += 1
                yield _of_object(one, rows, name, f"record {number}", number)
    except ValueError as error:
        yield Unread(name, f"record {number + 1} is not JSON ({error}): nothing after it is read")
    except RecursionError:
        yield Unread(name, f"record {number + 1} is nested too deep to be an article")
    else:
        if not number:
            yield Unread(name, "it holds no articles: an empty list")
    finally:
        text.detach()  # whoever opened it closes it


def _objects(text: io.TextIOWrapper) -> Iterator[Any]:
    """Yield the values of an array, or of JSON written one after another, as each is closed."""
    decoder, held, at, step = json.JSONDecoder(strict=False), "", 0, _STEP
    opened = ended = False
    while True:
        at = _past(held, at)
        if at < len(held) and not opened and held[at] == "[":
            opened, at = True, at + 1
            continue
        if at < len(held) and opened and held[at] == "]":
            return
        try:
            told, end = decoder.raw_decode(held, at)
            if end == len(held) and not ended and not isinstance(told, dict | list):
                raise ValueError("it may go on")
        except ValueError:
            if ended and at >= len(held) and not opened:
                return
            if ended or len(held) - at > LONGEST:
                raise
            more = text.read(step)
            held, at, ended, step = held[at:] + more, 0, not more, max(_STEP, len(held) - at)
            continue
        yield told
        at, step = end, _STEP


def _past(held: str, at: int) -> int:
    while at < len(held) and held[at] in _GAP:
        at += 1
    return at


def _articles(told: Any, rows: _Rows) -> Iterator[Any]:
    """Yield the articles in a value: itself, or those of the first list of them inside."""
    if not isinstance(told, dict) or rows.holds(told):
        yield told
        return
    found = _listed(told, rows, _DEEP)
    yield from found if found is not None else [told]


def _listed(told: Mapping[str, Any], rows: _Rows, deep: int) -> list[Any] | None:
    for value in told.values():
        if isinstance(value, list) and any(
            isinstance(one, dict) and rows.holds(one) for one in value[:20]
        ):
            return value
    inner = (value for value in told.values() if isinstance(value, dict) and deep)
    return next((found for one in inner if (found := _listed(one, rows, deep - 1))), None)
