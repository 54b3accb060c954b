"""``accordingto annotate``: who asserts what, for other tools."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import ArticlePath, Encoding, OutPath, Pipeline


class Format(str, Enum):
    """How an annotation is written."""

    json = "json"


def annotate(
    article: ArticlePath,
    format: Annotated[Format, typer.Option(help="The output's format.")] = Format.json,
    output: OutPath = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
) -> None:
    """Print who asserts what as JSON (schema accordingto/1)."""
    target = output or console.STD
    console.check(target, article)
    annotation = console.annotated(article, encoding, pipeline)
    import json

    text = json.dumps(annotation.to_dict(), ensure_ascii=False, indent=2)
    # Half a surrogate pair is written as “\ud800”, which is JSON's escape for it too.
    console.put(target, f"{text}\n".encode("utf-8", "backslashreplace"))
