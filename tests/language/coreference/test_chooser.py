"""The chooser: who of the candidates is meant, by weights that belong together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from accordingto.language.coreference.chooser import Chooser, shapes
from accordingto.language.coreference.facts import NAMES
from accordingto.language.coreference.question import PLACE_NAMES, Question

WIDTH = 4


def question() -> Question:
    """One asked of two candidates with a place each, and of somebody new."""
    rng = np.random.default_rng(5)
    return Question(
        kind="the person",
        text="the judge",
        start=0,
        asker=rng.normal(size=2 * WIDTH).astype(np.float32),
        rows=rng.normal(size=(3, len(NAMES))).astype(np.float32),
        states=rng.normal(size=(2, WIDTH)).astype(np.float32),
        places=rng.normal(size=(2, len(PLACE_NAMES))).astype(np.float32),
        of=np.array([0, 1]),
        referents=(0, 1, None),
        names=("Mara Quill", "Clara Bloom", "judge"),
        types=("named person", "named person", "unnamed person"),
    )


def weights(networks: int, seed: int | None = None) -> Chooser:
    rng = np.random.default_rng(seed)
    return Chooser(
        {
            name: np.zeros((networks, *shape), np.float32)
            if seed is None
            else rng.normal(size=(networks, *shape)).astype(np.float32)
            for name, shape in shapes(WIDTH).items()
        }
    )


def test_weights_that_say_nothing_leave_it_open() -> None:
    assert weights(2)(question()) == pytest.approx([1 / 3] * 3)


def test_a_fact_that_counts_makes_its_candidate_likelier() -> None:
    chooser = weights(1)
    asked = question()
    chooser.weights["facts straight"][0, NAMES.index("spoke last")] = 1.0
    chances = chooser(asked)
    told = asked.rows[:, NAMES.index("spoke last")]
    assert chances.argsort().tolist() == told.argsort().tolist()
    assert chances.sum() == pytest.approx(1)


def test_the_chance_is_the_mean_of_the_networks(tmp_path: Path) -> None:
    both = weights(2, seed=1)
    alone = [Chooser({n: w[k : k + 1] for n, w in both.weights.items()}) for k in (0, 1)]
    mean = np.mean([one(question()) for one in alone], axis=0)
    assert both(question()) == pytest.approx(mean)


def test_saved_weights_are_read_back_in_half_precision(tmp_path: Path) -> None:
    chooser = weights(2, seed=2)
    chooser.save(tmp_path / "choosing.npz")
    again = Chooser.load(tmp_path / "choosing.npz", WIDTH)
    for name, array in chooser.weights.items():
        assert again.weights[name] == pytest.approx(array, abs=2e-3)


def test_weights_that_are_not_there_or_do_not_fit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "choosing.npz"
    weights(1).save(path)
    with pytest.raises(ValueError, match="do not fit"):
        Chooser.load(path, WIDTH + 1)
    np.savez(path, ask=np.zeros(3))
    with pytest.raises(ValueError, match="holds no weights"):
        Chooser.load(path, WIDTH)
