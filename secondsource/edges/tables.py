"""Tables (CSV, TSV and their kin) to pages, a row each, however long the table is.

What may live here: telling a table's charset, delimiter and columns, and walking its rows. The
file is never held: rows are read one by one, so a table of gigabytes takes no more memory than
its longest row and the first ones, which show how its days are written. A cell is text whatever
it begins with: nothing is ever calculated.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from secondsource.edges.columns import matched, page_of_row, tell_matched
from secondsource.edges.dayorder import with_iso_days
from secondsource.edges.opening import HEAD, Asked, head_of
from secondsource.edges.raw import Raw
from secondsource.errors import Unreadable
from secondsource.read.decoding import decoded
from secondsource.records import Unread

LONGEST_ROW = 20_000_000  # characters of a line or a cell; a long article has 100 000
_DELIMITERS = ",;\t|"
_JUDGED = 20  # rows at the head that a delimiter is judged by


def pages_in_table(opened: io.BufferedReader, name: str, asked: Asked) -> Iterator[Raw | Unread]:
    """Yield a page for each row that holds a text; one ``Unread`` counts the rows that do not.

    What was matched without a map is told. Errors: none; a row that breaks the table off is
    named, and the rows after it are read.

    >>> from secondsource.edges.opening import opened_over
    >>> table = opened_over(io.BytesIO(b"title,text\\nFerry sinks,Nine died.\\n").read)
    >>> [(page.raw, page.given.headline) for page in pages_in_table(table, "t.csv", Asked())]
    [(b'Nine died.', 'Ferry sinks')]
    """
    head = head_of(opened)
    try:
        charset = charset_of(head)
    except Unreadable as error:
        yield Unread(name, str(error))
        return
    delimiter = delimiter_of(head.decode(charset, "replace"), whole=len(head) < HEAD)
    csv.field_size_limit(LONGEST_ROW)
    text = io.TextIOWrapper(opened, charset, errors="replace", newline="")
    try:
        yield from _in_text(text, delimiter, name, asked)
    finally:
        text.detach()  # whoever opened it closes it


def _in_text(
    text: io.TextIOWrapper, delimiter: str, name: str, asked: Asked
) -> Iterator[Raw | Unread]:
    lines = _Lines(text)
    try:
        names = [cell.strip() for cell in next(csv.reader(lines, delimiter=delimiter), [])]
    except csv.Error as error:
        yield Unread(name, f"its first row cannot be read: {error}")
        return
    columns = matched(names, asked.columns)
    if isinstance(columns, Unread):
        yield Unread(name, columns.reason)
        return
    tell_matched(name, columns, asked, names)
    rows = with_iso_days(_rows(lines, delimiter), names, columns)
    yield from _pages(rows, names, columns, name)


def _pages(
    rows: Iterable[Sequence[str] | str], names: Sequence[str], columns: dict[str, str], name: str
) -> Iterator[Raw | Unread]:
    blank, first, number = 0, 0, 0
    for number, row in enumerate(rows, start=1):
        if isinstance(row, str):
            yield Unread(name, f"row {number} {row}")
            continue
        if any(cell.strip() for cell in row[len(names) :]):
            yield Unread(
                name,
                f"row {number} has {len(row)} cells and the table {len(names)} columns: a cell"
                " with a delimiter in it wants quotation marks",
            )
            continue
        page = page_of_row(dict(zip_longest(names, row[: len(names)])), columns, name, number)
        if page is not None:
            yield page
        elif any(cell.strip() for cell in row):
            blank, first = blank + 1, first or number
    if blank or not number:
        yield Unread(name, _nothing(blank, first))


def _nothing(blank: int, first: int) -> str:
    if not blank:
        return "the table has no rows: there is nothing to read"
    rest = f" and {blank - 1} more hold" if blank > 1 else " holds"
    return f"row {first}{rest} no text"


class _Lines:
    """The lines of a table; one that is too long is passed over, and the next can be asked for."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._first = True

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_ROW)
        if not line:
            raise StopIteration
        if self._first:
            self._first, line = False, line.lstrip("\ufeff")
        if len(line) < LONGEST_ROW or line.endswith("\n"):
            return line
        while (rest := self._text.readline(LONGEST_ROW)) and not rest.endswith("\n"):
            pass
        raise csv.Error(f"a line has over {LONGEST_ROW // 1_000_000} million characters")


def _rows(lines: _Lines, delimiter: str) -> Iterator[list[str] | str]:
    """Yield rows; where the table breaks off, what is wrong, and then the rows after it."""
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield f"cannot be read ({error}): is a quotation mark left open in it?"
            rows = csv.reader(lines, delimiter=delimiter)
            continue
        if row is None:
            return
        if row:
            yield row


def charset_of(head: bytes) -> str:
    """Give the charset of a table by its head, cut where a character may be cut.

    Raises ``Unreadable`` where the bytes are not text.
    """
    end = max(head.rfind(b"\n"), head.rfind(b"\r")) + 1 if len(head) >= HEAD else len(head)
    charset = decoded(head[: end or len(head)])[1]
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    return marks.get(head[:2], "utf-8" if charset == "ascii" else charset)


def delimiter_of(head: str, *, whole: bool = True) -> str:
    """Choose the mark that cuts the first rows into the same number of cells, most cells first.

    ``whole`` says that the head is the whole table; else its last line may be cut.

    >>> delimiter_of('a;b;c\\n"x, y, z";2,5;3\\n1;2;3\\n')
    ';'
    """
    lines = head.splitlines()[: -1 if not whole and head.count("\n") > 1 else None]
    return max(_DELIMITERS, key=lambda mark: (_fit(lines, mark), -_DELIMITERS.index(mark)))


def _fit(lines: Sequence[str], mark: str) -> tuple[float, int]:
    """Say how well a mark cuts: the share of rows that have the first row's cells, and these."""
    rows = []
    try:
        for row in csv.reader(lines, delimiter=mark):
            if row:
                rows.append(len(row))
            if len(rows) == _JUDGED:
                break
    except csv.Error:
        pass
    if not rows or rows[0] < 2:
        return (0.0, 0)
    return (round(rows.count(rows[0]) / len(rows), 1), rows[0])
