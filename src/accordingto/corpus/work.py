"""What is done with one document: read, annotated, made rows. It runs in a worker process."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

from accordingto.checks import check
from accordingto.corpus.documents import Document, Problem
from accordingto.corpus.many import DIED, annotator, reason
from accordingto.corpus.rows import Row, failure, rows
from accordingto.errors import AccordingtoError, InstallationError
from accordingto.reading import formats
from accordingto.reading.inputs import Input
from accordingto.reading.prose import check as ensure_prose
from accordingto.records import Annotation, Article


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a document: its rows, or one that says why there are none.

    ``id``, ``sha256`` and ``weight`` are the document's.
    """

    id: str
    sha256: str
    weight: int
    rows: tuple[Row, ...]


def tabled(document: Document, *, encoding: str | None, pipeline: str | None) -> Done:
    """Read and annotate a document. Raises InstallationError, the same with every document."""
    try:
        if isinstance(document.content, Problem):
            return _failed(document, document.content.reason)
        given = _read(document.content, encoding)
        made = given if isinstance(given, Annotation) else annotator(pipeline)(given)
        return _done(document, *rows(document, check(made)))
    except InstallationError:
        raise
    except AccordingtoError as error:
        return _failed(document, str(error))
    except Exception as error:  # whatever it is, it must not cost the other documents
        return _failed(document, reason(error))


def died(document: Document) -> Done:
    """What becomes of a document of which a process dies."""
    return _failed(document, DIED)


def _failed(document: Document, why: str) -> Done:
    return _done(document, failure(document, why))


def _done(document: Document, *made: Row) -> Done:
    return Done(document.id, document.sha256, document.weight, made)


def _read(content: Input | Article, encoding: str | None) -> Article | Annotation:
    if isinstance(content, Article):
        ensure_prose(content.text, content.origin)
        return content
    with warnings.catch_warnings():
        # What is guessed of one encoding among thousands, nobody would read.
        warnings.simplefilter("ignore")
        return formats.of(content).read(content, encoding)
