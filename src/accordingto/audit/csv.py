"""The tables of an audit as CSV, one file a figure."""

from __future__ import annotations

import csv
import io

from accordingto.audit.figures import Figure

#: What a spreadsheet would take for a formula begins with one of these.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(figure: Figure) -> bytes:
    """The rows of a figure in UTF-8; a cell that would be a formula gets an apostrophe in front."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([figure.of, "note", *figure.columns])
    for row in figure.rows:
        cells = [row.name, row.note, *(_number(cell.words) for cell in row.cells)]
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return file.getvalue().encode("utf-8", "replace")


def _number(words: str) -> str:
    """A number as programs read it; other words as they are."""
    bare = words.replace(",", "")
    return bare if bare.isdigit() else words.replace("\u202f", " ")
