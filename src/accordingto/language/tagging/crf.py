"""The linear-chain CRF over the tags of words (Lafferty et al. 2001): what it makes of scores.

Everywhere emissions are (W, K), the scores of K tags for W words; transitions (K, K), from → to;
first (K,), the scores of a sequence's first tag.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accordingto.language.tagging.scheme import TAGS

Floats = NDArray[np.floating[Any]]


def viterbi(emissions: Floats, transitions: Floats, first: Floats) -> list[int]:
    """The best tag sequence: W numbers of tags."""
    if not len(emissions):
        return []
    score = first + emissions[0]
    back = np.zeros(emissions.shape, dtype=np.int64)
    for i in range(1, len(emissions)):
        step = score[:, None] + transitions
        back[i] = step.argmax(0)
        score = step.max(0) + emissions[i]
    tags = [int(score.argmax())]
    for i in range(len(emissions) - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]


def log_partition(emissions: Floats, transitions: Floats, first: Floats) -> float:
    """The log of the summed weights of all tag sequences of one word or more."""
    return float(_logsumexp(_forward(emissions, transitions, first)[-1], 0))


def posterior(emissions: Floats, transitions: Floats, first: Floats) -> tuple[Floats, Floats]:
    """The probability of every tag (W, K), and how often one is expected to follow another (K, K).

    By the forward–backward algorithm, for one word or more.
    """
    forward = _forward(emissions, transitions, first)
    backward = np.zeros_like(forward)
    for i in range(len(emissions) - 2, -1, -1):
        backward[i] = _logsumexp(transitions + emissions[i + 1] + backward[i + 1], 1)
    total = _logsumexp(forward[-1], 0)
    steps = forward[:-1, :, None] + transitions + (emissions + backward)[1:, None, :]
    return np.exp(forward + backward - total), np.exp(steps - total).sum(0)


def _forward(emissions: Floats, transitions: Floats, first: Floats) -> Floats:
    """(W, K), the log of the summed weights of all sequences that end in each tag of each word."""
    scores = np.empty(emissions.shape)
    scores[0] = first + emissions[0]
    for i in range(1, len(emissions)):
        scores[i] = _logsumexp(scores[i - 1][:, None] + transitions, 0) + emissions[i]
    return scores


def _logsumexp(scores: Floats, axis: int) -> Floats:
    top = scores.max(axis, keepdims=True)
    return np.asarray(np.log(np.exp(scores - top).sum(axis)) + top.squeeze(axis))


def stretches(paragraphs: Sequence[int]) -> list[tuple[int, int]]:
    """(first word, end) of each paragraph, given that of every word: no span crosses one."""
    cuts = [i for i in range(1, len(paragraphs)) if paragraphs[i] != paragraphs[i - 1]]
    return list(pairwise([0, *cuts, len(paragraphs)]))


def spans_of(tags: Sequence[int]) -> list[tuple[str, int, int]]:
    """(role, first word, end) of the spans that tags, by their numbers, make, in order."""
    spans: list[tuple[str, int, int]] = []
    for i, tag in enumerate(tags):
        place, _, role = TAGS[tag].partition("-")
        if place == "I" and spans and spans[-1][0] == role and spans[-1][2] == i:
            spans[-1] = (role, spans[-1][1], i + 1)
        elif role:
            spans.append((role, i, i + 1))
    return spans
