"""Measure 1: exact spans of source, cue and content over paragraphs of words.

The gold form is that of CofeNet (Wang et al., COLING 2022): a JSON object a paragraph, with
``tokens``, BIO ``labels`` (``B-source``, ``I-content``, ``O`` …) and the ``id`` of its article.
A predicted span counts when both of its ends are those of a gold span of the same role.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from accordingto.evaluate.figures import Tally, table
from accordingto.evaluate.files import malformed, read_lines, write_text
from accordingto.evaluate.tool import Tagger, packaged_tagger
from accordingto.language.tagging.scheme import ROLES


@dataclass(frozen=True, slots=True)
class LabelledParagraph:
    """The words of a paragraph and a BIO label for each."""

    article: str
    tokens: tuple[str, ...]
    labels: tuple[str, ...]


def read(path: Path) -> tuple[LabelledParagraph, ...]:
    """The paragraphs of a ``.jsonl`` or ``.jsonl.gz`` file, in order."""
    try:
        paragraphs = tuple(
            LabelledParagraph(str(row.get("id", "")), tuple(row["tokens"]), tuple(row["labels"]))
            for row in read_lines(path)
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise malformed(path, error) from error
    for number, paragraph in enumerate(paragraphs, 1):
        if len(paragraph.tokens) != len(paragraph.labels):
            raise malformed(path, ValueError(f"paragraph {number}: not one label a word"))
    return paragraphs


def spans(labels: Sequence[str]) -> frozenset[tuple[str, int, int]]:
    """The spans of a BIO sequence as (role, first word, word after the last).

    An ``I-`` that continues nothing of its role opens a span, as in conlleval.
    """
    closed = []
    role, start = "", 0
    for at, label in enumerate((*labels, "O")):
        prefix, _, name = label.partition("-")
        if role and not (prefix == "I" and name == role):
            closed.append((role, start, at))
            role = ""
        if name and not role:
            role, start = name, at
    return frozenset(closed)


def score(gold: Iterable[Sequence[str]], predicted: Iterable[Sequence[str]]) -> dict[str, Tally]:
    """Exact matches by role, over paragraphs of labels in the same order."""
    tallies = dict.fromkeys(ROLES, Tally())
    for wanted_labels, given_labels in zip(gold, predicted, strict=True):
        wanted, given = spans(wanted_labels), spans(given_labels)
        for role in ROLES:
            sides = (wanted & given, given, wanted)
            tallies[role] += Tally(*(sum(name == role for name, _, _ in side) for side in sides))
    return tallies


def predict(paragraphs: Iterable[LabelledParagraph], tag: Tagger) -> tuple[tuple[str, ...], ...]:
    """A label for every word, article by article (neighbours of one id are one article)."""
    return tuple(
        tuple(labels)
        for _, article in groupby(paragraphs, key=lambda paragraph: paragraph.article)
        for labels in tag([list(paragraph.tokens) for paragraph in article])
    )


def run(file: str | Path, predictions: str | Path | None = None, tag: Tagger | None = None) -> str:
    """Tag a file of paragraphs and return precision, recall and F1 by role.

    ``predictions``: a file to write, one line a paragraph with ``tokens`` and ``labels``.
    ``tag``: another tagger than the packaged one. Raises InputError, OutputError.
    """
    paragraphs = read(Path(file))
    labels = predict(paragraphs, tag or packaged_tagger())
    if predictions is not None:
        lines = (
            json.dumps({"tokens": paragraph.tokens, "labels": given}, ensure_ascii=False)
            for paragraph, given in zip(paragraphs, labels, strict=True)
        )
        write_text(Path(predictions), "".join(f"{line}\n" for line in lines))
    figures = score((paragraph.labels for paragraph in paragraphs), labels)
    return table(
        [
            (f"{len(paragraphs)} paragraphs", ""),
            *((f"{role} exact", figures[role]) for role in ROLES),
        ],
        width=16,
    )
