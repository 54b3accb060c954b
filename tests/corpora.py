"""Corpora for the tests: inputs that need no model, and what a folder of tables holds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from accordingto.corpus.rows import TABLES
from accordingto.records import Annotation
from annotations import harbour


def saved(folder: Path, count: int, annotation: Annotation | None = None) -> Path:
    """A folder of so many saved annotations, each of another article; they need no model."""
    folder.mkdir(parents=True, exist_ok=True)
    made = annotation or harbour()
    for number in range(count):
        article = replace(made.article, title=f"Ferry {number}")
        data = json.dumps(replace(made, article=article).to_dict())
        (folder / f"{number:04d}.json").write_text(data, "utf-8")
    return folder


def table(folder: Path, name: str) -> list[tuple[Any, ...]]:
    """All rows of a table, in a fixed order, as DuckDB reads them."""
    with duckdb.connect() as connection:
        rows = connection.execute(f"from '{folder}/{name}/*.parquet'").fetchall()
    return sorted(rows, key=repr)


def tables(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    return {name: table(folder, name) for name in TABLES}
