"""The commands of training and measuring: each does something where it is run."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import accordingto

TRAINING = Path(accordingto.__file__).parent / "training"
COMMANDS = [path for path in sorted(TRAINING.glob("*.py")) if "\ndef main(" in path.read_text()]


def test_there_are_commands() -> None:
    assert {"bench.py", "fit_chooser.py", "fit_recognizer.py"} <= {path.name for path in COMMANDS}


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_a_command_runs_its_main(path: Path) -> None:
    last = ast.parse(path.read_text("utf-8")).body[-1]
    assert isinstance(last, ast.If)
    assert ast.unparse(last).replace("'", '"') == 'if __name__ == "__main__":\n    main()'
