"""Time what matters, against a baseline in the same run.

    python -m accordingto.training.bench ARTICLE…     words per second against the bare pipeline
    python -m accordingto.training.bench --cold ARTICLE   the command against ``import spacy``

Every figure is the median of ``--rounds`` runs. ``accordingto.training.bench_page`` times the page.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def main() -> None:
    """Parse the command line and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--cold", action="store_true", help="time the command from its start")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if options.cold:
        cold(options.articles[0], options.rounds)
    else:
        warm(options.articles, options.rounds)


def cold(article: Path, rounds: int) -> None:
    """The whole command on one article, in a new process, against importing spaCy in one."""
    with tempfile.TemporaryDirectory() as folder:
        report = [sys.executable, "-m", "accordingto", "report", str(article)]
        report += ["-o", str(Path(folder) / "report.html")]
        runs = {"import spacy": [sys.executable, "-c", "import spacy"], "report": report}
        # Turn by turn, so that a busy moment of the machine falls on both.
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, command in runs.items():
                times[name].append(_timed(lambda c=command: _call(c)))  # type: ignore[misc]
    base = statistics.median(times["import spacy"])
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:14s} {median:6.2f} s  {median / base:5.2f} ×")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a process: {peak:.0f} MB")


def warm(articles: Sequence[Path], rounds: int) -> None:
    """Words per second of the bare pipeline, of the roles alone, and of everything."""
    import spacy

    from accordingto.language.annotator import Annotator
    from accordingto.language.pipeline import PREFERRED, parse, sentence_spans, words_of
    from accordingto.reading import read

    given = [read(path) for path in articles]
    name = next(name for name in PREFERRED if spacy.util.is_package(name.replace("_", "-")))
    bare = spacy.load(name)
    annotator = Annotator.load()
    docs = [parse(annotator.nlp, article) for article in given]
    count = sum(not token.is_space for doc in docs for token in doc)
    sentences = [sentence_spans(doc) for doc in docs]
    parsed = [
        (words_of(doc, article, spans), article, len(spans))
        for doc, article, spans in zip(docs, given, sentences, strict=True)
    ]
    runs: dict[str, Callable[[], object]] = {
        "bare spaCy": lambda: [bare(article.text) for article in given],
        "roles": lambda: [annotator.model.tagger.predict(w, a.paragraphs, n) for w, a, n in parsed],
        "everything": lambda: [annotator(article) for article in given],
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(_timed(run))
    base = statistics.median(times["bare spaCy"])
    print(f"{len(given)} articles, {count} words")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:12s} {count / median:8.0f} words/s  {median / base:5.2f} ×")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _call(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
