"""The command as a whole: help, exit codes, and a quick start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import accordingto
from accordingto.records import Annotation, Article
from conftest import Run

ROOT = Path(__file__).parents[2]


def test_version_help_and_wrong_use(run: Run) -> None:
    assert run("--version").out == f"accordingto {accordingto.__version__}\n"
    assert run("--help").code == 0
    assert "report" in run("--help").out
    assert run("evaluate", "--help").code == 0
    for arguments in ([], ["nonsense"], ["report"], ["report", "x", "--nonsense"]):
        assert run(*arguments).code == 2


def test_errors_have_their_code_and_remedy(run: Run, tmp_path: Path, saved: Path) -> None:
    missing = run("report", tmp_path / "nope.txt")
    assert missing.code == 3
    assert missing.err == (
        f"Error: {tmp_path / 'nope.txt'} does not exist. "
        "Check the path, or pass - to read standard input.\n"
    )
    assert run("report", tmp_path).code == 3
    assert run("report", "-", stdin=b"").code == 3
    assert run("report", saved, "--open", "-o", "-").code == 2


def test_an_interruption_leaves_nothing_and_exits_130(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(article: Article, pipeline: str | None = None) -> Annotation:
        raise KeyboardInterrupt

    monkeypatch.setattr(accordingto, "annotate", interrupted, raising=False)
    assert run("report", article).code == 130
    assert list(article.parent.iterdir()) == [article]


def test_light_work_loads_no_heavy_module(saved: Path) -> None:
    script = (
        "import sys\nfrom accordingto.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'numpy', 'onnxruntime', 'torch', 'rich', 'jinja2')"
        " if m in sys.modules])"
    )
    light = (["--help"], ["--version"], ["report", "nope.txt"])
    for arguments, loaded in (
        *((arguments, "[]") for arguments in light),
        (["report", str(saved)], None),
    ):
        ran = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            check=True,
            text=True,
        )
        last = ran.stdout.splitlines()[-1]
        assert last == loaded or (loaded is None and "spacy" not in last and "onnx" not in last)
