"""A sentence while it is decided: what the model thinks of it, and what is settled so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from accordingto.language.spans import paragraph_of
from accordingto.language.tagging.scheme import LABELS
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Article, Kind, Label, Span

#: What decided a label: the model, or the rule of that name (see ``labels``).
Decider = Literal["model", "speaker turn", "hearsay", "nobody asserts", "nothing beside"]


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
    kinds: Sequence[Kind],
) -> tuple[Draft, ...]:
    """A draft a sentence, with the likeliest label; ``kinds``: what kind of line each is."""
    places = paragraph_of(spans, article.paragraphs)
    return tuple(
        Draft(span, paragraph, kind, mind, likely_label(mind))
        for span, paragraph, kind, mind in zip(spans, places, kinds, scores, strict=True)
    )


def likely_label(scores: SentenceScores) -> Label:
    """The label that the model gives most probability."""
    return LABELS[max(range(len(LABELS)), key=lambda index: scores.label[index])]
