"""``accordingto review``: work with exported reviews."""

from __future__ import annotations

from typing import Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import OutPath
from accordingto.errors import UsageError

app = typer.Typer(help="Work with exported reviews.", no_args_is_help=True, rich_markup_mode=None)


@app.command("merge")
def merge_reviews(
    first: Annotated[str, typer.Argument(metavar="A.json")],
    second: Annotated[str, typer.Argument(metavar="B.json")],
    output: OutPath = None,
) -> None:
    """Put two reviewers' reviews together; where they disagree, both are kept and shown."""
    if first == second == console.STD:
        raise UsageError("Standard input holds one review.", "Name the file of the other.")
    target = output or console.STD
    console.check(target, first, second)
    from accordingto.review import merge
    from accordingto.review.decisions import dumps

    merged = merge.merge(console.named_review(first), console.named_review(second))
    console.put(target, dumps(merged))
    console.tell_conflicts(merged)
