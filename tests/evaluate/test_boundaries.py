"""Where sentences start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.evaluate import boundaries
from accordingto.evaluate.figures import Tally
from accordingto.records import Span


def test_a_badly_cut_unit_counts_neither_for_nor_against() -> None:
    gold, bad = [Span(0, 9), Span(20, 30)], [Span(10, 15)]
    predicted = [Span(0, 9), Span(10, 15), Span(16, 30)]
    assert boundaries.starts(predicted, gold, bad) == Tally(1, 2, 2)
    assert boundaries.repeated(predicted, bad) == 1


def test_run(tmp_path: Path) -> None:
    text = "It rained. It was Mr. Lee who said so."
    units = [(0, 10, False), (11, 21, True), (22, 38, True)]
    sentences = [{"start": start, "end": end, "bad": bad} for start, end, bad in units]
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps([{"id": "set:1/a", "sentences": sentences}]))
    (tmp_path / "set_1_a.txt").write_text(text)
    assert boundaries.run(gold, tmp_path).splitlines() == [
        "sentence starts  P 100.0  R 100.0  F1 100.0",
        "bad units cut so again  0 of 2",
    ]


def test_a_gold_file_of_another_form_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text('[{"name": "x"}]')
    with pytest.raises(InputError, match="has not the form"):
        boundaries.run(tmp_path / "gold.json", tmp_path)
