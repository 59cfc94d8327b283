"""The table of evidence for whose text a shared stretch is: log-likelihood ratios, with reasons.

Here lives what each piece of evidence adds for one possible descent - of an article from another,
or from a hidden text - over the article's having written it alone. Nothing here reads a page. The
figures stand in ``evidence.toml``, each beside the judgement it started from and the number of
descents it was fitted on (``python -m bench.evidence``); no row alone decides but those in which
an outlet says whose text it prints. Time is the weakest: pages are re-dated, and the earliest copy
of a wire is not its origin.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from secondsource.records import Reason


@dataclass(frozen=True, slots=True)
class Row:
    """What one piece of evidence adds, what was thought before, how often it was met, and why."""

    adds: float
    prior: float
    seen: int
    why: str


Found = tuple[str, float, Callable[[], Reason]]
"""A row of the table, how many times it counts, and how to say it to a person."""

Table = Mapping[str, float]


@cache
def rows() -> dict[str, Row]:
    """Give the table, row by row.

    >>> rows()["credits it"].adds > rows()["earlier"].adds > 0
    True
    """
    place = resources.files("secondsource.compare") / "evidence.toml"
    told = tomllib.loads(place.read_text(encoding="utf-8"))
    return {name: Row(**row) for name, row in told.items()}


@cache
def table() -> dict[str, float]:
    """Give what each row adds."""
    return {name: row.adds for name, row in rows().items()}


def summed(found: Iterable[Found], adds: Table) -> float:
    """Add up pieces of evidence.

    >>> summed([("prose", 8, lambda: Reason("prose", ""))], {"prose": 0.5})
    4.0
    """
    return sum(adds[row] * times for row, times, _ in found)
