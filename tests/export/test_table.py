"""The table of sentences, read again by other libraries: csv, DuckDB and pyarrow."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from accordingto.errors import InstallationError
from accordingto.export import sourcing, table
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose, harbour, plain

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "=cmd|' /C calc'!A0"]


def cells(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def unescaped(cell: str) -> str:
    """As the module tells a reader to have the words back."""
    return cell[1:] if cell.lstrip("'")[:1] in tuple("=+-@\t\r") and cell[:1] == "'" else cell


def parquet(annotation: Annotation) -> list[dict[str, object]]:
    read = pyarrow.parquet.read_table(io.BytesIO(table.parquet(annotation)))
    return list(read.to_pylist())


def test_csv_has_one_row_a_sentence() -> None:
    annotation = harbour()
    rows = cells(table.csv(annotation))
    text = annotation.article.text
    assert [text[int(row["start"]) : int(row["end"])] for row in rows] == [r["text"] for r in rows]
    assert [row["label"] for row in rows] == [s.label for s in annotation.sentences]
    told = next(row for row in rows if row["cues"] == "said; had told her")
    assert told["sources"] == "Mara Quill; a member of the crew"
    assert told["source_types"] == "named person; anonymous"
    assert told["confidence"] == "0.9; 0.9"
    assert rows[2]["findings"] == "unsourced-count"
    assert [row["carries_over_from"] for row in rows].count("") == len(rows) - 1


def test_parquet_holds_the_same_with_types() -> None:
    annotation = harbour()
    rows = parquet(annotation)
    assert [row["text"] for row in rows] == [row["text"] for row in cells(table.csv(annotation))]
    assert rows[4]["carries_over_from"] == 3
    assert rows[3]["sources"] == ["Port Safety Office"]
    assert rows[3]["confidence"] == [0.94]
    assert rows[0]["sources"] == []
    assert list(rows[0]) == list(table.COLUMNS)


def test_an_article_without_sentences_is_a_table_without_rows() -> None:
    assert parquet(plain()) == []
    assert cells(table.csv(plain())) == []


def test_duckdb_reads_both(tmp_path: Path) -> None:
    for name, write in (("a.csv", table.csv), ("a.parquet", table.parquet)):
        (tmp_path / name).write_bytes(write(harbour()))
    query = "select label, count(*) from '{}' group by label order by label"
    counts = [("attributed", 4), ("narration", 5), ("partly", 1)]
    for name in ("a.csv", "a.parquet"):
        assert duckdb.sql(query.format(tmp_path / name)).fetchall() == counts
    unnested = f"select distinct unnest(sources) as s from '{tmp_path / 'a.parquet'}' order by s"
    assert [row[0] for row in duckdb.sql(unnested).fetchall()] == [
        *("Mara Quill", "Port Safety Office", "a member of the crew", "reports")
    ]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    text = f"{formula} said so."
    annotation = compose(
        [[Unit(text, "attributed", (Claim("x", formula, "said", "so"),))]],
        [Source("x", formula, "named person", formula)],
        title=formula,
        origin=formula,
    )
    for data in (table.csv(annotation), sourcing.render(annotation)):
        (row,) = csv.reader(io.StringIO(data.decode("utf-8").partition("\r\n")[2], newline=""))
        assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r"))]
        assert formula in map(unescaped, row)
        assert text in map(unescaped, row)


def test_half_a_surrogate_pair_is_one_character() -> None:
    annotation = plain("Odd \ud800 text.")
    assert cells(table.csv(annotation))[0]["text"] == "Odd \ufffd text."
    assert parquet(annotation)[0]["text"] == "Odd \ufffd text."


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InstallationError, match=r"pip install 'accordingto\[parquet\]'"):
        table.parquet(harbour())


def test_sourcing_lists_statements_with_their_sources() -> None:
    rows = cells(sourcing.render(harbour()))
    assert [(row["Name"], row["SourceType"]) for row in rows] == [
        ("Port Safety Office", "Named Organization"),
        ("reports", "Document"),
        ("Mara Quill", "Named Person"),
        ("Mara Quill", "Named Person"),
        ("a member of the crew", "Anonymous Source"),
    ]
    assert rows[2]["Title"] == "harbour master of Eastmere"
