"""Many articles, by who works, and how time and memory grow: for ``accordingto.training.bench``.

Loading is left out: a cost is that of the second half of twice the articles, which takes as much
more than the articles alone. The cluster is one of this machine, with one process for each worker.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle, islice
from time import perf_counter

from accordingto import Annotation, Article, Failure, annotate_many
from accordingto.corpus import many
from accordingto.corpus.cluster import Cluster
from accordingto.corpus.pool import AHEAD, batches, in_order
from accordingto.training.bench_systems import Cost, cost, median

Run = Callable[[Sequence[Article]], Iterable[object]]
ONE, TWO = "1 worker", "2 workers"
DASK_ONE, DASK_TWO = "Dask, 1 worker", "Dask, 2 workers"


def by_workers(articles: Sequence[Article], rounds: int) -> dict[str, Cost]:
    """What so many articles cost one worker and two, processes and of a cluster: medians."""
    runs: Mapping[str, Run] = {
        ONE: partial(many.in_processes, workers=1, pipeline=None),
        TWO: partial(many.in_processes, workers=2, pipeline=None),
        DASK_ONE: partial(_on_dask, workers=1),
        DASK_TWO: partial(_on_dask, workers=2),
    }
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for _ in range(rounds):  # turn by turn, so that a busy moment of the machine falls on all
        for name, run in runs.items():
            costs[name].append(_of_the_second_half(articles, run))
    return {name: median(taken) for name, taken in costs.items()}


def by_length(article: Article, sizes: Iterable[int]) -> Iterator[tuple[int, float, float]]:
    """Words, seconds and the peak of memory (MB) of one article of ever more words."""
    _taken([article])  # loads what is loaded once
    words = article.text.split(" ")
    for size in sizes:
        text = " ".join(islice(cycle(words), size))
        yield size, *_taken([Article(text)])


def by_count(
    articles: Sequence[Article], counts: Iterable[int]
) -> Iterator[tuple[int, int, float, float]]:
    """Articles, words, seconds and the peak of memory (MB) of ever more articles, repeated."""
    _taken(articles[:1])
    for count in counts:
        given = list(islice(cycle(articles), count))
        yield count, words(given), *_taken(given)


def words(articles: Iterable[Article]) -> int:
    """The words of articles, as white space parts them."""
    return sum(len(article.text.split()) for article in articles)


def _taken(articles: Iterable[Article]) -> tuple[float, float]:
    start = perf_counter()
    for made in annotate_many(articles):
        if isinstance(made, Failure):
            raise RuntimeError(made.reason)
    return perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _of_the_second_half(articles: Sequence[Article], run: Run) -> Cost:
    """The cost of the articles without what a run takes to begin, of all its processes."""

    def all_of(given: Sequence[Article]) -> None:
        for _ in run(given):
            pass

    costs = []
    for given in (articles, [*articles, *articles]):
        before = _of_children()
        taken = cost(partial(all_of, given))
        costs.append(Cost(taken.seconds, taken.processor + _of_children() - before))
    once, twice = costs
    return Cost(twice.seconds - once.seconds, twice.processor - once.processor)


def _of_children() -> float:
    """Processor time of all processes of this one that have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _on_dask(articles: Sequence[Article], workers: int) -> Iterator[Annotation | Failure]:
    from distributed import LocalCluster

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers, threads_per_worker=1, dashboard_address=None, memory_limit=0
        ) as local,
        Cluster(partial(many.work, pipeline=None), many.died, local.scheduler_address) as cluster,
    ):
        yield from in_order(cluster.submit, batches(articles, many.length), limit=AHEAD * workers)
