"""Logistic regression on evidence by name."""

from __future__ import annotations

import numpy as np

from accordingto.training.regression import Case, cross_fitted, fit, fitted


def test_the_fit_finds_the_weights_that_made_the_data() -> None:
    rng = np.random.default_rng(0)
    table = np.c_[rng.normal(size=(4000, 2)), np.ones(4000)]
    wanted = np.array([2.0, -1.0, 0.5])
    right = (rng.random(4000) < 1 / (1 + np.exp(-table @ wanted))).astype(float)
    assert np.allclose(fit(table, right), wanted, atol=0.2)


def test_weights_that_nothing_speaks_for_are_small() -> None:
    table = np.array([[1.0, 0.0], [1.0, 0.0]])
    assert fit(table, np.array([1.0, 0.0])).tolist() == [0.0, 0.0]


def cases() -> list[Case]:
    """Two cases an article; “sure” tells them apart, “noise” does not."""
    rng = np.random.default_rng(1)
    return [
        Case(article, {"one": 1.0, "sure": sure, "noise": float(rng.normal())}, sure > 0)
        for article in range(40)
        for sure in (1.0, -1.0)
    ]


def test_weights_come_by_name_and_missing_evidence_is_nothing() -> None:
    weights = fitted([*cases(), Case(99, {"one": 1.0}, True)], ("one", "sure", "noise", "unseen"))
    assert weights["sure"] > 1 > abs(weights["noise"])
    assert weights["unseen"] == 0


def test_cross_fitting_tells_what_an_article_was_not_fitted_on() -> None:
    told = cases()
    chances = cross_fitted(told, ("one", "sure"))
    assert all((chance > 0.8) == case.right for chance, case in zip(chances, told, strict=True))
    # An article whose cases contradict all others is judged by the others.
    odd = [*told, Case(7, {"one": 1.0, "sure": 1.0}, False)]
    assert cross_fitted(odd, ("one", "sure"))[-1] > 0.8
