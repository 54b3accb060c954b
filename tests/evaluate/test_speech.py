"""Sentences that hold somebody's speech."""

from __future__ import annotations

import json
from pathlib import Path

from accordingto.evaluate import speech
from accordingto.records import Annotation, Article, Source, Span
from marked import annotation, at, attribution


def test_run(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    row = {"id": "x", "sentences": ["Ann said rain.", "It rained."], "speech": [True, False]}
    file.write_text(json.dumps(row) + "\n")
    text = "Ann said rain.\nIt rained."

    def annotate(article: Article) -> Annotation:
        assert article.text == text
        given = (
            attribution("a1", "s1", None, None, at(text, "rain")),
            attribution("a2", "s1", None, None, at(text, "It"), stance="shows"),
        )
        return annotation(given, (), (Source("s1", "Ann", "named person"),), text)

    assert "P 100.0  R 100.0  F1 100.0" in speech.run(file, annotate)


def test_a_document_does_not_speak() -> None:
    text = "Papers say rain."
    given = (attribution("a1", "s1", None, None, at(text, "rain")),)
    made = annotation(given, (), (Source("s1", "papers", "document"),), text)
    assert speech.speech(made, [Span(0, len(text))]) == (False,)


def test_less_than_a_quarter_of_the_letters_is_not_enough() -> None:
    text = "abcd efgh i."
    for part, enough in (("ab", False), ("abc", True)):
        given = (attribution("a1", None, None, None, at(text, part)),)
        assert speech.speech(annotation(given, text=text), [Span(0, 12)]) == (enough,)
