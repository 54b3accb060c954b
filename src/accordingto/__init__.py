"""accordingto: who says so? Shows, sentence by sentence, who asserts what in a news article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from accordingto.checks import check
from accordingto.compare.changes import Comparison, compare
from accordingto.reading import load, read
from accordingto.records import Annotation, Article

if TYPE_CHECKING:
    from accordingto.language.annotator import Annotator

__version__ = "0.1.0"

__all__ = [
    "Annotation",
    "Article",
    "Comparison",
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
    articles: Iterable[Article], *, pipeline: str | None = None
) -> Iterator[Annotation]:
    """The annotations of articles, one by one, in their order."""
    annotator = _annotator(pipeline)
    for article in articles:
        yield annotator(article)


@lru_cache(maxsize=2)
def _annotator(pipeline: str | None) -> Annotator:
    # Imported here: spaCy takes a second, and a saved annotation needs none of it.
    from accordingto.language.annotator import Annotator

    return Annotator.load(pipeline)
