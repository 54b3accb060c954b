"""The decoder finds the best sequence: compared with trying every one."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from accordingto.language.tagging.crf import spans_of, viterbi


@pytest.mark.parametrize("seed", range(5))
def test_viterbi_is_the_best_of_all_sequences(seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions, transitions = rng.normal(size=(5, 3)), rng.normal(size=(3, 3))
    first = rng.normal(size=3)
    transitions[0, 2] = -1e4  # one illegal step

    def score(tags: tuple[int, ...]) -> float:
        steps = sum(transitions[a, b] for a, b in pairwise(tags))
        return float(first[tags[0]] + steps + sum(emissions[i, t] for i, t in enumerate(tags)))

    best = max(product(range(3), repeat=5), key=score)
    assert viterbi(emissions, transitions, first) == list(best)


def test_no_words_no_tags() -> None:
    assert viterbi(np.zeros((0, 7)), np.zeros((7, 7)), np.zeros(7)) == []


def test_spans_of_tags() -> None:
    # B-source I-source O B-cue B-content I-content B-content
    assert spans_of([1, 2, 0, 3, 5, 6, 5]) == [
        ("source", 0, 2),
        ("cue", 3, 4),
        ("content", 4, 6),
        ("content", 6, 7),
    ]
