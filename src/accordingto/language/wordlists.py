"""The word lists of ``lexicon/``: one entry a line, ``#`` starts a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def wordlist(name: str) -> frozenset[str]:
    """The entries of ``lexicon/NAME.txt``. Raises FileNotFoundError where there is none."""
    text = (files(__package__) / "lexicon" / f"{name}.txt").read_text(encoding="utf8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)
