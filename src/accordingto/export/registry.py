"""Every format that an annotation can be written in, by name and by the ending of a file.

A writer is found by the place of its function (``module:function``, as entry points have it) and
imported when it is used: nobody who writes JSON waits for Word's library, for a graph's or for
spaCy, which only a ``docbin`` needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from accordingto.errors import UsageError
from accordingto.records import Annotation

#: What every writer is: the whole file for an annotation.
Write = Callable[[Annotation], bytes]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: its ``name``, the ``endings`` of its files, and what it is in a few words.

    Called with an annotation, it gives the bytes of the file: the same ones for the same
    annotation. Raises InstallationError where the format's library is not installed.
    """

    name: str
    endings: tuple[str, ...]
    place: str
    what: str

    def __call__(self, annotation: Annotation) -> bytes:
        return self.write(annotation)

    @property
    def write(self) -> Write:
        """The function behind the exporter, imported now."""
        module, _, function = self.place.partition(":")
        return cast(Write, getattr(import_module(module), function))


#: The formats, those for data first. Of two endings that fit a name, the longer one decides.
EXPORTERS: tuple[Exporter, ...] = (
    Exporter("json", (".json",), "accordingto.export.json:render", "the JSON form"),
    Exporter(
        "jsonl", (".jsonl",), "accordingto.export.jsonl:render", "the JSON form on a single line"
    ),
    Exporter("csv", (".csv",), "accordingto.export.table:csv", "a table, one row a sentence"),
    Exporter("parquet", (".parquet",), "accordingto.export.table:parquet", "the same table, typed"),
    Exporter(
        "sourcing",
        (".sourcing.csv",),
        "accordingto.export.sourcing:render",
        "a CSV table of statements with their sources",
    ),
    Exporter(
        "webannotation",
        (".jsonld",),
        "accordingto.export.webannotation:render",
        "W3C Web Annotations in JSON-LD",
    ),
    Exporter(
        "brat",
        (".brat.zip",),
        "accordingto.export.brat:render",
        "brat standoff, zipped with its text",
    ),
    Exporter("docbin", (".spacy",), "accordingto.language.docbin:render", "spaCy's DocBin"),
    Exporter(
        "conll", (".conllup", ".conll"), "accordingto.export.conll:render", "CoNLL-U Plus, BIO"
    ),
    Exporter("sarif", (".sarif",), "accordingto.export.sarif:render", "the findings, SARIF 2.1.0"),
    Exporter(
        "markdown",
        (".md", ".markdown"),
        "accordingto.export.markdown:render",
        "the article, a footnote for each source",
    ),
    Exporter("html", (".html", ".htm"), "accordingto.export.html:render", "the report"),
    Exporter("docx", (".docx",), "accordingto.export.docx:render", "Word, with comments"),
    Exporter("graphml", (".graphml",), "accordingto.export.graphs:graphml", "the graph, GraphML"),
    Exporter("gexf", (".gexf",), "accordingto.export.graphs:gexf", "the graph, GEXF for Gephi"),
    Exporter(
        "node-link", (".graph.json",), "accordingto.export.graphs:node_link", "the graph, JSON"
    ),
    Exporter("dot", (".dot", ".gv"), "accordingto.export.graphs:dot", "the graph, Graphviz"),
)


def named(name: str) -> Exporter:
    """The exporter of that name. Raises UsageError."""
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    raise UsageError(f"There is no format {name}.", f"Use one of {', '.join(names())}.")


def by_ending(file: str) -> Exporter:
    """The exporter for a file of that name, its ending in any case. Raises UsageError."""
    lowered = file.replace("\\", "/").rpartition("/")[2].lower()
    fitting = [
        (len(ending), exporter)
        for exporter in EXPORTERS
        for ending in exporter.endings
        if lowered.endswith(ending) and lowered != ending
    ]
    if not fitting:
        endings = (ending for exporter in EXPORTERS for ending in exporter.endings)
        raise UsageError(
            f"The name {file} does not tell the format.",
            f"Pass --format, or use one of {', '.join(endings)}.",
        )
    return max(fitting, key=lambda pair: pair[0])[1]


def names() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(exporter.name for exporter in EXPORTERS)
