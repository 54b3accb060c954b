"""The CRF that trains, in torch, against the one that tags, in numpy, and against enumeration.

``tests/language/tagging/test_crf.py`` compares the latter with trying every sequence. What is here
needs torch: ``pip install -e '.[train]'``, then ``pytest -m torch``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from accordingto.language.tagging import crf
from accordingto.language.tagging.scheme import TAGS

pytestmark = pytest.mark.torch

#: Two rows of words, the second padded.
LENGTHS = (4, 2)


@pytest.fixture(scope="module")
def torch() -> ModuleType:
    import torch

    return torch


@pytest.fixture(scope="module")
def network() -> ModuleType:
    from accordingto.training import network

    return network


@dataclass(frozen=True)
class Rows:
    """Rows of emissions (2, 4, 3), transitions (3, 3) and first (3,), as arrays."""

    emissions: Any
    transitions: Any
    first: Any

    def row(self, number: int) -> tuple[Any, Any, Any]:
        return self.emissions[number, : LENGTHS[number]], self.transitions, self.first


@pytest.fixture(params=range(3))
def rows(request: pytest.FixtureRequest) -> Rows:
    rng = np.random.default_rng(request.param)
    return Rows(rng.normal(size=(2, 4, 3)), rng.normal(size=(3, 3)), rng.normal(size=3))


def _tensors(torch: ModuleType, rows: Rows) -> tuple[Any, Any, Any, Any]:
    mask = torch.arange(4) < torch.tensor(LENGTHS).unsqueeze(1)
    parts = (torch.from_numpy(part) for part in (rows.emissions, rows.transitions, rows.first))
    emissions, transitions, first = parts
    return emissions, mask, transitions, first


def _score(emissions: Any, transitions: Any, first: Any, tags: tuple[int, ...]) -> float:
    steps = sum(transitions[a, b] for a, b in pairwise(tags))
    return float(first[tags[0]] + steps + sum(emissions[i, tag] for i, tag in enumerate(tags)))


def test_the_partition_of_padded_rows_is_that_of_each(
    torch: ModuleType, network: ModuleType, rows: Rows
) -> None:
    totals = network.log_partition(*_tensors(torch, rows))
    assert np.allclose(totals, [crf.log_partition(*rows.row(number)) for number in range(2)])


def test_the_loss_of_certain_tags_is_minus_their_log_probability(
    torch: ModuleType, network: ModuleType, rows: Rows
) -> None:
    gold = ((0, 2, 1, 1), (2, 0))
    tags, follows = torch.zeros(2, 4, 3).double(), torch.zeros(2, 3, 3).double()
    expected = 0.0
    for number, sequence in enumerate(gold):
        for i, tag in enumerate(sequence):
            tags[number, i, tag] = 1
        for a, b in pairwise(sequence):
            follows[number, a, b] += 1
        expected += crf.log_partition(*rows.row(number)) - _score(*rows.row(number), sequence)
    emissions, mask, transitions, first = _tensors(torch, rows)
    loss = network.crf_loss(emissions, tags, follows, mask, transitions, first)
    assert float(loss) == pytest.approx(expected)


def test_the_loss_of_a_teacher_s_posterior_is_the_cross_entropy_over_all_sequences(
    torch: ModuleType, network: ModuleType, rows: Rows
) -> None:
    rng = np.random.default_rng(9)
    teacher = Rows(rng.normal(size=(2, 4, 3)), rng.normal(size=(3, 3)), rng.normal(size=3))
    tags, follows = np.zeros((2, 4, 3)), np.zeros((2, 3, 3))
    expected = 0.0
    for number, length in enumerate(LENGTHS):
        tags[number, :length], follows[number] = crf.posterior(*teacher.row(number))
        total, wanted = (crf.log_partition(*each.row(number)) for each in (rows, teacher))
        for sequence in product(range(3), repeat=length):
            probability = np.exp(_score(*teacher.row(number), sequence) - wanted)
            expected += probability * (total - _score(*rows.row(number), sequence))
    emissions, mask, transitions, first = _tensors(torch, rows)
    loss = network.crf_loss(
        emissions, torch.from_numpy(tags), torch.from_numpy(follows), mask, transitions, first
    )
    assert float(loss) == pytest.approx(expected)


def test_the_slope_of_the_partition_is_the_posterior(
    torch: ModuleType, network: ModuleType, rows: Rows
) -> None:
    emissions, mask, transitions, first = _tensors(torch, rows)
    emissions.requires_grad_()
    transitions.requires_grad_()
    network.log_partition(emissions, mask, transitions, first).sum().backward()
    posteriors = [crf.posterior(*rows.row(number)) for number in range(2)]
    for number, (tags, _) in enumerate(posteriors):
        assert np.allclose(emissions.grad[number, : LENGTHS[number]], tags)
    assert np.allclose(emissions.grad[1, LENGTHS[1] :], 0)
    assert np.allclose(transitions.grad, sum(follows for _, follows in posteriors))


def test_an_inside_tag_follows_its_own_role_alone(network: ModuleType) -> None:
    legal, begins = network.legal_transitions()
    for before, after in product(range(len(TAGS)), repeat=2):
        inside = TAGS[after].startswith("I-")
        assert bool(legal[before, after]) == (not inside or TAGS[before][2:] == TAGS[after][2:])
    assert begins.tolist() == [not tag.startswith("I-") for tag in TAGS]
