"""Where the nodes of a copy graph stand: time from left to right, a row for each outlet.

What may live here: places, no drawing. A column is a day, cut by the hours that articles state
and by who hangs from whom within the hour, so that a text stands left of what was made of it
unless the clocks say otherwise. Unknown days have the first column to themselves. Rows of one
owner are neighbours; outlets that share a text are near each other; a hidden text has the row
above those that hang from it. Nothing is placed by trial, so the same graph is the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secondsource.tell.graph import Edge, Graph, Node, parts_of, surest

MOST = 120  # nodes drawn: three pages of rows; the other formats hold all
_HOURS = 6  # hours of a day that share a column
STEP, ROW, STACK = 46, 24, 15  # pixels between columns, rows, and nodes at one place
_BETWEEN = 30  # more pixels between two days
_DAY, _MANY = 118, 10  # pixels that a day's words take, and how many days all have that room

Column = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A node with the middle of its circle, in pixels from the corner of the plot."""

    node: Node
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A row: its label, top and height; ``family`` is "" for a hidden text."""

    label: str
    family: str
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Spots, rows, and the days with the x of their first and last column; ``left`` is undrawn."""

    spots: tuple[Spot, ...]
    lanes: tuple[Lane, ...]
    days: tuple[tuple[str, int, int], ...]
    edges: tuple[Edge, ...]
    width: int
    height: int
    left: int


def layout_of(graph: Graph) -> Layout:
    """Place a graph's nodes.

    >>> wire, copy = Node("w", False, "Levpress", ""), Node("c", False, "Herald", "")
    >>> [(s.x, s.y) for s in layout_of(Graph("s", "", (wire, copy), ())).spots]
    [(23, 12), (23, 36)]
    """
    nodes = _drawn(graph)
    kept = {node.id for node in nodes}
    edges = tuple(edge for edge in graph.edges if edge.parent in kept and edge.child in kept)
    columns = _columns(nodes, edges, surest(graph))
    x_of, days, width = _across(sorted(set(columns.values())))
    lanes: list[Lane] = []
    spots: list[Spot] = []
    top = 0
    for label, family, row in _rows(graph, nodes):
        stacks: dict[int, int] = defaultdict(int)
        for node in row:
            x = x_of[columns[node.id]]
            spots.append(Spot(node, x, top + ROW // 2 + STACK * stacks[x]))
            stacks[x] += 1
        height = ROW + STACK * (max(stacks.values()) - 1)
        lanes.append(Lane(label, family, top, height))
        top += height
    left = len(graph.nodes) - len(nodes)
    return Layout(tuple(spots), tuple(lanes), days, edges, width, top, left)


def _drawn(graph: Graph) -> list[Node]:
    """Choose the nodes to draw: all, or those of the widest texts, in the graph's order."""
    if len(graph.nodes) <= MOST:
        return list(graph.nodes)
    chosen: set[str] = set()
    for part in sorted(parts_of(graph), key=lambda part: -len(part)):
        chosen.update(part[: max(2, MOST // 3)])
        if len(chosen) >= MOST:
            break
    return [node for node in graph.nodes if node.id in chosen][:MOST]


# -- across ---------------------------------------------------------------------------------


def _columns(
    nodes: Sequence[Node], edges: Sequence[Edge], tops: Mapping[str, Edge]
) -> dict[str, Column]:
    """Give each node its day, part of the day, and depth below what it hangs from there.

    A hidden text stands left of the first that may hang from it and whose day is known.
    """
    when = {node.id: _when(node.day) for node in nodes if not node.hidden}
    found: dict[str, Column] = {}
    for node in nodes:
        if not node.hidden:
            found[node.id] = (*when[node.id], _depth(node.id, when, tops))
    hanging: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        hanging[edge.parent].append(edge.child)
    for node in nodes:
        if node.hidden:
            below = [found[child] for child in hanging.get(node.id, ())]
            day, hour, depth = min([one for one in below if one[0]] or below or [("", 0, 0)])
            found[node.id] = (day, hour, depth - 1)
    return found


def _when(stamp: str) -> tuple[str, int]:
    hour = stamp[11:13]
    return stamp[:10], 1 + int(hour) // _HOURS if hour.isdigit() else 0


def _depth(child: str, when: Mapping[str, tuple[str, int]], tops: Mapping[str, Edge]) -> int:
    """Count the texts above a node that are of the same part of the same day."""
    seen = {child}
    at = child
    while at in tops and when.get(tops[at].parent) == when[child] and tops[at].parent not in seen:
        at = tops[at].parent
        seen.add(at)
    return len(seen) - 1


def _across(
    columns: Sequence[Column],
) -> tuple[dict[Column, int], tuple[tuple[str, int, int], ...], int]:
    x = STEP // 2
    places: dict[Column, int] = {}
    days: dict[str, tuple[int, int]] = {}
    room = _DAY if len({column[0] for column in columns}) <= _MANY else 0
    for at, column in enumerate(columns):
        if at and column[0] == columns[at - 1][0]:
            x += STEP
        elif at:
            x = max(x + STEP, days[columns[at - 1][0]][0] + room - _BETWEEN) + _BETWEEN
        places[column] = x
        days[column[0]] = (days.get(column[0], (x, x))[0], x)
    wide = max((first + room for first, _ in days.values()), default=0)
    named = tuple((day, *ends) for day, ends in days.items())
    return places, named, max(x + STEP // 2, wide)


# -- down -----------------------------------------------------------------------------------


def _rows(graph: Graph, nodes: Sequence[Node]) -> Iterable[tuple[str, str, list[Node]]]:
    """Give the rows with their labels: hidden texts above their own, outlets of one owner together.

    A family stands where the widest text it prints stands.
    """
    by_id = {node.id: node for node in nodes}
    parts = sorted(
        ([by_id[one] for one in part if one in by_id] for part in parts_of(graph)),
        key=lambda part: -len(part),
    )
    told: set[str] = set()
    for part in parts:
        for node in part:
            if node.hidden:
                yield node.label, "", [node]
        for node in part:
            if not node.hidden and node.family not in told:
                told.add(node.family)
                own = [one for one in nodes if not one.hidden and one.family == node.family]
                for label in dict.fromkeys(one.label for one in own):
                    yield label, node.family, [one for one in own if one.label == label]
