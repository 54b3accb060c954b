"""The command as a whole: its sub-commands, its exit codes.

Only this package prints, and only this module exits. What is heavy (spaCy, rich) is imported where
it is used, so that help and errors come at once.
"""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

from accordingto import __version__
from accordingto.cli import (
    annotate,
    audit,
    check,
    compare,
    console,
    corpus,
    evaluate,
    graph,
    merge,
    report,
    review,
    rules,
)
from accordingto.errors import AccordingtoError

app = typer.Typer(
    help="Who says so? Shows, sentence by sentence, who asserts what in a news article.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(short_help="The report of articles.", epilog=report.EXAMPLES)(report.report)
app.command(short_help="The annotation as data.", epilog=annotate.EXAMPLES)(annotate.annotate)
app.command(short_help="What an editor would ask.", epilog=check.EXAMPLES)(check.check)
app.command(short_help="The rules of check.", epilog=rules.EXAMPLES)(rules.rules)
app.command(short_help="What an edit did to the sourcing.", epilog=compare.EXAMPLES)(
    compare.compare
)
app.command(short_help="The graph of who asserts what.", epilog=graph.EXAMPLES)(graph.graph)
app.command(short_help="The report, reviewed while you write.", epilog=review.EXAMPLES)(
    review.review
)
app.command(short_help="Two reviewers' reviews as one.", epilog=merge.EXAMPLES)(merge.merge)
app.command(short_help="Many articles, as tables.", epilog=corpus.EXAMPLES)(corpus.corpus)
app.command(short_help="What a corpus says of its sourcing.", epilog=audit.EXAMPLES)(audit.audit)
app.add_typer(evaluate.app, name="evaluate")


def main() -> NoReturn:
    """Run the command and exit: 0, or the code of the error that it told (see ``errors``)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal may be ASCII
    try:
        app()
    except AccordingtoError as error:
        console.tell(f"Error: {error}")
        sys.exit(error.exit_code)
    except OSError as error:
        console.tell(f"Error: {error.filename or 'The system'}: {error.strerror or error}.")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"accordingto {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version)
    ] = False,
) -> None:
    """What stands before the sub-command."""
