"""``accordingto annotate``: who asserts what, for other tools."""

from __future__ import annotations

from typing import Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import (
    AllowPrivate,
    ArticlePath,
    Encoding,
    From,
    OutPath,
    Pipeline,
    examples,
    listed,
)
from accordingto.export import registry

_EXAMPLES = examples(
    "accordingto annotate draft.txt",
    "accordingto annotate draft.txt -o draft.csv",
    "accordingto annotate draft.txt --format sourcing -o sources.csv",
    "accordingto annotate draft.json -o draft.md",
)
_FORMATS = listed(
    "Formats, and the endings that tell them:",
    *(
        f"{exporter.name:<14} {exporter.what} ({', '.join(exporter.endings)})"
        for exporter in registry.EXPORTERS
    ),
)
EXAMPLES = f"{_EXAMPLES}\n\n{_FORMATS}"


def annotate(
    article: ArticlePath,
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=registry.names,
            help="The format; without it the ending of -o decides, else it is JSON.",
        ),
    ] = None,
    output: OutPath = None,
    source: From = None,
    encoding: Encoding = None,
    allow_private: AllowPrivate = False,
    pipeline: Pipeline = None,
) -> None:
    """Write who asserts what for other tools: as data, tables, markup, documents or graphs."""
    target = output or console.STD
    if format is not None:
        exporter = registry.named(format)
    elif target != console.STD:
        exporter = registry.by_ending(target)
    else:
        exporter = registry.named("json")
    console.check(target, article)
    write = exporter.write  # what cannot be written is told before the work
    annotation = console.checked(
        article, encoding, pipeline, format=source, allow_private=allow_private
    )
    console.put(target, write(annotation))
