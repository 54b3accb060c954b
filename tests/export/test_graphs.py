"""The graph as a file: whole when read again, whatever characters the article holds."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import networkx as nx
import pydot
import pytest
from hypothesis import given, settings

from accordingto.analysis import graph
from accordingto.errors import UsageError
from accordingto.export import graphs
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose, harbour, plain
from strategies import annotations

HOSTILE = 'a "quoted" back\\slash\\, <b>&amp; & {x|y}\nline \\N \u202e 漢 \U0001f388 \\'
BARRED = "nul \x00 tab \x0b surrogate \ud800 last \uffff"


def hostile(text: str) -> Annotation:
    unit = Unit(f"Al said {text} at noon.", "attributed", (Claim("x", "Al", "said", text),))
    source = Source("x", text, "named person", f"analyst at {text}")
    return compose([[unit]], [source], title=text, origin=text)


def read_graphml(data: bytes) -> nx.MultiDiGraph[str]:
    return nx.read_graphml(io.BytesIO(data), force_multigraph=True)


def read_dot(data: bytes) -> pydot.Dot:
    (made,) = pydot.graph_from_dot_data(data.decode())
    return made


def unquoted(text: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", text[1:-1])


@pytest.mark.parametrize("annotation", [harbour(), hostile(HOSTILE), plain("It rained."), plain()])
def test_every_format_gives_all_nodes_and_edges_back(annotation: Annotation) -> None:
    made = graph.build(annotation)
    again = read_graphml(graphs.graphml(annotation))
    assert set(again) == set(made)
    assert again.number_of_edges() == made.number_of_edges()
    again = nx.read_gexf(io.BytesIO(graphs.gexf(annotation)))
    assert set(again) == set(made)
    assert again.number_of_edges() == made.number_of_edges()
    again = nx.node_link_graph(json.loads(graphs.node_link(annotation)), edges="edges")
    assert nx.utils.graphs_equal(again, made)
    drawn = read_dot(graphs.dot(annotation))
    assert {unquoted(node.get_name()) for node in drawn.get_nodes()} == set(made)
    assert len(drawn.get_edges()) == made.number_of_edges()


def test_graphml_types_its_attributes() -> None:
    root = ElementTree.fromstring(graphs.graphml(harbour()))
    types = {key.get("attr.name"): key.get("attr.type") for key in root if "key" in key.tag}
    assert types["text"] == "string"
    assert types["number"] == types["paragraph"] == types["claims"] == "long"
    assert types["confidence"] == "double"
    again = read_graphml(graphs.graphml(harbour()))
    assert again.nodes["claim/3"]["number"] == 4
    ids = [edge.get("id") for edge in root.iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(ids) == len(set(ids)) > 0


def test_gexf_types_its_attributes_and_labels_its_nodes() -> None:
    data = graphs.gexf(harbour())
    again = nx.read_gexf(io.BytesIO(data))
    assert again.nodes["source/office"]["label"] == "Port Safety Office"
    assert again.nodes["claim/3"]["number"] == 4
    assert again.edges["source/office", "claim/3"]["confidence"] == 0.94
    assert b"lastmodifieddate" not in data


def test_dot_quotes_whatever_the_article_holds() -> None:
    drawn = read_dot(graphs.dot(hostile(HOSTILE)))
    (node,) = drawn.get_node('"source/x"')
    assert unquoted(node.get("title")) == f"analyst at {HOSTILE}"
    assert unquoted(node.get("label")) == HOSTILE.replace("&", "&amp;")
    assert node.get("shape") == '"box"'


def test_characters_that_a_format_cannot_hold_are_replaced() -> None:
    annotation = hostile(BARRED)
    shown = "nul \ufffd tab \ufffd surrogate \ufffd last \ufffd"
    assert read_graphml(graphs.graphml(annotation)).nodes["source/x"]["name"] == shown
    assert nx.read_gexf(io.BytesIO(graphs.gexf(annotation))).nodes["source/x"]["name"] == shown
    assert "nul \ufffd tab \x0b surrogate \ufffd" in graphs.dot(annotation).decode()
    assert json.loads(graphs.node_link(annotation))["graph"]["name"] == BARRED


def test_two_ids_that_differ_in_such_a_character_stay_two() -> None:
    annotation = harbour()
    twins = tuple(Source(f"t{c}", "Al", "named person") for c in "\x00\x01")
    annotation = replace(annotation, sources=(*annotation.sources, *twins))
    assert len(read_graphml(graphs.graphml(annotation))) == len(graph.build(annotation))


@settings(deadline=None, max_examples=40)
@given(annotations())
def test_any_annotation_is_written_in_every_format(annotation: Annotation) -> None:
    made = graph.build(annotation)
    assert len(read_graphml(graphs.graphml(annotation))) == len(made)
    assert len(nx.read_gexf(io.BytesIO(graphs.gexf(annotation)))) == len(made)
    assert len(json.loads(graphs.node_link(annotation))["nodes"]) == len(made)
    assert graphs.dot(annotation).count(b"->") >= made.number_of_edges()


def test_the_ending_chooses_the_format() -> None:
    assert graphs.writer("a/b.GraphML") is graphs.graphml
    assert graphs.writer("x.gv") is graphs.writer("x.dot") is graphs.dot
    for name in ("graph.svg", "graph", ".dot"):
        with pytest.raises(UsageError, match=r"\.graphml, \.gexf, \.json, \.dot, \.gv"):
            graphs.writer(name)
