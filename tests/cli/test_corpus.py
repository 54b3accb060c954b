"""``accordingto corpus`` and ``accordingto audit`` as they are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accordingto.audit import tables as audited_tables
from accordingto.cli import corpus
from accordingto.corpus import cluster, parquet, store
from accordingto.corpus.run import Progress
from conftest import Run
from corpora import saved, table


def test_articles_become_tables_and_these_an_audit(run: Run, tmp_path: Path) -> None:
    articles, out = saved(tmp_path / "in", 3), tmp_path / "out"
    (articles / "broken.json").write_text("{}")
    ran = run("corpus", articles, "-o", out, "--part", 2)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == ["3 articles annotated, 1 places without one", f"Tables: {out}"]
    assert len(list((out / "articles").iterdir())) == 2
    again = run("corpus", articles, "-o", out)
    assert again.code == 4
    assert "Pass --resume" in again.err
    more = run("corpus", saved(articles, 4), "-o", out, "--resume", "--part", 2)
    assert more.out.splitlines()[:2] == [
        "1 articles annotated, 0 places without one",
        "4 were in the tables already",
    ]
    assert len(table(out, "articles")) == 4
    page = tmp_path / "audit.html"
    ran = run("audit", out, "-o", page, "--tables", tmp_path / "csv")
    assert ran.code == 0, ran.err
    assert "4 articles" in page.read_text("utf-8")
    assert (tmp_path / "csv" / "sources.csv").read_text("utf-8").startswith("Source,note,Type")


def test_the_page_goes_beside_the_corpus_and_over_nothing_else(run: Run, tmp_path: Path) -> None:
    run("corpus", saved(tmp_path / "in", 1), "-o", tmp_path / "out")
    assert run("audit", tmp_path / "out").out == f"Audit: {tmp_path / 'out.html'}\n"
    assert run("audit", tmp_path / "out").code == 0
    (tmp_path / "out.html").write_text("my own")
    ran = run("audit", tmp_path / "out")
    assert ran.code == 4
    assert "is no page of accordingto" in ran.err
    assert run("audit", tmp_path / "out", "-o", "-").out.startswith("<!DOCTYPE html>")


def test_two_corpora_are_compared_and_three_are_not(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("corpus", saved(tmp_path / f"{name} in", 2), "-o", tmp_path / name)
    ran = run("audit", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "c.html", "--by", "section")
    assert ran.code == 0, ran.err
    assert "What changed" in (tmp_path / "c.html").read_text("utf-8")
    assert run("audit", tmp_path / "a", tmp_path / "b", tmp_path / "a").code == 2


def test_lines_with_columns_of_other_names(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text(json.dumps({"story": "Ann Roe said it rained.", "site": "Post", "desk": "C"}))
    named = ["--column", "text=story", "--column", "publisher=site"]
    ran = run("corpus", lines, "-o", tmp_path / "out", *named, "--workers", 1)
    assert ran.code == 0, ran.err
    assert table(tmp_path / "out", "articles")[0][6:8] == ("Post", "C")
    refused = run("corpus", lines, "-o", tmp_path / "out", "--resume")
    assert refused.code == 2
    assert "was made with another columns" in refused.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["none.txt", "-o", "out"], 3, "Not one article could be annotated."),
        (["none*.txt", "-o", "out"], 3, "names no file that is read"),
        (["https://example.org", "-o", "out"], 3, "is an address"),
        (["a.txt", "-o", "out", "--column", "x"], 2, "does not name a column"),
        (["a.txt", "-o", "out", "--workers", "0"], 2, "Invalid value for '--workers'"),
        (["a.txt", "-o", "a.txt"], 4, "a.txt cannot be written"),
        (
            ["a.txt", "-o", "out", "--scheduler", "tcp://h:1", "--workers", "2"],
            2,
            "The cluster says",
        ),
        (["a.txt", "-o", "out", "--scheduler", "no address"], 2, "No scheduler answers at"),
        (["a.txt"], 2, "--output"),
    ],
)
def test_wrong_uses_end_with_what_is_wrong(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cluster, "_PATIENCE", 0.1)
    Path("a.txt").write_text("")
    ran = run("corpus", *arguments)
    assert (ran.code, words in ran.err) == (code, True), ran.err


def test_how_far_it_is_told_on_a_terminal_and_on_a_pipe(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("corpus", saved(tmp_path / "in", 3), "-o", tmp_path / "a", terminal=True)
    assert ran.code == 0
    monkeypatch.setattr(corpus, "_EVERY", -1)
    ran = run("corpus", tmp_path / "in", "-o", tmp_path / "b")
    assert ran.err.startswith("1 articles, ")


def test_pace_is_told_in_words() -> None:
    pace = corpus._Pace()
    words = pace.words(Progress(done=3, failed=1, read=10, size=20))
    assert words.startswith("3 articles, ")
    assert words.endswith(" left, 1 failed")
    assert "left" not in pace.words(Progress(done=3, read=20, size=20))
    assert corpus._time(3725) == "1:02:05"


@pytest.mark.parametrize(
    ("module", "part", "words"),
    [
        (store, "_locked", "A corpus needs filelock"),
        (parquet, "_library", "The tables need pyarrow"),
        (cluster, "_client", "A cluster needs Dask"),
        (audited_tables, "_duckdb", "An audit needs DuckDB"),
    ],
)
def test_what_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: object, part: str, words: str
) -> None:
    import sys

    from accordingto.errors import InstallationError

    for name in ("filelock", "pyarrow", "distributed", "duckdb"):
        monkeypatch.setitem(sys.modules, name, None)
    given = {"_locked": (tmp_path,), "_client": ("tcp://h:1",)}.get(part, ())
    with pytest.raises(InstallationError, match=words) as caught:
        getattr(module, part)(*given)
    assert "pip install 'accordingto[" in caught.value.remedy
