"""Reading: what the user hands over, as an article or as an annotation saved earlier.

One module per input format; each makes its record from the bytes of one input.
"""

from __future__ import annotations

import os

from accordingto.reading import formats, saved, web
from accordingto.reading.inputs import Input, fetch
from accordingto.reading.plain import DecodingWarning
from accordingto.records import Annotation, Article

__all__ = ["DecodingWarning", "load", "read", "read_any"]


def read(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    format: str | None = None,
    allow_private: bool = False,
) -> Article:
    """The article in a file, on a web page (``https://…``) or in standard input (``-``).

    The format is known by the content, else by the ending of the name; ``format`` overrides both
    (``reading.formats.NAMES``). Not one character of a plain text is altered; it is taken as UTF-8
    (or as its byte-order mark says), else as Windows-1252 with a DecodingWarning, and
    ``encoding`` overrides both. Addresses in a private network are refused unless
    ``allow_private``. Raises InputError, UsageError (no such encoding or format).
    """
    made = read_any(path, encoding=encoding, format=format, allow_private=allow_private)
    return made.article if isinstance(made, Annotation) else made


def load(path: str | os.PathLike[str]) -> Annotation:
    """The annotation saved as JSON in a file (``-``: standard input).

    Its schema is ``accordingto/2``, or ``accordingto/1``, which knew no organizations. Raises
    InputError where the file is no such annotation or was altered.
    """
    return saved.annotation(fetch(path))


def read_any(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    format: str | None = None,
    allow_private: bool = False,
) -> Article | Annotation:
    """An annotation where the input is one, else an article: see ``load`` and ``read``."""
    chosen = formats.named(format) if format is not None else None
    given = _given(path, allow_private)
    return (chosen or formats.of(given)).read(given, encoding)


def _given(path: str | os.PathLike[str], allow_private: bool) -> Input:
    if web.is_address(path):
        return web.fetch(os.fspath(path), allow_private=allow_private)
    return fetch(path)
