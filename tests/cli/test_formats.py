"""``accordingto annotate``: the format is named, or the ending of the file tells it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import accordingto
from accordingto.export import registry
from accordingto.export.registry import EXPORTERS, Exporter
from annotations import harbour
from conftest import Run


@pytest.fixture
def harbour_file(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.json"
    path.write_text(json.dumps(harbour().to_dict()), "utf-8")
    return path


@pytest.mark.parametrize("exporter", EXPORTERS, ids=registry.names())
def test_name_and_ending_give_the_same_file(
    run: Run, harbour_file: Path, exporter: Exporter
) -> None:
    printed = run("annotate", harbour_file, "--format", exporter.name)
    assert (printed.code, printed.err) == (0, "")
    for ending in exporter.endings:
        target = harbour_file.with_name(f"made{ending}")
        assert run("annotate", harbour_file, "-o", target).code == 0
        assert target.read_bytes() == printed.stdout == exporter(accordingto.check(harbour()))


def test_a_name_goes_before_an_ending(run: Run, harbour_file: Path) -> None:
    target = harbour_file.with_name("made.txt")
    assert run("annotate", harbour_file, "-o", target, "--format", "conll").code == 0
    assert target.read_text("utf-8").startswith("# global.columns")


def test_an_unknown_format_is_told_before_the_work(run: Run, tmp_path: Path) -> None:
    for arguments in (("-o", tmp_path / "out.xyz"), ("--format", "xyz")):
        ran = run("annotate", tmp_path / "no such article", *arguments)
        assert ran.code == 2
        assert "webannotation" in ran.err or ".jsonld" in ran.err
    assert list(tmp_path.iterdir()) == []
