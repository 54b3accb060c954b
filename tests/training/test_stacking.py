"""What the tagger is too sure of where it was taught is weighed where it was not."""

from __future__ import annotations

import numpy as np
import pytest

from accordingto.training.regression import Case
from accordingto.training.stacking import FOLDS, Stack, chance


def _cases(count: int, sure: float, seed: int) -> list[Case]:
    """Cases that the evidence tells in part; the tagger is right as often as ``sure`` says."""
    rng = np.random.default_rng(seed)
    made = []
    for number in range(count):
        right = bool(rng.random() < 0.5)
        sign = 1.0 if right else -1.0
        tells = sign * (1.0 if rng.random() < 0.8 else -1.0)
        word = 4 * sign * (1.0 if rng.random() < sure else -1.0)
        made.append(Case(number // 5, {"one": 1.0, "tells": tells, "tagger": word}, right))
    return made


@pytest.fixture(scope="module")
def stack() -> Stack:
    return Stack(_cases(2000, 1.0, 1), _cases(500, 0.5, 2), ("tagger",))


def test_a_tagger_that_knew_the_answers_is_not_believed(stack: Stack) -> None:
    weights = stack.weights()
    assert abs(weights["tagger"]) < 0.1
    assert weights["tells"] > 1
    assert list(weights) == ["one", "tells", "tagger"]


def test_a_tagger_that_is_right_on_fresh_articles_is(stack: Stack) -> None:
    assert Stack(stack.known, _cases(500, 0.95, 3), ("tagger",)).weights()["tagger"] > 0.3


def test_the_chance_is_right_on_articles_that_taught_nothing(stack: Stack) -> None:
    chances = stack.cross_fitted()
    right = np.array([case.right for case in stack.fresh])
    high = chances > 0.5
    assert right[high].mean() == pytest.approx(chances[high].mean(), abs=0.07)
    assert ((chances > 0.5) == right).mean() > 0.7


def test_an_article_that_is_left_out_teaches_nothing(stack: Stack) -> None:
    odd = [Case(case.article, case.evidence, not case.right) for case in stack.fresh]
    numbers = sorted({case.article for case in odd})
    mixed = Stack(stack.known, [*odd[:5], *stack.fresh[5:]], stack.tagger)
    assert mixed.weights({numbers[0]}) == stack.weights({numbers[0]})
    assert FOLDS > 1


def test_a_chance_is_that_of_the_weighed_evidence() -> None:
    case = Case(0, {"one": 1.0, "a": 2.0}, True)
    assert chance(case, {"one": -2.0, "a": 1.0}) == 0.5
