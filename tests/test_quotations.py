"""Quotations are found whatever their marks, and an odd mark never raises."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.quotations import quotations, states
from accordingto.records import Article


def found(text: str) -> list[str]:
    article = Article(text)
    return [span.of(text) for span in quotations(text, article.paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” she said.", ["“We won,”"]),
        ('She said "we won" and left.', ['"we won"']),
        ("‘No,’ he said.", ["‘No,’"]),
        ("He called it 'a joke' twice.", ["'a joke'"]),
        ("«Jamais», dit-il.", ["«Jamais»"]),
        ("`` Hello , '' he said .", ["`` Hello , ''"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
    ],
)
def test_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s the dogs’ day, isn’t it?",
        'He is 6\'2" tall and 12" wide.',
        "The '90s were 'em days.",
        "A stray ” closes nothing.",
        "A stray “ opens nothing.",
    ],
)
def test_apostrophes_inches_and_strays_are_no_quotation(text: str) -> None:
    assert found(text) == []


def test_a_quotation_that_goes_on_reaches_the_end_of_its_paragraph() -> None:
    text = "“First, we looked.\n“Then we left,” Roe said."
    assert found(text) == ["“First, we looked.", "“Then we left,”"]


def test_states_mark_the_marks() -> None:
    text = "A “b” c"
    assert list(states(text, Article(text).paragraphs)) == [0, 0, 1, 2, 3, 0, 0]


@given(st.text(alphabet="ab “”\"'‘’«»`\n.", max_size=60))
def test_any_text_gives_ordered_spans_within_paragraphs(text: str) -> None:
    article = Article(text)
    spans = quotations(text, article.paragraphs)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(p.contains(s) for p in article.paragraphs) for s in spans)
