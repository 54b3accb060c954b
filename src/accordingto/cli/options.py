"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

ArticlePath = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="Plain text, a saved annotation, or - for stdin.")
]
ArticlePaths = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE", help="Plain text, saved annotations, or - for stdin."),
]
OutPath = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write (-: stdout).")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="The text's encoding, if not UTF-8.")
]
Pipeline = Annotated[
    str | None, typer.Option(metavar="NAME", help="Another English spaCy pipeline to use.")
]
ReviewFile = Annotated[
    str | None, typer.Option(metavar="FILE", help="A review exported from the page, to apply.")
]


def examples(*lines: str) -> str:
    """What stands below a command's options: calls that work, kept line by line."""
    return listed("Examples:", *lines)


def listed(head: str, *lines: str) -> str:
    """A paragraph of a help text whose lines stay lines."""
    return "\n".join(["\b", head, *(f"  {line}" for line in lines)])
