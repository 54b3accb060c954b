"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

ArticlePath = Annotated[
    str,
    typer.Argument(
        metavar="ARTICLE",
        help="A text, a document, a page's address, a saved annotation, or - for stdin.",
    ),
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
_FORMAT_HELP = "The article's format, where its content and its name mislead."
InputFormat = Annotated[
    str | None, typer.Option("--format", "--from", metavar="NAME", help=_FORMAT_HELP)
]
#: For a command whose --format is the output's.
From = Annotated[str | None, typer.Option("--from", metavar="NAME", help=_FORMAT_HELP)]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch a page from a private network too.")
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
