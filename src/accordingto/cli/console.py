"""What the commands share: what they read, where they write, and what they tell.

What is heavy (spaCy, rich) is imported where it is used, so that help and errors come at once.
"""

from __future__ import annotations

import sys
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.errors import OutputError, UsageError

if TYPE_CHECKING:
    from accordingto.checks import Config
    from accordingto.records import Annotation, Article

#: Standard input and output, as a file's name.
STD = "-"
#: Endings of articles, which that of a report takes the place of; it comes behind any other.
SUFFIXES = (".txt", ".text", ".md", ".json", ".docx", ".odt", ".pdf", ".rtf", ".eml")


def annotated(
    path: str,
    encoding: str | None,
    pipeline: str | None,
    *,
    format: str | None = None,
    allow_private: bool = False,
) -> Annotation:
    """The annotation in the input, or the one made of the article in it; nothing is checked."""
    return _annotation(_read(path, encoding, format, allow_private), pipeline)


def checked(
    path: str,
    encoding: str | None,
    pipeline: str | None,
    place: str = "",
    *,
    format: str | None = None,
    allow_private: bool = False,
    config: Config | None = None,
) -> Annotation:
    """As ``annotated``, with what the rules find in it.

    ``place`` tells on a terminal which of many it is. ``config`` says which rules run, and then no
    annotation is made where none of them reads it; without it the house's own configuration does.
    """
    import accordingto
    from accordingto.records import Annotation, Article, ModelInfo

    settings = (config or house()).at(path)
    given = _read(path, encoding, format, allow_private)
    if config is not None and settings.reads_text_alone and isinstance(given, Article):
        made = Annotation(given, (), (), (), ModelInfo("none", "0"))
    else:
        made = _annotation(given, pipeline, place)
    return accordingto.check(made, settings)


def _read(
    path: str, encoding: str | None, format: str | None, allow_private: bool
) -> Article | Annotation:
    from accordingto.reading import read_any

    with warned():
        return read_any(path, encoding=encoding, format=format, allow_private=allow_private)


def _annotation(given: Article | Annotation, pipeline: str | None, place: str = "") -> Annotation:
    import accordingto
    from accordingto.records import Annotation

    if isinstance(given, Annotation):
        return given
    with busy(f"Annotating {given.origin}" + (f" ({place})" if place else "")):
        return accordingto.annotate(given, pipeline=pipeline)


def house(file: str | None = None) -> Config:
    """The configuration in a file, or the one that holds for this folder. Raises UsageError."""
    from accordingto.checks import Config, loading

    found = Path(file) if file is not None else loading.find(Path.cwd())
    return Config() if found is None else loading.load(found)


@contextmanager
def warned() -> Iterator[None]:
    """Tells what had to be guessed of the encoding of texts, once they are read."""
    from accordingto.reading import DecodingWarning

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DecodingWarning)
        yield
    for warning in caught:
        tell(f"Warning: {warning.message}")


def is_report(file: Path) -> bool:
    """Whether a file is a page of this tool, which may be made again."""
    with file.open("rb") as opened:
        return b"accordingto" in opened.read(4096)


def check(target: str, *inputs: str) -> None:
    """Refuse before the work what would be lost after it. Raises OutputError, UsageError."""
    if target == STD:
        return
    from accordingto.writing import ensure_writable

    if Path(target).resolve() in {Path(name).resolve() for name in inputs if name != STD}:
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
        progress.add_task(printable(what), total=None)
        yield


def tell(message: str) -> None:
    """Say something on standard error."""
    print(printable(message), file=sys.stderr)


def printable(text: str) -> str:
    """The text without control characters, which a terminal would obey; all spaces are alike."""
    return "".join(map(_printable, text))


def _printable(char: str) -> str:
    if char.isprintable():
        return char
    return " " if unicodedata.category(char) == "Zs" else "\ufffd"
