"""What stands around a sentence is read as it is."""

from __future__ import annotations

import math

import numpy as np
import pytest

from accordingto.language.asking.evidence import FAR, Floats, evidence
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose

ROE = Source("roe", "Ann Roe", "named person")
SURE = SentenceScores((0.8, 0.1, 0.1), (0.9, 0.05, 0.05), 0.25, None, None)


def of(annotation: Annotation) -> dict[str, Floats]:
    return evidence(
        annotation.article.text,
        annotation.sentences,
        [SURE] * len(annotation.sentences),
        annotation.attributions,
    )


@pytest.fixture
def article() -> Annotation:
    said = Unit("Roe said it rains.", "attributed", (Claim("roe", "Roe", "said", "it rains"),))
    wants = Claim("roe", "Roe", "wants", "rain", stance="intends")
    return compose(
        [
            [Unit("HARBOUR", kind="headline")],
            [said, Unit("It poured on us.", leans_on=1)],
            [Unit("Roe wants rain.", claims=(wants,)), Unit("Why do we ask?")],
        ],
        [ROE],
    )


def test_a_sentence_knows_what_it_is_and_what_stands_beside_it(article: Annotation) -> None:
    rows = of(article)
    assert rows["is not body"].tolist() == [1, 0, 0, 0, 0]
    assert rows["is attributed"].tolist() == [0, 1, 0, 0, 0]
    assert rows["is leaning"].tolist() == [0, 0, 1, 0, 0]
    assert rows["is narration"].tolist() == [0, 0, 0, 1, 1]
    assert rows["-1 is attributed"].tolist() == [0, 0, 1, 0, 0]
    assert rows["+2 is leaning"].tolist() == [1, 0, 0, 0, 0]
    assert rows["with the one before"].tolist() == [0, 0, 1, 0, 1]
    assert rows["with the one after"].tolist() == [0, 1, 0, 1, 0]


def test_how_far_a_source_is_counts_both_ways(article: Annotation) -> None:
    rows = of(article)
    assert rows["since a claim"].tolist() == [FAR, 0, 1, 2, 3]
    assert rows["until a claim"].tolist() == [1, 0, FAR, FAR, FAR]


def test_what_the_tagger_thought_is_given_as_log_odds(article: Annotation) -> None:
    rows = of(article)
    assert rows["sure narration"][0] == pytest.approx(math.log(4))
    assert rows["sure leaning"][0] == pytest.approx(-math.log(3))
    assert rows["-1 sure narration"][0] == 0


def test_an_act_is_counted_by_its_stance(article: Annotation) -> None:
    assert of(article)["intends"].tolist() == [0, 0, 0, 1, 0]


def test_an_article_is_described_the_same_to_all_its_sentences(article: Annotation) -> None:
    rows = of(article)
    assert rows["article claims"].tolist() == pytest.approx([0.2] * 5)
    assert rows["article sources"].tolist() == pytest.approx([0.2] * 5)
    # of its two sentences of narration one asks, and one says “we”: the same one
    assert rows["article question"].tolist() == [0.5] * 5
    assert rows["article first person"].tolist() == [0.5] * 5


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_short_article_has_all_the_evidence_too(article: Annotation, count: int) -> None:
    short = of(compose([[Unit(f"It rained {n} times.")] for n in range(count)]))
    assert list(short) == list(of(article))
    assert all(row.shape == (count,) and np.isfinite(row).all() for row in short.values())
