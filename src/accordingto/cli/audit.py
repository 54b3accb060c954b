"""``accordingto audit``: what a corpus says of its sourcing."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import examples
from accordingto.errors import OutputError

EXAMPLES = examples(
    "accordingto audit tables/",
    "accordingto audit tables/ -o audit.html --tables figures/ --by section",
    "accordingto audit 2025/ 2026/ -o changes.html",
)


class Group(str, Enum):
    """What articles are grouped by."""

    publisher = "publisher"
    section = "section"


def audit(
    corpora: Annotated[
        list[Path],
        typer.Argument(
            metavar="CORPUS [LATER]",
            help="A folder that the command corpus made; two: what changed.",
        ),
    ],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write the page.")
    ] = None,
    tables: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder for each figure as CSV.")
    ] = None,
    by: Annotated[Group, typer.Option(help="What articles are grouped by.")] = Group.publisher,
    template: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Your own templates (see templates/README.md)."),
    ] = None,
) -> None:
    """Write one HTML page that sums up the sourcing of a corpus; every number leads to sentences.

    Without -o it goes beside the corpus, as NAME.html. Of two corpora it also tells what changed
    from the first to the second.
    """
    before, folder = _pair(corpora)
    target = output or _beside(folder)
    console.check(target)
    from accordingto.audit import csv, html, view

    with console.busy(f"Auditing {folder}"):
        page = view.build(folder, before=before, by=by.value)
        written = html.render(page, template_dir=template)
    if tables is not None:
        _make(tables)
        for figure in page.figures:
            console.put(str(tables / f"{figure.id}.csv"), csv.written(figure))
    console.put(target, written.encode("utf-8"))
    console.tell(page.verdict)
    if target != console.STD:
        print(console.printable(f"Audit: {target}"))


def _pair(corpora: list[Path]) -> tuple[Path | None, Path]:
    """The corpus before, if there is one, and the one to audit."""
    if len(corpora) > 2:
        raise typer.BadParameter("one corpus, or two to be compared")
    return (corpora[0], corpora[1]) if len(corpora) == 2 else (None, corpora[0])


def _beside(folder: Path) -> str:
    target = folder.resolve().with_name(f"{folder.resolve().name}.html")
    if target.is_file() and not console.is_report(target):
        raise OutputError(
            f"{target} exists and is no page of accordingto.",
            f"Pass -o {target} to replace it, or another name.",
        )
    return str(target)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be made a folder ({error.strerror}).", "Choose another for --tables."
        ) from error
