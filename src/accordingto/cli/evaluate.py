"""``accordingto evaluate``: measure the tool on annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import examples

app = typer.Typer(
    help="Measure the tool on annotated articles.", no_args_is_help=True, rich_markup_mode=None
)

PredictionsFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Also write the predictions there.")
]
PredictionsDir = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Also write the predictions there.")
]
GoldFile = Annotated[Path, typer.Argument(metavar="GOLD.json", help="The editor's judgements.")]
TextDir = Annotated[Path, typer.Argument(metavar="TEXT_DIR", help="The articles' texts.")]
Breakdown = Annotated[bool, typer.Option("--breakdown", help="Figures by kind too.")]


@app.command(
    "words",
    epilog=examples("accordingto evaluate words dev.words.jsonl.gz --predictions out"),
)
def words(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    predictions: PredictionsFile = None,
) -> None:
    """Exact source, cue and content spans on paragraphs of words (F1)."""
    with console.busy("Measuring words"):
        from accordingto.evaluate import words

        table = words.run(file, predictions)
    print(table)


@app.command("documents", epilog=examples("accordingto evaluate documents polnear/dev --breakdown"))
def documents(
    split_dir: Annotated[Path, typer.Argument(metavar="SPLIT_DIR")],
    predictions: PredictionsDir = None,
    breakdown: Breakdown = False,
) -> None:
    """Whole attributions and sentences on a split of PolNeAR."""
    with console.busy("Measuring documents"):
        from accordingto.evaluate import documents

        table = documents.run(split_dir, predictions, breakdown=breakdown)
    print(table)


@app.command("calibration", epilog=examples("accordingto evaluate calibration dev.json texts/"))
def calibration(
    gold: GoldFile,
    text_dir: TextDir,
) -> None:
    """Whether the confidence is the chance to be right, as an editor judges."""
    with console.busy("Measuring calibration"):
        from accordingto.evaluate import calibration

        table = calibration.run(gold, text_dir)
    print(table)


@app.command("editor", epilog=examples("accordingto evaluate editor dev.json texts/ --breakdown"))
def editor(
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


@app.command(
    "sourcing",
    epilog=examples("accordingto evaluate sourcing articles tables"),
)
def sourcing(
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


@app.command("speech", epilog=examples("accordingto evaluate speech validation.jsonl.gz"))
def speech(file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")]) -> None:
    """Sentences of speech on NewsDiscourse."""
    with console.busy("Measuring speech"):
        from accordingto.evaluate import speech

        table = speech.run(file)
    print(table)


@app.command("boundaries", epilog=examples("accordingto evaluate boundaries dev.json texts/"))
def boundaries(gold: GoldFile, text_dir: TextDir) -> None:
    """Sentence boundaries against an editor's units."""
    with console.busy("Measuring boundaries"):
        from accordingto.evaluate import boundaries

        table = boundaries.run(gold, text_dir)
    print(table)


@app.command("asking", epilog=examples("accordingto evaluate asking asking-dev.json texts/"))
def asking(
    asked: Annotated[Path, typer.Argument(metavar="ASKING.json", help="What readers queried.")],
    text_dir: TextDir,
) -> None:
    """Which narration an editor would query, and why."""
    with console.busy("Measuring what an editor would query"):
        from accordingto.evaluate import asking

        table = asking.run(asked, text_dir)
    print(table)


@app.command("stages", epilog=examples("accordingto evaluate stages train.json texts/"))
def stages(gold: GoldFile, text_dir: TextDir) -> None:
    """Each stage of the tool alone: mentions, resolution, types, titles, stances, forms."""
    with console.busy("Measuring the stages"):
        from accordingto.evaluate import stages

        table = stages.run(gold, text_dir)
    print(table)


@app.command("names", epilog=examples("accordingto evaluate names politics.test.txt"))
def names(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Which people, organizations and places are named, beside spaCy's own recognizer."""
    with console.busy("Measuring names"):
        from accordingto.evaluate import recognition

        table = recognition.run(file)
    print(table)


@app.command("gap", epilog=examples("accordingto evaluate gap gap.validation.tsv.gz"))
def gap(file: Annotated[Path, typer.Argument(metavar="FILE.tsv")]) -> None:
    """Whom “he” and “she” mean, on GAP's snippets of Wikipedia."""
    with console.busy("Measuring pronouns"):
        from accordingto.evaluate import gap

        table = gap.run(file)
    print(table)


@app.command("coreference", epilog=examples("accordingto evaluate coreference meantime.conll.gz"))
def coreference(file: Annotated[Path, typer.Argument(metavar="FILE.conll")]) -> None:
    """Which mentions of people and organizations are one (MUC, B³, CEAF-e)."""
    with console.busy("Measuring coreference"):
        from accordingto.evaluate import coreference

        table = coreference.run(file)
    print(table)


@app.command("affiliations", epilog=examples("accordingto evaluate affiliations dev.json texts/"))
def affiliations(gold: GoldFile, text_dir: TextDir) -> None:
    """For whom a source speaks, against the titles that an editor copied."""
    with console.busy("Measuring affiliations"):
        from accordingto.evaluate import affiliations

        table = affiliations.run(gold, text_dir)
    print(table)
