"""The fit of the confidence: a logistic regression."""

from __future__ import annotations

import numpy as np

from accordingto.training.fit_confidence import fit


def test_the_fit_finds_the_weights_that_made_the_data() -> None:
    rng = np.random.default_rng(0)
    table = np.c_[rng.normal(size=(4000, 2)), np.ones(4000)]
    wanted = np.array([2.0, -1.0, 0.5])
    right = (rng.random(4000) < 1 / (1 + np.exp(-table @ wanted))).astype(float)
    assert np.allclose(fit(table, right), wanted, atol=0.2)


def test_weights_that_nothing_speaks_for_are_small() -> None:
    table = np.array([[1.0, 0.0], [1.0, 0.0]])
    assert fit(table, np.array([1.0, 0.0])).tolist() == [0.0, 0.0]
