"""``annotate_many``: in order, in any number of processes the same, and no article costs others."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

import accordingto
from accordingto import Article, Failure, annotate, annotate_many
from accordingto.corpus import many
from accordingto.errors import InstallationError, UsageError
from accordingto.language.annotator import Annotator
from accordingto.records import Annotation, Span

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
TEXTS = (
    "Teresa Roe said the bridge was closed.",
    "",
    "It rained.\nThe city, according to its mayor, has no money. \ud800",
    *(path.read_text("utf-8") for path in SAMPLES[:2]),
    "“We left,” he said.",
)
ARTICLES = tuple(Article(text, origin=f"{n}.txt") for n, text in enumerate(TEXTS))


@pytest.fixture(scope="module")
def expected() -> list[Annotation]:
    """What one call for each article makes."""
    return [annotate(article) for article in ARTICLES]


def test_the_samples_are_there() -> None:
    assert len(SAMPLES) >= 2


@pytest.mark.parametrize("workers", [1, 2])
def test_the_number_of_processes_changes_nothing(workers: int, expected: list[Annotation]) -> None:
    assert list(annotate_many(iter(ARTICLES), workers=workers)) == expected


def test_eight_threads_share_one_model(annotator: Annotator, expected: list[Annotation]) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(annotator, ARTICLES * 2)) == expected * 2


def test_articles_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def endless() -> Iterator[Article]:
        while True:
            taken.append(len(taken))
            yield Article("She said so. " * 1_000)

    assert len(list(islice(annotate_many(endless()), 2))) == 2
    assert len(taken) == 2
    taken.clear()
    made = annotate_many(endless(), workers=2)
    first = next(made)
    made.close()  # type: ignore[attr-defined]
    assert isinstance(first, Annotation)
    assert len(taken) <= 2 * 2 * 2  # the batches under way, of two articles each


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_fails_does_not_end_it(workers: int) -> None:
    bad = replace(ARTICLES[2], paragraphs=(Span(0, 1),))  # most of it is in no paragraph
    made = list(annotate_many([ARTICLES[0], bad, ARTICLES[-1]], workers=workers))
    assert [type(result) for result in made] == [Annotation, Failure, Annotation]
    failure = made[1]
    assert isinstance(failure, Failure)
    assert failure.article.origin == "2.txt"
    assert failure.reason == "IndexError: tuple index out of range"


def test_an_error_without_words_is_told_by_its_kind() -> None:
    assert many.reason(MemoryError()) == "MemoryError"
    assert many.reason(ValueError("no")) == "ValueError: no"


def test_an_article_that_kills_its_process_is_a_failure() -> None:
    failure = many.died(ARTICLES[0])
    assert failure.article == ARTICLES[0]
    assert "died" in failure.reason


@pytest.mark.parametrize("workers", [1, 2])
def test_what_no_article_can_mend_is_raised(workers: int) -> None:
    with pytest.raises(InstallationError, match="no_such_pipeline is not installed"):
        list(annotate_many(ARTICLES[:1], workers=workers, pipeline="no_such_pipeline"))


@pytest.mark.parametrize("workers", [0, -1])
def test_less_than_one_worker_is_refused_at_once(workers: int) -> None:
    with pytest.raises(UsageError, match=f"There cannot be {workers} workers"):
        annotate_many(ARTICLES, workers=workers)


def test_what_it_gives_is_public() -> None:
    assert {"annotate_many", "Failure"} <= set(accordingto.__all__)
