"""Weights of evidence, beside the word of a tagger that has seen the articles that teach them.

On articles that the tagger was trained on it is far too sure, so that a regression on all would
trust it blindly. The evidence is therefore weighed first, on every article and without the tagger;
then what it comes to is weighed against the tagger's word on articles that are fresh to the tagger.
Both are linear, and so is what they make: one weight a name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from accordingto.training.regression import Case, Floats, fit, table

FOLDS = 5
_ONE, _SCORE = "one", "score"


@dataclass(frozen=True, slots=True)
class Stack:
    """Cases by the articles' being known or fresh to the tagger, and the names of their evidence.

    ``tagger``: the names of what the tagger says. Every case has the evidence “one”, which is 1.
    """

    known: Sequence[Case]
    fresh: Sequence[Case]
    tagger: Sequence[str]

    @property
    def names(self) -> list[str]:
        """The evidence that is not the tagger's word, in the order of the first case."""
        return [name for name in self.fresh[0].evidence if name not in self.tagger]

    def weights(self, left_out: Collection[int] = ()) -> dict[str, float]:
        """The weight of each name; ``left_out``: the fresh articles, by number, that teach nothing.

        Of the weights of the evidence the second step keeps the proportions.
        """
        fresh = [case for case in self.fresh if case.article not in left_out]
        first = _fitted([*self.known, *fresh], self.names)
        scored = [self._with_score(case, first) for case in fresh]
        second = _fitted(scored, [_ONE, _SCORE, *self.tagger])
        scale = second.pop(_SCORE)
        weights = {name: scale * weight for name, weight in first.items()}
        weights[_ONE] += second.pop(_ONE)
        return {name: round(weight, 4) for name, weight in (weights | second).items()}

    def cross_fitted(self) -> Floats:
        """The chance of each fresh case (N,), by weights that other articles taught."""
        numbers = sorted({case.article for case in self.fresh})
        chances = np.zeros(len(self.fresh))
        for k in range(FOLDS):
            left_out = set(numbers[k::FOLDS])
            weights = self.weights(left_out)
            for place, case in enumerate(self.fresh):
                if case.article in left_out:
                    chances[place] = chance(case, weights)
        return chances

    def _with_score(self, case: Case, weights: dict[str, float]) -> Case:
        score = sum(weight * case.evidence[name] for name, weight in weights.items())
        word = {name: case.evidence[name] for name in self.tagger}
        return Case(case.article, {_ONE: 1.0, _SCORE: score, **word}, case.right)


def chance(case: Case, weights: dict[str, float]) -> float:
    """The chance of a case by weights of its evidence."""
    score = sum(weights[name] * value for name, value in case.evidence.items())
    return float(1 / (1 + np.exp(-score)))


def _fitted(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    right = np.array([case.right for case in cases], dtype=float)
    return dict(zip(names, fit(table(cases, names), right).tolist(), strict=True))
