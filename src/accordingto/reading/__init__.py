"""Reading: what the user hands over, as an article or as an annotation saved earlier.

One module per input format; each makes its record from the bytes of one input.
"""

from __future__ import annotations

import os

from accordingto.reading import plain, saved
from accordingto.reading.inputs import Input, fetch
from accordingto.reading.plain import DecodingWarning
from accordingto.records import Annotation, Article

__all__ = ["DecodingWarning", "load", "read", "read_any"]


def read(path: str | os.PathLike[str], *, encoding: str | None = None) -> Article:
    """The article in a plain-text file (``-``: standard input), to the character.

    Text is taken as UTF-8 (or as its byte-order mark says), else as Windows-1252 with a
    DecodingWarning; ``encoding`` overrides both. Raises InputError, UsageError (no such encoding).
    """
    return plain.article(fetch(path), encoding)


def load(path: str | os.PathLike[str]) -> Annotation:
    """The annotation saved as JSON in a file (``-``: standard input).

    Its schema is ``accordingto/2``, or ``accordingto/1``, which knew no organizations. Raises
    InputError where the file is no such annotation or was altered.
    """
    return saved.annotation(fetch(path))


def read_any(path: str | os.PathLike[str], *, encoding: str | None = None) -> Article | Annotation:
    """An annotation where the input is one, else an article: see ``load`` and ``read``."""
    given = fetch(path)
    if _is_saved(given):
        return saved.annotation(given)
    return plain.article(given, encoding)


def _is_saved(given: Input) -> bool:
    return given.name.lower().endswith(".json") or saved.looks_like_annotation(given.data)
