"""Where a text that was read stands in its file: what an editor's program jumps to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from accordingto.reading import prose
from accordingto.records import Anchor

#: The text of a block of the file, and its lines there: the first, and the first behind it, from 0.
Block = tuple[str, tuple[int, int]]
_LINE_END = re.compile(r"\r\n|\r|\n")


def anchors(text: str, file: str, blocks: Sequence[Block]) -> Iterator[Anchor]:
    """The anchors of a text that was made of the blocks of a file, in their order.

    Of a file's characters a text leaves some out (marks, addresses) and makes none: each of its
    own is the next of that kind in its block. A line of no block (a title out of the front matter)
    stands at the file's beginning.
    """
    starts = [0, *(match.end() for match in _LINE_END.finditer(file)), len(file)]
    lines = [(line, place) for words, place in blocks for line in prose.cleaned([words])]
    left, at, block = iter([*lines, ("", (0, 0))]), 0, (0, 0)
    line, place = next(left)
    start = 0
    for shown in text.split("\n"):
        if shown == line:
            if place != block:
                block, at = place, starts[place[0]]
            runs, at = _runs(shown, file, at, starts[place[1]])
            for offset, found in runs:
                row = bisect_right(starts, found, hi=len(starts) - 1)
                yield Anchor(start + offset, row, found - starts[row - 1] + 1)
            line, place = next(left)
        else:
            yield Anchor(start, 1, 1)
        start += len(shown) + 1


def _runs(shown: str, file: str, at: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """Where the characters of a line stand in a part of the file, and where its last one ends.

    Of those that stand side by side on one line there, only the first is told.
    """
    runs, expected = [], -1
    for offset, character in enumerate(shown):
        found = _next(file, character, at, end)
        if found < 0:  # written otherwise, as “&quot;” is
            continue
        at = found + 1
        if found != expected or file[found - 1] in "\r\n":
            runs.append((offset, found))
        expected = at
    return runs, at


def _next(file: str, character: str, at: int, end: int) -> int:
    if character == " ":
        return next((place for place in range(at, end) if file[place].isspace()), -1)
    return file.find(character, at, end)
