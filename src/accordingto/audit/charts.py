"""Where the parts of a chart stand: places and sizes, no markup.

All lengths are in the units of the picture's own coordinates, the origin at the top left. A bar or
column tells by its length and its words, never by a colour.
"""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.audit.figures import Figure

_LABEL = 270.0
_LONGEST = 360.0
_WIDTH = 720.0
_STEP = 26.0
_PANEL = 52.0
_HIGHEST = 34.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, its name before and its share in words behind it; ``y`` is its top."""

    name: str
    words: str
    y: float
    length: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column that stands on ``bottom``; ``words`` say which period it is of, and its share."""

    x: float
    bottom: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The columns of one type, its name to their left."""

    name: str
    bottom: float
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A period below the columns."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: bars, or strips of columns ``wide`` each with marks below."""

    width: float
    height: float
    left: float
    bars: tuple[Bar, ...] = ()
    strips: tuple[Strip, ...] = ()
    wide: float = 0.0
    marks: tuple[Mark, ...] = ()


def chart(figure: Figure) -> Chart | None:
    """The chart of a figure, None where it has none to show."""
    if figure.chart == "bars":
        return _bars(figure)
    return _strips(figure) if figure.chart == "panels" and figure.panels else None


def _bars(figure: Figure) -> Chart | None:
    drawn = [row for row in figure.rows if row.share is not None]
    if not drawn:
        return None
    most = max(row.share or 0.0 for row in drawn) or 1.0
    # Shares of one whole are set against it where they come near it, small ones against the most.
    scale = _LONGEST / (1.0 if most > 0.5 else most)
    bars = tuple(
        Bar(
            _short(row.name, 38),
            next((cell.words for cell in reversed(row.cells) if "%" in cell.words), "")
            or next(cell.words for cell in row.cells if cell.words[:1].isdigit()),
            _STEP * at,
            round((row.share or 0.0) * scale, 1),
        )
        for at, row in enumerate(drawn)
    )
    return Chart(_WIDTH, _STEP * len(bars), _LABEL, bars)


def _strips(figure: Figure) -> Chart:
    periods = [row.name for row in figure.rows]
    step = min(64.0, (_WIDTH - _LABEL) / len(periods))
    strips = tuple(
        Strip(
            panel.name,
            _PANEL * (at + 1) - 8,
            tuple(
                Column(
                    round(_LABEL + step * place, 1),
                    _PANEL * (at + 1) - 8,
                    round(part * _HIGHEST, 1),
                    f"{panel.name}, {periods[place]}: {round(part * 100)} %",
                )
                for place, part in enumerate(panel.shares)
            ),
        )
        for at, panel in enumerate(figure.panels)
    )
    every = max(1, round(64 / step))
    marks = tuple(
        Mark(round(_LABEL + step * at, 1), name)
        for at, name in enumerate(periods)
        if at % every == 0
    )
    height = _PANEL * len(strips) + 20
    return Chart(_WIDTH, height, _LABEL, (), strips, round(step * 0.8, 1), marks)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
