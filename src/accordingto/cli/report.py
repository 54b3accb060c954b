"""``accordingto report``: the HTML report or the Word document of an article.

What is heavy (spaCy, rich) is imported where it is used, so that help and errors come at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli import console, reports
from accordingto.cli.options import (
    AllowPrivate,
    ArticlePaths,
    Encoding,
    InputFormat,
    OutPath,
    Pipeline,
    ReviewFile,
    examples,
)
from accordingto.errors import OutputError, UsageError

if TYPE_CHECKING:
    from accordingto.records import Annotation
    from accordingto.review.apply import Applied
    from accordingto.review.decisions import Review

EXAMPLES = examples(
    "accordingto report draft.txt",
    "accordingto report draft.txt -o draft.docx --comments all",
    "accordingto report draft.txt --review draft.review.json --open",
    "accordingto report *.txt -o reports/",
    "accordingto report - < draft.txt > draft.html",
)

#: So many to-dos are named on the terminal.
_FIRST = 5


class Comments(str, Enum):
    """Which sentences of a Word document get a comment."""

    needed = "needed"
    all = "all"


def report(
    articles: ArticlePaths,
    output: OutPath = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    template: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Your own templates (see templates/README.md)."),
    ] = None,
    comments: Annotated[
        Comments,
        typer.Option(help="Word: comment on the sentences that need an editor, or on all."),
    ] = Comments.needed,
    format: InputFormat = None,
    encoding: Encoding = None,
    allow_private: AllowPrivate = False,
    pipeline: Pipeline = None,
    review: ReviewFile = None,
) -> None:
    """Write one HTML file, or with -o NAME.docx a Word document, that shows who asserts what.

    Without -o it goes beside the article; the report of standard input to standard output. The
    reports of several articles go into the folder that -o names (as that of one does where the name
    ends in /), with an index.html that lists them.
    """

    def annotated(article: str, place: str = "") -> Annotation:
        return console.checked(
            article, encoding, pipeline, place, format=format, allow_private=allow_private
        )

    if reports.wanted(articles, output):
        if review or comments is Comments.all:
            raise UsageError(
                "--review and --comments are for a single article.", "Leave them out, or name one."
            )
        index = reports.write(articles, output, annotated, template)
        if show:
            _open(str(index))
        return
    article = articles[0]
    target = output or _beside(article)
    word = target.lower().endswith(".docx")
    _ensure_sense(target, word=word, show=show, own=template is not None, comments=comments)
    console.check(target, article, review or console.STD)
    if template:
        from accordingto.report.html import check_templates

        check_templates(template)
    given = load_review(review, article)
    annotation = annotated(article)
    applied = _applied(annotation, given)
    annotation = applied.annotation if applied else annotation
    if word:
        from accordingto.export import docx

        made = docx.render(annotation, comments=comments.value, review=applied)
        console.put(target, made)
    else:
        from accordingto.report.html import render

        page = render(annotation, template_dir=template, review=applied)
        console.put(target, page.encode("utf-8"))
    _summarize(annotation, applied, target)
    if show:
        _open(target)


def _ensure_sense(target: str, *, word: bool, show: bool, own: bool, comments: Comments) -> None:
    """Raise UsageError where options contradict each other."""
    if show and target == console.STD:
        raise UsageError("There is no file to open.", "Pass -o with the name of one.")
    if word and own:
        raise UsageError("Templates are for HTML, not for Word.", "Leave out --template.")
    if comments is Comments.all and not word:
        raise UsageError("Only a Word document has comments.", "Pass -o with a name in .docx.")


def _beside(article: str) -> str:
    """Where the report of an article goes: beside it, but over nothing that is not a report.

    That of a page goes into the current folder, under the last part of its address.
    """
    from accordingto.reading.web import file_name, is_address

    if article == console.STD:
        return console.STD
    path = Path(file_name(article)) if is_address(article) else Path(article)
    named = path.suffix.lower() in console.SUFFIXES  # “U.S. shooting” has a full stop and no suffix
    target = path.with_suffix(".html") if named else path.with_name(f"{path.name}.html")
    if target.is_file() and not console.is_report(target):
        raise OutputError(
            f"{target} exists and is no report of accordingto.",
            f"Pass -o {target} to replace it, or another name.",
        )
    return str(target)


def load_review(path: str | None, article: str) -> Review | None:
    """The review in a file, None where none is named. Raises InputError, UsageError."""
    if path is None:
        return None
    if path == article == console.STD:
        raise UsageError("Standard input is the article.", "Name the file of the review.")
    from accordingto.review.decisions import load

    return load(path)


def _applied(annotation: Annotation, review: Review | None) -> Applied | None:
    """The review applied to the annotation; tells what found no place in it."""
    if review is None:
        return None
    from accordingto.report import review_view
    from accordingto.review.apply import apply

    applied = apply(annotation, review)
    for issue in review_view.lost(applied):
        console.tell(f"Warning: no place in this article for “{issue.words}” ({issue.problem}).")
    for issue in review_view.doubtful(applied):
        perhaps = " or ".join(map(str, issue.perhaps))
        console.tell(
            f"Warning: “{issue.words}” may be sentence {perhaps} ({issue.problem}). Decide there."
        )
    return applied


def _summarize(annotation: Annotation, applied: Applied | None, target: str) -> None:
    """A line of counts, a line a source, what is to be done, and where the report is."""
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    from accordingto.report.wording import count

    terminal = Console(stderr=target == console.STD, highlight=False, soft_wrap=True)
    labels = [sentence.label for sentence in annotation.sentences if sentence.kind == "body"]
    terminal.print(
        f"{count(len(labels), 'sentence')}: {labels.count('attributed')} attributed, "
        f"{labels.count('partly')} partly, {labels.count('narration')} narration"
    )
    table = Table.grid(*(Column(overflow="fold") for _ in range(4)), padding=(0, 2))
    asserters = [
        source.id
        for sentence in annotation.sentences
        for source in annotation.claim_sources(sentence)
    ]
    for source in annotation.sources:
        number = count(asserters.count(source.id), "sentence")
        cells = (f"  {source.id}", source.name, source.type, number)
        table.add_row(*(Text(console.printable(cell)) for cell in cells))
    if annotation.sources:
        terminal.print(table)
    for line in _to_do(annotation, applied):
        terminal.print(Text(console.printable(line)))
    if target != console.STD:
        terminal.print(Text(f"Report: {target}"))


def _to_do(annotation: Annotation, applied: Applied | None) -> Iterator[str]:
    """The first to-dos that no review has decided, a line each."""
    from accordingto.report import view

    open_todos = view.build(annotation, version="", review=applied).open_todos
    yield f"To do: {len(open_todos) or 'nothing'}"
    for todo in open_todos[:_FIRST]:
        place = "     " if todo.number is None else f"  {todo.number:>3}"
        told = " ".join(reason.told for reason in todo.reasons)
        yield f"{place}  {todo.word}: {told} “{todo.words}”"
    if len(open_todos) > _FIRST:
        yield f"       … and {len(open_todos) - _FIRST} more, in the report"


def _open(target: str) -> None:
    import webbrowser

    if not webbrowser.open(Path(target).resolve().as_uri()):
        console.tell(f"Warning: no browser was found. Open {target} yourself.")
