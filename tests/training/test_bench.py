"""What the bench measures, and the tables that it writes of it."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import pytest

from accordingto import Article
from accordingto.training import bench, bench_many, bench_systems, bench_tables
from accordingto.training.bench_systems import BASELINE, OWN, SYSTEMS, Cost

ROOT = Path(__file__).parents[2]
ARTICLES = [Article("One two three."), Article("Four five."), Article("Six.")]
TAKEN = {BASELINE: Cost(2, 1), OWN: Cost(3, 2.5)}
STARTED = {BASELINE: (Cost(4, 2), 100.0), OWN: (Cost(6, 3), 400.0)}
WORKED = {
    bench_many.ONE: Cost(10, 10),
    bench_many.TWO: Cost(5, 11),
    bench_many.DASK_ONE: Cost(11, 10.5),
    bench_many.DASK_TWO: Cost(6, 11),
}


def test_what_a_run_takes_to_begin_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = iter([Cost(10, 4), Cost(13, 5)])  # of the articles, and of twice those
    monkeypatch.setattr(bench_many, "cost", lambda run: next(costs))
    assert bench_many._of_the_second_half(ARTICLES, iter) == Cost(3, 1)


def test_the_processor_time_of_processes_counts() -> None:
    before = bench_many._of_children()
    taken, peak = bench_systems._process(
        [sys.executable, "-c", "print(sum(range(10**6)) // 10**9)"]
    )
    assert taken.processor > 0
    assert peak == 499
    assert bench_many._of_children() - before == pytest.approx(taken.processor, abs=0.05)


def test_a_process_tells_its_own_peak_of_memory_and_not_that_of_its_parent() -> None:
    held = bytearray(300 * 2**20)
    script = "from accordingto.training.bench_systems import peak; print(peak())"
    _, alone = bench_systems._process([sys.executable, "-c", script])
    assert bench_systems.peak() > len(held) / 2**20 > alone > 5


def test_a_process_that_fails_is_told() -> None:
    with pytest.raises(Exception, match="exit status 3"):
        bench_systems._process([sys.executable, "-c", "import sys; sys.exit(3)"])


def test_the_readme_has_what_the_command_wrote() -> None:
    """Every figure of speed in the readme stands in the tables that the same run wrote."""
    tables = (ROOT / bench_tables.FILE).read_text("utf-8")
    line = next(
        line
        for line in (ROOT / "README.md").read_text("utf-8").splitlines()
        if line.startswith("| Everything against bare spaCy |")
    )
    figures = re.findall(r"(\d+\.\d\d)|([\d,]+) words a second|(\d+ MB)", line)
    assert len(figures) == 5
    own = next(row for row in tables.splitlines() if row.startswith(f"| {OWN} |"))
    assert all("".join(figure) in own for figure in figures)


def test_ours_and_the_bare_pipeline_read_an_article() -> None:
    for name in (BASELINE, OWN):
        assert SYSTEMS[name]()(Article("Ann Roe said it rained.")) is not None


def test_growth_is_told_for_each_size() -> None:
    article = Article("Ann Roe said it rained. It snowed in Eastmere.")
    assert [row[0] for row in bench_many.by_length(article, [10, 100])] == [10, 100]
    assert [row[:2] for row in bench_many.by_count([article], [1, 3])] == [(1, 9), (3, 27)]
    assert list(bench._sizes(10_000)) == [100, 1_000, 10_000]


def test_an_article_that_fails_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    failure = bench_many.Failure(ARTICLES[0], "It is too long.")
    monkeypatch.setattr(bench_many, "annotate_many", lambda articles: iter([failure]))
    with pytest.raises(RuntimeError, match="too long"):
        list(bench_many.by_count(ARTICLES, [1]))


def test_the_tables_say_what_was_measured() -> None:
    one = bench_tables.one(3, 600, TAKEN, STARTED)
    assert "| accordingto | 200 | 1.50 | 2.50 | 1.50 | 1.50 | 400 MB |" in one.markdown
    assert one.line is not None
    assert one.line[1:] == (
        "3 articles, 600 words",
        "1.50 times its time (2.50 of the processor's), 200 words a second; from the start "
        "1.50 times, 400 MB",
    )
    many = bench_tables.many(3, 600, WORKED)
    assert "| 2 workers | 120 | 2.00 | 1.10 |" in many.markdown
    assert many.line is not None
    assert many.line[2] == "2.00; 1.67; +5% of the processor's time"
    assert "| 1,000 | 4.0 | 250 | 90 MB |" in bench_tables.length([(1000, 4.0, 90.0)]).markdown
    assert (
        "| 10 | 1,000 | 4.0 | 250 | 90 MB |" in bench_tables.count([(10, 1000, 4.0, 90.0)]).markdown
    )


def test_tables_and_lines_take_the_place_of_those_before(tmp_path: Path) -> None:
    for path in (Path("README.md"), bench_tables.FILE):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text((ROOT / path).read_text("utf-8"), "utf-8")
    made = {
        "one": bench_tables.one(3, 600, TAKEN, STARTED),
        "many": bench_tables.many(3, 600, WORKED),
        "length": bench_tables.length([(1000, 4.0, 90.0)]),
    }
    for _ in range(2):
        bench_tables.write(tmp_path, made)
    readme = (tmp_path / "README.md").read_text("utf-8")
    assert readme.count("200 words a second") == 1
    assert readme.count("2.00; 1.67; +5%") == 1
    assert readme.count(f"| {bench_tables.COMMAND} |\n") == 2
    tables = (tmp_path / bench_tables.FILE).read_text("utf-8")
    for table in made.values():
        assert tables.count(table.markdown) == 1


@pytest.mark.parametrize("text", ["", "<!-- bench: one -->\n"])
def test_a_file_without_marks_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="lacks the marks of one"):
        bench_tables.placed(text, "one", "a table")
    with pytest.raises(ValueError, match="no line of the command"):
        bench_tables.lined(text, ("Speed", "", ""))


def test_every_part_has_a_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ann Roe said it rained.")
    asked: list[str] = []

    def table(part: str, options: argparse.Namespace) -> bench_tables.Table:
        asked.append(part)
        assert options.articles == [path]
        return bench_tables.Table(f"| {part} |")

    monkeypatch.setattr(bench, "_apart", table)
    monkeypatch.setattr(sys, "argv", ["bench", str(path), "--only", "length", "one"])
    bench.main()
    assert asked == ["length", "one"]
    assert capsys.readouterr().out == "| length |\n\n| one |\n\n"


def test_a_part_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ann Roe said it rained. " * 30)
    options = argparse.Namespace(articles=[path], longest=100)
    table = bench._apart("length", options)
    assert table.markdown.count("| 100 |") == 1
