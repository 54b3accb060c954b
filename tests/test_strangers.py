"""The files that strangers look for say what is true."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import accordingto
from accordingto.cli import app

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_citation_is_of_this_version_and_licence() -> None:
    fields = dict(re.findall(r'^([a-z-]+): "?(.+?)"?$', _text("CITATION.cff"), re.MULTILINE))
    assert fields["cff-version"] == "1.2.0"
    assert fields["version"] == accordingto.__version__
    assert fields["license"] == tomllib.loads(_text("pyproject.toml"))["project"]["license"]
    assert fields["message"]
    assert re.search(r"^authors:\n  - name: ", _text("CITATION.cff"), re.MULTILINE)


def test_the_container_runs_the_command_and_installs_parts_that_exist() -> None:
    lines = _text("Dockerfile").splitlines()
    assert lines[-1] == 'ENTRYPOINT ["accordingto"]'
    project = tomllib.loads(_text("pyproject.toml"))["project"]
    extras = re.search(r"/source\[([\w,]+)\]", _text("Dockerfile"))
    assert extras is not None
    assert set(extras[1].split(",")) <= set(project["optional-dependencies"])
    assert "USER reader" in lines
    version = re.search(r"FROM python:3\.(\d+)", _text("Dockerfile"))
    assert version is not None
    assert int(version[1]) >= 10


@pytest.mark.parametrize("name", ["SECURITY.md", "CHANGELOG.md"])
def test_every_option_and_path_named_exists(name: str) -> None:
    text = _text(name)
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    for option in set(re.findall(r"`(--[\w-]+)`", text)):
        parameter = option.removeprefix("--").replace("-", "_")
        named = f'"{option}"' in sources or re.search(rf"\b{parameter}: ", sources)
        assert named, option
    for path in set(
        re.findall(r"`((?:tests|src)/[\w./]+|[\w]+\.(?:toml|cff|md)|Dockerfile)`", text)
    ):
        assert (ROOT / path).exists(), path


def test_every_command_named_exists() -> None:
    commands = {
        command.callback.__name__ for command in app.app.registered_commands if command.callback
    }
    named = set(re.findall(r"`accordingto (\w+)", _text("CHANGELOG.md")))
    assert named <= commands
    assert {"corpus", "audit"} <= named


def test_what_is_promised_has_its_tests() -> None:
    promised = set(re.findall(r"`(tests/[\w/]+\.py)`", _text("SECURITY.md")))
    assert promised
    assert all((ROOT / path).exists() for path in promised)
