"""Whether the confidence is the chance to be right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.evaluate.calibration import (
    Prediction,
    calibration_error,
    figures,
    judge,
    withheld,
)
from accordingto.evaluate.editor import GoldArticle, GoldSentence, GoldSource
from accordingto.records import Source
from annotations import Claim, Unit, compose

ROE = Source("roe", "Ann Roe", "named person")
LEE = Source("lee", "Bo Lee", "named person")
TEXT = "Roe said it rains."


def predictions(*pairs: tuple[float, bool]) -> list[Prediction]:
    return [Prediction(f"A{n}", confidence, right) for n, (confidence, right) in enumerate(pairs)]


def gold(
    label: str = "attributed", source: str = "Ann Roe", *, content: str = "", chains: bool = False
) -> GoldArticle:
    sentence = GoldSentence(0, len(TEXT), label, (source,), content=content)
    rows = (GoldSource("Ann Roe"), GoldSource("Bo Lee"))
    return GoldArticle("x", "", (sentence,), rows, lists_chains=chains)


def rights(article: GoldArticle, *claims: Claim) -> list[bool]:
    annotation = compose([[Unit(TEXT, "attributed", claims)]], [ROE, LEE])
    return [prediction.right for prediction in judge(article, annotation)]


SAID = Claim("roe", "Roe", "said", "it rains")


def test_the_error_is_the_weighted_gap_between_confidence_and_hits() -> None:
    judged = predictions((0.95, True), (1.0, False), (0.12, False), (0.18, False))
    # Last bin: |1.95 - 1| = 0.95; second bin: |0.30 - 0| = 0.30; over four: 0.3125.
    assert calibration_error(judged) == pytest.approx(0.3125)
    assert calibration_error([]) == 0


def test_withholding_drops_the_least_confident() -> None:
    judged = predictions(*((0.5 + i / 100, i > 1) for i in range(10)))
    assert withheld(judged) == (0.8, pytest.approx(8 / 9))


def test_right_is_the_source_that_the_editor_gives_the_content_to() -> None:
    assert rights(gold(), SAID) == [True]
    assert rights(gold(source="Bo Lee"), SAID) == [False]
    assert rights(gold("narration"), SAID) == [False]


def test_of_a_partly_attributed_sentence_the_clause_counts() -> None:
    assert rights(gold("partly", content="it rains"), SAID) == [True]
    assert rights(gold("partly", content="Roe"), SAID) == [False]


def test_nobody_named_is_right_where_nobody_is_known() -> None:
    nobody = replace(SAID, source=None)
    assert rights(gold(source="unknown"), nobody) == [True]
    assert rights(gold(), nobody) == [False]


def test_acts_are_not_asked_nor_inner_speakers_where_only_the_outermost_is_named() -> None:
    assert rights(gold(), replace(SAID, stance="orders")) == []
    inner = Claim("lee", None, None, "it rains", via="a1")
    assert rights(gold(), SAID, inner) == [True]
    assert rights(gold(chains=True), SAID, inner) == [True, False]


def test_the_table_tells_the_reliability_of_every_kind() -> None:
    judged = [Prediction("A1", 0.9, True, "tagger"), Prediction("A2", 0.6, False, "nested")]
    rows = [line.split() for line in figures(judged).splitlines()]
    assert ["nested", "60.0", "0.0", "1"] in rows
    assert ["tagger", "90.0", "100.0", "1"] in rows
