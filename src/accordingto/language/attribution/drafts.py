"""A sentence while it is decided: what the model thinks of it, and what is settled so far."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from accordingto.language.segmentation.line_types import kinds
from accordingto.language.tagging.scheme import KINDS, LABELS
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Article, Kind, Label, Span

#: What decided a label: the model, or the rule of that name (see ``labels``).
Decider = Literal["model", "speaker turn", "hearsay", "nobody asserts", "nothing beside"]
#: A line is no body text only when the model is this sure: else it would go unreviewed.
NOT_BODY = 0.6


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence: its place, what the model thinks of it, and what is decided.

    ``scores`` are the model's own and stay as they are: a rule that knows better sets ``label``,
    and ``decided_by`` says which rule it was.
    """

    span: Span
    paragraph: int
    kind: Kind
    scores: SentenceScores
    label: Label
    decided_by: Decider = "model"

    def decided(self, label: Label, by: Decider) -> Draft:
        """The draft with a label that a rule decides."""
        return replace(self, label=label, decided_by=by)


def drafts(
    article: Article,
    spans: Sequence[Span],
    scores: Sequence[SentenceScores],
    conversation: Collection[int] = (),
    credits: Collection[int] = (),
) -> tuple[Draft, ...]:
    """A draft a sentence, with the likeliest label and the kind of its line.

    The kind is told by rule where one applies, else by the model where it is sure. Sentences of a
    ``conversation``, by index, are body text to the model; ``credits`` only name whose the words
    above them are.
    """
    ruled = list(kinds(article.text, spans, article.paragraphs))
    for index in credits:
        ruled[index] = "byline"
    paragraphs = _paragraphs(article, spans)
    return tuple(
        Draft(
            span,
            paragraphs[index],
            ruled[index] if ruled[index] != "body" or index in conversation else _likely_kind(mind),
            mind,
            likely_label(mind),
        )
        for index, (span, mind) in enumerate(zip(spans, scores, strict=True))
    )


def likely_label(scores: SentenceScores) -> Label:
    """The label that the model gives most probability."""
    return LABELS[max(range(len(LABELS)), key=lambda index: scores.label[index])]


def _likely_kind(scores: SentenceScores) -> Kind:
    best = max(range(len(KINDS)), key=lambda index: scores.kind[index])
    return KINDS[best] if scores.kind[best] >= NOT_BODY else "body"


def _paragraphs(article: Article, spans: Sequence[Span]) -> tuple[int, ...]:
    """The paragraph in which each sentence starts."""
    paragraphs, at = [], 0
    for span in spans:
        while article.paragraphs[at].end <= span.start:
            at += 1
        paragraphs.append(at)
    return tuple(paragraphs)
