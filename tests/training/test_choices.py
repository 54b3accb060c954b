"""Which candidate an editor's judgement says is right, and what teaches."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from accordingto.language import pipeline
from accordingto.language.annotator import read_doc
from accordingto.language.coreference.question import by_rules
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
    (found,) = choices(nlp, model, read, by_rules)
    assert found.clear
    assert [n for n, ok in zip(found.question.names, found.right, strict=True) if ok] == [right]


def test_every_article_has_its_part() -> None:
    parts = [fold(f"article {number}") for number in range(200)]
    assert set(parts) == set(range(PARTS))
    assert parts == [fold(f"article {number}") for number in range(200)]
