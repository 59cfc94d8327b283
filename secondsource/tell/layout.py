"""Laying out words on a terminal: hanging indents, two columns, one style for one meaning.

What may live here: breaking lines by the cells that characters take, never by their number.
A word longer than the line - an address, the name of a file - stays whole, so that it can be
found and copied; a column breaks it, since a column must hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rich.cells import cell_len
from rich.text import Text

STYLES: Mapping[str, str] = MappingProxyType(
    {
        "title": "bold",
        "words": "bold",
        "place": "dim",
        "note": "dim",
        "shared": "bold underline",
        "found": "bold green",
        "likely": "green",
        "open": "yellow",
        "none": "red",
        "nobody": "dim",
    }
)
_BETWEEN = " | "
_LEAST_COLUMN = 24  # cells; narrower columns break every other word of a news sentence


def styled(*parts: str | tuple[str, str]) -> Text:
    """Join words and (words, meaning) into one text; the meanings are those of ``STYLES``.

    >>> styled("12 dead ", ("a.txt:3-10", "place")).plain
    '12 dead a.txt:3-10'
    """
    text = Text(end="")
    for part in parts:
        if isinstance(part, str):
            text.append(part)
        else:
            text.append(part[0], STYLES[part[1]])
    return text


def laid(text: Text | str, width: int, *, lead: str = "", hang: int | None = None) -> list[Text]:
    """Break a text into lines of ``width`` cells; ``lead`` opens the first, ``hang`` the others.

    >>> [line.plain for line in laid("The ferry sank off Varnova", 16, lead="- ")]
    ['- The ferry sank', '  off Varnova']
    """
    indent = cell_len(lead) if hang is None else hang
    body = styled(text) if isinstance(text, str) else text
    pieces = list(_broken(body, max(1, width - max(indent, cell_len(lead)))))
    return [
        Text.assemble(lead if at == 0 else " " * indent, piece, end="")
        for at, piece in enumerate(pieces or [Text(end="")])
    ]


def columns(left: Text, right: Text, width: int, *, indent: int = 0) -> list[Text]:
    """Set two texts side by side; one under the other where there is no room for columns.

    >>> rows = columns(Text("12 dead"), Text("at least 12 dead"), 58)
    >>> rows[0].plain
    '12 dead                     | at least 12 dead'
    """
    room = (width - indent - cell_len(_BETWEEN)) // 2
    if room < _LEAST_COLUMN:
        return [
            *laid(left, width, lead=" " * indent),
            *laid(right, width, lead=" " * indent + "| ", hang=indent + 2),
        ]
    sides = [list(_broken(side, room, whole_words=False)) for side in (left, right)]
    rows = []
    for at in range(max(map(len, sides))):
        one, other = (side[at] if at < len(side) else Text(end="") for side in sides)
        gap = " " * (room - cell_len(one.plain))
        row = Text.assemble(" " * indent, one, gap, _BETWEEN, other, end="")
        row.rstrip()
        rows.append(row)
    return rows


def _broken(text: Text, width: int, *, whole_words: bool = True) -> Iterator[Text]:
    plain, start, last = text.plain, 0, 0
    for begin, end in _words(plain):
        if begin > start and cell_len(plain[start:end]) > width:
            yield _cut(text, start, last)
            start = begin
        while not whole_words and cell_len(plain[start:end]) > width:
            stop = start + _fitting(plain[start:end], width)
            yield _cut(text, start, stop)
            start = stop
        last = end
    if last > start:
        yield _cut(text, start, last)


def _words(plain: str) -> Iterator[tuple[int, int]]:
    at = 0
    for word in plain.split(" "):
        if word:
            yield at, at + len(word)
        at += len(word) + 1


def _cut(text: Text, start: int, end: int) -> Text:
    piece = text[start:end]
    piece.end = ""
    return piece


def _fitting(word: str, width: int) -> int:
    cells = 0
    for at, char in enumerate(word):
        cells += cell_len(char)
        if cells > width:
            return max(1, at)
    return len(word)
