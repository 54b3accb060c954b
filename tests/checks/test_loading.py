"""The configuration as a file: found, read, and refused with the place of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.checks import loading
from accordingto.checks.config import Config
from accordingto.errors import UsageError

WHOLE = """
select = ["hearsay", "own"]
extend-select = ["echo"]
ignore = ["single-source"]
fail-on = "never"
rules = "mine"
[severity]
hearsay = "error"
[words]
hearsay = ["word is"]
[allow]
hearsay = ["rumored"]
[thresholds]
unattributed-claim = 0.7
[per-path-ignores]
"opinion/*" = ["hearsay"]
"""
RULE = """
from accordingto.checks.rule import Rule
RULE = Rule("own", "error", "House", "Mend it.", lambda *_: iter(()), ("a",), ("b",), "A.")
"""


def _written(folder: Path, text: str, name: str = ".accordingto.toml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_all_that_a_file_may_say(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    _written(tmp_path / "mine", RULE, "own.py")
    config = loading.load(_written(tmp_path, WHOLE))
    assert (config.select, config.extend) == (frozenset({"hearsay", "own"}), frozenset({"echo"}))
    assert [rule.id for rule in config.own] == ["own"]
    assert config.fail_on is None
    assert config.words == {"hearsay": frozenset({"word is"})}
    assert config.root == str(tmp_path)
    opinion = config.at(str(tmp_path / "opinion" / "a.txt"))
    assert "hearsay" in opinion.ignore


def test_an_empty_file_is_the_default(tmp_path: Path) -> None:
    config = loading.load(_written(tmp_path, ""))
    assert (config.select, config.fail_on) == (None, Config().fail_on)


def test_the_nearest_file_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    pyproject = _written(tmp_path, "[tool.accordingto]\nignore = ['echo']", "pyproject.toml")
    _written(tmp_path / "a", "[tool.other]\nx = 1", "pyproject.toml")
    assert loading.find(inner) == pyproject
    assert loading.load(pyproject).ignore == frozenset({"echo"})
    nearer = _written(inner, "")
    assert loading.find(inner) == nearer


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("select = [", "is no TOML"),
        ("selct = []", r"it has “selct”, which .* It may hold select, extend-select, ignore"),
        ("fail-on = 'bad'", r"fail-on is 'bad', which is none of its values"),
        ("severity = {hearsay = 'loud'}", r"severity"),
        ("ignore = ['hersay']", "no rule hersay"),
        ("thresholds = {unattributed-claim = -1}", "thresholds"),
        ("rules = 'nowhere'", "nowhere is no folder of rules"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, fact: str) -> None:
    with pytest.raises(UsageError, match=fact):
        loading.load(_written(tmp_path, text))


@pytest.mark.parametrize(
    ("code", "fact"),
    [
        ("1 / 0", r"cannot be loaded \(ZeroDivisionError"),
        ("def find(:", r"cannot be loaded \(SyntaxError"),
        ("RULE = 'x'", "makes no RULE"),
        (RULE.replace('"own"', '"hearsay"'), "two rules hearsay"),
    ],
)
def test_a_rule_file_that_is_none_is_told(tmp_path: Path, code: str, fact: str) -> None:
    (tmp_path / "mine").mkdir()
    _written(tmp_path / "mine", code, "own.py")
    with pytest.raises(UsageError, match=fact):
        loading.load(_written(tmp_path, "rules = 'mine'"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        loading.load(tmp_path / "none.toml")
    with pytest.raises(UsageError, match=r"has no table \[tool.accordingto\]"):
        loading.load(_written(tmp_path, "[tool.other]\n", "pyproject.toml"))
