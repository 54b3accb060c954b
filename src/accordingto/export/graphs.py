"""The graph of who asserts what as a file: GraphML, GEXF, node-link JSON or DOT.

Nodes keep their ids. But for JSON, edges are numbered (``e1``, ``e2`` …), since a format wants an
id of its own for each. The same graph always gives the same bytes.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

import networkx as nx

from accordingto.analysis.graph import build
from accordingto.errors import UsageError
from accordingto.export import NO_XML
from accordingto.records import Annotation

#: What UTF-8, or a text for C, cannot hold.
_NO_DOT = re.compile("[\x00\ud800-\udfff]")
_SHAPES = {"source": "box", "organization": "house", "article": "note", "claim": "plaintext"}
_LINES = {
    "acts": "dotted",
    "carries over": "dashed",
    "echoes": "dashed",
    "repeats": "dashed",
    "via": "bold",
    "affiliated with": "bold",
}


def graphml(annotation: Annotation) -> bytes:
    """GraphML 1.0 in UTF-8, its attributes typed (string, long, double).

    Characters that XML cannot hold become U+FFFD.
    """
    file = io.BytesIO()
    # Not write_graphml, which writes other bytes where lxml is installed.
    nx.write_graphml_xml(_numbered(build(annotation), NO_XML), file)
    return file.getvalue()


def gexf(annotation: Annotation) -> bytes:
    """GEXF 1.2 in UTF-8, as Gephi reads it. Characters that XML cannot hold become U+FFFD."""
    file = io.BytesIO()
    nx.write_gexf(_numbered(build(annotation), NO_XML), file)
    # networkx puts today's date in the head.
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", file.getvalue(), count=1)


def node_link(annotation: Annotation) -> bytes:
    """Node-link JSON as of networkx: lists ``nodes`` and ``edges`` (source, target, key).

    Nothing is replaced: a lone surrogate is written as JSON's escape for it.
    """
    text = json.dumps(
        nx.node_link_data(build(annotation), edges="edges"), ensure_ascii=False, indent=2
    )
    return f"{text}\n".encode("utf-8", "backslashreplace")


def dot(annotation: Annotation) -> bytes:
    """Graphviz DOT in UTF-8, drawn from left to right.

    Every attribute is a quoted string, in which a backslash is written as two; in ``label``, which
    Graphviz draws, an ampersand is written as ``&amp;`` besides. ``name`` is left out, which the
    label repeats and pydot takes for the node's. U+0000 and lone surrogates become U+FFFD.
    (graphviz.org/doc/info/lang.html.)
    """
    clean = _numbered(build(annotation), _NO_DOT)
    lines = ["digraph {", "  rankdir=LR;"]
    for node, data in clean.nodes(data=True):
        label = str(data["label"]).replace("&", "&amp;")
        look = {"label": label, "shape": _SHAPES[str(data["kind"])]}
        kept = {name: value for name, value in data.items() if name != "name"}
        lines.append(f"  {_quoted(node)} [{_attributes(kept | look)}];")
    for tail, head, data in clean.edges(data=True):
        line = _LINES.get(str(data["relation"]), "solid")
        lines.append(
            f"  {_quoted(tail)} -> {_quoted(head)} [{_attributes(data | {'style': line})}];"
        )
    return "\n".join([*lines, "}", ""]).encode()


#: The writer of each file ending.
WRITERS: Mapping[str, Callable[[Annotation], bytes]] = {
    ".graphml": graphml,
    ".gexf": gexf,
    ".json": node_link,
    ".dot": dot,
    ".gv": dot,
}


def writer(name: str) -> Callable[[Annotation], bytes]:
    """The writer for a file of that name, by its ending in any case. Raises UsageError."""
    ending = PurePath(name).suffix.lower()
    if ending not in WRITERS:
        what = f"ends in {ending}, which is no" if ending else "has no ending that tells the"
        raise UsageError(f"{name} {what} format of a graph.", f"Use one of {', '.join(WRITERS)}.")
    return WRITERS[ending]


def _numbered(graph: nx.MultiDiGraph[str], barred: re.Pattern[str]) -> nx.MultiDiGraph[str]:
    """A copy without barred characters, in which every edge has a key of its own."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for node in graph:
        id = barred.sub("\ufffd", node)
        while id in taken:  # two that differed in such a character only
            id += "\ufffd"
        taken.add(id)
        ids[node] = id
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        made.add_node(ids[node], **_cleaned(data, barred))
    for number, (tail, head, data) in enumerate(graph.edges(data=True), start=1):
        made.add_edge(ids[tail], ids[head], f"e{number}", **_cleaned(data, barred))
    return made


def _cleaned(data: Mapping[str, Any], barred: re.Pattern[str]) -> dict[str, Any]:
    return {
        name: barred.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in data.items()
    }


def _attributes(data: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_quoted(str(value))}" for name, value in data.items())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
