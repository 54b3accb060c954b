"""The CRF's sums and maxima over tag sequences: compared with trying every one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import pytest

from accordingto.language.tagging.crf import (
    Floats,
    log_partition,
    posterior,
    spans_of,
    stretches,
    viterbi,
)


@dataclass(frozen=True)
class Chain:
    """A small CRF over three tags, and every sequence of them with its score."""

    emissions: Floats
    transitions: Floats
    first: Floats

    @property
    def parts(self) -> tuple[Floats, Floats, Floats]:
        return self.emissions, self.transitions, self.first

    def score(self, tags: tuple[int, ...]) -> float:
        steps = sum(self.transitions[a, b] for a, b in pairwise(tags))
        emitted = sum(self.emissions[i, tag] for i, tag in enumerate(tags))
        return float(self.first[tags[0]] + steps + emitted)

    def sequences(self) -> dict[tuple[int, ...], float]:
        every = product(range(3), repeat=len(self.emissions))
        return {tags: self.score(tags) for tags in every}


@pytest.fixture(params=[(words, seed) for words in (1, 2, 5) for seed in range(4)])
def chain(request: pytest.FixtureRequest) -> Chain:
    words, seed = request.param
    rng = np.random.default_rng(seed)
    emissions, transitions = rng.normal(size=(words, 3)), rng.normal(size=(3, 3))
    first = rng.normal(size=3)
    transitions[0, 2] = first[2] = -1e4  # what is illegal
    return Chain(emissions, transitions, first)


def test_viterbi_is_the_best_of_all_sequences(chain: Chain) -> None:
    sequences = chain.sequences()
    assert viterbi(*chain.parts) == list(max(sequences, key=lambda tags: sequences[tags]))


def test_the_partition_sums_the_weights_of_all_sequences(chain: Chain) -> None:
    total = sum(np.exp(score) for score in chain.sequences().values())
    assert log_partition(*chain.parts) == pytest.approx(np.log(total))


def test_the_posterior_shares_out_the_weights_of_all_sequences(chain: Chain) -> None:
    weights = {tags: np.exp(score) for tags, score in chain.sequences().items()}
    total = sum(weights.values())
    words = len(chain.emissions)
    tags_expected, follows_expected = np.zeros((words, 3)), np.zeros((3, 3))
    for tags, weight in weights.items():
        for i, tag in enumerate(tags):
            tags_expected[i, tag] += weight / total
        for a, b in pairwise(tags):
            follows_expected[a, b] += weight / total
    tags, follows = posterior(*chain.parts)
    assert np.allclose(tags, tags_expected)
    assert np.allclose(follows, follows_expected)


def test_the_posterior_of_impossible_tags_is_zero() -> None:
    transitions = np.full((3, 3), -1e4)
    transitions[1, 1] = 0.0
    tags, follows = posterior(np.zeros((4, 3)), transitions, np.array([-1e4, 0.0, -1e4]))
    assert np.allclose(tags, [[0.0, 1.0, 0.0]] * 4)
    assert follows[1, 1] == pytest.approx(3)


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


def test_an_inside_tag_without_its_beginning_begins() -> None:
    # I-source I-cue I-cue O I-cue
    assert spans_of([2, 4, 4, 0, 4]) == [("source", 0, 1), ("cue", 1, 3), ("cue", 4, 5)]


def test_stretches_are_the_paragraphs() -> None:
    assert stretches([0, 0, 1, 4, 4]) == [(0, 2), (2, 3), (3, 5)]
