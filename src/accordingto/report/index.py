"""A page that lists the reports of many articles: what each holds, and how much is to be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import accordingto
from accordingto.records import Annotation
from accordingto.report import html, wording
from accordingto.report.todo import todos


@dataclass(frozen=True, slots=True)
class Entry:
    """One article: where its report is, relative to the list, and its numbers of sentences.

    ``to_do`` counts what an editor has to do (`accordingto.report.todo`). Where there is no
    report, ``problem`` says why, and all else but ``origin`` is empty.
    """

    origin: str
    address: str = ""
    title: str = ""
    sentences: int = 0
    attributed: int = 0
    partly: int = 0
    narration: int = 0
    sources: int = 0
    findings: int = 0
    to_do: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The whole list; ``verdict`` is the one line on top."""

    entries: tuple[Entry, ...]
    problems: tuple[Entry, ...]
    verdict: str
    version: str


def entry(annotation: Annotation, origin: str, file: str) -> Entry:
    """What the list tells of an article whose report is in ``file``, beside the list."""
    labels = [sentence.label for sentence in annotation.sentences if sentence.kind == "body"]
    return Entry(
        origin=origin,
        address=quote(file.encode("utf-8", "surrogateescape")),
        title=wording.title(annotation),
        sentences=len(labels),
        attributed=labels.count("attributed"),
        partly=labels.count("partly"),
        narration=labels.count("narration"),
        sources=len(annotation.sources),
        findings=len(annotation.findings),
        to_do=len(todos(annotation)),
    )


def render(entries: Iterable[Entry], *, template_dir: Path | None = None) -> str:
    """The list as HTML to be written in UTF-8, in the look and under the policy of a report.

    ``template_dir`` as of `accordingto.report.html.render`. Raises InputError likewise.
    """
    every = tuple(entries)
    made = tuple(entry for entry in every if not entry.problem)
    problems = tuple(entry for entry in every if entry.problem)
    verdict = [
        wording.count(len(made), "article"),
        wording.count(sum(entry.sentences for entry in made), "sentence"),
        f"{sum(entry.to_do for entry in made)} to do",
    ]
    if problems:
        verdict.append(f"{len(problems)} without a report")
    index = Index(made, problems, " · ".join(verdict), accordingto.__version__)
    styles = ("report.css", "index.css")
    return html.fill("index.html.jinja", template_dir, styles, ("index.js",), index=index)
