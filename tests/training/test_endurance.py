"""An archive that is killed and one that is not are told apart by their rows."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from accordingto.training import endurance, variations
from corpora import audited, saved, tables

TEXT = (
    "Eastmere\n\nTeresa Quill, 41, said so.\n\nTeresa and 3 others left, Quill said.\n\nIt rained."
)


def test_variations_have_other_names_and_numbers_and_are_as_long_as_asked_for() -> None:
    made = list(variations.variations([TEXT, "It rained."], 6, 5))
    assert made == list(variations.variations([TEXT, "It rained."], 6, 5))
    assert made[1::2] == ["It rained."] * 3
    assert len(set(made[::2])) == 3
    for text in made[::2]:
        name, age = re.fullmatch(r"Eastmere\n\n(\w+) Quill, (\d\d), said so\.", text).groups()  # type: ignore[union-attr]
        assert (name, age) != ("Teresa", "41")
    (longer,) = variations.variations([TEXT], 1, 10)
    first, second = re.findall(r"(\w+) Quill,|\n(\w+) and \d others", longer)
    assert first[0] == second[1]  # one name everywhere


def test_variations_are_written_as_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    out = tmp_path / "articles.jsonl"
    call = ["variations", str(tmp_path / "a.txt"), "-o", str(out), "--count", "3", "--words", "99"]
    monkeypatch.setattr(sys, "argv", call)
    variations.main()
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["title"] for row in rows] == ["Article 0", "Article 1", "Article 2"]
    assert capsys.readouterr().out == "3 articles, 15 words in one on average\n"


def test_a_killed_run_ends_with_every_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So small parts that a run that is killed with its first has most of them before it.
    monkeypatch.setattr(endurance, "_SOON", 0.0)
    monkeypatch.setitem(endurance._PARTS, "killed", 10)
    inputs = saved(tmp_path / "in", 230)
    _, kills = endurance.killed([str(inputs)], tmp_path / "killed", 2, 230)
    assert kills >= 1
    assert len(tables(tmp_path / "killed")["articles"]) == 230


def test_folders_are_the_same_only_with_the_same_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = audited(tmp_path / "one"), audited(tmp_path / "other")
    assert endurance.same(one, other, 5)
    assert "articles: 4 ids, 1 failed" in capsys.readouterr().out
    assert not endurance.same(one, other, 6)
    part = sorted((other / "sources").iterdir())[0]
    part.write_bytes(sorted((other / "sources").iterdir())[1].read_bytes())
    assert not endurance.same(one, other, 5)


def test_the_memory_of_a_process_is_told() -> None:
    assert endurance._resident(os.getpid()) > 10
