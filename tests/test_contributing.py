"""What CONTRIBUTING.md tells a newcomer is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

#: What stands between backquotes and has a slash or an ending: a path.
PATHS = sorted(set(re.findall(r"`([\w.-]*(?:/[\w.-]*)+|[\w-]+\.(?:md|py|toml))`", TEXT)))


def _there(path: str) -> bool:
    """Whether a path leads to something, from the top or, where it is a bare name, anywhere."""
    return (ROOT / path).exists() or ("/" not in path and any((ROOT / "src").rglob(path)))


@pytest.mark.parametrize("path", PATHS)
def test_every_path_exists(path: str) -> None:
    assert _there(path), f"CONTRIBUTING.md names {path}, which does not exist"


def test_every_room_is_in_the_list() -> None:
    package = ROOT / "src" / "accordingto"
    folders = {path.parent for path in package.rglob("*.py")} - {package}
    rooms = {f"{folder.relative_to(ROOT).as_posix()}/" for folder in folders}
    assert rooms <= set(PATHS)


def test_there_are_seven_errands() -> None:
    errands = TEXT.split("## Seven errands")[1]
    named = re.findall(r"^\*\*(.+?)\.\*\* (?:.|\n)*?(?=\n\n|\Z)", errands, re.MULTILINE)
    assert len(named) == 7
    assert all("`" in errand for errand in errands.strip().split("\n\n"))
