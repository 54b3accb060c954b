"""Which candidate an editor's judgement says is right, and what teaches."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from accordingto.language import pipeline
from accordingto.language.annotator import read_doc
from accordingto.language.model import Model
from accordingto.records import Article
from accordingto.training.choices import Read, choices
from accordingto.training.parts import PARTS, fold

TEXT = (
    "Mara Quill met Clara Bloom on Monday in the town hall.\n"
    "She said the bridge was safe. A report was expected, officials said.\n"
)


@pytest.mark.parametrize("right", ["Mara Quill", "Clara Bloom"])
def test_an_editor_settles_which_candidate_is_right(
    nlp: Language, model: Model, right: str
) -> None:
    article = Article(TEXT, origin="one")
    doc = pipeline.parse(nlp, article)
    start, end = TEXT.index("She said"), TEXT.index(" A report")
    row: dict[str, Any] = {
        "id": "one",
        "sentences": [
            {"start": start, "end": end, "label": "attributed", "sources": [right], "who": "She"}
        ],
        "sources": [{"name": right, "type": "named person", "mentions": ["She"]}],
    }
    sentences, tagging = read_doc(doc, article, model)
    read = Read(article, row, doc.to_bytes(), sentences, tagging)
    (found,) = choices(nlp, model, read)
    assert found.clear
    assert [n for n, ok in zip(found.question.names, found.right, strict=True) if ok] == [right]


def test_whom_somebody_else_relays_teaches_nothing(nlp: Language, model: Model) -> None:
    text = "Mara Quill said that the doctor had told her that the bridge was unsafe.\n"
    article = Article(text, origin="one")
    doc = pipeline.parse(nlp, article)
    sentence = {"start": 0, "end": len(text) - 1, "label": "attributed", "sources": ["Mara Quill"]}
    row: dict[str, Any] = {
        "id": "one",
        "sentences": [sentence],
        "sources": [{"name": "Mara Quill", "type": "named person", "mentions": []}],
    }
    sentences, tagging = read_doc(doc, article, model)
    found = choices(nlp, model, Read(article, row, doc.to_bytes(), sentences, tagging))
    assert [(one.question.text, one.clear) for one in found] == [("the doctor", False)]


def test_every_article_has_its_part() -> None:
    parts = [fold(f"article {number}") for number in range(200)]
    assert set(parts) == set(range(PARTS))
    assert parts == [fold(f"article {number}") for number in range(200)]
