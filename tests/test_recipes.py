"""The recipes for continuous integration: GitHub and pre-commit take them, and they run."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pre_commit.clientlib import load_config, load_manifest

import accordingto
from accordingto.checks.examples import annotated
from conftest import Run

ROOT = Path(__file__).parents[1]
README = ROOT / "src" / "accordingto" / "checks" / "README.md"
HOOK, WORKFLOW = re.findall(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A draft in which hearsay is found, in the folder that the recipes name."""
    annotation = annotated("The minister {reportedly/hearsay} <left>.")
    monkeypatch.setattr(accordingto, "annotate", lambda article, pipeline: annotation)
    monkeypatch.chdir(tmp_path)
    Path("drafts").mkdir()
    Path("drafts/storm.txt").write_text(annotation.article.text, "utf-8")
    return "drafts/storm.txt"


def _steps() -> list[dict[str, Any]]:
    (job,) = yaml.safe_load(WORKFLOW)["jobs"].values()
    steps: list[dict[str, Any]] = job["steps"]
    return steps


def test_the_workflow_is_what_github_takes(tmp_path: Path) -> None:
    file = tmp_path / "sourcing.yml"
    file.write_text(WORKFLOW, "utf-8")
    check = (sys.executable, "-m", "check_jsonschema", "--builtin-schema")
    ran = subprocess.run(
        [*check, "vendor.github-workflows", str(file)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


def test_its_steps_run(run: Run, draft: str) -> None:
    commands = [shlex.split(step["run"]) for step in _steps() if "run" in step]
    checks = [arguments for program, *arguments in commands if program == "accordingto"]
    for_people, for_hosts = (
        run(*(draft if argument == "drafts/*.txt" else argument for argument in check))
        for check in checks
    )
    assert for_people.code == 1
    assert for_people.out.startswith(f"::warning file={draft},line=1,endLine=1,col=14,")
    assert for_hosts.code == 0
    (sarif,) = (step["with"]["sarif_file"] for step in _steps() if "codeql" in str(step))
    assert len(json.loads(Path(sarif).read_text("utf-8"))["runs"][0]["results"]) == 1


def test_the_hook_is_what_pre_commit_takes_and_runs(run: Run, draft: str, tmp_path: Path) -> None:
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(HOOK, "utf-8")
    (repository,) = load_config(str(file))["repos"]
    (asked,) = repository["hooks"]
    (hook,) = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert asked["id"] == hook["id"]
    assert re.search(hook["files"], draft)
    program, *arguments = shlex.split(hook["entry"])
    assert program == "accordingto"
    ran = run(*arguments, *asked["args"], draft)
    assert (ran.code, ran.err) == (0, "")
    assert "hearsay" in ran.out
