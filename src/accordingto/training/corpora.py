"""Corpora → training documents: words, role spans, links between them, sentences with labels.

PolNeAR (brat standoff, https://github.com/networkdynamics/PolNeAR) gives roles and links; the
editor's set (JSON, articles judged sentence by sentence) gives labels, and the words of many
sources and cues.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language

from accordingto.language.windows import Words
from accordingto.records import Article, Span

ROLES = ("source", "cue", "content")
LABELS = ("narration", "partly", "attributed")
KINDS = ("body", "headline", "byline")
TYPES = (
    "named person",
    "named organization",
    "document",
    "anonymous",
    "unnamed person",
    "unnamed group",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution of PolNeAR: the spans of each role, as character offsets."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """An editor's word on one sentence; see the guidelines of the editor's set."""

    span: Span
    label: str
    kind: str
    type: str | None
    carry: int | None
    bad: bool
    who: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A training document. ``relations`` is None where nobody marked roles."""

    id: str
    article: Article
    words: Words
    relations: tuple[Relation, ...] | None
    judgements: tuple[Judgement, ...] = field(default=())


def read_standoff(path: Path) -> tuple[Relation, ...]:
    """The attributions of one brat file that have a cue or a content."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        parts = line.rstrip("\r").split("\t")
        if parts[0].startswith("T") and len(parts) > 1:
            _, offsets = parts[1].split(" ", 1)
            spans[parts[0]] = tuple(Span(*map(int, pair.split())) for pair in offsets.split(";"))
        elif parts[0].startswith("E") and len(parts) > 1:
            event: dict[str, list[str]] = defaultdict(list)
            for argument in parts[1].split():
                role, target = argument.split(":")
                event[re.sub(r"\d+$", "", role).lower()].append(target)
            events.append(event)
    made = (
        Relation(*(tuple(s for t in e.get(r, ()) for s in spans.get(t, ())) for r in ROLES))
        for e in events
    )
    return tuple(r for r in made if r.content or r.cue)


def polnear(split: Path, nlp: Language) -> Iterator[Document]:
    """Every annotator's file of a PolNeAR split (``text/`` and ``attributions/``)."""
    for path in sorted((split / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        with (split / "text" / f"{name}.txt").open(encoding="utf8", newline="") as file:
            article = Article(file.read(), origin=name)
        yield Document(path.stem, article, split_words(article, nlp), read_standoff(path))


def editor(
    gold: Path, texts: Path, nlp: Language, relations: dict[str, tuple[Relation, ...]]
) -> Iterator[Document]:
    """The editor's set; ``texts`` holds ID.txt of each article (``/`` and ``:`` as ``_``).

    relations: by article name, PolNeAR's attributions for those that are PolNeAR's too.
    """
    for row in json.loads(gold.read_text(encoding="utf8")):
        name = re.sub(r"[/:]", "_", row["id"])
        with (texts / f"{name}.txt").open(encoding="utf8", newline="") as file:
            article = Article(file.read(), origin=row["id"])
        judged = tuple(_judgement(article.text, each) for each in row["sentences"])
        words = split_words(article, nlp, [j.span for j in judged])
        yield Document(
            row["id"], article, words, relations.get(row["id"].rsplit("/", 1)[-1]), judged
        )


def split_words(article: Article, nlp: Language, sentences: Sequence[Span] = ()) -> Words:
    """The words of an article by spaCy's tokenizer, white space left out."""
    spans: list[Span] = []
    paragraph: list[int] = []
    for i, place in enumerate(article.paragraphs):
        for token in nlp.make_doc(place.of(article.text)):
            if not token.is_space:
                start = place.start + token.idx
                spans.append(Span(start, start + len(token)))
                paragraph.append(i)
    sentence, at = [], 0
    for span in spans:
        while at < len(sentences) and sentences[at].end <= span.start:
            at += 1
        inside = at < len(sentences) and sentences[at].start < span.end
        sentence.append(at if inside else -1)
    return Words(article.text, tuple(spans), tuple(paragraph), tuple(sentence))


def _judgement(text: str, row: dict[str, Any]) -> Judgement:
    span = Span(row["start"], row["end"])
    who = _find(text, span, row.get("who"))
    cue = _find(text, span, row.get("cue"))
    return Judgement(
        span,
        row["label"],
        row["kind"],
        row["type"],
        row["carry"] - 1 if row.get("carry") else None,
        bool(row.get("bad")),
        who,
        cue,
    )


def _find(text: str, within: Span, words: str | None) -> Span | None:
    at = text.find(words, within.start, within.end) if words else -1
    return Span(at, at + len(words)) if words and at >= 0 else None
