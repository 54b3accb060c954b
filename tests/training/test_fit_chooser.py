"""The chooser: what it learns, from which mentions, and that both forms of it agree."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from spacy.language import Language

from accordingto.language import pipeline
from accordingto.language.annotator import read_doc
from accordingto.language.coreference.facts import NAMES
from accordingto.language.coreference.question import PLACE_NAMES, Question, by_rules
from accordingto.language.model import Model
from accordingto.records import Article
from accordingto.training.choices import Choice, Read, choices
from accordingto.training.fit_chooser import figures, fitted, taken, train

WIDTH = 6
TEXT = (
    "Mara Quill met Clara Bloom on Monday in the town hall.\n"
    "She said the bridge was safe. A report was expected, officials said.\n"
)


def choice(seed: int, right: int) -> Choice:
    """Two candidates and somebody new; the right one is the one that spoke last."""
    rng = np.random.default_rng(seed)
    rows = np.zeros((3, len(NAMES)), np.float32)
    rows[right, NAMES.index("spoke last")] = 1
    question = Question(
        kind="he",
        text="he",
        start=0,
        asker=rng.normal(size=2 * WIDTH).astype(np.float32),
        rows=rows,
        states=rng.normal(size=(2, WIDTH)).astype(np.float32),
        places=rng.normal(size=(2, len(PLACE_NAMES))).astype(np.float32),
        of=np.array([0, 1]),
        referents=(0, 1, None),
        names=("Mara Quill", "Clara Bloom", ""),
        types=("named person", "named person", None),
        rule=0,
    )
    here = np.arange(3) == right
    return Choice(f"article {seed}", question, here, here, clear=True)


def test_the_network_that_learns_and_the_chooser_agree() -> None:
    batch = [choice(seed, seed % 2) for seed in range(8)]
    network = train(batch, 3)
    chooser = fitted(batch, (3,))
    with torch.no_grad():
        scores = network(batch)
    for each, score in zip(batch, scores, strict=True):
        expected = torch.softmax(score, 0).numpy()
        assert chooser(each.question) == pytest.approx(expected, abs=1e-5)


def test_what_was_right_is_chosen_again() -> None:
    chooser = fitted([choice(seed, seed % 2) for seed in range(800)], (0,))
    fresh = [choice(1000 + seed, seed % 2) for seed in range(20)]
    answers = [(each, taken(each, chooser)) for each in fresh]
    assert all(right for _, right in answers)
    assert figures(answers).splitlines()[1].split() == ["all", "20", "100.0", "100.0"]


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
    sentences, tagging = read_doc(doc, article, model.tagger)
    read = Read(article, row, doc.to_bytes(), sentences, tagging)
    (found,) = choices(nlp, model, read, by_rules)
    assert found.clear
    assert [n for n, ok in zip(found.question.names, found.right, strict=True) if ok] == [right]
