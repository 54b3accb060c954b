"""``accordingto merge``: two reviewers' reviews of one article as one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import OutPath, examples
from accordingto.errors import UsageError

if TYPE_CHECKING:
    from accordingto.review.decisions import Review

EXAMPLES = examples("accordingto merge ann.review.json bo.review.json -o both.review.json")


def merge(
    first: Annotated[str, typer.Argument(metavar="A.json")],
    second: Annotated[str, typer.Argument(metavar="B.json")],
    output: OutPath = None,
) -> None:
    """Put two reviewers' reviews together; where they disagree, both are kept and shown."""
    if first == second == console.STD:
        raise UsageError("Standard input holds one review.", "Name the file of the other.")
    target = output or console.STD
    console.check(target, first, second)
    from accordingto.review.decisions import dumps
    from accordingto.review.merge import merge as merged_of

    merged = merged_of(_named(first), _named(second))
    console.put(target, dumps(merged))
    _tell_conflicts(merged)


def _named(path: str) -> Review:
    """The review in a file, its reviewer with a name: if need be, that of the file."""
    from accordingto.review.decisions import load

    review = load(path)
    return review if review.reviewer else replace(review, reviewer=Path(path).name)


def _tell_conflicts(review: Review) -> None:
    """A table of what the reviewers decided differently."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from accordingto.report import review_view
    from accordingto.report.wording import count

    decided = sum(decision.verdict is not None for decision in review.decisions)
    console.tell(f"{count(decided, 'decision')}, {count(len(review.conflicts), 'conflict')}")
    table = Table("About", "Decided differently", box=None, padding=(0, 2))
    for issue in map(review_view.conflict, review.conflicts):
        table.add_row(*(Text(console.printable(cell)) for cell in (issue.words, issue.problem)))
    if review.conflicts:
        Console(stderr=True, highlight=False).print(table)
