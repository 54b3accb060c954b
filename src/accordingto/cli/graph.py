"""``accordingto graph``: who asserts what as a graph."""

from __future__ import annotations

from accordingto.cli import console
from accordingto.cli.options import (
    AllowPrivate,
    ArticlePath,
    Encoding,
    InputFormat,
    OutPath,
    Pipeline,
    examples,
)

EXAMPLES = examples(
    "accordingto graph draft.txt -o draft.graphml",
    "accordingto graph draft.json -o draft.dot",
    "accordingto graph draft.txt > draft.graph.json",
)


def graph(
    article: ArticlePath,
    output: OutPath = None,
    format: InputFormat = None,
    encoding: Encoding = None,
    allow_private: AllowPrivate = False,
    pipeline: Pipeline = None,
) -> None:
    """Write the graph of who asserts what, for Gephi, yEd, Graphviz, networkx.

    The ending of -o decides: .graphml, .gexf, .json (node-link), .dot or .gv. Without -o, or with
    -o -, node-link JSON goes to standard output.
    """
    from accordingto.export import graphs

    target = output or console.STD
    write = graphs.node_link if target == console.STD else graphs.writer(target)
    console.check(target, article)
    annotation = console.annotated(
        article, encoding, pipeline, format=format, allow_private=allow_private
    )
    console.put(target, write(annotation))
