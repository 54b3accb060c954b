"""``accordingto graph``: the format by the ending."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json", "dot", "gv"])
def test_the_graph_is_written_by_the_ending(run: Run, saved: Path, ending: str) -> None:
    target = saved.with_name(f"graph.{ending}")
    ran = run("graph", saved, "-o", target)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert "Port Safety Office" in target.read_text("utf-8")


def test_without_a_name_the_graph_is_printed_as_json(run: Run, saved: Path) -> None:
    printed = run("graph", saved)
    assert printed.code == 0
    nodes = json.loads(printed.out)["nodes"]
    assert {"Mara Quill", "Port Safety Office"} <= {node["label"] for node in nodes}
    assert run("graph", saved, "-o", "-").stdout == printed.stdout


def test_an_unknown_ending_is_told_before_the_work(run: Run, tmp_path: Path) -> None:
    ran = run("graph", tmp_path / "no such article", "-o", tmp_path / "graph.svg")
    assert ran.code == 2
    assert ".graphml, .gexf, .json, .dot, .gv" in ran.err
    assert list(tmp_path.iterdir()) == []
