"""Sentences as the model judges them, made by hand: no model."""

from __future__ import annotations

from accordingto.language.attribution.drafts import Draft
from accordingto.language.tagging.scheme import LABELS
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Span


def draft(
    span: Span,
    label: int,
    *,
    carry: float = 0.0,
    who: Span | None = None,
    paragraph: int = 0,
    chances: tuple[float, ...] = (),
) -> Draft:
    """A sentence that the model takes for ``label``: 0 narration, 1 partly, 2 attributed."""
    likely = chances or tuple(0.8 if index == label else 0.1 for index in range(3))
    scores = SentenceScores(likely, (0.9, 0.05, 0.05), carry, who, None)
    return Draft(span, paragraph, "body", scores, LABELS[label])
