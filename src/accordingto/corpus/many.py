"""Articles → annotations, one by one in their order; what fails is told in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from threading import Lock

from accordingto.corpus.pool import AHEAD, Processes, batches, in_order
from accordingto.errors import InstallationError
from accordingto.records import Annotation, Article

#: Why there is nothing of what a process died of.
DIED = "The process that read it died: it may be too much for the memory."


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be annotated; ``reason`` says why, in words."""

    article: Article
    reason: str


def annotated(annotate: Callable[[Article], Annotation], article: Article) -> Annotation | Failure:
    """The annotation of an article, or why there is none.

    Raises InstallationError, which would be the same with every article.
    """
    try:
        return annotate(article)
    except InstallationError:
        raise
    except Exception as error:  # whatever it is, it must not cost the other articles
        return Failure(article, reason(error))


def reason(error: Exception) -> str:
    """What an unforeseen error says, with its kind: many say little without it."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def in_processes(
    articles: Iterable[Article], workers: int, pipeline: str | None
) -> Iterator[Annotation | Failure]:
    """The annotations that so many worker processes make, in the order of the articles."""
    function = partial(work, pipeline=pipeline)
    with Processes(function, died, workers) as processes:
        yield from in_order(
            processes.submit,
            batches(articles, length),
            limit=AHEAD * workers,
        )


def length(article: Article) -> int:
    """About how much work an article is."""
    return len(article.text)


def died(article: Article) -> Failure:
    """What becomes of an article of which a process dies."""
    return Failure(article, DIED)


def work(article: Article, pipeline: str | None) -> Annotation | Failure:
    """What a worker process does with an article."""
    return annotated(annotator(pipeline), article)


@lru_cache(maxsize=1)
def annotator(pipeline: str | None) -> Callable[[Article], Annotation]:
    """What annotates in a worker process: loaded once, its network runs on one core."""
    # Imported here: a saved annotation needs no spaCy.
    from accordingto.language.annotator import Annotator

    own, turn = Annotator.load(pipeline, threads=1), Lock()

    def annotate(article: Article) -> Annotation:
        # spaCy keeps every word that it ever read. A zone forgets them with its article, and is
        # for one thread at a time, of which a cluster's worker may have several.
        with turn, own.nlp.memory_zone():
            return own(article)

    return annotate
