"""Word lists, and their one loader.

The first line of a list says where it comes from (``# Origin: …``). ``#`` starts a comment; every
other line is an entry. A line ``[heading]`` opens a part of a list that has parts. In
``nouns.txt`` a line holds a noun and its classes, which the head of that list explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def wordlist(name: str) -> frozenset[str]:
    """The entries of ``lexicon/NAME.txt``. Raises FileNotFoundError where there is none."""
    return frozenset(entry for _, entry in headed(name))


@cache
def nouns(*classes: str) -> frozenset[str]:
    """The nouns of any of some classes. Raises KeyError where ``nouns.txt`` has no such class."""
    table = _noun_table()
    return frozenset().union(*(table[class_] for class_ in classes))


def headed(name: str) -> Iterator[tuple[str, str]]:
    """The entries of ``lexicon/NAME.txt`` in order, each behind the heading of its part, or ""."""
    heading = ""
    for line in (files(__package__) / f"{name}.txt").read_text(encoding="utf8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("["):
            heading = entry.strip("[]")
        elif entry:
            yield heading, entry


@cache
def _noun_table() -> Mapping[str, frozenset[str]]:
    """The nouns of each class."""
    table: dict[str, set[str]] = {}
    for _, entry in headed("nouns"):
        noun, *classes = entry.split()
        for class_ in classes:
            table.setdefault(class_, set()).add(noun)
    return MappingProxyType({class_: frozenset(words) for class_, words in table.items()})
