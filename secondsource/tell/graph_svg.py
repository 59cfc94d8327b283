"""The copy graph as a picture: hand-drawn SVG that needs no script, no font and no other file.

What may live here: shapes, colours and words of the picture. Words stand in the margin, over the
columns and under the picture, never where lines run; what a node or a line is, its tooltip says.
Thickness is the share of the child's text, dashes are texts that are not in the collection, pale
lines are less likely than not. Colours differ in lightness too, so that they print.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from secondsource.tell.graph import Edge, Graph, Node
from secondsource.tell.graph_layout import Lane, Layout, Spot, layout_of
from secondsource.tell.phrases import KINDS, counted, day_of, percent
from secondsource.tell.plain import cut_to, safe

_MARGIN, _HEAD, _NOTE = 232, 34, 19  # pixels: names at the left, days on top, a line of notes
_NAME = 30  # characters of a name in the margin
_LETTER = 6.4  # pixels of a letter in the notes, on the wide side
_LEAST_WIDE = 640
_STYLE = """
.cg{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.cg text{fill:#1b1b1d}.cg .cg-soft{fill:#5d5f66;font-size:12px}
.cg .cg-band{fill:#f1f0ec}.cg .cg-rule{stroke:#d8d8d4;stroke-width:1}
.cg .cg-owner{fill:none;stroke:#5d5f66;stroke-width:1.5}
.cg .cg-line{opacity:.85}.cg .cg-pale{opacity:.4}
.cg .cg-tip{stroke-width:0;opacity:.85}
.cg .cg-wire{stroke:#1d4f91;fill:#1d4f91}.cg .cg-pickup{stroke:#d9822b;fill:#d9822b}
.cg .cg-own{stroke:#8a8d94;fill:#8a8d94}.cg .cg-speech{stroke:#3f9b6c;fill:#3f9b6c}
.cg .cg-unknown{stroke:#8e5aa8;fill:#8e5aa8}.cg .cg-furniture{stroke:#bbb;fill:#bbb}
.cg .cg-line{fill:none}
.cg .cg-node{fill:#1b1b1d;stroke:#fff;stroke-width:1.5}
.cg .cg-hidden{fill:#fff;stroke:#1b1b1d;stroke-width:1.5;stroke-dasharray:3 2}
.cg .cg-decided{fill:#fff;stroke:#1b1b1d;stroke-width:1.5}
"""


def svg_of(graph: Graph, *, alone: bool = True, links: Mapping[str, str] | None = None) -> Markup:
    """Draw a graph; ``alone`` brings its own style, ``links`` gives addresses of articles.

    Errors: none. The same graph gives the same bytes.

    >>> "no articles" in svg_of(Graph("s", "Ferry", (), ()))
    True
    """
    layout = layout_of(graph)
    width = max(_LEAST_WIDE, _MARGIN + layout.width + 16)
    notes = list(_notes(graph, layout, width))
    height = _HEAD + layout.height + 12 + _NOTE * (len(notes) + 1)
    pieces = [
        *_lanes(layout, width),
        *_days(layout),
        *(_line(edge, layout) for edge in layout.edges),
        *(_spot(spot, (links or {}).get(spot.node.id)) for spot in layout.spots),
        *_written(notes, _HEAD + layout.height + 12 + _NOTE),
    ]
    opening = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="cg" role="img"'
        ' aria-labelledby="{0}-t {0}-d" viewBox="0 0 {1} {2}"'
        ' width="{1}" height="{2}">\n<title id="{0}-t">{3}</title>\n'
        '<desc id="{0}-d">{4}</desc>\n'
    ).format(f"cg-{graph.story}", width, height, f"Who shares text: {graph.title}", _told(graph))
    if alone:
        paper = Markup('<rect width="{}" height="{}" fill="#fff"/>\n').format(width, height)
        opening += Markup("<style>{}</style>\n").format(Markup(_STYLE)) + paper
    return Markup(safe(opening + Markup("\n").join(pieces) + Markup("\n</svg>\n")))


def _told(graph: Graph) -> str:
    """Say in words what the picture shows."""
    articles = [node for node in graph.nodes if not node.hidden]
    if not articles:
        return "There are no articles."
    outlets = counted(len({node.family for node in articles}), "outlet")
    said = [f"{counted(len(articles), 'article')} of {outlets}, earlier days further left."]
    names = {node.id: node.label for node in graph.nodes}
    below: dict[str, int] = {}
    for edge in graph.edges:
        below[edge.parent] = below.get(edge.parent, 0) + 1
    for parent, number in sorted(below.items(), key=lambda one: (-one[1], one[0]))[:8]:
        said.append(f"{counted(number, 'article')} may have text from {names[parent]}.")
    said += [f"And {len(below) - 8} more texts are shared."] if len(below) > 8 else []
    return " ".join(said) if below else f"{said[0]} No shared text was found among them."


# -- margin and columns ---------------------------------------------------------------------


def _lanes(layout: Layout, width: int) -> Iterator[Markup]:
    """Draw the rows: a band behind every other owner, names, a bracket for several of one owner."""
    bands = list(dict.fromkeys(lane.family or lane.label for lane in layout.lanes))
    for lane in layout.lanes:
        if bands.index(lane.family or lane.label) % 2 == 0:
            yield Markup('<rect class="cg-band" x="0" y="{}" width="{}" height="{}"/>').format(
                _HEAD + lane.top, width, lane.height
            )
    for lane in layout.lanes:
        name = Markup('<text x="{}" y="{}"{}>{}<title>{}</title></text>')
        soft = Markup(' class="cg-soft"') if not lane.family else Markup("")
        y = _HEAD + lane.top + 16
        yield name.format(14, y, soft, cut_to(lane.label, _NAME), lane.label)
    owners: dict[str, list[Lane]] = {}
    for lane in layout.lanes:
        owners.setdefault(lane.family, []).append(lane)
    for family, lanes in owners.items():
        if family and len(lanes) > 1:
            top, last = _HEAD + lanes[0].top + 5, lanes[-1]
            yield Markup('<path class="cg-owner" d="M10 {}H6V{}H10"/>').format(
                top, _HEAD + last.top + last.height - 5
            )


def _days(layout: Layout) -> Iterator[Markup]:
    """Write the days over their columns where there is room, and rule them off."""
    free = 0
    for at, (day, first, _) in enumerate(layout.days):
        if at:
            yield Markup('<line class="cg-rule" x1="{0}" y1="{1}" x2="{0}" y2="{2}"/>').format(
                _MARGIN + first - 38, _HEAD - 8, _HEAD + layout.height
            )
        words = day_of(day) if day else "day not known"
        x = _MARGIN + first - 12
        if x >= free:
            text = Markup('<text class="cg-soft" x="{}" y="20">{}</text>')
            yield text.format(x, words)
            free = x + int(len(words) * _LETTER) + 10


# -- lines and nodes ------------------------------------------------------------------------


def _line(edge: Edge, layout: Layout) -> Markup:
    """Draw an edge from its parent to its child, with a tip that shows which way."""
    spots = {spot.node.id: spot for spot in layout.spots}
    parent, child = spots[edge.parent], spots[edge.child]
    y1, y2 = _HEAD + parent.y, _HEAD + child.y
    way = 1 if child.x > parent.x else -1  # to the left where days are unknown or clocks are wrong
    x1, x2 = _MARGIN + parent.x + 8 * way, _MARGIN + child.x - 15 * way
    bend = way * max(14, abs(x2 - x1) // 2)
    pale = " cg-pale" if edge.probability < 0.5 else ""
    said = (
        f"{child.node.label} shares {percent(edge.share)} of its text with {parent.node.label} "
        f"and {'probably has' if edge.probability > 0.5 else 'may have'} it from there "
        f"({percent(edge.probability)}): {KINDS[edge.kind]}"
        f"{', decided by a person' if edge.decided else ''}"
    )
    path = Markup(
        '<path class="cg-line cg-{}{}" stroke-width="{}" d="M{} {}C{} {} {} {} {} {}">'
        "<title>{}</title></path>"
    )
    thick = f"{1 + 5 * edge.share:.1f}"
    ends = (x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2)
    drawn = path.format(edge.kind, pale, thick, *ends, said) + Markup(
        '<path class="cg-tip cg-{}{}" d="M{} {}l{} 5v-10z"/>'
    ).format(edge.kind, pale, x2 + 8 * way, y2, -9 * way)
    if not edge.decided:
        return drawn
    x, y = (x1 + x2) // 2, (y1 + y2) // 2
    return drawn + Markup('<path class="cg-decided" d="M{} {}l5 5l-5 5l-5 -5z"/>').format(x, y - 5)


def _spot(spot: Spot, link: str | None) -> Markup:
    node = spot.node
    kind, radius = ("cg-hidden", 8) if node.hidden else ("cg-node", 6)
    circle = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(
        kind, _MARGIN + spot.x, _HEAD + spot.y, radius, _tip(node)
    )
    return Markup('<a href="{}">{}</a>').format(link, circle) if link else circle


def _tip(node: Node) -> str:
    if node.hidden:
        return node.title
    return f"{node.label}, {day_of(node.day or None)}: {node.title} ({node.place})"


# -- what the marks mean --------------------------------------------------------------------


def _notes(graph: Graph, layout: Layout, width: int) -> Iterator[list[tuple[str, str]]]:
    """Give the lines under the picture: each a row of (mark, words) that fits the width."""
    marks = [
        (f"cg-{kind}", KINDS[kind]) for kind in KINDS if any(e.kind == kind for e in layout.edges)
    ]
    if any(spot.node.hidden for spot in layout.spots):
        marks.append(("hidden", "a text that is not in the collection"))
    if any(edge.decided for edge in layout.edges):
        marks.append(("decided", "decided by a person"))
    row: list[tuple[str, str]] = []
    used = 0.0
    for mark, words in marks:
        wide = 44 + len(words) * _LETTER
        if row and used + wide > width - 20:
            yield row
            row, used = [], 0.0
        row.append((mark, words))
        used += wide
    if row:
        yield row
    yield from ([("", words)] for words in _words(graph, layout))


def _words(graph: Graph, layout: Layout) -> Iterator[str]:
    if layout.edges:
        yield "Thick: much of the later text is shared. Pale: less likely than not."
    families = Counter(lane.family for lane in layout.lanes if lane.family)
    if any(number > 1 for number in families.values()):
        yield "A bracket joins outlets of one owner."
    if any(not day for day, *_ in layout.days) and layout.spots:
        yield "Day not known: nothing can be said of when these were printed."
    if graph.fainter:
        yield f"{counted(graph.fainter, 'tie')} below {percent(graph.least)} not drawn."
    if graph.elsewhere:
        yield f"{counted(graph.elsewhere, 'possible parent')} in other stories not drawn."
    if layout.left:
        yield f"{counted(layout.left, 'more text')} not drawn: --format gexf has them all."
    if not layout.edges:
        yield "No shared text was found. That does not prove that there is none."


def _written(notes: list[list[tuple[str, str]]], top: int) -> Iterator[Markup]:
    for at, row in enumerate(notes):
        x, y = 14.0, top + _NOTE * at
        for mark, words in row:
            if mark:
                yield _sample(mark, int(x), y - 4)
                x += 30
            yield Markup('<text class="cg-soft" x="{}" y="{}">{}</text>').format(int(x), y, words)
            x += len(words) * _LETTER + 14


def _sample(mark: str, x: int, y: int) -> Markup:
    if mark == "hidden":
        return Markup('<circle class="cg-hidden" cx="{}" cy="{}" r="7"/>').format(x + 12, y)
    if mark == "decided":
        return Markup('<path class="cg-decided" d="M{} {}l5 5l-5 5l-5 -5z"/>').format(x + 12, y - 5)
    shape = Markup('<path class="cg-line {}" stroke-width="4" d="M{} {}h20"/>')
    return shape.format(escape(mark), x + 2, y)
