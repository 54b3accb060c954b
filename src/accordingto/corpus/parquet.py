"""Rows → the bytes of a Parquet file; its columns and their types are those of the row's record."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from accordingto.corpus.rows import ROWS, Row, values
from accordingto.errors import InstallationError

_HALVES = re.compile("[\ud800-\udfff]")


def written(table: str, rows: Sequence[Row]) -> bytes:
    """A Parquet file of rows of one table, also of none. Raises InstallationError."""
    pyarrow, writer = _library()
    schema = _schema(table)
    told = [{name: _encodable(value) for name, value in values(row).items()} for row in rows]
    file = io.BytesIO()
    writer.write_table(pyarrow.Table.from_pylist(told, schema=schema), file, compression="zstd")
    return file.getvalue()


@cache
def _schema(table: str) -> Any:
    pyarrow, _ = _library()
    kinds = {
        "str": pyarrow.string(),
        "int": pyarrow.int64(),
        "float": pyarrow.float64(),
        "tuple[str, ...]": pyarrow.list_(pyarrow.string()),
    }
    kind = next(row for row in ROWS if row.table == table)
    parts = []
    for field in fields(kind):
        name, _, none = str(field.type).partition(" | ")
        parts.append(pyarrow.field(field.name, kinds[name], nullable=bool(none)))
    return pyarrow.schema(parts)


def _encodable(value: Any) -> Any:
    """A value without half a surrogate pair, which Parquet cannot hold: U+FFFD stands for it."""
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, tuple):
        return [_encodable(item) for item in value]
    return value


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InstallationError(
            "The tables need pyarrow.", "Install it: pip install 'accordingto[corpus]'"
        ) from None
    return pyarrow, parquet
