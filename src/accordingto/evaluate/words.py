"""Measure 1: exact spans of source, cue and content over paragraphs of words.

The gold form is that of CofeNet (Wang et al., COLING 2022): a JSON object a paragraph, with
``tokens``, BIO ``labels`` (``B-source``, ``I-content``, ``O`` …) and the ``id`` of its article.
A predicted span counts when both of its ends are those of a gold span of the same role.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from accordingto.evaluate.figures import Tally, table
from accordingto.evaluate.files import malformed, read_lines, write_text
from accordingto.evaluate.tool import Tagger, packaged_tagger

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of a paragraph and a BIO label for each."""

    article: str
    tokens: tuple[str, ...]
    labels: tuple[str, ...]


def read(path: Path) -> tuple[Paragraph, ...]:
    """The paragraphs of a ``.jsonl`` or ``.jsonl.gz`` file, in order."""
    try:
        found = tuple(
            Paragraph(str(row.get("id", "")), tuple(row["tokens"]), tuple(row["labels"]))
            for row in read_lines(path)
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise malformed(path, error) from error
    for number, each in enumerate(found, 1):
        if len(each.tokens) != len(each.labels):
            raise malformed(path, ValueError(f"paragraph {number}: not one label a word"))
    return found


def spans(labels: Sequence[str]) -> frozenset[tuple[str, int, int]]:
    """The spans of a BIO sequence as (role, first word, word after the last).

    An ``I-`` that continues nothing of its role opens a span, as in conlleval.
    """
    found = []
    role, start = "", 0
    for at, label in enumerate((*labels, "O")):
        mark, _, name = label.partition("-")
        if role and not (mark == "I" and name == role):
            found.append((role, start, at))
            role = ""
        if name and not role:
            role, start = name, at
    return frozenset(found)


def score(gold: Iterable[Sequence[str]], predicted: Iterable[Sequence[str]]) -> dict[str, Tally]:
    """Exact matches by role, over paragraphs of labels in the same order."""
    hits: Counter[str] = Counter()
    there: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for right, given in zip(gold, predicted, strict=True):
        wanted, found = spans(right), spans(given)
        there.update(role for role, _, _ in wanted)
        said.update(role for role, _, _ in found)
        hits.update(role for role, _, _ in wanted & found)
    return {role: Tally(hits[role], said[role], there[role]) for role in ROLES}


def predict(paragraphs: Iterable[Paragraph], tag: Tagger) -> tuple[tuple[str, ...], ...]:
    """A label for every word, article by article (neighbours of one id are one article)."""
    return tuple(
        tuple(labels)
        for _, article in groupby(paragraphs, key=lambda each: each.article)
        for labels in tag([list(each.tokens) for each in article])
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
            json.dumps({"tokens": each.tokens, "labels": given}, ensure_ascii=False)
            for each, given in zip(paragraphs, labels, strict=True)
        )
        write_text(Path(predictions), "".join(f"{line}\n" for line in lines))
    figures = score((each.labels for each in paragraphs), labels)
    return table(
        [
            (f"{len(paragraphs)} paragraphs", ""),
            *((f"{role} exact", figures[role]) for role in ROLES),
        ],
        width=16,
    )
