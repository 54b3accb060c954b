"""CSV that is safe to open: no cell of an article is taken for a formula.

A spreadsheet computes a cell that begins with one of ``= + - @``, a tab or a carriage return, so
that an article could run commands on its reader's machine. Such a cell gets an apostrophe in
front, as OWASP advises (owasp.org, “CSV Injection”). So does one that begins with apostrophes
before such a character: whoever wants the words back takes one apostrophe off wherever one or
more stand before such a character.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from accordingto.export import utf8

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV (RFC 4180): UTF-8, lines that end in CR LF, a line of names first.

    None is an empty cell. Half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return utf8(text.getvalue())


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
