"""Every file that is saved and read again: whatever becomes of it, it is read or refused.

Of JSON, each value in turn is left out and replaced by others of every kind; of all files, ends are
cut off and bits turned over. Nothing but an error of ours may come of it.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from accordingto.audit import view
from accordingto.checks import baseline, check, loading
from accordingto.checks.output import as_json
from accordingto.checks.results import Results, checked
from accordingto.corpus.rows import TABLES
from accordingto.corpus.store import HEADER, MANIFEST, Store
from accordingto.errors import AccordingtoError, InstallationError
from accordingto.language.model import FILES, PACKAGED, configuration, load
from accordingto.reading import read_any
from accordingto.records import Annotation
from accordingto.review import decisions
from annotations import harbour
from corpora import audited, single

Read = Callable[[Path], object]
_OTHERS: tuple[Any, ...] = (None, True, -1, 1e400, "", "\ud800", [], [[]], {}, {"a": 1})
_DEEP = b"[" * 100_000


def _review() -> bytes:
    """A review with one of everything."""
    reference = decisions.SourceReference("S1", "Quill")
    decision = decisions.Decision(
        decisions.Quote("It rained.", "", " It"), decisions.Position(0, 10), "confirm", reference
    )
    correction = decisions.Correction("S1", "Quill", "Mara Quill", reference, "document", "Dr")
    side = decisions.Side("Bo", decision)
    document = decisions.ReviewedArticle("0" * 64, "Ferry", "a.txt")
    made = decisions.Review(
        document, "1", "Bo", "", "", (decision,), (correction,), ((side, side),)
    )
    return decisions.dumps(made)


def _shown(path: Path) -> object:
    """A saved annotation, as far as it goes: checked and saved again."""
    made = read_any(path)
    assert isinstance(made, Annotation)
    return check(made).to_dict()


#: How a good file of each kind is made, and what reads it.
JSON: dict[str, tuple[Callable[[], bytes], Read]] = {
    "annotation.json": (lambda: json.dumps(check(harbour()).to_dict()).encode(), _shown),
    "review.json": (_review, decisions.load),
    "baseline.json": (
        lambda: as_json(Results((checked("a.txt", check(harbour())),))).encode(),
        lambda path: baseline.load(str(path)),
    ),
    "config.json": (
        (PACKAGED / "config.json").read_bytes,
        lambda path: configuration(path.parent),
    ),
}


def _nodes(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value, as what holds it and its key; of long lists the first two."""
    items = value.items() if isinstance(value, dict) else enumerate(value[:2])
    for key, inner in list(items):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _nodes(inner)


def _changed(data: bytes) -> Iterator[bytes]:
    """The JSON with each value in turn left out, or another."""
    whole = json.loads(data)
    for holder, key in _nodes(whole):
        kept = holder[key]
        for other in _OTHERS:
            holder[key] = other
            yield json.dumps(whole).encode()
        if isinstance(holder, dict):
            del holder[key]
            yield json.dumps(whole).encode()
        holder[key] = kept
    assert json.loads(data) == whole


def _damaged(data: bytes, chance: random.Random) -> Iterator[bytes]:
    """The file with its end cut off, with bits turned over, and what is no such file at all."""
    yield from (b"", b"\0", b"\xff\xfe", b"null", b"[]", b"{}", b"\xef\xbb\xbf" + data, _DEEP)
    for tenth in range(10):
        yield data[: len(data) * tenth // 10]
    yield from _turned(data, chance, 60)


@pytest.mark.parametrize("name", JSON)
def test_a_changed_file_is_read_or_refused(tmp_path: Path, name: str) -> None:
    make, read = JSON[name]
    file, data = tmp_path / name, make()
    file.write_bytes(data)
    read(file)
    refused = 0
    for changed in (*_changed(data), *_damaged(data, random.Random(name))):
        file.write_bytes(changed)
        try:
            read(file)
        except AccordingtoError:
            refused += 1
    assert refused > 20


def test_a_changed_configuration_of_the_checks_is_read_or_refused(tmp_path: Path) -> None:
    whole = (
        'select = ["echo"]\nignore = ["hearsay"]\nfail-on = "error"\n[severity]\necho = "error"\n'
        '[words]\nboilerplate-reason = ["a"]\n[thresholds]\nlate-speaker = 3\n'
        '[per-path-ignores]\n"*.txt" = ["echo"]\n'
    )
    others = ("1", "-1", '""', "[]", "[1]", "{}", "true", "inf", "1979-05-27", "[" * 5_000)
    file = tmp_path / ".accordingto.toml"
    lines = whole.splitlines()
    changed = [
        "\n".join([*lines[:n], f"{line.partition('=')[0]}= {other}", *lines[n + 1 :]])
        for n, line in enumerate(lines)
        for other in others
    ]
    for text in (*changed, *(data for data in _damaged(whole.encode(), random.Random(1)))):
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        with suppress(AccordingtoError):
            loading.load(file)
    project = tmp_path / "pyproject.toml"
    for text in ("tool = 5", "tool = []", "[tool]\naccordingto = 5", "[[tool]]\na = 1", ""):
        project.write_text(text)
        with suppress(AccordingtoError):
            loading.load(project)


@pytest.mark.parametrize("name", [HEADER, f"{MANIFEST}/part-00001.json"])
def test_a_changed_file_of_a_corpus_is_gone_on_with_or_refused(tmp_path: Path, name: str) -> None:
    folder = audited(tmp_path / "tables")
    made_with = json.loads((folder / HEADER).read_bytes())
    del made_with["schema"]
    file = folder / name
    data = file.read_bytes()
    with Store(folder, made_with, resume=True) as store:
        known = {id: store.hash_of(id) for id in json.loads(data).get("documents", {})}
    refused = 0
    for changed in (*_changed(data), *_damaged(data, random.Random(name))):
        file.write_bytes(changed)
        try:
            with Store(folder, made_with, resume=True) as store:
                hashes = [store.hash_of(id) for id in known]
            assert all(isinstance(sha256, str | None) for sha256 in hashes)
        except AccordingtoError:
            refused += 1
    assert refused > 20


@pytest.mark.parametrize("table", TABLES)
def test_a_damaged_table_is_audited_or_refused(tmp_path: Path, table: str) -> None:
    folder = audited(tmp_path / "tables")
    (file, *_) = sorted((folder / table).iterdir())
    data = file.read_bytes()
    chance = random.Random(table)
    for damaged in [b"", b"PAR1", data[: len(data) // 2], *_turned(data, chance, 5)]:
        file.write_bytes(damaged)
        with suppress(AccordingtoError):
            view.build(folder)
    file.unlink()
    with pytest.raises(AccordingtoError, match="part-00001"):
        view.build(folder)


def _turned(data: bytes, chance: random.Random, count: int) -> Iterator[bytes]:
    """The file with one bit turned over, so many times anew."""
    for _ in range(count):
        turned = bytearray(data)
        turned[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield bytes(turned)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kept", [0.0, 0.5, 1.0])
def test_a_file_of_the_model_that_is_not_the_one_it_came_with_is_refused(
    tmp_path: Path, name: str, kept: float
) -> None:
    for path in PACKAGED.glob("*.*"):
        if path.name != name:
            (tmp_path / path.name).symlink_to(path)
    data = (PACKAGED / name).read_bytes()
    cut = data[: int(len(data) * kept)]
    (tmp_path / name).write_bytes(cut if kept < 1 else cut + b"\n")
    with pytest.raises(InstallationError, match=f"{name} in .* is not the file"):
        load(tmp_path)


def test_a_configuration_of_the_model_is_loaded_whole_or_refused(tmp_path: Path) -> None:
    """What the configuration alone lets pass must fit the other files too."""
    shutil.copytree(PACKAGED, tmp_path / "model")
    file = tmp_path / "model" / "config.json"
    whole = json.loads(file.read_bytes())
    for name in ("links", "confidence", "titles", "files", "scheme", "asking", "first"):
        for other in (None, 5, "x", [], {}, {"a": "b"}):
            file.write_text(json.dumps({**whole, name: other}))
            with pytest.raises(InstallationError):
                load(tmp_path / "model")


def test_an_annotation_of_another_version_is_refused(tmp_path: Path) -> None:
    made = replace(single(), findings=()).to_dict()
    for schema in ("accordingto/3", "accordingto", "", None, 2):
        path = tmp_path / "a.json"
        path.write_text(json.dumps({**made, "schema": schema}))
        with pytest.raises(AccordingtoError):
            read_any(path)
