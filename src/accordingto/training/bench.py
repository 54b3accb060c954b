"""Time everything against a baseline in the same run, and write the tables.

    python -m accordingto.training.bench ARTICLE… [--only one many length count] [--write]

- one: an article after the other, by us, bare spaCy, textacy and BERT-base, warm and from the start
  (``accordingto.training.bench_systems`` says what each does);
- many: one worker process and two, one worker of a Dask cluster and two;
- length, count: how time and memory grow with the words of one article, and with short articles.

A figure is the median of ``--rounds``. By the clock a busy machine distorts all of them; processor
time, of all processes, far less. ``--write`` puts the tables into the README.md beside this module,
and a line of each into the README.md of the checkout that it is run in. Needs the extra ``bench``.
``accordingto.training.bench_page`` times the page.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from accordingto.reading import read
from accordingto.records import Article
from accordingto.training import bench_many, bench_tables
from accordingto.training.bench_systems import cold, warm

_PARTS = ("one", "many", "length", "count")


def main() -> None:
    """Parse the command line, measure, print the tables, and write them where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=_PARTS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=100, help="articles for workers, repeated")
    parser.add_argument("--longest", type=int, default=1_000_000, help="words of an article")
    parser.add_argument("--most", type=int, default=10_000, help="articles, repeated")
    parser.add_argument("--short", type=int, default=60, help="words of each of those")
    parser.add_argument("--write", action="store_true", help="into the two README.md")
    options = parser.parse_args()
    made: dict[str, bench_tables.Table] = {}
    for part in options.only:
        made[part] = _apart(part, options)
        print(f"{made[part].markdown}\n", flush=True)
    if options.write:
        bench_tables.write(Path(), made)


def _apart(part: str, options: argparse.Namespace) -> bench_tables.Table:
    """The table of a part, measured in a process of its own: a peak of memory is a process's."""
    with ProcessPoolExecutor(1, get_context("spawn")) as own:
        return own.submit(_table, part, options).result()


def _table(part: str, options: argparse.Namespace) -> bench_tables.Table:
    given = [read(path) for path in options.articles]
    if part == "one":
        taken = warm(given, options.rounds)
        started = cold(options.articles[0], options.rounds)
        return bench_tables.one(len(given), bench_many.words(given), taken, started)
    if part == "many":
        repeated = list(islice(cycle(given), options.count))
        costs = bench_many.by_workers(repeated, options.rounds)
        return bench_tables.many(len(repeated), bench_many.words(repeated), costs)
    if part == "length":
        return bench_tables.length(bench_many.by_length(given[0], _sizes(options.longest)))
    beginnings = [Article(" ".join(one.text.split(" ")[: options.short])) for one in given]
    return bench_tables.count(bench_many.by_count(beginnings, _sizes(options.most)))


def _sizes(most: int) -> Iterable[int]:
    """A hundred, and ten times as many, until it is too many."""
    size = 100
    while size <= most:
        yield size
        size *= 10


if __name__ == "__main__":
    main()
