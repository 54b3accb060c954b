"""A draft starts with what the model thinks, and says what overrules it."""

from __future__ import annotations

from accordingto.language.attribution.drafts import drafts
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Article, Kind, Span

TEXT = "Town Votes on Bridge\n\nThe town voted. It will build.\n\nBy Ann Roe\n"
SPANS = (Span(0, 20), Span(22, 37), Span(38, 52), Span(54, 64))
KINDS: list[Kind] = ["headline", "body", "body", "byline"]


def scores(label: int) -> SentenceScores:
    chances = tuple(0.8 if index == label else 0.1 for index in range(3))
    return SentenceScores(chances, (0.9, 0.05, 0.05), 0.0, None, None)


def test_a_draft_has_the_likeliest_label_and_its_paragraph() -> None:
    judged = [scores(0), scores(2), scores(1), scores(0)]
    made = drafts(Article(TEXT), SPANS, judged, KINDS)
    assert [draft.kind for draft in made] == KINDS
    assert [draft.label for draft in made] == ["narration", "attributed", "partly", "narration"]
    assert [draft.paragraph for draft in made] == [0, 1, 1, 2]
    assert {draft.decided_by for draft in made} == {"model"}


def test_a_rule_leaves_the_scores_as_they_are() -> None:
    (made, *_) = drafts(Article(TEXT), SPANS, [scores(0)] * 4, KINDS)
    decided = made.decided("attributed", "hearsay")
    assert (decided.label, decided.decided_by) == ("attributed", "hearsay")
    assert decided.scores == made.scores
