"""What readers queried → what is read of it, kept in a file, since the tagger is slow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accordingto.evaluate import asking
from accordingto.language.annotator import assembled, steps
from accordingto.language.asking.asker import queryable, read
from accordingto.language.asking.evidence import Floats
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load, parse
from accordingto.language.tagging.scheme import REASONS


@dataclass(frozen=True, slots=True)
class Cases:
    """Judged sentences that the tool could query too, in the order of the files and articles.

    articles (N,): ids. numbers (N,): of the sentences. file (N,): which of the files of judgements.
    rows (N, K): what is read of each. reasons (N, 8): the shares of the reasons of those who ask;
    nothing where nobody asks.
    """

    articles: NDArray[np.str_]
    numbers: NDArray[np.int64]
    file: NDArray[np.int64]
    rows: Floats
    reasons: Floats

    @property
    def asked(self) -> NDArray[np.bool_]:
        """Whether anybody asks (N,)."""
        return np.asarray(self.reasons.sum(1) > 0)


def cases(files: Sequence[Path], texts: Path, kept: Path) -> Cases:
    """The cases of some files of judgements; ``kept``: the file of their readings, made if missing.

    Raises InputError.
    """
    if not kept.is_file():
        save(kept, list(_sentences(files, texts)))
    with np.load(kept) as readings:
        articles, numbers, rows = (readings[name] for name in ("articles", "numbers", "rows"))
    judged = {
        (asked.id, number): (
            place,
            [reader[number] for reader in asked.readers if number in reader],
        )
        for place, path in enumerate(files)
        for asked in asking.read(path)
        for number in asked.judged
    }
    found = [judged[key] for key in zip(articles.tolist(), numbers.tolist(), strict=True)]
    reasons = np.zeros((len(found), len(REASONS)), np.float32)
    for row, (_, why) in enumerate(found):
        for reason in why:
            reasons[row, REASONS.index(reason)] += 1 / len(why)
    return Cases(articles, numbers, np.array([place for place, _ in found]), rows, reasons)


def save(path: Path, readings: Sequence[tuple[str, int, Floats]]) -> None:
    """Write readings: the article's id, the sentence's number, and what is read of it (K,)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    articles, numbers, rows = zip(*readings, strict=True)
    np.savez(path, articles=np.array(articles), numbers=np.array(numbers), rows=np.stack(rows))


def _sentences(files: Sequence[Path], texts: Path) -> Iterator[tuple[str, int, Floats]]:
    """The readings of all judged sentences of some files that the tool could query."""
    nlp, model = load(), load_model()
    for path in files:
        for asked, article in asking.articles(path, texts):
            doc = parse(nlp, article)
            made = steps(doc, article, model)
            annotation: Any = assembled(article, made, model)
            rows = read(article.text, annotation.sentences, made.tagging, annotation.attributions)
            open_ = set(queryable(annotation.sentences))
            for number, sentence in asking.matched(asked, annotation.sentences):
                if sentence.index in open_:
                    yield asked.id, number, rows[sentence.index]
