"""The accounts of a story abreast: what all of them state, what some do, what one has alone.

What may live here: laying ``Coverage`` out as rows of statements over columns of texts, so that
the terminal can list it and the page can draw it as a table. A column is a text and not an
article: copies of one text stand in one column, for forty prints of a wire say nothing forty
times over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from secondsource.records import Coverage, Member, Statement, Story
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import counted

COLUMNS = 8  # texts of the table in the page: more do not fit beside the words
_NAMED = 3  # outlets named for one text
_CARRIES = frozenset(("asserts", "attributes", "hedges"))

MARKS = MappingProxyType(
    {
        "asserts": "states it",
        "attributes": "attributes it",
        "hedges": "hedges it",
        "denies": "denies it",
        "reacts": "reacts to it",
    }
)
SHORT_MARKS = MappingProxyType(
    {
        "asserts": "states",
        "attributes": "attributes",
        "hedges": "hedges",
        "denies": "denies",
        "reacts": "reacts",
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One statement over the texts of its story: a member for each, None where it has none."""

    statement: Statement
    cells: tuple[Member | None, ...]


@dataclass(frozen=True, slots=True)
class Abreast:
    """A story's texts by name, in full and in short, and its statements by how many carry each."""

    names: tuple[str, ...]
    heads: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    every: tuple[Row, ...]
    some: tuple[Row, ...]
    alone: tuple[tuple[Row, ...], ...]

    def rows(self) -> Iterator[Row]:
        """Give the statements that more than one text carries, the widest carried first."""
        yield from self.every
        yield from self.some

    def lone(self) -> list[tuple[str, tuple[Row, ...]]]:
        """Give the texts that have statements of their own, by name, with those."""
        named = zip(self.names, self.alone, strict=True)
        return [(name, rows) for name, rows in named if rows]


def abreast_of(desk: Desk, story: Story) -> Abreast | None:
    """Lay a story's accounts side by side; None where it has one text alone."""
    coverage = desk.coverage.get(story.id)
    if coverage is None or len(coverage.texts) < 2:
        return None
    rank = {one.id: at for at, one in enumerate(desk.stated.get(story.id, ()))}
    return Abreast(
        tuple(_name(desk, articles) for articles in coverage.texts),
        tuple(_head(desk, articles) for articles in coverage.texts),
        coverage.texts,
        _rows(desk, coverage, coverage.every, rank),
        _rows(desk, coverage, coverage.some, rank),
        tuple(_rows(desk, coverage, own, rank) for own in coverage.alone),
    )


def _outlets(desk: Desk, articles: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(desk.outlet(one) for one in articles if one in desk.accounts))


def _head(desk: Desk, articles: Sequence[str]) -> str:
    """Name a text in short: one outlet, and how many more print it."""
    outlets = _outlets(desk, articles)
    return f"{outlets[0]} +{len(outlets) - 1}" if len(outlets) > 1 else "".join(outlets)


def _name(desk: Desk, articles: Sequence[str]) -> str:
    """Name a text by the outlets that print it."""
    outlets = _outlets(desk, articles)
    shown = ", ".join(outlets[:_NAMED])
    more = f" and {counted(len(outlets) - _NAMED, 'more outlet')}" if len(outlets) > _NAMED else ""
    return shown + more


def _rows(
    desk: Desk, coverage: Coverage, statements: Iterable[str], rank: dict[str, int]
) -> tuple[Row, ...]:
    """Give the rows of some statements, in the order in which the story tells them."""
    known = [desk.statements[one] for one in statements if one in rank]
    ordered = sorted(known, key=lambda one: rank[one.id])
    return tuple(Row(one, _cells(one, coverage.texts)) for one in ordered)


def _cells(statement: Statement, texts: Sequence[Sequence[str]]) -> tuple[Member | None, ...]:
    """Give for each text the member that speaks for it: one that carries before one that does
    not, the surest first."""
    place = {article: at for at, articles in enumerate(texts) for article in articles}
    cells: list[Member | None] = [None] * len(texts)
    for member in sorted(statement.members, key=_weight):
        at = place.get(member.instance.span.page)
        if at is not None and cells[at] is None:
            cells[at] = member
    return tuple(cells)


def _weight(member: Member) -> tuple[bool, float, bool, object]:
    one = member.instance
    return one.stance not in _CARRIES, -member.probability, one.headline, one.span
