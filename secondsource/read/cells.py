"""Tables of an article: the dead and their ages, a vote by district, between its paragraphs.

What may live here: telling which cells are the article's. A cell is short and does not end, as
a menu's item does, so neither network keeps it; but a table of the article stands directly under
one of its paragraphs, in the same element, holds figures, and leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.records import Block, Page

_CELLS = ("td", "th")
_TITLES = ("caption", "h2", "h3", "h4", "h5", "h6")  # may stand between paragraph and table
_FEWEST = 4  # cells: two columns and two rows
_MOST = 400  # a longer table is a schedule or a price list of the site
_LONGEST = 120  # characters of a cell; what is longer is a layout's column
_FIGURES = 0.15  # of the cells: one column of six
_TABLE = re.compile(r"(?: (?:div|figure))? table\b.*\Z", re.DOTALL)  # with a bare wrapper
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*\Z")


def cells_in(page: Page, kept: Sequence[bool]) -> frozenset[int]:
    """Give the places of the blocks that are cells of the article's tables.

    ``kept`` says which blocks are taken for the article's body.

    >>> rows = ["The dead are named.", "Ann Vale", "31", "Bo Lind", "52"]
    >>> at = [0, 20, 29, 32, 40]
    >>> blocks = tuple(
    ...     Block(s, s + len(row), "td" if s else "p", "markdown " + ("td" if s else "p"))
    ...     for s, row in zip(at, rows, strict=True)
    ... )
    >>> page = Page("p1", "a.md", "\\n".join(rows), media="markdown", blocks=blocks)
    >>> sorted(cells_in(page, [True, False, False, False, False]))
    [1, 2, 3, 4]
    """
    return frozenset(
        at
        for table in _tables(page.blocks)
        if _is_told(page, table) and _is_under(page, kept, table)
        for at in table
    )


def _tables(blocks: Sequence[Block]) -> Iterator[range]:
    """Yield the runs of cells of one table."""
    start: int | None = None
    for at in range(len(blocks) + 1):
        cell = at < len(blocks) and blocks[at].kind in _CELLS
        if start is not None and not (cell and _around(blocks[at]) == _around(blocks[start])):
            yield range(start, at)
            start = None
        if cell and start is None:
            start = at


def _around(block: Block) -> str:
    """Give the path of what a table or paragraph stands in."""
    if block.kind in (*_CELLS, "caption") and " table" in block.path:
        return _TABLE.sub("", block.path)
    return block.path.rpartition(" ")[0]


def _is_told(page: Page, table: range) -> bool:
    """Say whether a table tells something: short cells with figures, and no links."""
    if not _FEWEST <= len(table) <= _MOST:
        return False
    cells = [page.blocks[at] for at in table]
    if any(cell.linked or cell.end - cell.start > _LONGEST for cell in cells):
        return False
    figures = sum(any(map(str.isdigit, page.text[cell.start : cell.end])) for cell in cells)
    return figures >= _FIGURES * len(cells)


def _is_under(page: Page, kept: Sequence[bool], table: range) -> bool:
    """Say whether a paragraph of the article stands directly over a table, in the same element."""
    over = table.start - 1
    if over > 0 and page.blocks[over].kind in _TITLES:
        over -= 1
    if over < 0 or not kept[over] or page.blocks[over].kind in _CELLS:
        return False
    block = page.blocks[over]
    said = page.text[block.start : block.end].rstrip()
    return bool(_ENDED.search(said[-6:])) and _around(block) == _around(page.blocks[table.start])
