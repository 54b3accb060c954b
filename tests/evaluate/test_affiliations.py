"""Employers against the titles that an editor copied, in a table of our own making."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from accordingto.evaluate import affiliations
from accordingto.evaluate.editor import GoldArticle, GoldSource
from accordingto.records import Annotation, Article, ModelInfo, Source

_TEXT = "Calder Bank lent more. Jane Roe of the bank said so."
_BANK = Source("S1", "Calder Bank", "named organization", None, ())
_ROE = Source("S2", "Jane Roe", "named person", "spokeswoman for Calder Bank", ())
_GOLD = GoldArticle(
    "x",
    hashlib.sha256(_TEXT.encode()).hexdigest(),
    (),
    (
        GoldSource("Calder Bank", "named organization"),
        GoldSource("Jane Roe", "named person", "spokeswoman for Calder Bank"),
    ),
)


def _annotation(organization: str | None) -> Annotation:
    roe = replace(_ROE, organization=organization)
    return Annotation(Article(_TEXT), (), (), (_BANK, roe), ModelInfo("none", "0"))


def test_an_employer_is_right_where_the_title_names_it() -> None:
    assert affiliations.named_right(_GOLD, _annotation("Calder Bank")) == [True]
    assert affiliations.named_right(_GOLD, _annotation("Tidewater Bank")) == [False]
    assert affiliations.named_right(_GOLD, _annotation(None)) == []


def test_an_employer_of_the_table_should_be_found() -> None:
    assert affiliations.found(_GOLD, _annotation("Calder Bank")) == [True]
    assert affiliations.found(_GOLD, _annotation(None)) == [False]


def test_a_file_is_measured(tmp_path: Path) -> None:
    sources = [
        {"name": row.name, "type": row.type, "title": row.title, "mentions": []}
        for row in _GOLD.sources
    ]
    article = {"id": "x", "sha256": _GOLD.sha256, "sentences": [], "sources": sources}
    (tmp_path / "gold.json").write_text(json.dumps([article]), encoding="utf8")
    (tmp_path / "x.txt").write_text(_TEXT, encoding="utf8", newline="")
    made = affiliations.run(
        tmp_path / "gold.json", tmp_path, annotate=lambda text: _annotation("Calder Bank")
    )
    assert [line.split() for line in made.splitlines()] == [
        ["named,", "right", "100.0", "(1)"],
        ["told,", "found", "100.0", "(1)"],
    ]
