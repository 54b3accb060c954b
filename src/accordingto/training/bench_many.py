"""Time many articles: one process and several, a Dask cluster, and how time grows with length.

    python -m accordingto.training.bench_many ARTICLE…            words a second, by who works
    python -m accordingto.training.bench_many --growth ARTICLE    from 100 words of one article on

Loading is left out: a speed is that of the second half of twice the articles, which takes as much
longer than the articles alone. The cluster is one of this machine, with
one worker process for each row. The rows are measured turn by turn, so that a busy moment of the
machine falls on all; every figure is the median of ``--rounds`` runs.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from accordingto import Annotation, Article, Failure, annotate_many, read
from accordingto.corpus import many
from accordingto.corpus.cluster import Cluster
from accordingto.corpus.pool import AHEAD, batches, in_order

#: Words of an article whose growth is measured, unless ``--most`` says less.
_SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)


def main() -> None:
    """Parse the command line and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--growth", action="store_true", help="of one article with its length")
    parser.add_argument("--count", type=int, default=100, help="so many articles, repeated")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=100_000, help="words of the longest article")
    options = parser.parse_args()
    given = [read(path) for path in options.articles]
    if options.growth:
        growth(given[0], options.most)
    else:
        table(list(islice(cycle(given), options.count)), options.rounds)


def table(articles: Sequence[Article], rounds: int) -> None:
    """Words per second of one process, of one and two workers, of a cluster of one and of two."""
    runs: dict[str, Callable[[Sequence[Article]], Iterable[object]]] = {
        "this process": annotate_many,
        "1 worker": partial(many.in_processes, workers=1, pipeline=None),
        "2 workers": partial(many.in_processes, workers=2, pipeline=None),
        "Dask, 1 worker": partial(_on_dask, workers=1),
        "Dask, 2 workers": partial(_on_dask, workers=2),
    }
    speeds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            speeds[name].append(_speed(articles, run))
    base = statistics.median(speeds["1 worker"])
    print(f"{len(articles)} articles, {sum(map(_words, articles))} words")
    for name, measured in speeds.items():
        median = statistics.median(measured)
        print(f"{name:16s} {median:8.0f} words/s  {median / base:5.2f} × one worker")


def growth(article: Article, most: int) -> None:
    """Time per word and peak memory of one article of ever more words."""
    words = article.text.split(" ")
    for size in (size for size in _SIZES if size <= most):
        text = " ".join(islice(cycle(words), size))
        start = time.perf_counter()
        (made,) = annotate_many([Article(text)])
        seconds = time.perf_counter() - start
        if isinstance(made, Failure):
            print(f"{size:9d} words: {made.reason}")
            continue
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:9d} words {seconds:8.2f} s {size / seconds:8.0f} words/s {peak:6.0f} MB")


def _speed(
    articles: Sequence[Article], run: Callable[[Sequence[Article]], Iterable[object]]
) -> float:
    """Words per second, without what a run takes to begin."""
    seconds = []
    for given in (articles, [*articles, *articles]):
        start = time.perf_counter()
        for _ in run(given):
            pass
        seconds.append(time.perf_counter() - start)
    return sum(map(_words, articles)) / (seconds[1] - seconds[0])


def _words(article: Article) -> int:
    return len(article.text.split())


def _on_dask(articles: Sequence[Article], workers: int) -> Iterator[Annotation | Failure]:
    from distributed import LocalCluster

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers, threads_per_worker=1, dashboard_address=None, memory_limit=0
        ) as local,
        Cluster(partial(many.work, pipeline=None), many.died, local.scheduler_address) as cluster,
    ):
        yield from in_order(cluster.submit, batches(articles, many.length), limit=AHEAD * workers)


if __name__ == "__main__":
    main()
