"""Counts of hits, and how they are written in a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were predicted, how many there are, and how many of them were hit.

    Ratios are 0 to 1, and 0 where there is nothing to divide by.
    """

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """The share of the predicted that is right."""
        return ratio(self.hits, self.predicted)

    @property
    def recall(self) -> float:
        """The share of gold that was found."""
        return ratio(self.hits, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {percent(self.precision)}  R {percent(self.recall)}  F1 {percent(self.f1)}"


def total(tallies: Iterable[Tally]) -> Tally:
    """All counts together (micro average)."""
    return sum(tallies, Tally())


def ratio(part: float, whole: float) -> float:
    """``part / whole``, 0 where ``whole`` is 0."""
    return part / whole if whole else 0.0


def percent(share: float) -> str:
    """A share of 0 to 1 in percent, one decimal, five characters wide."""
    return f"{100 * share:5.1f}"


def table(rows: Iterable[tuple[str, object]], width: int = 0) -> str:
    """Rows of a name and a figure, one a line, figures aligned (``width``: least, of the names)."""
    rows = tuple(rows)
    width = max((width, *(len(name) for name, _ in rows)))
    return "\n".join(f"{name:{width}}  {figure}".rstrip() for name, figure in rows)
