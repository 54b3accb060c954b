"""Scores of tags → the best legal sequence of tags → spans of words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))


def viterbi(emissions: Floats, transitions: Floats, first: Floats) -> list[int]:
    """The best tag sequence (W,) of emissions (W, K), transitions (K, K) from → to, first (K,)."""
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


def stretches(paragraphs: Sequence[int]) -> list[tuple[int, int]]:
    """(first word, end) of each paragraph, given that of every word: no span crosses one."""
    cuts = [i for i in range(1, len(paragraphs)) if paragraphs[i] != paragraphs[i - 1]]
    return list(pairwise([0, *cuts, len(paragraphs)]))


def spans_of(tags: Sequence[int]) -> list[tuple[str, int, int]]:
    """(role, first word, end) of BIO tags 0 O, 1 B-source, 2 I-source, 3 B-cue … in order."""
    found: list[tuple[str, int, int]] = []
    for i, tag in enumerate(tags):
        if tag == 0:
            continue
        role = ROLES[(tag - 1) // 2]
        if tag % 2 == 0 and found and found[-1][0] == role and found[-1][2] == i:
            found[-1] = (role, found[-1][1], i + 1)
        else:
            found.append((role, i, i + 1))
    return found
