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


def _heavy(*arguments: object) -> set[str]:
    """What is heavy of all that a run of the command loads."""
    script = (
        "import sys\nfrom accordingto.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*({'spacy', 'numpy', 'onnxruntime', 'torch', 'rich', 'jinja2'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
        text=True,
    )
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["report", "nope.txt"]])
def test_help_and_errors_load_nothing_heavy(arguments: list[str]) -> None:
    assert _heavy(*arguments) == set()


def test_a_saved_annotation_loads_no_model(saved: Path) -> None:
    heavy = _heavy("report", saved)
    assert "jinja2" in heavy
    assert not heavy & {"spacy", "onnxruntime", "torch"}
