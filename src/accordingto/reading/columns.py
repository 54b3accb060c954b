"""Lines at their places on pages: in which order they are read, and which make a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

#: A gutter between columns is at least so wide, in sizes of the type.
_GUTTER = 0.7
#: Columns have at least so many lines each, and so many lines of a hundred may cross a gutter.
_FEWEST_LINES = 3
_CROSSING = 0.25
#: Lines whose heights differ by less than this, in sizes of the type, stand in one row.
_ONE_HEIGHT = 0.4
#: Sizes of the type differ where they differ by more than this.
_OTHER_SIZE = 1.12
_INDENT = 0.8
#: The steps between the lines of a paragraph are at least such a part of all.
_USUAL = 0.15
#: A line leaves room for a word that is so much narrower.
_ROOM = 1.15
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_HYPHENATED = re.compile(r"\w-$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. Places are points from the left and the top edge of its page; ``depth`` is
    that of its baseline as a part of the page's height."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int = 0
    depth: float = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the edges of the column that it stands in."""

    line: Line
    left: float
    right: float


def reading_order(lines: Sequence[Line]) -> list[Placed]:
    """The lines of a page, column by column; what spans columns parts what is above and below."""
    return _in_order(lines, _edges(lines)) if lines else []


def _in_order(lines: Sequence[Line], edges: tuple[float, float]) -> list[Placed]:
    """The lines between two edges, which are the column's where there is one column."""
    gutter = _gutter(lines) if lines else None
    if gutter is None:
        return [Placed(line, *edges) for row in _rows(lines) for line in row]
    spanning = sorted((line for line in lines if _spans(line, gutter)), key=lambda line: line.top)
    columns = [
        [line for line in lines if line.right <= gutter],
        [line for line in lines if line.left >= gutter],
    ]
    ordered: list[Placed] = []
    above = float("-inf")
    for span in (*spanning, None):
        below = span.top if span else float("inf")
        for column in columns:
            band = [line for line in column if above <= (line.top + line.bottom) / 2 < below]
            ordered += _in_order(band, _edges(column))
        if span:
            ordered.append(Placed(span, *edges))
            above = below
    return ordered


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    return min(line.left for line in lines), max(line.right for line in lines)


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines from top to bottom; those on one height from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.bottom):
        if rows and line.bottom - rows[-1][0].bottom < _ONE_HEIGHT * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _spans(line: Line, gutter: float) -> bool:
    return line.left < gutter < line.right


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the first gutter between columns is that few lines cross, if there is one."""
    least = _GUTTER * median(line.size for line in lines)
    edges = sorted({line.left for line in lines})
    for edge in edges[1:]:
        left = [line for line in lines if line.right <= edge]
        right = [line for line in lines if line.left >= edge]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST_LINES or crossing > _CROSSING * len(lines):
            continue
        start = max(line.right for line in left)
        if edge - start >= least and _beside(left, right):
            return (start + edge) / 2
    return None


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether both stand side by side over the height of several lines."""
    top = max(min(line.top for line in side) for side in (left, right))
    bottom = min(max(line.bottom for line in side) for side in (left, right))
    return bottom - top > 2 * median(line.size for line in (*left, *right))


def paragraphs(lines: Sequence[Placed]) -> list[str]:
    """The paragraphs that lines make, in their order, hyphenation mended."""
    pitch = _pitch(lines)
    body = _body_size(lines)
    words = _words(lines)
    made: list[str] = []
    last: Placed | None = None
    for placed in lines:
        text = placed.line.text.strip()
        if last is None or _begins(last, placed, pitch, body):
            made.append(text)
        else:
            made[-1] = _joined(made[-1], text, words)
        last = placed
    return made


def _pitch(lines: Sequence[Placed]) -> float:
    """How far the lines of a paragraph are apart, in sizes of the type."""
    steps = Counter(
        round(step / line.line.size, 1)
        for last, line in pairwise(lines)
        if last.line.page == line.line.page
        and 0 < (step := line.line.bottom - last.line.bottom) < 3 * line.line.size
    )
    least = _USUAL * steps.total()
    return min((step for step, count in steps.items() if count >= least), default=1.2)


def _body_size(lines: Sequence[Placed]) -> float:
    """The size of the type that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for placed in lines:
        sizes[placed.line.size] += len(placed.line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _begins(last: Placed, placed: Placed, pitch: float, body: float) -> bool:
    """Whether a line begins a paragraph after the last one."""
    before, line = last.line, placed.line
    if max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size):
        return True
    ended = _ENDED.search(before.text.strip()) is not None
    step = line.bottom - before.bottom
    if before.page == line.page and abs(step) < _ONE_HEIGHT * line.size:
        return line.left < before.right
    if before.page != line.page or step <= 0:  # the next column or page
        return ended and (_indented(placed) or _had_room(last, line))
    if step > (pitch + 0.35) * line.size:
        return True
    if line.size > _OTHER_SIZE * body:  # a heading's lines are broken where they look well
        return False
    indented = _indented(placed) and (ended or not _indented(last))
    return indented or (_had_room(last, line) and (ended or not line.text[:1].islower()))


def _indented(placed: Placed) -> bool:
    return placed.line.left - placed.left > _INDENT * placed.line.size


def _had_room(placed: Placed, following: Line) -> bool:
    """Whether a line ends though the first word of the following one had room on it."""
    word = following.text.split(maxsplit=1)[0]
    width = (len(word) + 1) * (following.right - following.left) / len(following.text)
    return placed.right - placed.line.right > _ROOM * width


def _words(lines: Sequence[Placed]) -> Counter[str]:
    """The words that stand whole on a line, with hyphens in them or without."""
    return Counter(
        word
        for placed in lines
        for word in re.findall(r"\w+(?:-\w+)*(?!-?\w)", placed.line.text.casefold())
    )


def _joined(text: str, line: str, words: Counter[str]) -> str:
    """A paragraph and its next line: a hyphen that parts a word at the line's end goes.

    It stays where the document has the word with a hyphen elsewhere, or a capital follows.
    """
    if not _HYPHENATED.search(text):
        return f"{text} {line}"
    begun = re.search(r"[\w-]+$", text[:-1])
    ended = re.match(r"\w+", line)
    if begun is None or ended is None or not line[0].islower():
        return text + line
    whole = (begun[0] + ended[0]).casefold()
    parted = f"{begun[0]}-{ended[0]}".casefold()
    return (text if words[parted] > words[whole] else text[:-1]) + line
