"""What a description means: the head's word counts only where it is clear."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from accordingto.language.coreference.clusters import clusters
from accordingto.language.coreference.kinds import KINDS, KindHead, evidence, shapes
from accordingto.language.coreference.mentions import Mention, mentions
from accordingto.language.profile.types import described_type
from accordingto.records import Article, Span
from conftest import Parse

WIDTH = 3


def head(score: float = 0.0) -> KindHead:
    """A head that gives an institution a score, whatever it reads."""
    weights = {name: np.zeros(shape, np.float32) for name, shape in shapes(WIDTH).items()}
    weights["kinds"][-1, KINDS.index("organization")] = score
    return KindHead(weights)


def described(parsed: Parse, text: str, phrase: str) -> Mention:
    doc = parsed(Article(text))
    start = text.index(phrase)
    (mention,) = mentions(doc, clusters(doc), Span(start, start + len(phrase)))
    return mention


def states(mention: Mention) -> np.ndarray:
    return np.ones((len(mention.head.doc), WIDTH), np.float16)


def test_what_is_read_of_a_description(parsed: Parse) -> None:
    mention = described(parsed, "The officials said no.", "The officials")
    read = evidence(mention.head.doc, mention, states(mention))
    assert read.tolist() == [1.0] * 6 + [1, 0, 1, 0] + [0, 1, 0, 0]


@pytest.mark.parametrize(("score", "kind"), [(0.0, None), (1.0, None), (3.0, "organization")])
def test_another_kind_is_taken_where_it_is_clear(
    parsed: Parse, score: float, kind: str | None
) -> None:
    mention = described(parsed, "Police said no.", "Police")
    assert mention.kind == "group"
    assert head(score)(mention.head.doc, mention, states(mention)) == kind


def test_a_pronoun_has_no_kind(parsed: Parse) -> None:
    mention = described(parsed, "They said no.", "They")
    assert head(9.0)(mention.head.doc, mention, states(mention)) is None


def test_the_kind_tells_the_type(parsed: Parse) -> None:
    mention = described(parsed, "A forecaster said no.", "A forecaster")
    doc = mention.head.doc
    assert described_type(doc, mention) == "unnamed person"
    assert described_type(doc, mention, lambda *_: "organization") == "named organization"
    assert described_type(doc, mention, lambda *_: "document") == "document"


def test_weights_are_kept_and_refused_where_they_do_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "kinds.npz"
    head(1.5).save(path)
    again = KindHead.load(path, WIDTH)
    assert again.weights["kinds"].tolist() == head(1.5).weights["kinds"].tolist()
    with pytest.raises(ValueError, match="do not fit"):
        KindHead.load(path, WIDTH + 1)
