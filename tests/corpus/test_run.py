"""A whole run: the same tables whoever works, and whatever kills it on the way."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from accordingto.corpus import cluster, run, work
from accordingto.corpus.documents import Document, Problem
from accordingto.corpus.inputs import files
from accordingto.corpus.run import Options, Progress
from accordingto.records import Article
from corpora import saved, table, tables

RUN = (sys.executable, "-m", "accordingto", "corpus")
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _last(steps: Iterator[Progress]) -> Progress:
    *_, last = steps
    return last


def _run(inputs: Path, out: Path, workers: int = 1, **more: Any) -> Progress:
    team = run.processes(workers)
    return _last(
        run.run(files([str(inputs)]), out, Options(), team, workers=workers, part=7, **more)
    )


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifty articles, two that cannot be read, and two texts that need the model."""
    folder = saved(tmp_path_factory.mktemp("articles"), 50)
    (folder / "0007.json").write_text('{"schema": "accordingto/2"}')
    (folder / "lines.jsonl").write_text(
        json.dumps({"text": "Ann Roe said it rained.", "source": "Post"})
        + "\nno json\n"
        + json.dumps({"text": "The bridge, according to the city, is closed."})
    )
    return folder


@pytest.fixture(scope="module")
def expected(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What one process makes of them."""
    out = tmp_path_factory.mktemp("out") / "tables"
    step = _run(articles, out)
    assert (step.done, step.failed, step.passed) == (53, 2, 0)
    assert step.read == step.size
    return tables(out)


def test_the_tables_hold_every_article_once(expected: dict[str, list[Any]]) -> None:
    assert len(expected["articles"]) == 51
    assert len({row[0] for row in expected["articles"]}) == 51
    reasons = [row[4] for row in expected["failures"]]
    assert len(reasons) == 2
    assert any("0007.json is damaged" in reason for reason in reasons)
    assert any("The line is not JSON" in reason for reason in reasons)
    assert {row[6] for row in expected["articles"]} == {"", "Post"}


def test_two_workers_make_the_same_tables(
    articles: Path, expected: dict[str, list[Any]], tmp_path: Path
) -> None:
    _run(articles, tmp_path / "out", workers=2)
    assert tables(tmp_path / "out") == expected


def test_another_order_makes_the_same_tables(
    articles: Path, expected: dict[str, list[Any]], tmp_path: Path
) -> None:
    paths = list(files([str(articles)]))
    random.Random(1).shuffle(paths)
    team = run.processes(1)
    _last(run.run(paths, tmp_path / "out", Options(), team, workers=1, part=4))
    assert tables(tmp_path / "out") == expected


def test_what_is_done_is_not_done_again(articles: Path, tmp_path: Path) -> None:
    inputs = saved(tmp_path / "in", 9)
    assert _run(inputs, tmp_path / "out").done == 9
    saved(inputs, 12)
    (inputs / "0003.json").write_text("{}")
    step = _run(inputs, tmp_path / "out", resume=True)
    assert (step.done, step.passed, step.changed) == (3, 8, 1)
    assert len(table(tmp_path / "out", "articles")) == 12


def test_a_run_of_which_nothing_is_wanted_any_more_leaves_a_folder_to_go_on_with(
    articles: Path, expected: dict[str, list[Any]], tmp_path: Path
) -> None:
    team = run.processes(1)
    paths = files([str(articles)])
    steps = run.run(paths, tmp_path / "out", Options(), team, workers=1, part=7)
    assert next(steps).done == 1
    steps.close()  # type: ignore[attr-defined]
    _run(articles, tmp_path / "out", resume=True)
    assert tables(tmp_path / "out") == expected


def test_a_killed_run_loses_nothing_and_repeats_nothing(
    articles: Path, expected: dict[str, list[Any]], tmp_path: Path
) -> None:
    """Killed each time that another part or two are there, at another moment of the next."""
    out, chance = tmp_path / "out", random.Random(3)
    command = [*RUN, str(articles), "-o", str(out), "--part", "7", "--resume"]
    kills = 0
    for goal in range(1, 7):
        process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE)
        assert process.stderr is not None
        while process.poll() is None and len(list(out.glob("manifest/part-*.json"))) < goal:
            time.sleep(0.002)
        try:
            process.wait(chance.random() / 20)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
        process.stderr.close()
    assert kills >= 3
    subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True)
    assert tables(out) == expected


def test_ctrl_c_ends_a_run_that_can_go_on(
    articles: Path, expected: dict[str, list[Any]], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = [*RUN, str(articles), "-o", str(out), "--part", "7"]
    process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE)
    while process.poll() is None and not list(out.glob("manifest/part-*.json")):
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode in (0, 130)  # it may have been at its end
    assert b"Traceback" not in errors
    subprocess.run([*command, "--resume"], env=ENVIRONMENT, check=True, capture_output=True)
    assert tables(out) == expected


@contextmanager
def _dask(workers: int) -> Iterator[str]:
    """The address of a real scheduler with so many real workers."""
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    scheduler = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", "0"],
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert scheduler.stderr is not None
    started = [scheduler]
    try:
        address = next(line.split()[-1] for line in scheduler.stderr if "Scheduler at:" in line)
        for _ in range(workers):
            command = [sys.executable, "-m", "distributed.cli.dask_worker", address]
            command += ["--nthreads", "1", "--no-dashboard", "--memory-limit", "0"]
            started.append(subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL))
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
        scheduler.stderr.close()


def test_a_dask_cluster_makes_the_same_tables(
    articles: Path, expected: dict[str, list[Any]], tmp_path: Path
) -> None:
    with _dask(2) as address:
        command = [*RUN, str(articles), "-o", str(tmp_path / "out"), "--scheduler", address]
        subprocess.run([*command, "--part", "7"], env=ENVIRONMENT, check=True, capture_output=True)
    assert tables(tmp_path / "out") == expected


def test_only_the_document_that_workers_of_a_cluster_die_of_is_lost() -> None:
    import workers

    with _dask(2) as address, cluster.Cluster(workers.doubled, workers.lost, address) as team:
        assert cluster.workers_of(address) >= 1
        first = team.submit((1, 2, 3))
        deadly = team.submit((4, 13, 5))
        assert list(first.result()) == [2, 4, 6]
        assert list(deadly.result()) == [8, -13, 10]


def test_a_document_that_fails_says_why() -> None:
    long = work.tabled(Document("a", Article("x" * 500_001)), encoding=None, pipeline=None)
    dead = work.died(Document("a", Article("x")))
    problem = work.tabled(Document("a", Problem("No.")), encoding=None, pipeline=None)
    assert [len(done.rows) for done in (long, dead, problem)] == [1, 1, 1]
    assert "500,000" in long.rows[0].reason  # type: ignore[union-attr]
    assert "died" in dead.rows[0].reason  # type: ignore[union-attr]
    assert problem.rows[0].reason == "No."  # type: ignore[union-attr]
