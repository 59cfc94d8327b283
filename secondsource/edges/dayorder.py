"""Days in figures in a table: whether its columns put the day first or the month.

What may live here: telling that order from the rows of one file, and writing days that it settles
as ISO. 09/05/2031 alone is one of two days; beside 21/05/2031 in the same file it is the ninth of
May, since a program wrote all of them one way. A file that shows both orders settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from secondsource.almanac import Order, day_of

LOOKED_AHEAD = 2_000_000  # characters of rows that are held to learn the order: some 500 articles
_DAYS = ("date", "modified", "fetched")
_FIGURES = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)


def order_in(cells: Iterable[str]) -> Order | None:
    """Give the order that days in figures show by a figure over 12, or None where none is shown.

    >>> order_in(["09/05/2031", "21/05/2031"]), order_in(["09/05/2031", "10/05/2031"])
    ('day-first', None)
    """
    shown: set[Order] = set()
    for cell in cells:
        if found := _FIGURES.match(cell):
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second:
                shown.add("day-first")
            if second > 12 >= first:
                shown.add("month-first")
    return shown.pop() if len(shown) == 1 else None


def as_iso(cell: str, order: Order | None) -> str:
    """Write the day that opens a cell as ISO where an order is known; what follows stays.

    >>> as_iso("09/05/2031 08:15", "day-first"), as_iso("09/05/2031", None)
    ('2031-05-09 08:15', '09/05/2031')
    """
    found = _FIGURES.match(cell)
    if found is None or order is None:
        return cell
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    month, day = (second, first) if order == "day-first" else (first, second)
    written = day_of(year, month, day)
    return cell if written is None else written.isoformat() + cell[found.end() :]


def with_iso_days(
    rows: Iterable[Sequence[str] | str], names: Sequence[str], columns: Mapping[str, str]
) -> Iterator[Sequence[str] | str]:
    """Yield rows as they come, their days as ISO where the first of them show the order.

    So many are held as ``LOOKED_AHEAD`` says. What is no row (a fault, in words) passes.
    """
    places = [names.index(columns[one]) for one in _DAYS if one in columns]
    coming = iter(rows)
    held: list[Sequence[str] | str] = []
    size = 0
    for row in coming if places else ():
        held.append(row)
        size += sum(map(len, row))
        if size > LOOKED_AHEAD:
            break
    order = order_in(
        row[at] for row in held if not isinstance(row, str) for at in places if at < len(row)
    )
    for row in chain(held, coming):
        if order is None or isinstance(row, str):
            yield row
        else:
            yield [as_iso(cell, order) if at in places else cell for at, cell in enumerate(row)]
