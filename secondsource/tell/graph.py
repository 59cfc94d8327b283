"""The copy graph of a story: which article probably has its text from which, or from a hidden one.

What may live here: nodes and edges read from the lineage; how they are drawn or written has files
of its own. An edge is a possible parent with its probability, the share of the child's text that
the two have in common, and the kind of what they share. Only edges above a stated probability are
kept, and the surest of every article always, so that nobody is made to look independent by a
threshold. Parents outside the story are counted, not drawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from secondsource.records import Parent, Reuse, ReuseKind, Span, Story
from secondsource.tell.desk import Desk
from secondsource.tell.plain import one_line

LEAST = 0.25
"""Edges that are less likely are left out, but for an article's surest: of four possible parents
that are as good as each other each has a quarter, and a picture of more shows nothing."""


@dataclass(frozen=True, slots=True)
class Node:
    """An article, or a hidden text (``family``, ``day`` and ``key`` are empty then).

    ``day`` is the ISO stamp of the earliest day it can be of, "" where it is not known; ``label``
    is the outlet or whose text it is, ``title`` the headline.
    """

    id: str
    hidden: bool
    label: str
    title: str
    family: str = ""
    day: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """``child`` has text that it possibly has from ``parent``.

    ``share`` is the part of the child's body, 0 to 1, that stands in the parent too, or in what
    others have of a hidden parent. ``decided`` says that a person said so.
    """

    parent: str
    child: str
    probability: float
    share: float
    kind: ReuseKind
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """The copy graph of one story; ``elsewhere`` counts parents outside it, ``fainter`` the
    edges below ``least``.
    """

    story: str
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    least: float = LEAST
    elsewhere: int = 0
    fainter: int = 0


def graph_of(desk: Desk, story: Story, *, least: float = LEAST) -> Graph:
    """Give a story's copy graph: nodes in order of day, edges by child and falling probability.

    >>> from secondsource.records import Report
    >>> from secondsource.tell.desk import desk_of
    >>> graph_of(desk_of(Report()), Story("s", None, ())).nodes
    ()
    """
    here = frozenset(story.articles)
    accounts = desk.in_order(story.articles)
    edges: list[Edge] = []
    elsewhere = fainter = 0
    held = {one.id: frozenset(one.articles) for one in desk.report.lineage.hidden}
    for account in accounts:
        own = [one for one in desk.parents.get(account.page.id, ()) if one.article or one.hidden]
        elsewhere += sum(one.article is not None and one.article not in here for one in own)
        inside = [one for one in own if one.hidden or one.article in here]
        kept = [one for at, one in enumerate(inside) if at == 0 or one.probability >= least]
        fainter += len(inside) - len(kept)
        edges.extend(_edge(desk, one, held) for one in kept)
    unseen = sorted({edge.parent for edge in edges} - here)
    nodes = [
        *(_hidden(desk, one) for one in unseen),
        *(_article(desk, a.page.id) for a in accounts),
    ]
    return Graph(story.id, desk.title(story), tuple(nodes), tuple(edges), least, elsewhere, fainter)


def _article(desk: Desk, article: str) -> Node:
    account = desk.accounts[article]
    published = account.article.published
    return Node(
        article,
        False,
        desk.outlet(article),
        desk.headline(article),
        account.article.family,
        published.earliest or published.latest or "",
        desk.names[article],
    )


def _hidden(desk: Desk, ident: str) -> Node:
    agency = desk.hidden[ident].agency if ident in desk.hidden else None
    label = f"a text of {one_line(agency)}" if agency else "a text of unknown origin"
    return Node(ident, True, label, desk.behind(ident))


def _edge(desk: Desk, parent: Parent, held: Mapping[str, frozenset[str]]) -> Edge:
    others = held.get(parent.hidden or "", frozenset((parent.article,)))
    shared = [(mine, one) for mine, other, one in _sides(desk, parent.child) if other in others]
    kinds = Counter[ReuseKind]()
    for span, one in shared:
        kinds[one.kind] += span.end - span.start
    kind = min(kinds, key=lambda name: (-kinds[name], name)) if kinds else "unknown"
    if not kinds and parent.hidden:
        kind = "wire"  # credited alone: nobody else here prints it
    decided = any(reason.kind == "decided" for reason in parent.reasons)
    return Edge(
        parent.article or parent.hidden or "",
        parent.child,
        parent.probability,
        _share(desk, parent.child, [span for span, _ in shared]),
        kind,
        decided,
    )


def _sides(desk: Desk, child: str) -> Iterator[tuple[Span, str, Reuse]]:
    for one in desk.reuse.get(child, ()):
        mine, yours = (one.a, one.b) if one.a.page == child else (one.b, one.a)
        yield mine, yours.page, one


def _share(desk: Desk, article: str, spans: Iterable[Span]) -> float:
    """Give the part of an article's body that some spans cover, overlaps once."""
    body = desk.accounts[article].article.body
    size = sum(span.end - span.start for span in body)
    pieces = sorted(
        (max(span.start, part.start), min(span.end, part.end))
        for span in spans
        for part in body
        if span.touches(part)
    )
    covered, place = 0, -1
    for start, stop in pieces:
        covered += max(0, stop - max(start, place))
        place = max(place, stop)
    return round(covered / size, 4) if size else 0.0


def surest(graph: Graph) -> Mapping[str, Edge]:
    """Give the surest edge to each child."""
    found: dict[str, Edge] = {}
    for edge in graph.edges:
        if edge.child not in found or edge.probability > found[edge.child].probability:
            found[edge.child] = edge
    return found


def parts_of(graph: Graph) -> list[Sequence[str]]:
    """Give the ids of nodes that surest edges hold together, in the order of the nodes.

    >>> one, two = (Node(name, False, name, "") for name in "ab")
    >>> parts_of(Graph("s", "", (one, two), (Edge("b", "a", 0.9, 1.0, "wire"),)))
    [['a', 'b']]
    """
    root = {node.id: node.id for node in graph.nodes}

    def find(one: str) -> str:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for edge in surest(graph).values():
        root[find(edge.child)] = find(edge.parent)
    held: dict[str, list[str]] = defaultdict(list)
    for node in graph.nodes:
        held[find(node.id)].append(node.id)
    return list(held.values())
