"""The recognizer: what it learns, and that both forms of it agree.

Needs torch: ``pip install -e '.[train]'``, then ``pytest -m torch``.
"""

from __future__ import annotations

import numpy as np
import pytest

from accordingto.language.naming.evidence import FORM, PLACE, WIDTH
from accordingto.language.naming.recognizer import TAGS
from accordingto.training.name_lessons import Lesson

pytestmark = pytest.mark.torch

STATES, WORDS = 6, 30
_CAPITAL = STATES + WIDTH - len(FORM) - len(PLACE)


def lesson(seed: int) -> Lesson:
    """A text whose capitalized words are people, each of one word."""
    rng = np.random.default_rng(seed)
    words = rng.normal(size=(WORDS, STATES + WIDTH), scale=0.1).astype(np.float32)
    capital = rng.random(WORDS) < 0.3
    words[:, _CAPITAL] = capital
    may = np.zeros((WORDS, len(TAGS)), bool)
    may[np.arange(WORDS), np.where(capital, TAGS.index("B-PERSON"), 0)] = True
    return Lesson(f"text {seed}", words, np.where(capital, np.arange(WORDS) % 3, -1), may)


def test_the_network_that_learns_and_the_recognizer_agree() -> None:
    import torch

    from accordingto.training.fit_recognizer import fitted, train

    lessons = [lesson(seed) for seed in range(8)]
    network, recognizer = train(lessons), fitted(lessons)
    for each in lessons:
        with torch.no_grad():
            expected = network(torch.from_numpy(each.words), torch.from_numpy(each.same)).numpy()
        assert recognizer.scores(each.words, each.same) == pytest.approx(expected, abs=1e-4)


def test_what_was_taught_is_found_again() -> None:
    from accordingto.training.fit_recognizer import fitted

    recognizer = fitted([lesson(seed) for seed in range(200)])
    fresh = lesson(1000)
    assert (recognizer.scores(fresh.words, fresh.same).argmax(1) == fresh.may.argmax(1)).all()
