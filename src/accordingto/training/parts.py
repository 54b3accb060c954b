"""The parts that judged articles fall into, and the choosers that learned without each of them."""

from __future__ import annotations

import zlib
from pathlib import Path

from accordingto.language.coreference.chooser import Chooser

PARTS = 5


def fold(article: str) -> int:
    """The part of the articles that one belongs to, by its id."""
    return zlib.crc32(article.encode()) % PARTS


def part(number: int) -> str:
    """The name of the file of the networks that learned without a part of the articles."""
    return f"without-{number}.npz"


def loaded(folder: Path, width: int) -> list[Chooser]:
    """The networks that were kept of each part, for states of so many numbers."""
    return [Chooser.load(folder / part(number), width) for number in range(PARTS)]
