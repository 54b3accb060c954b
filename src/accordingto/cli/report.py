"""``accordingto report``: the HTML report or the Word document of an article."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import ArticlePath, Encoding, OutPath, Pipeline, ReviewFile
from accordingto.errors import UsageError


class Comments(str, Enum):
    """Which sentences of a Word document get a comment."""

    needed = "needed"
    all = "all"


def report(
    article: ArticlePath,
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
    encoding: Encoding = None,
    pipeline: Pipeline = None,
    review: ReviewFile = None,
) -> None:
    """Write one HTML file, or with -o NAME.docx a Word document, that shows who asserts what.

    Without -o it goes beside the article; the report of standard input to standard output.
    """
    target = output or console.beside(article)
    word = target.lower().endswith(".docx")
    if show and target == console.STD:
        raise UsageError("There is no file to open.", "Pass -o with the name of one.")
    if word and template:
        raise UsageError("Templates are for HTML, not for Word.", "Leave out --template.")
    if comments is Comments.all and not word:
        raise UsageError("Only a Word document has comments.", "Pass -o with a name in .docx.")
    console.check(target, article, review or console.STD)
    if template:
        from accordingto.report.html import check_templates

        check_templates(template)
    given = console.load_review(review, article)
    annotation = console.annotated(article, encoding, pipeline)
    applied = console.applied(annotation, given)
    annotation = applied.annotation if applied else annotation
    if word:
        from accordingto.export import docx

        console.put(target, docx.render(annotation, comments=comments.value))
    else:
        from accordingto.report.html import render

        page = render(annotation, template_dir=template, review=applied)
        console.put(target, page.encode("utf-8"))
    console.summarize(annotation, target)
    if show:
        import webbrowser

        if not webbrowser.open(Path(target).resolve().as_uri()):
            console.tell(f"Warning: no browser was found. Open {target} yourself.")
