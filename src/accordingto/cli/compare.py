"""``accordingto compare``: what an edit did to the sourcing."""

from __future__ import annotations

import json
from collections import Counter
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import Encoding, OutPath, Pipeline, examples
from accordingto.cli.report import load_review
from accordingto.errors import UsageError

if TYPE_CHECKING:
    from accordingto.compare.carry import Carried
    from accordingto.compare.changes import Comparison


EXAMPLES = examples(
    "accordingto compare old.txt new.txt",
    "accordingto compare old.txt new.txt --fail-on lost --fail-on weakened",
    "accordingto compare old.json new.json -o changes.html",
    "accordingto compare old.txt new.txt --review old.review.json",
)


class Format(str, Enum):
    """How a comparison is written."""

    table = "table"
    json = "json"
    html = "html"


class Fatal(str, Enum):
    """The kinds of change that the command can be told to fail on."""

    lost = "lost"
    gained = "gained"
    re_sourced = "re-sourced"
    weakened = "weakened"
    strengthened = "strengthened"
    hedged = "hedged"
    hardened = "hardened"
    quotation_altered = "quotation-altered"
    number_changed = "number-changed"


_DRAFT = "Plain text, a saved annotation, or - for stdin."


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_DRAFT)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_DRAFT)],
    format: Annotated[
        Format | None, typer.Option(help="The output's format, if the ending of -o does not say.")
    ] = None,
    output: OutPath = None,
    fail_on: Annotated[
        list[Fatal] | None,
        typer.Option(
            metavar="KIND",
            help="End with the exit code 1 where something was lost, gained, re-sourced, weakened, "
            "strengthened, hedged, hardened, quotation-altered, number-changed; repeatable.",
        ),
    ] = None,
    review: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A review of OLD, to be carried over to NEW."),
    ] = None,
    review_output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Where to write the review for NEW.")
    ] = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
) -> None:
    """Show what an edit did to the sourcing: what was lost, gained, weakened, hedged, altered.

    Without -o a table is printed; -o NAME.html writes both drafts side by side, -o NAME.json the
    comparison for other tools. With --review, decisions on OLD are carried over to NEW.
    """
    target = output or console.STD
    wanted = _format(format, target)
    _ensure_sensible(old, new, review, review_output)
    console.check(target, old, new, review or console.STD)
    console.check(review_output or console.STD, old, new, review or console.STD, target)
    comparison, carried = _compared(old, new, review, encoding, pipeline)
    if wanted is not Format.table:
        console.put(target, _written(wanted, comparison, carried))
    if wanted is Format.table or target != console.STD:
        _print(comparison, carried)
    if carried is not None and review_output is not None:
        from accordingto.review.decisions import dumps

        console.put(review_output, dumps(carried.review))
    _fail(comparison, fail_on or [])


def _format(given: Format | None, target: str) -> Format:
    """The format asked for, or that of the target's ending."""
    ending = Path(target).suffix.lower().removeprefix(".")
    if given is None and target == console.STD:
        return Format.table
    if given is None and ending not in (Format.html.value, Format.json.value):
        raise UsageError(
            f"The ending of {target} does not say what to write.",
            "Choose a name in .html or .json, or pass --format.",
        )
    wanted = given or Format(ending)
    if wanted is Format.table and target != console.STD:
        raise UsageError("The table is for the terminal.", "Leave out -o, or --format.")
    return wanted


def _ensure_sensible(old: str, new: str, review: str | None, review_output: str | None) -> None:
    if [old, new, review].count(console.STD) > 1:
        raise UsageError("Standard input holds one thing.", "Name the files of the others.")
    if review_output is not None and review is None:
        raise UsageError("There is no review to carry over.", "Pass --review with its file.")


def _compared(
    old: str, new: str, review: str | None, encoding: str | None, pipeline: str | None
) -> tuple[Comparison, Carried | None]:
    given = load_review(review, old)
    before = console.annotated(old, encoding, pipeline)
    after = console.annotated(new, encoding, pipeline)
    if given is None:
        import accordingto

        return accordingto.compare(before, after), None
    from accordingto.compare.carry import carry_over

    carried = carry_over(before, after, given)
    return carried.comparison, carried


def _written(format: Format, comparison: Comparison, carried: Carried | None) -> bytes:
    if format is Format.html:
        from accordingto.compare.html import render

        return render(comparison, carried).encode("utf-8")
    form = comparison.to_dict() | ({} if carried is None else {"review": carried.to_dict()})
    text = json.dumps(form, ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _print(comparison: Comparison, carried: Carried | None) -> None:
    """What became of the sentences and of the sourcing, and the table of changes."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from accordingto.compare import view

    print(view.sentences(comparison))
    print(view.verdict(comparison))
    table = Table("What", "Old", "New", "Before", "After", box=None, padding=(0, 2, 0, 0))
    for change in comparison.changes:
        words = (change.before or "no source", change.after or "no source")
        cells = (change.kind, str(change.old + 1), str(change.new + 1), *words)
        table.add_row(*(Text(console.printable(cell)) for cell in cells))
    if comparison.changes:
        Console(highlight=False).print(table)
    if carried is not None:
        print(f"Review: {view.review_in_words(carried)}")
        for look in view.looks_in_words(carried):
            print(console.printable(look))


def _fail(comparison: Comparison, fatal: list[Fatal]) -> None:
    """End with the exit code 1 where a change is of a kind that shall not be."""
    counts = Counter(change.kind.replace(" ", "-") for change in comparison.changes)
    failures = [f"{counts[kind.value]} {kind.value}" for kind in fatal if counts[kind.value]]
    if failures:
        console.tell(f"Failed: {', '.join(dict.fromkeys(failures))}.")
        raise typer.Exit(1)
