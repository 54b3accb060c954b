"""A few damaged inputs all the way; ``tests/fuzz/articles.py`` is the command for many."""

from __future__ import annotations

import warnings
from collections import Counter

import pytest

from accordingto.language.annotator import Annotator
from accordingto.reading.inputs import Input
from fuzz import articles

COUNT = 200


def test_damaged_inputs_are_refused_or_annotated_and_shown_word_for_word(
    annotator: Annotator,
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        outcomes = Counter(
            articles.outcome(given, annotator) for given in articles.inputs(COUNT, 7)
        )
    assert sum(outcomes.values()) == COUNT
    assert outcomes["annotated"] > COUNT / 2
    assert outcomes["refused"] > 0


def test_what_a_page_does_not_show_is_found(
    annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "shown", lambda made: made.article.text[1:])
    with pytest.raises(AssertionError):
        articles.outcome(Input("a.txt", b"Ann Roe said it rained."), annotator)
