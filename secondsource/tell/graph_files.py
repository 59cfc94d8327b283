"""The copy graph as files for other programs: GEXF 1.3, GraphML, and a table of edges as CSV.

What may live here: writing what a graph holds, all of it, in formats that others define. Texts
are escaped, and characters that XML cannot hold are replaced; a cell of the table that a
spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from secondsource.tell.graph import Edge, Graph, Node
from secondsource.tell.graph_svg import svg_of
from secondsource.tell.plain import cell, one_line

COLUMNS = (
    "parent",
    "parent_outlet",
    "parent_place",
    "parent_day",
    "parent_hidden",
    "child",
    "child_outlet",
    "child_place",
    "child_day",
    "probability",
    "share",
    "kind",
    "decided",
)
_NODE_FIELDS = (
    ("hidden", "boolean"),
    ("family", "string"),
    ("day", "string"),
    ("title", "string"),
    ("place", "string"),
)
_EDGE_FIELDS = (("share", "double"), ("kind", "string"), ("decided", "boolean"))


def gexf_of(graph: Graph) -> str:
    """Write a graph as GEXF 1.3: directed, weighted by probability; no time, so no clock.

    >>> gexf_of(Graph("s", "Ferry", (), ())).count("<node ")
    0
    """
    nodes = [
        f"      <node id={_attribute(node.id)} label={_attribute(node.label)}>"
        f"{_gexf_values(_node_values(node))}</node>"
        for node in graph.nodes
    ]
    edges = [
        f'      <edge id="{at}" source={_attribute(edge.parent)} target={_attribute(edge.child)}'
        f' weight="{edge.probability}">{_gexf_values(_edge_values(edge))}</edge>'
        for at, edge in enumerate(graph.edges)
    ]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
            f"  <meta><creator>secondsource</creator><description>{_text(graph.title)}"
            "</description></meta>",
            '  <graph defaultedgetype="directed" mode="static">',
            _gexf_fields("node", _NODE_FIELDS),
            _gexf_fields("edge", _EDGE_FIELDS),
            "    <nodes>",
            *nodes,
            "    </nodes>",
            "    <edges>",
            *edges,
            "    </edges>",
            "  </graph>",
            "</gexf>\n",
        )
    )


def _gexf_fields(of: str, fields: tuple[tuple[str, str], ...]) -> str:
    row = '<attribute id="{0}" title="{0}" type="{1}"/>'
    rows = "".join(row.format(name, kind) for name, kind in fields)
    return f'    <attributes class="{of}">{rows}</attributes>'


def _gexf_values(values: Mapping[str, str]) -> str:
    rows = "".join(
        f'<attvalue for="{name}" value={_attribute(value)}/>' for name, value in values.items()
    )
    return f"<attvalues>{rows}</attvalues>"


def graphml_of(graph: Graph) -> str:
    """Write a graph as GraphML.

    >>> graphml_of(Graph("s", "Ferry", (), ())).count("<edge ")
    0
    """
    keys = [
        f'  <key id="{prefix}{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>'
        for of, prefix, fields in (
            ("node", "n_", (("label", "string"), *_NODE_FIELDS)),
            ("edge", "e_", (("weight", "double"), *_EDGE_FIELDS)),
        )
        for name, kind in fields
    ]
    nodes = [
        f"    <node id={_attribute(node.id)}>"
        f"{_graphml_values('n_', {'label': node.label, **_node_values(node)})}</node>"
        for node in graph.nodes
    ]
    edges = [
        f'    <edge id="e{at}" source={_attribute(edge.parent)} target={_attribute(edge.child)}>'
        f"{_graphml_values('e_', {'weight': str(edge.probability), **_edge_values(edge)})}</edge>"
        for at, edge in enumerate(graph.edges)
    ]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
            *keys,
            f'  <graph id={_attribute(graph.story)} edgedefault="directed">',
            f"    <desc>{_text(graph.title)}</desc>",
            *nodes,
            *edges,
            "  </graph>",
            "</graphml>\n",
        )
    )


def _graphml_values(prefix: str, values: Mapping[str, str]) -> str:
    cell = '<data key="{}{}">{}</data>'
    return "".join(cell.format(prefix, key, _text(value)) for key, value in values.items())


def _node_values(node: Node) -> dict[str, str]:
    return {
        "hidden": str(node.hidden).lower(),
        "family": node.family,
        "day": node.day,
        "title": node.title,
        "place": node.place,
    }


def _edge_values(edge: Edge) -> dict[str, str]:
    return {"share": str(edge.share), "kind": edge.kind, "decided": str(edge.decided).lower()}


def _text(value: str) -> str:
    return escape(one_line(value))


def _attribute(value: str) -> str:
    return quoteattr(one_line(value))


def csv_of(graph: Graph) -> str:
    """Write a graph's edges as a table with a line of ``COLUMNS``; one line for each edge.

    An article without a parent has a line with an empty parent, so that all are listed.

    >>> csv_of(Graph("s", "Ferry", (), ())).count(",") == len(COLUMNS) - 1
    True
    """
    nodes = {node.id: node for node in graph.nodes}
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    children = {edge.child for edge in graph.edges}
    rows = [_row(nodes.get(edge.parent), nodes[edge.child], edge) for edge in graph.edges]
    rows += [_row(None, n, None) for n in graph.nodes if not n.hidden and n.id not in children]
    for row in rows:
        table.writerow([cell(value) for value in row])
    return written.getvalue()


def _row(parent: Node | None, child: Node, edge: Edge | None) -> list[str]:
    above = parent or Node("", False, "", "")
    found = [above.id, above.label, above.place, above.day, str(above.hidden).lower()]
    found += [child.id, child.label, child.place, child.day]
    if edge is None:
        return [*found, "", "", "", ""]
    return [*found, str(edge.probability), *_edge_values(edge).values()]


def _picture(graph: Graph) -> str:
    return str(svg_of(graph))


FORMATS: Mapping[str, Callable[[Graph], str]] = MappingProxyType(
    {"svg": _picture, "gexf": gexf_of, "graphml": graphml_of, "csv": csv_of}
)
