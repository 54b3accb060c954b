"""The page of an audit, and what changed between two corpora, as records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from accordingto import __version__
from accordingto.audit import sums
from accordingto.audit.changes import changes
from accordingto.audit.figures import Evidence, Figure, Witnesses
from accordingto.audit.identities import Description
from accordingto.audit.sums import By
from accordingto.audit.tables import Tables, descriptions


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows. ``model`` is what made the corpus, ``verdict`` the line on top."""

    title: str
    verdict: str
    model: str
    version: str
    figures: tuple[Figure, ...]
    evidence: tuple[Evidence, ...]


def build(folder: Path, *, before: Path | None = None, by: By = "publisher") -> Page:
    """The audit of the corpus in a folder; ``before`` is another one that it is set against.

    ``by``: what articles are grouped by. Raises InputError, OutputError, InstallationError.
    """
    beside: Iterable[Description] = () if before is None else descriptions(before)
    with Tables(folder, beside=beside) as tables:
        witnesses = Witnesses(tables)
        figures = list(_figures(tables, witnesses, by))
        if before is not None:
            with Tables(before, beside=descriptions(folder)) as earlier:
                figures[:0] = changes(earlier, tables, witnesses)
        articles, sentences, told = tables.rows(
            "select count(*), coalesce(sum(sentences), 0), coalesce(sum(attributed + partly), 0) "
            "from articles"
        )[0]
        verdict = f"{articles:,} articles · {told:,} of {sentences:,} sentences attributed"
        model = str(tables.header.get("model", ""))
    return Page(
        f"Audit of {folder.name}",
        verdict,
        model,
        __version__,
        tuple(figure for figure in figures if figure.rows),
        witnesses.collected,
    )


def _figures(tables: Tables, witnesses: Witnesses, by: By) -> Iterable[Figure]:
    yield sums.overview(tables, witnesses)
    yield sums.sources(tables, witnesses)
    yield sums.concentration(tables, witnesses)
    yield sums.types(tables, witnesses)
    yield sums.anonymous(tables, witnesses, by)
    yield sums.single(tables, witnesses, by)
    yield sums.findings(tables, witnesses, by)
    yield sums.silent(tables, witnesses)
    yield sums.gender(tables, witnesses)
    yield sums.failures(tables)
