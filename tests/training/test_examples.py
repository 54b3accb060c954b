"""Marks become targets: of words, their links and sentences; what a teacher thinks is kept.

Needs torch: ``pip install -e '.[train]'``, then ``pytest -m torch``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from spacy.lang.en import English
from tokenizers import Tokenizer

from accordingto.errors import InputError
from accordingto.evaluate.standoff import Marked
from accordingto.language.model import PACKAGED, TOKENIZER
from accordingto.language.pipeline import words_of
from accordingto.language.tagging.scheme import COPIED, KINDS, LABELS, TAGS
from accordingto.records import Article, Span
from accordingto.training.corpora import EditorSentence, TrainingArticle

pytestmark = pytest.mark.torch

TEXT = "Roe said it rains.\nIt does."
MARKED = Marked((Span(0, 3),), (Span(4, 8),), (Span(9, 17), Span(19, 26)))
SENTENCES = (
    EditorSentence(Span(0, 18), "attributed", "body", None, False, Span(0, 3), Span(4, 8)),
    EditorSentence(Span(19, 27), "narration", "body", 0, False),
)


@pytest.fixture(scope="module")
def module() -> ModuleType:
    from accordingto.training import examples

    return examples


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(PACKAGED / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@pytest.fixture
def example(module: ModuleType, tokenizer: Tokenizer) -> Any:
    article = Article(TEXT)
    spans = [sentence.span for sentence in SENTENCES]
    words = words_of(English().make_doc(TEXT), article, spans)
    (example,) = module.examples(
        TrainingArticle("made", article, words, (MARKED,), SENTENCES), tokenizer, 320
    )
    return example


def test_words_have_the_tags_of_their_spans(example: Any) -> None:
    assert [TAGS[tag] for tag in example.tags] == [
        *("B-source", "B-cue", "B-content", "I-content", "O"),
        *("B-content", "I-content", "O"),
    ]


def test_links_lead_from_first_words_to_all_first_words_of_the_partner(example: Any) -> None:
    to_cue = [(0, 2, (1,)), (0, 5, (1,))]
    to_source = [(1, 2, (0,)), (1, 5, (0,))]
    assert sorted(example.links) == [*to_cue, *to_source, (2, 1, (0,))]


def test_sentences_have_the_editor_s_targets(module: ModuleType, example: Any) -> None:
    attributed, narration = LABELS.index("attributed"), LABELS.index("narration")
    body = KINDS.index("body")
    assert example.sentences == ((attributed, body, module.UNKNOWN), (narration, body, 1))
    assert [COPIED[tag] for tag in example.copied] == ["B-who", "B-cue", *["O"] * 6]


def test_a_teacher_counts_for_half_where_people_marked_and_for_all_elsewhere(example: Any) -> None:
    from accordingto.training.losses import wanted_tags

    rng = np.random.default_rng(0)
    soft = _soft(example, rng)
    tags, follows = wanted_tags(replace(example, tags=(-100,) * 8, soft=soft))
    assert np.allclose(tags, soft.tags)
    assert np.allclose(follows, soft.follows)
    half, _ = wanted_tags(replace(example, soft=soft))
    gold, _ = wanted_tags(example)
    assert np.allclose(half, (gold + tags) / 2)


def test_targets_are_stored_with_what_they_were_made_of(
    example: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from accordingto.training import distillation

    soft = _soft(example, np.random.default_rng(0))
    asked: list[object] = []
    monkeypatch.setattr(distillation, "soft_targets", lambda *given: asked.append(given) or [soft])
    checkpoint, path = tmp_path / "teacher.pt", tmp_path / "targets" / "marked.pt"
    checkpoint.write_bytes(b"weights")
    for _ in range(2):
        (taught,) = distillation.distilled([example], path, lambda: None, checkpoint, "cpu")
        assert np.array_equal(taught.soft.tags, soft.tags)
        assert np.array_equal(taught.soft.sentences, soft.sentences)
    assert len(asked) == 1
    checkpoint.write_bytes(b"other weights")
    with pytest.raises(InputError, match="of another teacher or of other texts"):
        distillation.distilled([example], path, lambda: None, checkpoint, "cpu")


def _soft(example: Any, rng: np.random.Generator) -> Any:
    from accordingto.training.examples import SoftTargets

    tags, who = rng.dirichlet(np.ones(7), 8), rng.dirichlet(np.ones(5), 8)
    return SoftTargets(
        tags.astype(np.float32),
        rng.random((2, 7, 7)).astype(np.float32),
        rng.random((2, 7)).astype(np.float16),
        who.astype(np.float16),
    )
