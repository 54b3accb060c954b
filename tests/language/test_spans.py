"""Which span holds which."""

from __future__ import annotations

from accordingto.language.spans import around, by_sentence, sentences_touched
from accordingto.records import Span

SENTENCES = [Span(0, 5), Span(6, 9), Span(10, 20)]


def test_every_sentence_a_span_touches_is_found() -> None:
    groups = [[Span(0, 1)], [Span(4, 7), None], [Span(5, 6)], [Span(0, 20)], [Span(19, 30)]]
    assert sentences_touched(SENTENCES, groups) == ((0,), (0, 1), (), (0, 1, 2), (2,))


def test_items_go_to_the_sentences_that_they_touch() -> None:
    held = by_sentence(SENTENCES, "ab", [[Span(4, 7)], [Span(8, 9)]])
    assert held == [["a"], ["a", "b"], []]


def test_a_span_around_others_reaches_from_the_first_to_the_last() -> None:
    assert around(Span(8, 9), Span(2, 3), Span(4, 12)) == Span(2, 12)
