"""A disk that is full, a folder that may not be written: an error, and a corpus to go on with."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from accordingto.corpus import run
from accordingto.corpus.inputs import files
from accordingto.corpus.run import Options
from accordingto.errors import OutputError
from corpora import saved, tables


def _run(inputs: Path, out: Path, *, resume: bool = False) -> None:
    given = files([str(inputs)])
    steps = run.run(given, out, Options(), run.processes(1), workers=1, part=2, resume=resume)
    assert list(steps)


@pytest.mark.parametrize("number", [1, 5, 14])
def test_a_full_disk_at_any_file_ends_it_and_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    inputs = saved(tmp_path / "in", 6)
    _run(inputs, tmp_path / "whole")
    written, sync = [0], os.fsync

    def full(file: int) -> None:
        written[0] += 1
        if written[0] == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(file)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left on device"):
            _run(inputs, tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.tmp"))
    _run(inputs, tmp_path / "out", resume=True)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_a_folder_that_may_not_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: Any, **named: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    inputs = saved(tmp_path / "in", 1)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refused)
        with pytest.raises(OutputError, match=r"cannot be written \(Permission denied\)"):
            _run(inputs, tmp_path / "out")


def test_a_table_that_is_taken_away_under_a_run_is_told(tmp_path: Path) -> None:
    inputs = saved(tmp_path / "in", 6)
    steps = run.run(
        files([str(inputs)]), tmp_path / "out", Options(), run.processes(1), workers=1, part=2
    )
    next(steps)
    (tmp_path / "out" / "sources").rmdir()
    with pytest.raises(OutputError, match="is no directory"):
        list(steps)
