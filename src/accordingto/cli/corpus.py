"""``accordingto corpus``: many articles at once, as tables."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli import console
from accordingto.cli.options import Encoding, Pipeline, examples
from accordingto.errors import InputError, UsageError

if TYPE_CHECKING:
    from accordingto.corpus.run import Hired, Progress

EXAMPLES = examples(
    "accordingto corpus articles/ -o tables/ --workers 4",
    "accordingto corpus 'news/2016-*/*.txt' -o tables/",
    "accordingto corpus archive.jsonl --column text=body -o tables/",
    "accordingto corpus crawl.warc.gz -o tables/ --resume",
    "accordingto corpus archive.parquet -o tables/ --scheduler tcp://cluster:8786",
)
#: Seconds between two lines that tell how far it is, where there is no terminal.
_EVERY = 30


def corpus(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Folders, files, patterns, JSON Lines, CSV or Parquet with a text column, WARC.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder for the tables.")
    ],
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, help="So many processes of this machine.")
    ] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="tcp://…", help="The scheduler of a Dask cluster to work there."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the corpus that the folder holds.")
    ] = False,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=COLUMN",
            help="The column of text, title, byline, date, origin, publisher or section, where it "
            "has another name; repeatable.",
        ),
    ] = None,
    part: Annotated[
        int, typer.Option(metavar="N", min=1, help="Articles in a file of a table.")
    ] = 500,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
) -> None:
    """Annotate many articles into Parquet tables, for DuckDB, pandas, Spark and `audit`.

    The folder gets articles, sentences, attributions, sources, findings and failures, each in
    parts. What cannot be read or annotated is in failures, with the reason. A run that was
    stopped goes on with --resume: nothing is lost, nothing stands twice. Call it from the same
    folder: an article is known by its path from there.
    """
    from accordingto.corpus import tables_in
    from accordingto.corpus.cluster import hired, workers_of
    from accordingto.corpus.inputs import files
    from accordingto.corpus.run import Options, processes, run

    options = Options(encoding, pipeline, tables_in.named(column or []))
    if scheduler is not None:
        if workers > 1:
            raise UsageError(
                "The cluster says how many workers it has.", "Leave out --workers or --scheduler."
            )
        workers = workers_of(scheduler)
    hire: Hired = hired(scheduler) if scheduler is not None else processes(workers)
    steps = run(files(inputs), output, options, hire, workers=workers, resume=resume, part=part)
    _tell(_followed(steps), output)


def _followed(steps: Iterable[Progress]) -> Progress:
    """The last step of a run; how far it is, is told on the way."""
    return _on_terminal(steps) if sys.stderr.isatty() else _in_lines(steps)


def _on_terminal(steps: Iterable[Progress]) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}", markup=False))
    pace = _Pace()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=None)
        for step in steps:
            bar.update(task, total=step.size, completed=step.read, description=pace.words(step))
    return step


def _in_lines(steps: Iterable[Progress]) -> Progress:
    pace, told = _Pace(), time.monotonic()
    for step in steps:
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            console.tell(pace.words(step))
    return step


class _Pace:
    """How fast a run goes, since it began."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def words(self, step: Progress) -> str:
        """How far it is, how fast, how long yet, how much has failed."""
        passed = max(time.monotonic() - self._start, 1e-3)
        parts = [f"{step.done} articles", f"{step.done / passed:.1f} a second"]
        if 0 < step.read < step.size:
            parts.append(f"{_time(passed * (step.size - step.read) / step.read)} left")
        if step.failed:
            parts.append(f"{step.failed} failed")
        return ", ".join(parts)


def _time(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"


def _tell(step: Progress, folder: Path) -> None:
    """What the run has done. Raises InputError where there is not one article in the tables."""
    print(f"{step.done - step.failed} articles annotated, {step.failed} places without one")
    if step.passed:
        print(f"{step.passed} were in the tables already")
    if step.changed:
        print(f"{step.changed} have changed since they were annotated: their rows are of then")
    print(console.printable(f"Tables: {folder}"))
    if step.failed == step.done and not step.passed + step.changed:
        raise InputError(
            "Not one article could be annotated.", f"The reasons are in {folder / 'failures'}."
        )
