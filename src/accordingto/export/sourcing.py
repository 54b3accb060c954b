"""The sourcing table of `accordingto.analysis.statements`: a row a statement, with its source."""

from __future__ import annotations

from accordingto.analysis.statements import COLUMNS, rows
from accordingto.export.spreadsheet import written
from accordingto.records import Annotation


def render(annotation: Annotation) -> bytes:
    """The table as CSV for spreadsheets, see `accordingto.export.spreadsheet`."""
    return written(COLUMNS, (row.cells() for row in rows(annotation)))
