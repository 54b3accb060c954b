"""``accordingto review``: the report of a draft, kept and followed while it is edited."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import Encoding, InputFormat, Pipeline, examples
from accordingto.errors import InstallationError, UsageError

if TYPE_CHECKING:
    from accordingto.live.session import Session
    from accordingto.records import Annotation, Article

EXAMPLES = examples(
    "accordingto review draft.docx",
    "accordingto review draft.txt --no-open",
)


def review(
    draft: Annotated[
        str, typer.Argument(metavar="DRAFT", help="The file that you are working on.")
    ],
    show: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = True,
    format: InputFormat = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
) -> None:
    """Review a draft in the browser while you write it.

    The page is the report, from a server of this machine that only this machine reaches. It follows
    the draft whenever you save it. Every decision is kept at once beside it, in DRAFT.review.json,
    which the report takes with --review. Ctrl-C ends it, or End on the page.
    """
    serve = _server()
    path = Path(draft)
    record = _record(draft)
    console.check(str(record), draft)
    session = _session(path, record, format, encoding, pipeline)

    def ready(address: str) -> None:
        print(console.printable(f"Review of {draft}: {address}"), flush=True)
        print(console.printable(f"Kept in {record}. Ctrl-C ends it."), flush=True)
        if show:
            import webbrowser

            if not webbrowser.open(address):
                console.tell("Warning: no browser was found. Open the address yourself.")

    with suppress(KeyboardInterrupt):  # the way to end it
        serve(session, path, ready)
    print("The review has ended.")


def _server() -> Callable[[Session, Path, Callable[[str], None]], None]:
    """What serves a review. Raises InstallationError where the extra is not installed."""
    try:
        from accordingto.live.server import serve
    except ImportError as error:
        raise InstallationError(
            f"Reviewing while you write needs {error.name}, which is not installed.",
            "Install it: pip install 'accordingto[review]'.",
        ) from error
    return serve


def _record(draft: str) -> Path:
    """The file of a draft's review, beside it. Raises UsageError where there can be none."""
    from accordingto.reading.web import is_address

    if draft == console.STD or is_address(draft):
        raise UsageError(
            "Only a file can be reviewed while it is edited.",
            "Name one, or write its report: accordingto report ARTICLE",
        )
    path = Path(draft)
    named = path.suffix.lower() in console.SUFFIXES
    return path.with_name(f"{path.stem if named else path.name}.review.json")


def _session(
    path: Path, record: Path, format: str | None, encoding: str | None, pipeline: str | None
) -> Session:
    import accordingto
    from accordingto.live.session import Session
    from accordingto.reading import read_any
    from accordingto.records import Annotation

    settings = console.house().at(str(path))

    def read() -> Article | Annotation:
        with console.warned():
            given = read_any(path, encoding=encoding, format=format)
        return accordingto.check(given, settings) if isinstance(given, Annotation) else given

    def annotate(article: Article) -> Annotation:
        with console.busy(f"Annotating {article.origin}"):
            return accordingto.check(accordingto.annotate(article, pipeline=pipeline), settings)

    return Session(read, annotate, record)
