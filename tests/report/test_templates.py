"""Templates of one's own: what they are given is written down, used and checked; errors tell."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from accordingto.audit import view as audit
from accordingto.audit.charts import Chart
from accordingto.compare.view import Sheet
from accordingto.errors import InputError
from accordingto.report import index, view
from accordingto.report.html import check_templates, render, template_dir
from annotations import harbour
from conftest import Run

DOCUMENT = template_dir() / "README.md"

#: Fields that our templates have no need of, and another's may.
SPARE = {
    ("SourceKey", "filter_key"),
    ("Reason", "word"),
}

#: What Jinja itself hands to a loop, and the module of macros.
_FOREIGN = {"loop", "m"}


def _item(kind: object) -> object:
    """Of what a tuple consists, what a mapping leads to, or the kind beside None."""
    if isinstance(kind, types.UnionType):
        return next(part for part in typing.get_args(kind) if part is not type(None))
    return typing.get_args(kind)[1 if typing.get_origin(kind) is Mapping else 0]


def _fields(record: type) -> dict[str, object]:
    return typing.get_type_hints(record)


def _records(kind: object = view.Page) -> dict[str, type]:
    """All records that can be reached from a kind, by name, the nearest first."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        records = {kind.__name__: kind}
        for field in _fields(kind).values():
            records |= {n: r for n, r in _records(field).items() if n not in records}
        return records
    inner = [_records(part) for part in typing.get_args(kind)]
    return {name: record for records in inner for name, record in records.items()}


class _Reader:
    """Follows the kinds of a template's names from ``page`` to every field that it asks for."""

    def __init__(self) -> None:
        self.used: set[tuple[str, str]] = set()
        self.wrong: list[str] = []
        self.macros: dict[str, nodes.Macro] = {}
        self.shared: dict[str, nodes.Macro] = {}

    def share(self, tree: nodes.Template) -> None:
        self.shared = {macro.name: macro for macro in tree.find_all(nodes.Macro)}

    def read(self, tree: nodes.Template) -> None:
        self.macros = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
        of_the_audit = {
            "audit": audit.Page,
            "charts": Mapping[str, Chart],
            "numeric": Mapping[str, tuple[bool, ...]],
        }
        pages = {"page": view.Page, "index": index.Index, "sheet": Sheet}
        self._walk(tree, pages | of_the_audit)

    def _walk(self, node: nodes.Node, names: dict[str, object]) -> None:
        if isinstance(node, nodes.Macro):
            return  # read where it is called, for what it is called with
        if isinstance(node, nodes.For):
            self._walk(node.iter, names)
            kind = self._kind(node.iter, names)
            names = names | {node.target.name: None if kind is None else _item(kind)}
            for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
                self._walk(child, names)
            return
        if isinstance(node, nodes.Assign):
            names[node.target.name] = self._kind(node.node, names)
        if isinstance(node, nodes.Getattr):
            self._kind(node, names)
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            self._call((self.shared | self.macros)[node.node.name], node, names)
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
            owner = node.node.node
            if isinstance(owner, nodes.Name) and owner.name == "m":
                self._call(self.shared[node.node.attr], node, names)
        for child in node.iter_child_nodes():
            self._walk(child, names)

    def _call(self, macro: nodes.Macro, node: nodes.Call, names: dict[str, object]) -> None:
        given = [self._kind(argument, names) for argument in node.args]
        inner = names | dict(zip([a.name for a in macro.args], given, strict=True))
        for child in macro.body:
            self._walk(child, inner)

    def _kind(self, node: nodes.Node, names: dict[str, object]) -> object:
        if isinstance(node, nodes.Name):
            return names.get(node.name)
        if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Slice):
            return _item(self._kind(node.node, names))
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
            owner = self._kind(node.node.node, names)
            return _item(owner) if typing.get_origin(owner) is Mapping else None
        if not isinstance(node, nodes.Getattr):
            return None
        record = self._kind(node.node, names)
        if isinstance(record, types.UnionType):
            record = _item(record)
        if typing.get_origin(record) is Mapping:
            return None  # its “get”, read above
        if isinstance(record, type) and dataclasses.is_dataclass(record):
            kind = _fields(record).get(node.attr)
            if kind is not None:
                self.used.add((record.__name__, node.attr))
                return kind
        elif isinstance(node.node, nodes.Name) and node.node.name in _FOREIGN:
            return None
        self.wrong.append(f"{node.attr} of {record} in line {node.lineno}")
        return None


def _packaged() -> _Reader:
    reader = _Reader()
    environment = jinja2.Environment()
    parts = sorted(template_dir().rglob("*.jinja"))
    assert len(parts) > 5
    shared = template_dir() / "parts" / "macros.html.jinja"
    reader.share(environment.parse(shared.read_text("utf-8")))
    for part in parts:
        reader.read(environment.parse(part.read_text("utf-8")))
    return reader


def test_our_templates_ask_for_nothing_that_is_not_there() -> None:
    assert _packaged().wrong == []


def test_every_field_is_used_by_our_templates() -> None:
    every = {(name, field) for name, record in _records().items() for field in _fields(record)}
    assert every - _packaged().used <= SPARE


def _kind_in_words(kind: object) -> str:
    if isinstance(kind, types.UnionType):
        return f"{_kind_in_words(_item(kind))} or none"
    if typing.get_origin(kind) is tuple:
        return f"list of {_kind_in_words(_item(kind))}"
    if kind is typing.Any:
        return "anything"
    if typing.get_origin(kind) is Mapping:
        key = typing.get_args(kind)[0]
        return f"{_kind_in_words(_item(kind))} by {_kind_in_words(key)}"
    assert isinstance(kind, type)
    words = {str: "text", int: "number", float: "number", bool: "yes or no"}
    return words.get(kind, kind.__name__)


def _documented() -> Iterator[tuple[str, dict[str, str]]]:
    """Each record of the document, with its fields and their kinds as the table has them."""
    for section in DOCUMENT.read_text("utf-8").split("\n### ")[1:]:
        name, _, rest = section.partition("\n")
        yield name, dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \|$", rest, re.MULTILINE))


def test_the_document_names_every_field_of_every_record_and_no_other() -> None:
    records = _records()
    written = {
        name: {field: _kind_in_words(kind) for field, kind in _fields(record).items()}
        for name, record in records.items()
    }
    documented = dict(_documented())
    for name in written:
        assert documented.get(name) == written[name], f"templates/README.md is wrong about {name}"
    assert documented.keys() == written.keys()


def _write(folder: Path, text: str, name: str = "parts/colophon.html.jinja") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_newsroom_can_replace_one_part(tmp_path: Path) -> None:
    _write(tmp_path, "<p>{{ page.model }} here</p>")
    made = render(harbour(), template_dir=tmp_path)
    assert "<p>hand-made 1 here</p>" in made
    assert 'class="sentence' in made


def test_a_part_that_is_changed_or_added_between_two_pages_counts(tmp_path: Path) -> None:
    path = _write(tmp_path, "<p>one</p>")
    assert "<p>one</p>" in render(harbour(), template_dir=tmp_path)
    path.write_text("<p>two</p>", "utf-8")
    os.utime(path, (0, 0))  # some file systems count whole seconds
    assert "<p>two</p>" in render(harbour(), template_dir=tmp_path)
    _write(tmp_path, "const added = 3;", "scripts/dom.js")
    _write(tmp_path, "<p>three</p>", "parts/legend.html.jinja")
    made = render(harbour(), template_dir=tmp_path)
    assert "const added = 3;" in made
    assert "<p>three</p>" in made


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ page.weather }}", "has no attribute 'weather'"),
        ("{{ nobody }}", "'nobody' is undefined"),
        ("{% if %}", "Expected an expression"),
        ("{% for x in page.sources %}", "Unexpected end of template"),
        ("{{ page.title|loudly }}", "No filter named 'loudly'"),
        ("{{ page.total / 0 }}", "division by zero"),
        ("{{ page.total + page.title }}", "unsupported operand"),
        ("{% include 'parts/gone.jinja' %}", "there is no template “parts/gone.jinja”"),
    ],
)
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, text: str, why: str) -> None:
    path = _write(tmp_path, f"<p>\n{text}")
    with pytest.raises(InputError) as caught:
        render(harbour(), template_dir=tmp_path)
    assert f"{path}, line 2: " in str(caught.value)
    assert why in caught.value.fact


def test_a_wrong_skeleton_is_named_too(tmp_path: Path) -> None:
    path = _write(tmp_path, "{{ page.weather }}", "report.html.jinja")
    with pytest.raises(InputError, match="weather") as caught:
        render(harbour(), template_dir=tmp_path)
    assert caught.value.fact.startswith(f"{path}, line 1")


def test_a_script_that_would_end_its_element_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path, "const x = '</script>';", "scripts/picker.js")
    with pytest.raises(InputError, match="must not hold") as caught:
        render(harbour(), template_dir=tmp_path)
    assert str(path) in caught.value.fact


def test_a_style_sheet_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.css").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"report\.css"):
        check_templates(tmp_path)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.json"
    path.write_text(json.dumps(harbour().to_dict()), "utf-8")
    return path


def _nothing(folder: Path) -> None:
    pass


def _a_file(folder: Path) -> None:
    folder.write_text("x")


def _a_stranger(folder: Path) -> None:
    _write(folder, "{{ page.title }}", "mine.html.jinja")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_nothing, "is missing"),
        (_a_file, "is no folder"),
        (_a_stranger, "holds no template of ours. Name yours as the one that it replaces: a"),
    ],
)
def test_a_folder_without_templates_is_refused_before_the_work(
    run: Run, saved: Path, make: Callable[[Path], None], said: str
) -> None:
    folder = saved.with_name("own")
    make(folder)
    ran = run("report", saved, "--template", folder)
    assert (ran.code, said in ran.err) == (3, True), ran.err
    assert not saved.with_suffix(".html").exists()


def test_the_command_takes_a_template(run: Run, saved: Path) -> None:
    folder = saved.with_name("own")
    _write(folder, "<p>The Daily Harbour</p>")
    assert run("report", saved, "--template", folder).code == 0
    assert "<p>The Daily Harbour</p>" in saved.with_suffix(".html").read_text("utf-8")
    _write(folder, "{{ page.weather }}")
    broken = run("report", saved, "--template", folder)
    assert (broken.code, "weather" in broken.err) == (3, True)
    assert "<p>The Daily Harbour</p>" in saved.with_suffix(".html").read_text("utf-8")
