"""Exact spans over paragraphs of words."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.evaluate import words
from accordingto.evaluate.figures import Tally


def test_spans_end_where_the_role_or_the_span_changes() -> None:
    labels = ["B-cue", "I-cue", "B-cue", "I-source", "O", "I-content"]
    assert words.spans(labels) == {
        ("cue", 0, 2),
        ("cue", 2, 3),
        ("source", 3, 4),
        ("content", 5, 6),
    }


def test_only_exact_spans_count() -> None:
    gold = [["B-source", "I-source", "B-cue", "B-content", "I-content"]]
    predicted = [["B-source", "O", "B-cue", "B-content", "I-content"]]
    figures = words.score(gold, predicted)
    assert figures["source"] == Tally(0, 1, 1)
    assert figures["cue"] == figures["content"] == Tally(1, 1, 1)


def test_run_tags_article_by_article_and_writes_labels(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "tokens": ["Ann", "said"], "labels": ["B-source", "B-cue"]},
        {"id": "a", "tokens": ["Rain"], "labels": ["B-content"]},
        {"id": "b", "tokens": ["No"], "labels": ["O"]},
    ]
    file = tmp_path / "gold.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    seen: list[list[list[str]]] = []

    def tag(paragraphs: list[list[str]]) -> list[list[str]]:
        seen.append(paragraphs)
        return [["B-source"] + ["O"] * (len(paragraph) - 1) for paragraph in paragraphs]

    out = tmp_path / "out" / "labels.jsonl"
    report = words.run(file, out, tag)
    assert seen == [[["Ann", "said"], ["Rain"]], [["No"]]]
    assert "source exact      P  33.3  R 100.0  F1  50.0" in report
    assert "cue exact         P   0.0  R   0.0  F1   0.0" in report
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert lines[0] == {"tokens": ["Ann", "said"], "labels": ["B-source", "O"]}
    assert len(lines) == 3


def test_a_missing_label_is_an_input_error(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"tokens": ["a", "b"], "labels": ["O"]}\n')
    with pytest.raises(InputError, match="one label a word"):
        words.read(file)
