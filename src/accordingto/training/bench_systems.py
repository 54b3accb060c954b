"""What reads an article, ours and others', for ``accordingto.training.bench``: one by one, timed.

- bare spaCy: the pipeline that everything here stands on, as it comes;
- textacy: ``direct_quotations`` on that same syntax, which gives up an article whose quotation
  marks are odd in number (``pip install textacy``);
- BERT-base: the forward pass alone, of random weights, over the pieces of the article: what the
  published best taggers of attribution cost at the least (the extra ``train``);
- accordingto: everything, with one thread, as all others here, and with one for each core.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accordingto.reading import read
from accordingto.records import Article

System = Callable[[Article], object]
BASELINE = "bare spaCy"
OWN = "accordingto"
#: Pieces that BERT reads at once.
_PIECES = 512


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took, by the clock and of all processors, in seconds."""

    seconds: float
    processor: float


def cost(run: Callable[[], object]) -> Cost:
    """What a call in this process takes."""
    start, processor = time.perf_counter(), time.process_time()
    run()
    return Cost(time.perf_counter() - start, time.process_time() - processor)


def median(costs: Sequence[Cost]) -> Cost:
    """The medians of both."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.processor for cost in costs),
    )


def _bare() -> System:
    nlp = _spacy()
    return lambda article: nlp(article.text)


def _textacy() -> System:
    from textacy.extract.triples import direct_quotations

    nlp = _spacy()

    def extract(article: Article) -> object:
        doc = nlp(article.text)
        with suppress(ValueError):  # an odd number of quotation marks
            return list(direct_quotations(doc))
        return None

    return extract


def _bert() -> System:
    import torch
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    from accordingto.language.model import PACKAGED, TOKENIZER

    torch.set_num_threads(1)
    model = BertModel(BertConfig(), add_pooling_layer=False).eval()
    pieces = Tokenizer.from_file(str(PACKAGED / TOKENIZER))
    pieces.no_truncation()
    pieces.no_padding()

    def forward(article: Article) -> object:
        ids = torch.tensor(pieces.encode(article.text).ids)
        with torch.inference_mode():
            return [model(part[None]).last_hidden_state for part in ids.split(_PIECES)]

    return forward


def _own(threads: int) -> System:
    from accordingto.language.annotator import Annotator

    return Annotator.load(threads=threads)


def _spacy() -> Any:
    import spacy

    from accordingto.language.pipeline import PREFERRED

    return spacy.load(next(name for name in PREFERRED if spacy.util.is_package(name)))


#: What loads each.
SYSTEMS: Mapping[str, Callable[[], System]] = {
    BASELINE: _bare,
    "textacy": _textacy,
    "BERT-base": _bert,
    OWN: lambda: _own(1),
    f"{OWN}, all cores": lambda: _own(0),
}


def warm(articles: Sequence[Article], rounds: int) -> dict[str, Cost]:
    """What each takes for all articles once it is loaded: the median of the rounds."""
    systems = {name: load() for name, load in SYSTEMS.items()}
    for system in systems.values():
        system(articles[0])
    costs: dict[str, list[Cost]] = {name: [] for name in systems}
    for _ in range(rounds):  # turn by turn, so that a busy moment of the machine falls on all
        for name, system in systems.items():
            costs[name].append(cost(lambda s=system: [s(article) for article in articles]))  # type: ignore[misc]
    return {name: median(taken) for name, taken in costs.items()}


def cold(path: Path, rounds: int) -> dict[str, tuple[Cost, float]]:
    """What each takes in a new process until it has read an article, and its peak memory (MB)."""
    costs: dict[str, list[Cost]] = {name: [] for name in SYSTEMS}
    peaks: dict[str, float] = {}
    for _ in range(rounds):
        for name in SYSTEMS:
            taken, peaks[name] = _process(
                [sys.executable, "-m", "accordingto.training.bench_systems", name, str(path)]
            )
            costs[name].append(taken)
    return {name: (median(taken), peaks[name]) for name, taken in costs.items()}


def _process(command: list[str]) -> tuple[Cost, float]:
    """What a process takes, and its peak memory (MB) as it tells it itself.

    What the system tells of a child that has ended is no less than what its parent had.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    seconds = time.perf_counter() - start
    return Cost(seconds, used.ru_utime + used.ru_stime), float(told.split()[-1])


def peak() -> float:
    """The most memory that this process has had since it was started, in MB. Needs Linux."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    SYSTEMS[sys.argv[1]]()(read(sys.argv[2]))
    print(peak())
