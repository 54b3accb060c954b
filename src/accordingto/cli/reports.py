"""Reports of many articles at once: one each in a folder, and a page that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.cli import console
from accordingto.errors import (
    AccordingtoError,
    InputError,
    InstallationError,
    OutputError,
    UsageError,
)

if TYPE_CHECKING:
    from accordingto.records import Annotation
    from accordingto.report.index import Entry

INDEX = "index.html"
#: From an article's path, and which of how many it is, to its annotation.
Annotated = Callable[[str, str], "Annotation"]


def wanted(articles: Sequence[str], output: str | None) -> bool:
    """Whether a call asks for a folder of reports: of several articles, or by “-o FOLDER/”."""
    return len(articles) > 1 or (output or "").endswith(("/", "\\"))


def write(
    articles: Sequence[str],
    output: str | None,
    annotated: Annotated,
    template: Path | None = None,
) -> Path:
    """Write the report of every article, and the list of them, whose path is returned.

    ``annotated`` makes the annotation of an article, told which of how many it is.
    An article that cannot be read or annotated is told of, listed, and does not stop the rest.
    Raises InputError in the end if there was one; before the work UsageError and OutputError.
    """
    if output is None or output == console.STD:
        raise UsageError("Several reports go into a folder.", "Pass -o with its name.")
    if console.STD in articles:
        raise UsageError("Standard input is a single article.", "Pass - alone, or name the files.")
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be made a folder ({error.strerror}).", "Choose another with -o."
        ) from error
    targets = list(_targets(articles))
    for name in (*targets, INDEX):
        _check(folder / name, articles)
    if template:
        from accordingto.report.html import check_templates

        check_templates(template)
    entries = []
    for number, (article, name) in enumerate(zip(articles, targets, strict=True), start=1):
        place = f"{number} of {len(articles)}"
        entries.append(_entry(article, folder / name, template, annotated, place))
    from accordingto.report.index import render

    page = render(entries, template_dir=template)
    console.put(str(folder / INDEX), page.encode("utf-8"))
    print(console.printable(f"Index: {folder / INDEX}"))
    failed = sum(bool(entry.problem) for entry in entries)
    if failed:
        raise InputError(
            f"{failed} of {len(articles)} articles have no report.", "What is wrong stands above."
        )
    return folder / INDEX


def _targets(articles: Sequence[str]) -> Iterator[str]:
    """A file name for each report: that of its article, numbered where it is taken.

    Case does not tell two names apart, as it does not in the folders of many machines.
    """
    taken = {INDEX}
    for article in articles:
        path = Path(article)
        stem = path.stem if path.suffix.lower() in console.SUFFIXES else path.name
        name, number = f"{stem}.html", 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}.html"
        taken.add(name.lower())
        yield name


def _check(target: Path, articles: Sequence[str]) -> None:
    console.check(str(target), *articles)
    if target.is_file() and not console.is_report(target):
        raise OutputError(
            f"{target} exists and is no report of accordingto.", "Choose another folder with -o."
        )


def _entry(
    article: str,
    target: Path,
    template: Path | None,
    annotated: Annotated,
    place: str,
) -> Entry:
    """Write one report; what the list tells of it, or why there is none."""
    from accordingto.report import html, index

    try:
        annotation = annotated(article, place)
        console.put(str(target), html.render(annotation, template_dir=template).encode("utf-8"))
    except (InstallationError, BrokenPipeError):
        raise  # it would be the same with every article
    except AccordingtoError as error:
        problem = str(error)
    except Exception as error:
        # One article that the tool itself fails on must not cost the others' reports.
        problem = f"{article} cannot be annotated ({type(error).__name__}: {error})."
    else:
        entry = index.entry(annotation, article, target.name)
        counts = f"{entry.sentences} sentences, {entry.to_do} to do"
        print(console.printable(f"{target}: {counts}"))
        return entry
    console.tell(f"Error: {problem}")
    return index.Entry(article, problem=problem)
