"""What the commands share: outputs whole or as before, warnings, progress."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import accordingto
from accordingto.cli.console import printable
from conftest import Run

ROOT = Path(__file__).parents[2]


def test_a_guessed_encoding_is_told(run: Run, article: Path) -> None:
    article.write_bytes(article.read_text("utf-8").encode("cp1252"))
    ran = run("report", article)
    assert ran.code == 0
    assert ran.err.startswith("Warning: bridge.txt is not UTF-8 (byte 0x93 in line 1): read as")
    assert len(ran.err.splitlines()) == 1


def test_progress_is_for_terminals(run: Run, article: Path) -> None:
    assert "Annotating bridge.txt" in run("report", article, terminal=True).err
    assert run("report", article).err == ""


def _unwritable(folder: Path) -> list[tuple[Path, str]]:
    (folder / "file").write_text("")
    return [
        (folder, "is a directory"),
        (folder / "none" / "out.html", "is no directory"),
        (folder / "file" / "out.html", "is no directory"),
        (folder / ("x" * 300 + ".html"), "cannot be written"),
    ]


def test_an_output_that_cannot_be_written(run: Run, tmp_path: Path, saved: Path) -> None:
    for target, message in _unwritable(tmp_path):
        ran = run("report", saved, "-o", target)
        assert ran.code == 4
        assert message in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "harbour.json"]


def test_an_unwritable_output_is_told_before_the_work(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accordingto, "annotate", None, raising=False)
    assert run("report", article, "-o", article.parent / "none" / "out.html").code == 4


def _command(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "accordingto", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
        **options,
    )


def test_a_full_device_and_a_closed_pipe(saved: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = _command("annotate", saved, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 4
    assert b"Standard output cannot be written (No space left on device)" in ran.stderr
    assert b"Traceback" not in ran.stderr
    reader, writer = os.pipe()
    os.close(reader)
    ran = _command("annotate", saved, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (1, b"")


def test_a_device_is_written_to_and_stays(saved: Path) -> None:
    assert _command("report", saved, "-o", os.devnull, stdout=subprocess.DEVNULL).returncode == 0
    assert not Path(os.devnull).is_file()


def test_a_narrow_space_is_printed_as_a_space_and_a_control_character_is_not() -> None:
    assert printable("42\u202f% \x1b[2J") == "42 % \ufffd[2J"
