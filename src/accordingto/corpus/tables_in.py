"""Tables whose rows are articles: JSON Lines, CSV and Parquet."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from accordingto.corpus.documents import Document, Problem
from accordingto.errors import InputError, InstallationError, UsageError
from accordingto.records import Article

#: The fields of an article, and the usual names of the columns that hold them.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article"),
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "date": ("date", "published", "publication_date"),
    "origin": ("url", "link", "origin"),
    "publisher": ("publisher", "source", "outlet", "site"),
    "section": ("section", "category", "desk"),
}
#: No line of JSON and no cell is longer.
_LONGEST = 50_000_000


def named(choices: list[str]) -> dict[str, str]:
    """The column of each field that ``FIELD=COLUMN`` names. Raises UsageError."""
    columns = {}
    for choice in choices:
        field, _, column = choice.partition("=")
        if field not in FIELDS or not column:
            raise UsageError(
                f"“{choice}” does not name a column.",
                f"Pass FIELD=COLUMN, where FIELD is one of {', '.join(FIELDS)}.",
            )
        columns[field] = column
    return columns


def json_lines(path: Path, name: str, columns: Mapping[str, str]) -> Iterator[Document]:
    """An article a line. A line that is no JSON object, or has no text, is a problem."""
    with _opened(path) as file:
        for number, line in enumerate(_lines(file, name), start=1):
            if not line.strip():
                continue
            place = f"{name}:{number}"
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Document(place, Problem(f"The line is not JSON ({error})."), weight=len(line))
                continue
            if isinstance(row, dict):
                yield _document(place, row, columns, len(line))
            else:
                yield Document(place, Problem("The line is no JSON object."), weight=len(line))


def rows_of_csv(path: Path, name: str, columns: Mapping[str, str]) -> Iterator[Document]:
    """An article a row; the first row names the columns."""
    csv.field_size_limit(min(_LONGEST, sys.maxsize))
    with _opened(path) as binary, io.TextIOWrapper(binary, "utf-8-sig", newline="") as file:
        tabs = path.name.lower().removesuffix(".gz").endswith(".tsv")
        reader = csv.DictReader(file, delimiter="\t" if tabs else ",", strict=True)
        try:
            for number, row in enumerate(reader, start=1):
                told = {column: value for column, value in row.items() if isinstance(column, str)}
                weight = sum(len(value or "") + 1 for value in told.values())
                yield _document(f"{name}:{number}", told, columns, weight)
        except csv.Error as error:
            raise InputError(
                f"{name} is not CSV behind line {reader.line_num} ({error}).", "Mend the line."
            ) from None


def rows_of_parquet(path: Path, name: str, columns: Mapping[str, str]) -> Iterator[Document]:
    """An article a row. Raises InputError, InstallationError."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise InstallationError(
            "Parquet needs pyarrow.", "Install it: pip install 'accordingto[corpus]'"
        ) from None
    try:
        file = parquet.ParquetFile(path)
        every = max(1, file.metadata.num_rows)
        usual = {column for names in FIELDS.values() for column in names}
        wanted = [c for c in file.schema_arrow.names if c in usual | set(columns.values())]
        number = 0
        for batch in file.iter_batches(batch_size=64, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                weight = path.stat().st_size // every
                yield _document(f"{name}:{number}", row, columns, weight)
    except ArrowException as error:
        raise InputError(
            f"{name} cannot be read as Parquet ({error}).", "Write it again."
        ) from None


def _document(
    place: str, row: Mapping[str, Any], columns: Mapping[str, str], weight: int
) -> Document:
    told = {field: _told(row, field, columns.get(field)) for field in FIELDS}
    if not told["text"].strip():
        sought = columns.get("text") or " or ".join(FIELDS["text"])
        problem = Problem(f"There is no text in it (column {sought}).")
        return Document(place, problem, told["publisher"], told["section"], weight)
    article = Article(
        told["text"],
        told["title"],
        told["origin"] or place,
        byline=told["byline"],
        date=told["date"],
    )
    return Document(place, article, told["publisher"], told["section"], weight)


def _told(row: Mapping[str, Any], field: str, column: str | None) -> str:
    """What a row says of a field, in words; lists of names are joined."""
    names = FIELDS[field] if column is None else (column,)
    value = next((row[name] for name in names if row.get(name) not in (None, "", [])), "")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _opened(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked where its name ends in .gz."""
    if path.name.lower().endswith(".gz"):
        return gzip.open(path, "rb")  # type: ignore[return-value]
    return path.open("rb")


def _lines(file: BinaryIO, name: str) -> Iterator[bytes]:
    while line := file.readline(_LONGEST + 1):
        if len(line) > _LONGEST:
            raise InputError(f"{name} has a line of more than {_LONGEST:,} bytes.", "Cut it up.")
        yield line
