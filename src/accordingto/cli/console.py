"""What the commands share: what they read, where they write, and what they tell.

What is heavy (spaCy, rich) is imported where it is used, so that help and errors come at once.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.errors import OutputError, UsageError

if TYPE_CHECKING:
    from accordingto.records import Annotation, Article
    from accordingto.review.apply import Applied
    from accordingto.review.decisions import Review

#: Standard input and output, as a file's name.
STD = "-"
_SUFFIXES = (".txt", ".text", ".md", ".json")


def load_review(path: str | None, article: str) -> Review | None:
    """The review in a file, None where none is named. Raises InputError, UsageError."""
    if path is None:
        return None
    if path == article == STD:
        raise UsageError("Standard input is the article.", "Name the file of the review.")
    from accordingto.review.decisions import load

    return load(path)


def named_review(path: str) -> Review:
    """A review whose reviewer has a name: if need be, that of the file."""
    from dataclasses import replace

    from accordingto.review.decisions import load

    review = load(path)
    return review if review.reviewer else replace(review, reviewer=Path(path).name)


def applied(annotation: Annotation, review: Review | None) -> Applied | None:
    """The review applied to the annotation; says what found no place in it."""
    if review is None:
        return None
    from accordingto.report import review_view
    from accordingto.review.apply import apply

    applied = apply(annotation, review)
    for matter in review_view.lost(applied):
        tell(f"Warning: no place in this article for “{matter.words}” ({matter.what}).")
    return applied


def tell_conflicts(review: Review) -> None:
    """A table of what the reviewers decided differently."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from accordingto.report import review_view
    from accordingto.report.wording import count

    decided = sum(each.verdict is not None for each in review.decisions)
    tell(f"{count(decided, 'decision')}, {count(len(review.conflicts), 'conflict')}")
    table = Table("About", "Decided differently", box=None, padding=(0, 2))
    for matter in map(review_view.conflict, review.conflicts):
        table.add_row(*(Text(_printable(cell)) for cell in (matter.words, matter.what)))
    if review.conflicts:
        Console(stderr=True, highlight=False).print(table)


def annotated(path: str, encoding: str | None, pipeline: str | None) -> Annotation:
    """The annotation in the input, or the one made of the article in it."""
    from accordingto.records import Annotation

    given = _read(path, encoding)
    if isinstance(given, Annotation):
        return given
    with busy(f"Annotating {given.origin}"):
        import accordingto

        return accordingto.annotate(given, pipeline=pipeline)


def _read(path: str, encoding: str | None) -> Article | Annotation:
    from accordingto.reading import read_any

    with warned():
        return read_any(path, encoding=encoding)


@contextmanager
def warned() -> Iterator[None]:
    """Tells what had to be guessed of the encoding of texts, once they are read."""
    from accordingto.reading import DecodingWarning

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DecodingWarning)
        yield
    for warning in caught:
        tell(f"Warning: {warning.message}")


def beside(article: str) -> str:
    """Where the report of an article goes: beside it, but over nothing that is not a report."""
    if article == STD:
        return STD
    path = Path(article)
    named = path.suffix.lower() in _SUFFIXES  # “U.S. shooting” has a full stop and no suffix
    target = path.with_suffix(".html") if named else path.with_name(f"{path.name}.html")
    if target.is_file() and not _is_report(target):
        raise OutputError(
            f"{target} exists and is no report of accordingto.",
            f"Pass -o {target} to replace it, or another name.",
        )
    return str(target)


def _is_report(file: Path) -> bool:
    with file.open("rb") as opened:
        return b"accordingto" in opened.read(4096)


def check(target: str, *inputs: str) -> None:
    """Refuse before the work what would be lost after it."""
    if target == STD:
        return
    from accordingto.writing import ensure_writable

    if Path(target).resolve() in {Path(each).resolve() for each in inputs if each != STD}:
        raise UsageError(f"{target} would replace its own input.", "Choose another name with -o.")
    ensure_writable(target)


def put(target: str, data: bytes) -> None:
    """Write a file whole or not at all, or to standard output. Raises OutputError."""
    if target != STD:
        from accordingto.writing import write

        write(target, data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # typer ends quietly then
        raise
    except OSError as error:
        raise OutputError(
            f"Standard output cannot be written ({error.strerror}).", "Name a file with -o."
        ) from error


def summarize(annotation: Annotation, target: str) -> None:
    """A line of counts, a line a source, and where the report is."""
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    from accordingto.report.wording import count

    console = Console(stderr=target == STD, highlight=False, soft_wrap=True)
    labels = [sentence.label for sentence in annotation.sentences]
    console.print(
        f"{count(len(labels), 'sentence')}: {labels.count('attributed')} attributed, "
        f"{labels.count('partly')} partly, {labels.count('narration')} narration"
    )
    table = Table.grid(*(Column(overflow="fold") for _ in range(4)), padding=(0, 2))
    claimed = [s.id for each in annotation.sentences for s in annotation.claim_sources(each)]
    for source in annotation.sources:
        number = count(claimed.count(source.id), "sentence")
        cells = (f"  {source.id}", source.name, source.type, number)
        table.add_row(*(Text(_printable(cell)) for cell in cells))
    if annotation.sources:
        console.print(table)
    if target != STD:
        console.print(Text(f"Report: {target}"))


def _printable(text: str) -> str:
    """Without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


@contextmanager
def busy(what: str) -> Iterator[None]:
    """A spinner with the time taken, on a terminal; nothing on a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True
    ) as progress:
        progress.add_task(_printable(what), total=None)
        yield


def tell(message: str) -> None:
    """Say something on standard error."""
    print(_printable(message), file=sys.stderr)
