"""The head of kinds: what it learns.

Needs torch: ``pip install -e '.[train]'``, then ``pytest -m torch``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from accordingto.training.fit_kinds import Lesson

pytestmark = pytest.mark.torch

WIDTH = 3


def lessons(count: int) -> list[Lesson]:
    """Descriptions that the tables take for groups; a state tells which are institutions."""
    from accordingto.training.fit_kinds import Lesson

    rng = np.random.default_rng(1)
    made = []
    for number in range(count):
        read = 3 * rng.normal(size=2 * WIDTH + 8).astype(np.float32)
        may = np.array([False, read[0] <= 0, read[0] > 0, False])
        made.append(Lesson(f"article {number}", read, 1, may))
    return made


def test_what_a_state_tells_is_learned() -> None:
    from accordingto.training.fit_kinds import fitted

    head = fitted(lessons(2000))
    right = [one.may[head.chances(one.read).argmax()] for one in lessons(2000)]
    assert sum(right) > 1800


def test_the_figures_are_those_of_the_tables_and_of_the_heads() -> None:
    from accordingto.training.fit_kinds import figures

    every = lessons(2000)
    share = sum(bool(one.may[1]) for one in every) / 2000
    told = figures(every)
    assert told.startswith(f"2000 descriptions: {share:.1%} by the tables")
    assert float(told.split()[-2].rstrip("%")) > 100 * share
