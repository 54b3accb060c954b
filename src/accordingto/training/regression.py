"""Logistic regression on evidence by name, fitted by Newton's method, judged by cross-fitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accordingto.language.tagging.confidence import Evidence

Floats = NDArray[np.float64]
FOLDS = 10
#: Weight decay: pulls weights that little speaks for towards zero.
DECAY = 3.0
#: A step of Newton's method that changes no weight by more is the last.
SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class Case:
    """Something predicted: its article by number, its evidence, whether it is right, its kind."""

    article: int
    evidence: Evidence
    right: bool
    kind: str = "all"


def fitted(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    """The weight of each name, fitted on all cases."""
    weights = fit(table(cases, names), np.array([case.right for case in cases], dtype=float))
    return dict(zip(names, np.round(weights, 4).tolist(), strict=True))


def cross_fitted(cases: Sequence[Case], names: Sequence[str]) -> Floats:
    """The chance of each case (N,), by weights that were fitted on other articles."""
    rows = table(cases, names)
    right = np.array([case.right for case in cases], dtype=float)
    fold = np.array([case.article % FOLDS for case in cases])
    chances = np.zeros(len(cases))
    for k in range(FOLDS):
        chances[fold == k] = _chances(rows[fold == k], fit(rows[fold != k], right[fold != k]))
    return chances


def table(cases: Sequence[Case], names: Sequence[str]) -> Floats:
    """The evidence of the cases (N, K); what a case has no evidence for is 0."""
    return np.array([[case.evidence.get(name, 0.0) for name in names] for case in cases])


def fit(rows: Floats, right: Floats) -> Floats:
    """Weights (K,) of a logistic regression of right (N,) on rows (N, K)."""
    weights: Any = np.zeros(rows.shape[1])
    for _ in range(30):
        chances = _chances(rows, weights)
        slope = rows.T @ (chances - right) + DECAY * weights
        spread = (rows * (chances * (1 - chances))[:, None]).T @ rows
        step = np.linalg.solve(spread + DECAY * np.eye(len(weights)), slope)
        weights = weights - step
        if np.abs(step).max() < SMALLEST:
            break
    return np.asarray(weights)


def _chances(rows: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-rows @ weights)))
