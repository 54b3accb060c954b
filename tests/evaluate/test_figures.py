"""Counts of hits, and their ratios."""

from __future__ import annotations

from accordingto.evaluate.figures import Tally


def test_a_tally_of_nothing_is_zero() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)
    assert str(Tally(1, 2, 4)) == "P  50.0  R  25.0  F1  33.3"
