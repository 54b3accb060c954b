"""Corpora → training articles: words, role spans, links between them, sentences with labels.

PolNeAR (brat standoff, https://github.com/networkdynamics/PolNeAR) gives roles and links; the
editor's set (JSON, articles judged sentence by sentence) gives labels, and the words of many
sources and cues. Raw news (JSON lines) gives texts for a teacher to judge.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from accordingto.evaluate.files import filename, read_json, read_text
from accordingto.evaluate.standoff import Marked, read_standoff
from accordingto.language.pipeline import words_of
from accordingto.language.segmentation.sentences import sentences as cut_sentences
from accordingto.language.tagging.windows import Words
from accordingto.records import Article, Kind, Label, Span

#: Of raw news, the characters of the shortest and of the longest article to draw.
SHORTEST, LONGEST = 1500, 9000


@dataclass(frozen=True, slots=True)
class EditorSentence:
    """An editor's word on one sentence; see the guidelines of the editor's set."""

    span: Span
    label: Label
    kind: Kind
    carry: int | None
    bad: bool
    who: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class TrainingArticle:
    """An article with what people marked in it.

    ``relations`` is None where nobody marked roles, ``sentences`` empty where no editor judged.
    """

    id: str
    article: Article
    words: Words
    relations: tuple[Marked, ...] | None
    sentences: tuple[EditorSentence, ...] = ()


def polnear(split: Path, nlp: Language) -> Iterator[TrainingArticle]:
    """Every annotator's file of a PolNeAR split (``text/`` and ``attributions/``)."""
    for path in sorted((split / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        article = Article(read_text(split / "text" / f"{name}.txt"), origin=name)
        sentences = cut_sentences(article)
        yield TrainingArticle(
            path.stem,
            article,
            words_of(nlp.make_doc(article.text), article, sentences),
            read_standoff(path).marked,
        )


def editor(
    gold: Path, texts: Path, nlp: Language, relations: dict[str, tuple[Marked, ...]]
) -> Iterator[TrainingArticle]:
    """The editor's set; ``texts`` holds ID.txt of each article (``/`` and ``:`` as ``_``).

    relations: by article name, PolNeAR's attributions for those that are PolNeAR's too.
    """
    for row in read_json(gold):
        text = read_text(texts / f"{filename(row['id'])}.txt")
        article = Article(text, origin=row["id"])
        sentences = tuple(_sentence(article.text, sentence) for sentence in row["sentences"])
        spans = [sentence.span for sentence in sentences]
        words = words_of(nlp.make_doc(article.text), article, spans)
        marked = relations.get(row["id"].rsplit("/", 1)[-1])
        yield TrainingArticle(row["id"], article, words, marked, sentences)


def news(
    path: Path, nlp: Language, left_out: Collection[str], count: int, rng: random.Random
) -> Iterator[TrainingArticle]:
    """Articles that nobody judged, drawn at random from a file (JSON lines, xz; ``text``).

    ``left_out``: ids, ``news.jsonl:`` and the number of the line from 0, of articles not to draw.
    Very short and very long ones are left out too.
    """
    with lzma.open(path, "rt", encoding="utf8") as file:
        texts = {f"news.jsonl:{n}": json.loads(line)["text"] for n, line in enumerate(file)}
    fit = [
        id for id, text in texts.items() if id not in left_out and SHORTEST < len(text) < LONGEST
    ]
    for id in rng.sample(fit, min(count, len(fit))):
        article = Article(texts[id], origin=id)
        sentences = cut_sentences(article)
        words = words_of(nlp.make_doc(article.text), article, sentences)
        yield TrainingArticle(id, article, words, None)


def _sentence(text: str, row: dict[str, Any]) -> EditorSentence:
    span = Span(row["start"], row["end"])
    return EditorSentence(
        span,
        row["label"],
        row["kind"],
        row["carry"] - 1 if row.get("carry") else None,
        bool(row.get("bad")),
        _find(text, span, row.get("who")),
        _find(text, span, row.get("cue")),
    )


def _find(text: str, within: Span, words: str | None) -> Span | None:
    at = text.find(words, within.start, within.end) if words else -1
    return Span(at, at + len(words)) if words and at >= 0 else None
