"""Batches go out to processes; results come back in order, whatever becomes of a process."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import pytest

import workers
from accordingto.corpus.pool import MOST, ROOM, Processes, batches, in_order
from accordingto.errors import InstallationError


def _batches(count: int) -> Iterator[tuple[int, ...]]:
    return batches(range(count), lambda number: ROOM // 4)


def test_batches_hold_about_equal_work_in_the_order_given() -> None:
    sizes = [1, 2, ROOM, 1, 1, ROOM // 2, ROOM // 2, 5, *[0] * (MOST + 3)]
    made = list(batches(enumerate(sizes), lambda item: item[1]))
    assert [item for batch in made for item in batch] == list(enumerate(sizes))
    assert [len(batch) for batch in made] == [3, 4, MOST, 4]
    assert list(batches([], len)) == []


def test_no_more_is_taken_than_there_is_room_for() -> None:
    taken: list[int] = []

    def given() -> Iterator[tuple[int]]:
        for number in range(10):
            taken.append(number)
            yield (number,)

    def submit(batch: tuple[int, ...]) -> Future[list[int]]:
        future: Future[list[int]] = Future()
        future.set_result([2 * number for number in batch])
        return future

    results = in_order(submit, given(), limit=3)
    assert next(results) == 0
    assert taken == [0, 1, 2]
    assert list(results) == [2 * number for number in range(1, 10)]


def test_what_is_not_wanted_any_more_is_cancelled() -> None:
    futures: list[Future[list[int]]] = []

    def submit(batch: tuple[int, ...]) -> Future[list[int]]:
        futures.append(Future())
        if len(futures) == 1:
            futures[0].set_result(list(batch))
        return futures[-1]

    results = in_order(submit, iter([(1,), (2,), (3,), (4,)]), limit=3)
    assert next(results) == 1
    results.close()  # type: ignore[attr-defined]
    assert [future.cancelled() for future in futures] == [False, True, True]


def test_processes_work_at_once_and_results_keep_their_order() -> None:
    with Processes(workers.doubled, workers.lost, 2) as pool:
        assert list(in_order(pool.submit, _batches(11), 4)) == [2 * n for n in range(11)]
    with Processes(workers.process, workers.lost, 2) as pool:
        ids = set(in_order(pool.submit, _batches(24), 4))
    assert len(ids) == 2
    assert os.getpid() not in ids


def test_only_the_item_that_a_process_dies_of_is_lost() -> None:
    with Processes(workers.doubled, workers.lost, 2) as pool:
        results = list(in_order(pool.submit, _batches(20), 4))
    assert results == [2 * n if n != 13 else -13 for n in range(20)]


def test_an_error_of_the_installation_ends_it_all() -> None:
    with (
        Processes(workers.doubled, workers.lost, 1) as pool,
        pytest.raises(InstallationError) as caught,
    ):
        list(in_order(pool.submit, iter([(1, 99)]), 2))
    assert (caught.value.fact, caught.value.remedy) == ("The model is missing.", "Install it.")


def test_processes_end_when_nobody_wants_more() -> None:
    with Processes(workers.process, workers.lost, 2) as pool:
        results = in_order(pool.submit, _batches(100), 4)
        ids = {next(results) for _ in range(8)}
        results.close()  # type: ignore[attr-defined]
    for id in ids:
        with pytest.raises(ProcessLookupError):
            os.kill(id, 0)


def test_processes_end_with_the_program_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        textwrap.dedent("""
            import os, signal, workers
            from accordingto.corpus.pool import Processes, in_order
            if __name__ == "__main__":
                with Processes(workers.process, workers.lost, 1) as pool:
                    for id in in_order(pool.submit, iter([(1,), (2,)]), 1):
                        print(id, flush=True)
                        os.kill(os.getpid(), signal.SIGKILL)
        """)
    )
    ran = subprocess.run([sys.executable, str(script)], env=_path(), capture_output=True, text=True)
    assert ran.returncode == -9
    _wait_for_the_end_of(int(ran.stdout))


def test_a_program_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        textwrap.dedent("""
            import workers
            from accordingto.corpus.pool import Processes
            with Processes(workers.doubled, workers.lost, 1) as pool:
                print(pool.submit((1,)).result())
        """)
    )
    ran = subprocess.run([sys.executable, str(script)], env=_path(), capture_output=True, text=True)
    assert ran.returncode == 1
    assert "A worker process ended before its work began." in ran.stderr
    assert "must start below: if __name__ == '__main__':" in ran.stderr


def _path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, filter(None, sys.path)))}


def _wait_for_the_end_of(id: int) -> None:
    """Wait until there is no process of that id."""
    with suppress(ProcessLookupError):
        for _ in range(1200):
            os.kill(id, 0)
            time.sleep(0.05)
        raise AssertionError(f"the process {id} lives on")
