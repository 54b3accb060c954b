"""The chooser: what it learns, and that both forms of it agree.

Needs torch: ``pip install -e '.[train]'``, then ``pytest -m torch``.
"""

from __future__ import annotations

import numpy as np
import pytest

from accordingto.language.coreference.facts import NAMES
from accordingto.language.coreference.question import PLACE_NAMES, Question
from accordingto.training.choices import Choice

pytestmark = pytest.mark.torch

WIDTH = 6


def choice(seed: int, right: int) -> Choice:
    """Two candidates and somebody new; the right one is the one that spoke last."""
    rng = np.random.default_rng(seed)
    rows = np.zeros((3, len(NAMES)), np.float32)
    rows[right, NAMES.index("spoke last")] = 1
    question = Question(
        kind="he",
        text="he",
        start=0,
        asker=rng.normal(size=2 * WIDTH).astype(np.float32),
        rows=rows,
        states=rng.normal(size=(2, WIDTH)).astype(np.float32),
        places=rng.normal(size=(2, len(PLACE_NAMES))).astype(np.float32),
        of=np.array([0, 1]),
        referents=(0, 1, None),
        names=("Mara Quill", "Clara Bloom", ""),
        types=("named person", "named person", None),
    )
    here = np.arange(3) == right
    return Choice(f"article {seed}", question, here, here, clear=True)


def test_the_network_that_learns_and_the_chooser_agree() -> None:
    import torch

    from accordingto.training.fit_chooser import fitted, train

    batch = [choice(seed, seed % 2) for seed in range(8)]
    network = train(batch, 3)
    chooser = fitted(batch, (3,))
    with torch.no_grad():
        scores = network(batch)
    for each, score in zip(batch, scores, strict=True):
        expected = torch.softmax(score, 0).numpy()
        assert chooser(each.question) == pytest.approx(expected, abs=1e-5)


def test_what_was_right_is_chosen_again() -> None:
    from accordingto.training.fit_chooser import figures, fitted, taken

    chooser = fitted([choice(seed, seed % 2) for seed in range(800)], (0,))
    fresh = [choice(1000 + seed, seed % 2) for seed in range(20)]
    answers = [(each, taken(each, chooser)) for each in fresh]
    assert all(right for _, right in answers)
    assert figures(answers).splitlines()[1].split() == ["all", "20", "100.0", "100.0"]
