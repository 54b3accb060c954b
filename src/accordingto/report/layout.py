"""Where things stand in the strip and in the map: places and sizes, no markup.

All lengths are in the units of the picture's own coordinates (CSS pixels at natural size), the
origin at the top left. Classes name a look; the style sheet gives it its colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """One sentence of the strip: its number, what to say of it, its look, whether it is a to-do."""

    number: int
    title: str
    style: str
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """One tick a sentence, side by side; tick ``i`` stands at ``i * step``."""

    width: int
    height: int
    step: int
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence in a row of the matrix."""

    x: float
    number: int


@dataclass(frozen=True, slots=True)
class Band:
    """A row of the matrix: its source's key at ``y`` (the base line), its cells from ``top`` on."""

    key: str
    style: str
    y: float
    top: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AxisNumber:
    """A number on the matrix's axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sources × sentences in reading order. Cells are ``cell`` wide, 14 pixels high.

    The first row begins at ``top``, the next ones ``step`` further down.
    """

    width: float
    height: float
    left: float
    cell: float
    top: float
    step: float
    bands: tuple[Band, ...]
    axis: tuple[AxisNumber, ...]


def strip(ticks: Sequence[Tick]) -> Strip:
    """One row of ticks in reading order."""
    step = 10
    return Strip(max(step, step * len(ticks)), 21, step, tuple(ticks))


def matrix(rows: Sequence[tuple[str, str, Sequence[int]]], total: int) -> Matrix:
    """Rows of (key, style, sentence numbers) over ``total`` sentences."""
    left, top, row_step = 52.0, 22.0, 24.0
    cell = min(28.0, max(6.0, 640.0 / max(total, 1)))
    every = next(step for step in (1, 5, 10, 20, 50, 100, 10**9) if step * cell >= 20)
    shown = [n for n in range(1, total + 1) if n == 1 or n % every == 0]
    if every > 1 and len(shown) > 1 and (shown[1] - 1) * cell < 20:
        del shown[0]
    return Matrix(
        width=left + cell * total + 8,
        height=top + row_step * len(rows) + 4,
        left=left,
        cell=cell,
        top=top,
        step=row_step,
        bands=tuple(
            Band(
                key,
                style,
                top + row_step * at + 16,
                top + row_step * at + 5,
                tuple(Cell(left + cell * (n - 1), n) for n in numbers),
            )
            for at, (key, style, numbers) in enumerate(rows)
        ),
        axis=tuple(AxisNumber(left + cell * (n - 0.5), str(n)) for n in shown),
    )
