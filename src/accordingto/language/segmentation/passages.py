"""The passages of an article that are one speaker's throughout, whatever makes them so."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.language.segmentation.credits import credited
from accordingto.language.segmentation.speaker_turns import Turn, turns
from accordingto.records import Article, Span


def passages(article: Article, quotations: Sequence[Span]) -> tuple[Turn, ...]:
    """The turns, posts and credited quotations of an article, in order; none over another.

    ``quotations``: one span for each paragraph of a quotation, marks included.
    """
    every = (*turns(article.text), *credited(article, quotations))
    kept: list[Turn] = []
    for turn in sorted(every, key=lambda turn: turn.said):
        if not kept or kept[-1].end <= turn.said.start:
            kept.append(turn)
    return tuple(kept)
