"""``accordingto check``: what an editor would ask of an article's sourcing."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from accordingto.cli import console
from accordingto.cli.options import AllowPrivate, Encoding, From, OutPath, Pipeline, examples
from accordingto.errors import AccordingtoError, InputError, InstallationError, UsageError

if TYPE_CHECKING:
    from accordingto.checks import Config
    from accordingto.checks.results import Results
    from accordingto.records import Article, Severity

EXAMPLES = examples(
    "accordingto check draft.txt",
    "accordingto check drafts/*.txt --format sarif -o findings.sarif",
    "accordingto check draft.txt --select hearsay,echo --fail-on suggestion",
    "accordingto check draft.docx --notes talk.txt --notes minutes.pdf",
    "accordingto check drafts/*.txt --format json -o known.json",
    "accordingto check drafts/*.txt --baseline known.json",
)


class Format(str, Enum):
    """How findings are written."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


class FailOn(str, Enum):
    """The mildest severity that ends with the exit code 1."""

    suggestion = "suggestion"
    warning = "warning"
    error = "error"
    never = "never"


ConfigFile = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The configuration; else .accordingto.toml, or [tool.accordingto] of pyproject.toml, "
        "of this folder or the nearest above it.",
    ),
]


def check(
    articles: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE", help="Texts, documents, saved annotations, or -."),
    ],
    format: Annotated[Format, typer.Option(help="The output's format.")] = Format.text,
    output: OutPath = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Run these rules alone (repeat, or part by commas)."),
    ] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Run these rules too; all: every one.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Do not run these rules.")
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE=LEVEL", help="Set a rule to error, warning or suggestion."),
    ] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            metavar="LEVEL",
            help="End with the exit code 1 from suggestion, warning (if nothing says other) or "
            "error on, or never.",
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="An earlier run's JSON: mark its findings as known."),
    ] = None,
    notes: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Notes or a transcript to compare quotations with."),
    ] = None,
    config: ConfigFile = None,
    source: From = None,
    encoding: Encoding = None,
    allow_private: AllowPrivate = False,
    pipeline: Pipeline = None,
) -> None:
    """Find what an editor would ask: who says so, whose words are these, what lacks a source.

    The exit code is 0 where nothing is found at or above --fail-on, 1 where something is, 2 for a
    wrong call or configuration, 3 where something cannot be read. What a baseline has is marked as
    known and does not count.
    """
    from accordingto.checks import baseline as baselines
    from accordingto.checks.results import Results, checked, with_baseline

    target = output or console.STD
    console.check(target, *articles, *(notes or []), *([baseline] if baseline else []))
    settings = dataclasses.replace(
        _settings(console.house(config), select, extend_select, ignore, severity, fail_on),
        notes=tuple(_notes(notes or [], encoding)),
    )
    known = baselines.load(baseline) if baseline else None
    done, failed = [], 0
    for number, path in enumerate(articles, start=1):
        try:
            annotation = console.checked(
                path,
                encoding,
                pipeline,
                f"{number} of {len(articles)}" if len(articles) > 1 else "",
                format=source,
                allow_private=allow_private,
                config=settings,
            )
        except (InstallationError, UsageError):
            raise  # it would be the same with every article
        except AccordingtoError as error:
            console.tell(f"Error: {error}")
            failed += 1
            continue
        _warn(path, annotation.article, settings)
        done.append(checked(path, annotation))
    results = Results(tuple(done))
    results = results if known is None else with_baseline(results, known)
    console.put(target, _written(format, results, settings, known is not None))
    if target != console.STD:
        _sum_up(results)
    if failed:
        raise InputError(f"{failed} of {len(articles)} articles were not checked.", "See above.")
    _fail(results, settings)


def _settings(
    config: Config,
    select: list[str] | None,
    extend: list[str] | None,
    ignore: list[str] | None,
    severity: list[str] | None,
    fail_on: FailOn | None,
) -> Config:
    """The configuration with what the call says put over it. Raises UsageError."""
    from accordingto.checks.config import ensure_known

    made = dataclasses.replace(
        config,
        select=frozenset(_parted(select)) if select else config.select,
        extend=config.extend | frozenset(_parted(extend)),
        ignore=config.ignore | frozenset(_parted(ignore)),
        severity={**config.severity, **_levels(_parted(severity))},
    )
    if fail_on is not None:
        level = None if fail_on is FailOn.never else cast("Severity", fail_on.value)
        made = dataclasses.replace(made, fail_on=level)
    ensure_known(made)
    return made


def _parted(values: list[str] | None) -> list[str]:
    parts = (part.strip() for value in values or [] for part in value.split(","))
    return [part for part in parts if part]


def _levels(pairs: Sequence[str]) -> dict[str, Severity]:
    from accordingto.checks.config import LEVELS

    made = {}
    for pair in pairs:
        rule, _, level = pair.partition("=")
        if level not in LEVELS:
            raise UsageError(
                f"“{pair}” sets no severity.", f"Pass RULE=LEVEL, a level of {', '.join(LEVELS)}."
            )
        made[rule] = level
    return made


def _notes(paths: Sequence[str], encoding: str | None) -> list[Article]:
    from accordingto.reading import read

    with console.warned():
        return [read(path, encoding=encoding) for path in paths]


def _warn(path: str, article: Article, config: Config) -> None:
    """Tell of a mark in the text that silences a rule that there is not."""
    from accordingto.checks.silence import unknown

    for name in unknown(article, config):
        console.tell(f"Warning: {path} silences “{name}”, which is no rule.")


def _written(format: Format, results: Results, config: Config, baseline: bool) -> bytes:
    from accordingto.checks import output

    if format is Format.sarif:
        from accordingto.export import sarif

        log = sarif.log(results, config.rules, baseline=baseline)
        text = json.dumps(log, ensure_ascii=False, indent=2) + "\n"
    elif format is Format.json:
        text = output.as_json(results)
    elif format is Format.github:
        text = output.as_github(results)
    else:
        lines = output.as_text(results).split("\n")
        text = "\n".join(console.printable(line) for line in lines)
    return text.encode("utf-8", "backslashreplace")


def _sum_up(results: Results) -> None:
    from accordingto.checks.output import summary

    print(summary(results))


def _fail(results: Results, config: Config) -> None:
    """End with the exit code 1 where a finding that is not known is grave enough."""
    from accordingto.checks.config import LEVELS

    if config.fail_on is None:
        return
    grave = LEVELS[LEVELS.index(config.fail_on) :]
    if any(told.severity in grave and not told.known for told in results.findings):
        raise typer.Exit(1)
