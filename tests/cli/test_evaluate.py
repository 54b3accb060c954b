"""``accordingto evaluate``: errors come before the model."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("measure", "given", "options", "keywords"),
    [
        ("words", ("a.jsonl",), ("--predictions", "out"), {}),
        (
            "documents",
            ("split",),
            ("--predictions", "out", "--breakdown"),
            {"breakdown": True},
        ),
        (
            "editor",
            ("gold.json", "texts"),
            ("--predictions", "out", "--breakdown"),
            {"breakdown": True},
        ),
        ("sourcing", ("articles", "tables"), ("--predictions", "out"), {}),
    ],
)
def test_options_reach_what_measures(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    measure: str,
    given: tuple[str, ...],
    options: tuple[str, ...],
    keywords: dict[str, bool],
) -> None:
    def measured(*arguments: Path, **named: bool) -> str:
        assert arguments == (*map(Path, given), Path("out"))
        assert named == keywords
        return "F1 12.3"

    monkeypatch.setattr(f"accordingto.evaluate.{measure}.run", measured)
    ran = run("evaluate", measure, *given, *options)
    assert (ran.code, ran.out) == (0, "F1 12.3\n")
