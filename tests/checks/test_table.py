"""README.md of the rules: its table is made from them, its configuration is one that loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accordingto.checks import loading, table
from accordingto.checks.config import Config
from accordingto.checks.discovery import from_folder
from accordingto.checks.examples import annotated
from accordingto.checks.run import check

README = Path(table.__file__).with_name("README.md")


def test_the_table_is_up_to_date() -> None:
    text = README.read_text("utf-8")
    assert table.written(text) == text, "Write it again: python -m accordingto.checks.table"


def test_the_command_writes_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "README.md"
    file.write_text("a\n<!-- rules -->\nold\n<!-- end of rules -->\nb\n", "utf-8")
    monkeypatch.setattr(table, "__file__", str(tmp_path / "table.py"))
    table.main()
    text = file.read_text("utf-8")
    assert text.startswith("a\n<!-- rules -->\n| Rule |")
    assert text.endswith("<!-- end of rules -->\nb\n")
    assert "old" not in text


def test_a_file_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks the line"):
        table.written("nothing")


def test_the_configuration_and_the_rule_that_it_shows_work(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    (toml,) = re.findall(r"```toml\n(.+?)```", text, re.DOTALL)
    (code,) = re.findall(r"```python\n(.+?)```", text, re.DOTALL)
    folder = tmp_path / "newsroom-rules"
    folder.mkdir()
    (folder / "has_learned.py").write_text(code, "utf-8")
    file = tmp_path / "pyproject.toml"
    file.write_text(toml, "utf-8")
    assert loading.load(file).fail_on == "error"
    (rule,) = from_folder(folder)
    config = Config(own=(rule,), select=frozenset({rule.id}))
    assert all(check(annotated(example), config).findings for example in rule.found)
    assert not any(check(annotated(example), config).findings for example in rule.passed)
