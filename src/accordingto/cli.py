"""The command: parse, call, print. Only it and ``console`` print, and only it exits.

What is heavy (spaCy, rich) is imported where it is used, so that help and errors come at once.
"""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from accordingto import __version__, console
from accordingto.errors import AccordingtoError, UsageError

app = typer.Typer(
    help="Who says so? Shows, sentence by sentence, who asserts what in a news article.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
evaluate = typer.Typer(
    help="Measure the tool on annotated articles.", no_args_is_help=True, rich_markup_mode=None
)
reviews = typer.Typer(
    help="Work with exported reviews.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(evaluate, name="evaluate")
app.add_typer(reviews, name="review")


class Format(str, Enum):
    """How an annotation is written."""

    json = "json"


class Comments(str, Enum):
    """Which sentences of a Word document get a comment."""

    needed = "needed"
    all = "all"


ArticlePath = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="Plain text, a saved annotation, or - for stdin.")
]
OutPath = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write (-: stdout).")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="The text's encoding, if not UTF-8.")
]
Pipeline = Annotated[
    str | None, typer.Option(metavar="NAME", help="Another English spaCy pipeline to use.")
]
ReviewFile = Annotated[
    str | None, typer.Option(metavar="FILE", help="A review exported from the page, to apply.")
]
PredictionsFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Also write the predictions there.")
]
PredictionsDir = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Also write the predictions there.")
]
GoldFile = Annotated[Path, typer.Argument(metavar="GOLD.json", help="The editor's judgements.")]
TextDir = Annotated[Path, typer.Argument(metavar="TEXT_DIR", help="The articles' texts.")]
Breakdown = Annotated[bool, typer.Option("--breakdown", help="Figures by kind too.")]


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


@app.command()
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
        from accordingto.report import check_templates

        check_templates(template)
    given = console.load_review(review, article)
    annotation = console.annotated(article, encoding, pipeline)
    applied = console.applied(annotation, given)
    annotation = applied.annotation if applied else annotation
    if word:
        from accordingto.export import docx

        console.put(target, docx.render(annotation, comments=comments.value))
    else:
        from accordingto.report import render

        page = render(annotation, template_dir=template, review=applied)
        console.put(target, page.encode("utf-8"))
    console.summarize(annotation, target)
    if show:
        import webbrowser

        if not webbrowser.open(Path(target).resolve().as_uri()):
            console.tell(f"Warning: no browser was found. Open {target} yourself.")


@app.command()
def annotate(
    article: ArticlePath,
    format: Annotated[Format, typer.Option(help="The output's format.")] = Format.json,
    output: OutPath = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
) -> None:
    """Print who asserts what as JSON (schema accordingto/1)."""
    target = output or console.STD
    console.check(target, article)
    annotation = console.annotated(article, encoding, pipeline)
    import json

    text = json.dumps(annotation.to_dict(), ensure_ascii=False, indent=2)
    console.put(
        target, f"{text}\n".encode("utf-8", "backslashreplace")
    )  # \ud800 is JSON's escape too


@app.command()
def graph(
    article: ArticlePath,
    output: OutPath = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
) -> None:
    """Write the graph of who asserts what, for Gephi, yEd, Graphviz, networkx.

    The ending of -o decides: .graphml, .gexf, .json (node-link), .dot or .gv. Without -o, or with
    -o -, node-link JSON goes to standard output.
    """
    from accordingto.export import graphs

    target = output or console.STD
    write = graphs.node_link if target == console.STD else graphs.writer(target)
    console.check(target, article)
    annotation = console.annotated(article, encoding, pipeline)
    from accordingto.graph import build

    console.put(target, write(build(annotation)))


@reviews.command("merge")
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
    from accordingto import merging
    from accordingto.review import dumps

    merged = merging.merge(console.named_review(first), console.named_review(second))
    console.put(target, dumps(merged))
    console.tell_conflicts(merged)


@evaluate.command("words")
def evaluate_words(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    predictions: PredictionsFile = None,
) -> None:
    """Exact source, cue and content spans on paragraphs of words (F1)."""
    with console.busy("Measuring words"):
        from accordingto.evaluate import words

        table = words.run(file, predictions)
    print(table)


@evaluate.command("documents")
def evaluate_documents(
    split_dir: Annotated[Path, typer.Argument(metavar="SPLIT_DIR")],
    predictions: PredictionsDir = None,
    breakdown: Breakdown = False,
) -> None:
    """Whole attributions and sentences on a split of PolNeAR."""
    with console.busy("Measuring documents"):
        from accordingto.evaluate import documents

        table = documents.run(split_dir, predictions, breakdown=breakdown)
    print(table)


@evaluate.command("calibration")
def evaluate_calibration(
    split_dir: Annotated[Path, typer.Argument(metavar="SPLIT_DIR")],
) -> None:
    """Whether the confidence is the chance to be right, on a split of PolNeAR."""
    with console.busy("Measuring calibration"):
        from accordingto.evaluate import calibration

        table = calibration.run(split_dir)
    print(table)


@evaluate.command("editor")
def evaluate_editor(
    gold: GoldFile,
    text_dir: TextDir,
    predictions: PredictionsDir = None,
    breakdown: Breakdown = False,
) -> None:
    """Labels and sources as an editor judges them."""
    with console.busy("Measuring against the editor"):
        from accordingto.evaluate import editor

        table = editor.run(gold, text_dir, predictions, breakdown=breakdown)
    print(table)


@evaluate.command("sourcing")
def evaluate_sourcing(
    article_dir: Annotated[Path, typer.Argument(metavar="ARTICLE_DIR", help="The articles, .txt.")],
    ground_truth: Annotated[
        Path | None, typer.Argument(metavar="[GROUND_TRUTH_DIR]", help="Their tables, .csv.")
    ] = None,
    predictions: PredictionsDir = None,
) -> None:
    """A table per article of who states what (CSV), and how right it is."""
    with console.busy("Making sourcing tables"), console.warned():
        from accordingto.evaluate import sourcing

        table = sourcing.run(article_dir, ground_truth, predictions)
    print(table)


@evaluate.command("speech")
def evaluate_speech(file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")]) -> None:
    """Sentences of speech on NewsDiscourse."""
    with console.busy("Measuring speech"):
        from accordingto.evaluate import speech

        table = speech.run(file)
    print(table)


@evaluate.command("boundaries")
def evaluate_boundaries(gold: GoldFile, text_dir: TextDir) -> None:
    """Sentence boundaries against an editor's units."""
    with console.busy("Measuring boundaries"):
        from accordingto.evaluate import boundaries

        table = boundaries.run(gold, text_dir)
    print(table)
