"""What the bench of many articles measures: words a second without loading, growth with length."""

from __future__ import annotations

import pytest

from accordingto import Article
from accordingto.training import bench_many

ARTICLES = [Article("One two three."), Article("Four five."), Article("Six.")]


def test_what_a_run_takes_to_begin_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 10.0, 20.0, 33.0])  # ten seconds for the articles, thirteen for twice those
    monkeypatch.setattr(bench_many.time, "perf_counter", lambda: next(clock))
    assert bench_many._speed(ARTICLES, iter) == 2.0  # six words in three seconds


def test_growth_is_told_for_each_length(capsys: pytest.CaptureFixture[str]) -> None:
    bench_many.growth(Article("Ann Roe said it rained. It snowed in Eastmere."), 1_000)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["100", "1000"]
    assert all("words/s" in line and line.endswith(" MB") for line in lines)


def test_everybody_who_works_has_a_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_many, "_speed", lambda articles, run: 100.0)
    bench_many.table(ARTICLES, 2)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "3 articles, 6 words"
    assert len(lines) == 6
    assert all(line.endswith("1.00 × one worker") for line in lines[1:])
