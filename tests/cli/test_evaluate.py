"""``accordingto evaluate``: errors come before the model."""

from __future__ import annotations

from pathlib import Path

from conftest import Run


def test_a_missing_gold_file_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("evaluate", "words", tmp_path / "nope.jsonl")
    assert ran.code == 3
    assert "nope.jsonl cannot be read" in ran.err


def test_sourcing_tells_what_is_wrong_before_it_loads_a_model(run: Run, tmp_path: Path) -> None:
    articles, truth = tmp_path / "articles", tmp_path / "truth"
    articles.mkdir()
    truth.mkdir()
    (articles / "calm.txt").write_text("It was late.")
    (truth / "calm.csv").write_text("Name\nAnn\n")
    ran = run("evaluate", "sourcing", articles, truth)
    assert ran.code == 3
    assert "calm.csv lacks the column SourcedStatement" in ran.err
    assert run("evaluate", "sourcing", articles).code == 2
