"""Narration → what an editor would query in it: a logistic regression on the tagger's own reading.

An editor asks “says who?” where a claim could be false or disputed, it would matter, and a reader
cannot tell how the paper knows. What is read of a sentence is the tagger's states of it and of what
stands around it, and the `evidence`. How the weights came to be is in the model card;
``language.model`` loads them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from accordingto.language.asking.evidence import Floats, evidence
from accordingto.language.tagging.scheme import REASONS
from accordingto.language.tagging.tagger import Tagging
from accordingto.records import Attribution, Query, Sentence

ARRAYS = ("mean", "deviation", "weights", "bias")
#: What is read is cut at so many standard deviations.
WIDEST = 4.0


@dataclass(frozen=True, slots=True)
class Asker:
    """Weights of what is read (K numbers a sentence), and the least chance that is said.

    mean, deviation (K,): of what is read, over the sentences that taught. weights (K, 9), bias
    (9,): of being queried, in log odds, and of the eight reasons.
    """

    mean: Floats
    deviation: Floats
    weights: Floats
    bias: Floats
    least: float

    @classmethod
    def load(cls, path: Path, least: float) -> Asker:
        """The weights in a file. Raises ValueError where they are not there or do not fit."""
        try:
            with np.load(path) as file:
                mean, deviation, weights, bias = (file[name] for name in ARRAYS)
        except (KeyError, zipfile.BadZipFile) as error:
            raise ValueError(f"{path.name} holds no weights ({error})") from error
        k, width = len(mean), 1 + len(REASONS)
        fit = deviation.shape == (k,) and weights.shape == (k, width) and bias.shape == (width,)
        if not fit:
            raise ValueError(f"the weights in {path.name} do not fit each other")
        return cls(mean, deviation, weights, bias, least)

    def save(self, path: Path) -> None:
        """Write the weights; the least chance is the configuration's."""
        np.savez(path, **{name: getattr(self, name) for name in ARRAYS})

    def __call__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        tagging: Tagging,
        attributions: Sequence[Attribution],
        least: float | None = None,
    ) -> tuple[Sentence, ...]:
        """The sentences of an article, with what an editor would query.

        ``least``: the least chance of being queried that is said, if another than the model's own.
        """
        least = self.least if least is None else least
        asked = list(sentences)
        indices = queryable(sentences)
        if indices:
            rows = read(text, sentences, tagging, attributions)[indices]
            for index, query in zip(indices, self.queries(rows), strict=True):
                if query.confidence >= least:
                    asked[index] = replace(asked[index], query=query)
        return tuple(asked)

    def queries(self, rows: Floats) -> list[Query]:
        """What an editor would ask of sentences, read as (N, K)."""
        scores = standard(rows, self.mean, self.deviation) @ self.weights + self.bias
        chances = 1 / (1 + np.exp(-scores[:, 0]))
        return [
            Query(REASONS[best], round(float(chance), 4))
            for chance, best in zip(chances, scores[:, 1:].argmax(1), strict=True)
        ]


def queryable(sentences: Sequence[Sentence]) -> list[int]:
    """Which sentences an editor may query: body narration that leans on nobody's account."""
    return [
        index
        for index, sentence in enumerate(sentences)
        if sentence.label == "narration"
        and sentence.kind == "body"
        and sentence.carries_over_from is None
    ]


def read(
    text: str,
    sentences: Sequence[Sentence],
    tagging: Tagging,
    attributions: Sequence[Attribution],
) -> Floats:
    """What is read of each sentence of an article (S, K).

    The mean and the maximum of its states, the means of the sentence before, of the one after and
    of the article, and its evidence.
    """
    means, top = tagging.states[:, 0], tagging.states[:, 1]
    nothing = np.zeros_like(means[:1])
    before = np.concatenate([nothing, means[:-1]])
    after = np.concatenate([means[1:], nothing])
    whole = np.broadcast_to(means.mean(0), means.shape)
    found = evidence(text, sentences, tagging.sentences, attributions)
    return np.concatenate([means, top, before, after, whole, np.stack(list(found.values()), 1)], 1)


def standard(rows: Floats, mean: Floats, deviation: Floats) -> Floats:
    """Rows (N, K) as standard deviations from the mean, cut where they are far from it."""
    cut: Floats = np.clip((rows - mean) / deviation, -WIDEST, WIDEST)
    return cut
