"""The kind of every line: learnt from an editor's judgement of lines, with the rules as evidence.

What is no body text is dimmed, counted in no share, never asked about, and leans on nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from accordingto.language.lines.evidence import evidence
from accordingto.language.segmentation.line_types import kinds
from accordingto.language.tagging.confidence import confidence
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Article, Kind, Span

#: From this chance on a line is called no body text.
NOT_BODY = 0.4


def kinds_of_lines(
    article: Article,
    sentences: Sequence[Span],
    scores: Sequence[SentenceScores],
    weights: Mapping[str, float],
    conversation: Collection[int] = (),
) -> tuple[Kind, ...]:
    """The kind of every sentence; of a ``conversation``, by index, the rules alone tell."""
    ruled = kinds(article.text, sentences, article.paragraphs)
    found = evidence(article.text, sentences, article.paragraphs, scores, ruled)
    return tuple(
        ruled[index] if index in conversation else _kind(here, ruled[index], weights)
        for index, here in enumerate(found)
    )


def _kind(here: Mapping[str, float], ruled: Kind, weights: Mapping[str, float]) -> Kind:
    """What is no body is a headline or a byline as the rules say, else as the tagger has it."""
    if not here["over 0 words"] and not here["number"]:
        return "byline"  # “___”, “[…]”, “♦”
    if confidence(here, weights) < NOT_BODY:
        return "body"
    if ruled != "body":
        return ruled
    return "headline" if here["tagger headline"] >= here["tagger byline"] else "byline"
