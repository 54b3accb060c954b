"""Corpora for the tests: inputs that need no model, and what a folder of tables holds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from accordingto.corpus.documents import Document, Problem
from accordingto.corpus.rows import TABLES, failure, rows
from accordingto.corpus.store import Store
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose, crowd, harbour


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


HOSTILE = '</script><b>&amp;\u202e"{{ 7*7 }}'


def _named(annotation: Annotation, title: str, date: str, origin: str = "") -> Annotation:
    article = replace(annotation.article, title=title, date=date, origin=origin)
    return replace(annotation, article=article)


def single() -> Annotation:
    """A story with one source, twice heard, who is told to be a man."""
    says = (Claim("q", "Quill", "said", "it rained"),)
    he = (Claim("q", "He", "added", "it snowed"),)
    units = [
        Unit("Quill said it rained.", "attributed", says),
        Unit("He added it snowed on NATO.", "attributed", he),
        Unit("Nobody asked NATO, and NATO stayed."),
    ]
    return compose([units], [Source("q", "Mara Quill", "named person", "harbour master")])


CORPUS = (
    (_named(harbour(), "Ferry", "2026-01-05", "https://example.org/ferry"), "Post"),
    (_named(single(), HOSTILE, "2026-02-05", "b.txt"), "Herald"),
    (_named(single(), "Snow", "2026-02-07", "c.txt"), "Post"),
    (_named(crowd(3), "Bridge", "", "d.txt"), HOSTILE),
)


def audited(folder: Path, articles: tuple[tuple[Annotation, str], ...] = CORPUS) -> Path:
    """A corpus of annotations with their publishers, a part each, and of one failure."""
    with Store(folder, {"model": "m 1"}, resume=False) as store:
        for number, (annotation, publisher) in enumerate(articles):
            document = Document(f"{number}.txt", Problem(""), publisher, f"Section {number % 2}")
            store.add({document.id: "h"}, rows(document, annotation))
        store.add({"x": "h"}, [failure(Document("x", Problem("No text.")), "No text.")])
    return folder
