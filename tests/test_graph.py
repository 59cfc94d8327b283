"""The copy graph: its edges, where its nodes stand, and that other programs can read it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.records import Hidden, Lineage, Parent, Reason
from secondsource.tell.desk import desk_of
from secondsource.tell.graph import Edge, Graph, Node, graph_of, parts_of, surest
from secondsource.tell.graph_files import COLUMNS, FORMATS, csv_of, gexf_of, graphml_of
from secondsource.tell.graph_layout import MOST, layout_of
from secondsource.tell.graph_svg import svg_of
from tests.newsdesk import COPY, HERALD, WIRE, report_of

SVG = "{http://www.w3.org/2000/svg}"
GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def drawn(*, least: float = 0.25) -> Graph:
    report = report_of()
    return graph_of(desk_of(report), report.stories[0], least=least)


def article(ident: str, day: str = "2024-03-14", *, outlet: str = "", family: str = "") -> Node:
    name = outlet or f"Outlet {ident}"
    return Node(ident, False, name, "Ferry sinks", family or name.lower(), day, f"{ident}.txt")


# -- nodes and edges ------------------------------------------------------------------------


def test_an_edge_has_its_probability_share_and_kind() -> None:
    (edge,) = drawn().edges
    assert (edge.parent, edge.child, edge.kind) == (WIRE, COPY, "wire")
    assert edge.probability == 0.97
    assert 0.8 < edge.share < 1.0  # all of the copy's body but the credit before it


def test_faint_edges_are_counted_and_drawn_on_request() -> None:
    assert drawn().fainter == 1
    every = drawn(least=0.0)
    assert every.fainter == 0
    assert [edge.parent for edge in every.edges] == [WIRE, "h1"]
    assert [node.hidden for node in every.nodes] == [True, False, False, False]


def test_the_surest_parent_is_drawn_however_faint() -> None:
    report = report_of()
    faint = (Parent(COPY, None, None, 0.9), Parent(COPY, WIRE, None, 0.06))
    report = replace(report, lineage=Lineage((), faint))
    assert [edge.probability for edge in graph_of(desk_of(report), report.stories[0]).edges] == [
        0.06
    ]


def test_a_parent_in_another_story_is_counted_not_drawn() -> None:
    report = report_of()
    story = replace(report.stories[0], articles=(COPY, HERALD))
    graph = graph_of(desk_of(report), story)
    assert (graph.elsewhere, [edge.parent for edge in graph.edges]) == (1, ["h1"])


def test_what_is_shared_with_the_others_of_a_hidden_text_is_its_share() -> None:
    report = report_of()
    hidden = Hidden("h1", "HPA", (WIRE, COPY), (Reason("credit", "HPA is credited"),))
    parents = tuple(Parent(one, None, "h1", 0.9) for one in (WIRE, COPY))
    report = replace(report, lineage=Lineage((hidden,), parents))
    graph = graph_of(desk_of(report), report.stories[0])
    assert graph.nodes[0].label == "a text of HPA"
    assert [round(edge.share, 1) for edge in graph.edges] == [0.8, 1.0]


def test_a_decided_edge_says_so() -> None:
    report = report_of()
    told = Parent(COPY, WIRE, None, 1.0, (Reason("decided", "decided by a person"),))
    report = replace(report, lineage=Lineage((), (told,)))
    graph = graph_of(desk_of(report), report.stories[0])
    assert graph.edges[0].decided
    assert "decided by a person" in svg_of(graph)


# -- places ---------------------------------------------------------------------------------


def test_time_runs_from_left_to_right_and_unknown_days_stand_apart() -> None:
    nodes = (
        article("a", "2024-03-14"),
        article("b", "2024-03-15"),
        article("c", "2024-03-14T18:00:00+01:00"),
        article("d", ""),
    )
    places = {spot.node.id: spot.x for spot in layout_of(Graph("s", "", nodes, ())).spots}
    assert places["d"] < places["a"] < places["c"] < places["b"]
    assert "day not known" in svg_of(Graph("s", "", nodes, ()))


def test_a_text_stands_left_of_what_was_made_of_it_on_one_day() -> None:
    nodes = (article("a"), article("b"), article("c"), Node("h", True, "a text of HPA", ""))
    edges = (Edge("h", "a", 0.9, 1, "wire"), Edge("a", "b", 0.9, 1, "pickup"))
    places = {spot.node.id: spot.x for spot in layout_of(Graph("s", "", nodes, edges)).spots}
    assert places["h"] < places["a"] < places["b"]


def test_outlets_of_one_owner_are_neighbours_under_one_bracket() -> None:
    nodes = (
        article("a", outlet="Herald", family="kastrin"),
        article("b", outlet="Tribune"),
        article("c", outlet="Post", family="kastrin"),
    )
    graph = Graph("s", "", nodes, ())
    assert [lane.label for lane in layout_of(graph).lanes] == ["Herald", "Post", "Tribune"]
    assert svg_of(graph).count('class="cg-owner"') == 1


def test_no_two_nodes_of_forty_outlets_stand_on_each_other() -> None:
    nodes = tuple(article(f"{at:02}", f"2024-03-{10 + at % 3}") for at in range(40))
    again = tuple(article(f"x{at}", outlet="Outlet 00") for at in range(3))
    spots = layout_of(Graph("s", "", nodes + again, ())).spots
    assert len({(spot.x, spot.y) for spot in spots}) == 43


def test_a_ring_is_drawn_without_end() -> None:
    nodes = (article("a"), article("b"))
    edges = (Edge("a", "b", 0.9, 1, "pickup"), Edge("b", "a", 0.9, 1, "pickup"))
    graph = Graph("s", "", nodes, edges)
    assert len(layout_of(graph).spots) == 2
    assert parts_of(graph) == [["a", "b"]]


def test_five_thousand_copies_are_drawn_in_part_and_told() -> None:
    nodes = tuple(article(f"{at:04}") for at in range(5_000))
    edges = tuple(Edge("0000", node.id, 0.9, 1, "wire") for node in nodes[1:])
    graph = Graph("s", "", nodes, edges)
    picture = svg_of(graph)
    assert picture.count("<circle") <= MOST
    assert "more texts not drawn: --format gexf has them all" in picture
    assert gexf_of(graph).count("<node ") == 5_000


# -- formats --------------------------------------------------------------------------------


def test_the_picture_is_told_in_words_and_needs_nothing() -> None:
    root = ElementTree.fromstring(svg_of(drawn()))
    assert root.attrib["role"] == "img"
    named = root.attrib["aria-labelledby"].split()
    found = {one.attrib.get("id"): one for one in root}
    assert [found[name].tag for name in named] == [f"{SVG}title", f"{SVG}desc"]
    assert "may have text from Levpress" in (found[named[1]].text or "")
    tips = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert any(tip.startswith("Harbor Tribune shares ") and "(97%)" in tip for tip in tips)
    assert any("Levpress, 14 March 2024: Ferry sinks off Varnova" in tip for tip in tips)
    assert not [one for one in root.iter() if one.tag in (f"{SVG}script", f"{SVG}image")]


def test_words_stand_only_in_the_margins() -> None:
    root = ElementTree.fromstring(svg_of(drawn()))
    rows = layout_of(drawn()).height
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        assert x < 20 or y < 34 or y > 34 + rows


def test_gexf_holds_every_node_and_edge() -> None:
    graph = drawn(least=0.0)
    root = ElementTree.fromstring(gexf_of(graph))
    assert (root.tag, root.attrib["version"]) == (f"{GEXF}gexf", "1.3")
    assert [one.attrib["id"] for one in root.iter(f"{GEXF}node")] == [n.id for n in graph.nodes]
    edges = list(root.iter(f"{GEXF}edge"))
    assert [(one.attrib["source"], one.attrib["target"]) for one in edges] == [
        (edge.parent, edge.child) for edge in graph.edges
    ]
    declared = {one.attrib["id"] for one in root.iter(f"{GEXF}attribute")}
    assert {one.attrib["for"] for one in root.iter(f"{GEXF}attvalue")} <= declared


def test_graphml_declares_every_key_it_uses() -> None:
    graph = drawn(least=0.0)
    root = ElementTree.fromstring(graphml_of(graph))
    declared = {one.attrib["id"] for one in root.iter(f"{GRAPHML}key")}
    assert {one.attrib["key"] for one in root.iter(f"{GRAPHML}data")} == declared
    assert len(list(root.iter(f"{GRAPHML}node"))) == len(graph.nodes)
    assert len(list(root.iter(f"{GRAPHML}edge"))) == len(graph.edges)


def test_the_table_lists_edges_and_articles_without_a_parent() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(drawn()))))
    assert tuple(rows[0]) == COLUMNS
    assert {(row["parent"], row["child"]) for row in rows} == {
        (WIRE, COPY),
        ("", WIRE),
        ("", HERALD),
    }


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t=", "\r@"])
def test_no_cell_is_taken_for_a_formula(opening: str) -> None:
    nodes = (article("a", outlet=f"{opening}HYPERLINK(1)"), article("b"))
    table = csv_of(Graph("s", "", nodes, (Edge("a", "b", 0.9, 1, "wire"),)))
    for row in csv.reader(io.StringIO(table)):
        assert not any(cell[:1] in {"=", "+", "-", "@", "\t", "\r"} for cell in row)


@given(st.text(max_size=30), st.sampled_from(sorted(FORMATS)))
def test_any_name_is_safe_in_any_format(name: str, form: str) -> None:
    nodes = (article("a", outlet=name or "x"), article("b"))
    graph = Graph("s", name, nodes, (Edge("a", "b", 0.9, 1, "wire"),))
    written = FORMATS[form](graph)
    written.encode("utf-8")
    assert written == FORMATS[form](graph)
    if form != "csv":
        ElementTree.fromstring(written)


def test_the_surest_of_several_parents_is_one() -> None:
    nodes = (article("a"), article("b"), article("c"))
    edges = (Edge("a", "c", 0.4, 1, "wire"), Edge("b", "c", 0.5, 1, "wire"))
    assert surest(Graph("s", "", nodes, edges))["c"].parent == "b"
