"""The help is the manual: every command shows calls, and the calls are right."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import accordingto
from accordingto.export.registry import EXPORTERS
from conftest import Run

COMMANDS = [
    *("report", "annotate", "check", "compare", "graph", "review", "merge", "rules"),
    *("audit", "corpus"),
    *(f"evaluate {measure}" for measure in ("words", "documents", "calibration", "editor")),
    *(f"evaluate {measure}" for measure in ("sourcing", "speech", "boundaries", "stages")),
    *(f"evaluate {measure}" for measure in ("asking", "names", "gap", "coreference")),
    "evaluate affiliations",
]


def test_all_commands_are_known_here(run: Run) -> None:
    def listed(*group: str) -> set[str]:
        _, _, commands = run(*group, "--help").out.partition("Commands:\n")
        return set(re.findall(r"^  (\w+)", commands, re.MULTILINE))

    groups = {"evaluate"}
    below = {f"{group} {name}" for group in groups for name in listed(group)}
    assert (listed() - groups) | below == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_is_a_call_of_its_command(run: Run, command: str) -> None:
    text = run(*command.split(), "--help").out
    _, _, rest = text.partition("\n  Examples:\n")
    examples = [line.strip() for line in rest.partition("\n\n")[0].splitlines()]
    assert examples
    for example in examples:
        assert example.startswith(f"accordingto {command} ")
        options = {word for word in shlex.split(example) if re.match(r"--?\w", word)}
        assert options <= set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", text.partition("Exam")[0]))


def test_every_format_is_listed(run: Run) -> None:
    text = run("annotate", "--help").out
    for exporter in EXPORTERS:
        assert re.search(rf"^ +{exporter.name} +{re.escape(exporter.what)} \(", text, re.MULTILINE)


def test_a_line_of_help_fits_a_terminal(run: Run) -> None:
    for command in COMMANDS:
        assert max(map(len, run(*command.split(), "--help").out.splitlines())) <= 80


def test_the_shell_completes_commands_and_formats(tmp_path: Path) -> None:
    program = tmp_path / "accordingto"  # as installed: the shell calls it by this name
    program.write_text("from accordingto.cli import main\nmain()\n")

    def completed(line: str) -> list[str]:
        ran = subprocess.run(
            [sys.executable, program],
            env={
                **os.environ,
                "PYTHONPATH": str(Path(accordingto.__file__).parents[1]),
                "_ACCORDINGTO_COMPLETE": "complete_bash",
                "COMP_WORDS": line,
                "COMP_CWORD": str(line.count(" ")),
            },
            capture_output=True,
            check=True,
            text=True,
        )
        return ran.stdout.split()

    assert completed("accordingto rep") == ["report"]
    assert "--format" in completed("accordingto annotate --f")
    assert completed("accordingto annotate --format web") == ["webannotation"]
