"""The passages of an article that are one speaker's throughout, whatever makes them so."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.language.segmentation.credits import credited
from accordingto.language.segmentation.letters import letters
from accordingto.language.segmentation.speaker_turns import Turn, turns
from accordingto.records import Article, Span


def passages(article: Article, quotations: Sequence[Span]) -> tuple[Turn, ...]:
    """The turns, posts, credited quotations and letters of an article, in order.

    None stands over another; what several people say together is there once for each of them.
    ``quotations``: one span for each paragraph of a quotation, marks included.
    """
    every = (*letters(article), *turns(article.text), *credited(article, quotations))
    kept: list[Turn] = []
    for turn in sorted(every, key=lambda turn: turn.said):
        if not kept or kept[-1].end <= turn.said.start or kept[-1].said == turn.said:
            kept.append(turn)
    return tuple(kept)
