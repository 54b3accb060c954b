"""The command: parse, call, print. The only module that prints or exits.

What is heavy (spaCy, rich) is imported where it is used, so that help and errors come at once.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from accordingto import __version__
from accordingto.errors import AccordingtoError, OutputError, UsageError

if TYPE_CHECKING:
    from accordingto.records import Annotation, Article
    from accordingto.review import Applied, Review

STD = "-"
_SUFFIXES = (".txt", ".text", ".md", ".json")

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
        _tell(f"Error: {error}")
        sys.exit(error.exit_code)
    except OSError as error:
        _tell(f"Error: {error.filename or 'The system'}: {error.strerror or error}.")
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
    target = output or _beside(article)
    word = target.lower().endswith(".docx")
    if show and target == STD:
        raise UsageError("There is no file to open.", "Pass -o with the name of one.")
    if word and template:
        raise UsageError("Templates are for HTML, not for Word.", "Leave out --template.")
    if comments is Comments.all and not word:
        raise UsageError("Only a Word document has comments.", "Pass -o with a name in .docx.")
    _check(target, article, review or STD)
    if template:
        from accordingto.report import check_templates

        check_templates(template)
    given = _load_review(review, article)
    annotation = _annotated(article, encoding, pipeline)
    applied = _applied(annotation, given)
    annotation = applied.annotation if applied else annotation
    if word:
        from accordingto.export import docx

        _put(target, docx.render(annotation, comments=comments.value))
    else:
        from accordingto.report import render

        page = render(annotation, template_dir=template, review=applied)
        _put(target, page.encode("utf-8"))
    _summarize(annotation, target)
    if show:
        import webbrowser

        if not webbrowser.open(Path(target).resolve().as_uri()):
            _tell(f"Warning: no browser was found. Open {target} yourself.")


@app.command()
def annotate(
    article: ArticlePath,
    format: Annotated[Format, typer.Option(help="The output's format.")] = Format.json,
    output: OutPath = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
) -> None:
    """Print who asserts what as JSON (schema accordingto/1)."""
    target = output or STD
    _check(target, article)
    annotation = _annotated(article, encoding, pipeline)
    import json

    text = json.dumps(annotation.to_dict(), ensure_ascii=False, indent=2)
    _put(target, f"{text}\n".encode("utf-8", "backslashreplace"))  # \ud800 is JSON's escape too


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

    target = output or STD
    write = graphs.node_link if target == STD else graphs.writer(target)
    _check(target, article)
    annotation = _annotated(article, encoding, pipeline)
    from accordingto.graph import build

    _put(target, write(build(annotation)))


@reviews.command("merge")
def merge_reviews(
    first: Annotated[str, typer.Argument(metavar="A.json")],
    second: Annotated[str, typer.Argument(metavar="B.json")],
    output: OutPath = None,
) -> None:
    """Put two reviewers' reviews together; where they disagree, both are kept and shown."""
    if first == second == STD:
        raise UsageError("Standard input holds one review.", "Name the file of the other.")
    target = output or STD
    _check(target, first, second)
    from accordingto import merging
    from accordingto.review import dumps

    merged = merging.merge(_named_review(first), _named_review(second))
    _put(target, dumps(merged))
    _tell_conflicts(merged)


@evaluate.command("words")
def evaluate_words(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    predictions: PredictionsFile = None,
) -> None:
    """Exact source, cue and content spans on paragraphs of words (F1)."""
    with _busy("Measuring words"):
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
    with _busy("Measuring documents"):
        from accordingto.evaluate import documents

        table = documents.run(split_dir, predictions, breakdown=breakdown)
    print(table)


@evaluate.command("calibration")
def evaluate_calibration(
    split_dir: Annotated[Path, typer.Argument(metavar="SPLIT_DIR")],
) -> None:
    """Whether the confidence is the chance to be right, on a split of PolNeAR."""
    with _busy("Measuring calibration"):
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
    with _busy("Measuring against the editor"):
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
    with _busy("Making sourcing tables"), _warned():
        from accordingto.evaluate import sourcing

        table = sourcing.run(article_dir, ground_truth, predictions)
    print(table)


@evaluate.command("speech")
def evaluate_speech(file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")]) -> None:
    """Sentences of speech on NewsDiscourse."""
    with _busy("Measuring speech"):
        from accordingto.evaluate import speech

        table = speech.run(file)
    print(table)


@evaluate.command("boundaries")
def evaluate_boundaries(gold: GoldFile, text_dir: TextDir) -> None:
    """Sentence boundaries against an editor's units."""
    with _busy("Measuring boundaries"):
        from accordingto.evaluate import boundaries

        table = boundaries.run(gold, text_dir)
    print(table)


def _load_review(path: str | None, article: str) -> Review | None:
    if path is None:
        return None
    if path == article == STD:
        raise UsageError("Standard input is the article.", "Name the file of the review.")
    from accordingto.review import load

    return load(path)


def _named_review(path: str) -> Review:
    """A review whose reviewer has a name: if need be, that of the file."""
    from dataclasses import replace

    from accordingto.review import load

    review = load(path)
    return review if review.reviewer else replace(review, reviewer=Path(path).name)


def _applied(annotation: Annotation, review: Review | None) -> Applied | None:
    """The review applied to the annotation; says what found no place in it."""
    if review is None:
        return None
    from accordingto import marks
    from accordingto.review import apply

    applied = apply(annotation, review)
    for matter in marks.lost(applied):
        _tell(f"Warning: no place in this article for “{matter.words}” ({matter.what}).")
    return applied


def _tell_conflicts(review: Review) -> None:
    """A table of what the reviewers decided differently."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from accordingto import marks
    from accordingto.wording import count

    decided = sum(each.verdict is not None for each in review.decisions)
    _tell(f"{count(decided, 'decision')}, {count(len(review.conflicts), 'conflict')}")
    table = Table("About", "Decided differently", box=None, padding=(0, 2))
    for matter in map(marks.conflict, review.conflicts):
        table.add_row(*(Text(_printable(cell)) for cell in (matter.words, matter.what)))
    if review.conflicts:
        Console(stderr=True, highlight=False).print(table)


def _annotated(path: str, encoding: str | None, pipeline: str | None) -> Annotation:
    """The annotation in the input, or the one made of the article in it."""
    from accordingto.records import Annotation

    given = _read(path, encoding)
    if isinstance(given, Annotation):
        return given
    with _busy(f"Annotating {given.origin}"):
        import accordingto

        return accordingto.annotate(given, pipeline=pipeline)


def _read(path: str, encoding: str | None) -> Article | Annotation:
    from accordingto.reading import read_any

    with _warned():
        return read_any(path, encoding=encoding)


@contextmanager
def _warned() -> Iterator[None]:
    """Tells what had to be guessed of the encoding of texts, once they are read."""
    from accordingto.reading import DecodingWarning

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DecodingWarning)
        yield
    for warning in caught:
        _tell(f"Warning: {warning.message}")


def _beside(article: str) -> str:
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


def _check(target: str, *inputs: str) -> None:
    """Refuse before the work what would be lost after it."""
    if target == STD:
        return
    from accordingto.writing import ensure_writable

    if Path(target).resolve() in {Path(each).resolve() for each in inputs if each != STD}:
        raise UsageError(f"{target} would replace its own input.", "Choose another name with -o.")
    ensure_writable(target)


def _put(target: str, data: bytes) -> None:
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


def _summarize(annotation: Annotation, target: str) -> None:
    """A line of counts, a line a source, and where the report is."""
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    from accordingto.wording import count

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
def _busy(what: str) -> Iterator[None]:
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


def _tell(message: str) -> None:
    print(_printable(message), file=sys.stderr)
