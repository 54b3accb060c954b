"""accordingto: who says so? Shows, sentence by sentence, who asserts what in a news article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from accordingto.checks import check
from accordingto.compare.changes import Comparison, compare
from accordingto.corpus import many
from accordingto.corpus.many import Failure
from accordingto.errors import UsageError
from accordingto.reading import load, read
from accordingto.records import Annotation, Article

if TYPE_CHECKING:
    from accordingto.language.annotator import Annotator

__version__ = "0.1.0"

__all__ = [
    "Annotation",
    "Article",
    "Comparison",
    "Failure",
    "annotate",
    "annotate_many",
    "check",
    "compare",
    "load",
    "read",
]


def annotate(article: Article, *, pipeline: str | None = None) -> Annotation:
    """Who asserts what in an article. The packaged model is loaded at the first call.

    ``pipeline``: another English spaCy package than en_core_web_sm. Raises InstallationError
    where the model or the pipeline is missing.
    """
    return _annotator(pipeline)(article)


def annotate_many(
    articles: Iterable[Article], *, workers: int = 1, pipeline: str | None = None
) -> Iterator[Annotation | Failure]:
    """The annotations of articles, one by one, in their order; a Failure where one cannot be made.

    ``workers``: so many processes, each with a model of its own (some 400 MB); 1 is this process.
    Articles are taken as they are needed, so that any number of them fits into memory. A program
    that asks for more than one worker must start below ``if __name__ == "__main__":``. Raises
    InstallationError as ``annotate``, UsageError for less than one worker.
    """
    if workers < 1:
        raise UsageError(f"There cannot be {workers} workers.", "Pass 1 or more.")
    if workers > 1:
        return many.in_processes(articles, workers, pipeline)
    annotator = _annotator(pipeline)
    return (many.annotated(annotator, article) for article in articles)


@lru_cache(maxsize=2)
def _annotator(pipeline: str | None) -> Annotator:
    # Imported here: spaCy takes a second, and a saved annotation needs none of it.
    from accordingto.language.annotator import Annotator

    return Annotator.load(pipeline)
