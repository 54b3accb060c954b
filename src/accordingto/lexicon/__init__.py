"""Word lists, and their one loader.

One entry a line; ``#`` starts a comment, and the first one says where the list comes from. A line
``[heading]`` opens a part of a list that has parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def wordlist(name: str) -> frozenset[str]:
    """The entries of ``lexicon/NAME.txt``. Raises FileNotFoundError where there is none."""
    return frozenset(entry for _, entry in headed(name))


def headed(name: str) -> Iterator[tuple[str, str]]:
    """The entries of ``lexicon/NAME.txt`` in order, each behind the heading of its part, or ""."""
    heading = ""
    for line in (files(__package__) / f"{name}.txt").read_text(encoding="utf8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("["):
            heading = entry.strip("[]")
        elif entry:
            yield heading, entry
