"""``accordingto graph``: who asserts what as a graph."""

from __future__ import annotations

from accordingto.cli import console
from accordingto.cli.options import ArticlePath, Encoding, OutPath, Pipeline, examples

EXAMPLES = examples(
    "accordingto graph draft.txt -o draft.graphml",
    "accordingto graph draft.json -o draft.dot",
    "accordingto graph draft.txt > draft.graph.json",
)


def graph(
    article: ArticlePath,
    output: OutPath = None,
    encoding: Encoding = None,
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
    console.put(target, write(console.annotated(article, encoding, pipeline)))
