"""What SECURITY.md promises: no network unless an address was given, nothing that runs code."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from accordingto.errors import InstallationError
from accordingto.language.model import PACKAGED, configuration, load
from annotations import harbour
from corpora import saved

PACKAGE = Path(__file__).parents[1] / "src" / "accordingto"
TEMPLATES = Path(__file__).parents[1] / "templates"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

#: Calls and modules that turn data into code.
_CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.load"}
_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "joblib", "code"}
#: Modules that reach the network, and the only rooms that may.
_NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx", "ftplib", "smtplib"}


def _trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _calls(tree: ast.Module) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def _modules(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_nothing_that_is_read_is_run() -> None:
    for name, tree in _trees().items():
        assert not _calls(tree) & _CALLS, name
        assert not _modules(tree) & _MODULES, name
        assert "shell=True" not in ast.unparse(tree), name


def test_the_test_sees_what_it_forbids() -> None:
    tree = ast.parse("import pickle\nfrom urllib import request\neval(x)\nos.system('y')")
    assert {"eval", "os.system"} <= _calls(tree)
    assert {"pickle", "urllib.request"} <= _modules(tree)


def test_only_the_reader_of_addresses_and_the_live_review_know_the_network() -> None:
    reaching = {name for name, tree in _trees().items() if _modules(tree) & _NETWORK}
    assert reaching == {"reading/web.py", "live/server.py"}  # the second listens to 127.0.0.1


#: Run before anything else in a process: a socket of the network is an error there. Those of the
#: machine itself (AF_UNIX), which asyncio and the worker processes have, are none.
_FORBIDDEN = """
import socket
class Forbidden(socket.socket):
    def __init__(self, family=-1, *given, **named):
        if family != socket.AF_UNIX:
            raise AssertionError("a socket was opened")
        super().__init__(family, *given, **named)
def refused(*given, **named):
    raise AssertionError("an address was looked up")
socket.socket = Forbidden
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refused
"""


def _without_network(tmp_path: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    (tmp_path / "sitecustomize.py").write_text(_FORBIDDEN)
    path = os.pathsep.join([str(tmp_path), ENVIRONMENT["PYTHONPATH"]])
    return subprocess.run(
        [sys.executable, "-m", "accordingto", *map(str, arguments)],
        env={**ENVIRONMENT, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """An article, a saved annotation and a page that names others."""
    (tmp_path / "a.txt").write_text("Ann Roe said the bridge was closed. See https://example.org.")
    (tmp_path / "a.json").write_text(json.dumps(harbour().to_dict()))
    (tmp_path / "a.html").write_text(
        "<!doctype html><link rel=stylesheet href=https://example.org/a.css>"
        "<base href=https://example.org/><article><h1>Rain</h1><img src=a.png>"
        "<p>It rained for a week in the town, the mayor of Eastmere said on Monday.</p></article>"
    )
    saved(tmp_path / "in", 2)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "a.txt", "-o", "r.html"),
        ("report", "a.html", "-o", "r.html"),
        ("annotate", "a.json", "-o", "r.csv"),
        ("compare", "a.json", "a.txt"),
        ("graph", "a.json"),
        ("corpus", "in", "a.html", "-o", "out", "--workers", "2"),
    ],
)
def test_no_command_opens_a_socket(inputs: Path, arguments: tuple[str, ...]) -> None:
    names = [str(inputs / name) if (inputs / name).exists() else name for name in arguments]
    names = [str(inputs / name) if name in ("r.html", "r.csv", "out") else name for name in names]
    ran = _without_network(inputs, *names)
    assert ran.returncode == 0, ran.stderr
    if arguments[0] == "corpus":
        audit = _without_network(inputs, "audit", inputs / "out")
        assert audit.returncode == 0, audit.stderr


def test_the_lock_on_the_network_holds(inputs: Path) -> None:
    ran = _without_network(inputs, "report", "http://127.0.0.1:9/", "--allow-private", "-o", "-")
    assert ran.returncode != 0
    assert "an address was looked up" in ran.stderr or "a socket was opened" in ran.stderr


@pytest.mark.parametrize("name", ["roles.onnx", "tokenizer.json"])
def test_a_model_file_of_which_one_bit_differs_is_refused(tmp_path: Path, name: str) -> None:
    for path in PACKAGED.iterdir():
        data = bytearray(path.read_bytes())
        if path.name == name:
            data[len(data) // 2] ^= 1
        (tmp_path / path.name).write_bytes(data)
    with pytest.raises(InstallationError, match=f"{name} in .* is not the file"):
        load(tmp_path)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"format": 99}', b"{}"])
def test_a_damaged_configuration_of_the_model_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "config.json").write_bytes(data)
    with pytest.raises(InstallationError):
        configuration(tmp_path)


def test_no_template_holds_what_would_let_an_article_in() -> None:
    for path in TEMPLATES.rglob("*.jinja"):
        assert "|safe" not in path.read_text("utf-8").replace(" ", ""), path.name


def test_workers_forget_nothing_of_that(inputs: Path) -> None:
    """Worker processes are spawned, and so start with the same lock on the network."""
    script = textwrap.dedent("""
        import socket
        try:
            socket.create_connection(("127.0.0.1", 9))
        except AssertionError as error:
            print(error)
    """)
    (inputs / "sitecustomize.py").write_text(_FORBIDDEN)
    path = os.pathsep.join([str(inputs), ENVIRONMENT["PYTHONPATH"]])
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={**ENVIRONMENT, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "an address was looked up\n"
