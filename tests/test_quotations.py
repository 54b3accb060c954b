"""Quotations are found whatever their marks, and an odd mark never raises."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.quotations import REACH, quotations, quotations_in, states
from accordingto.records import Article, Span


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Opened with one kind of mark and closed with another.
        ('“We won", she said. “We left.”', ['“We won"', "“We left.”"]),
        ('"We won,” she said. "We left,” he said.', ['"We won,”', '"We left,”']),
        ("A \"cell'' of it, another \"cell'' too.", ["\"cell''", "\"cell''"]),
        ("“We won,’’ he said.", ["“We won,’’"]),
        ("It is “quickly“ done.", ["“quickly“"]),
        ("She added: ”We won.”", ["”We won.”"]),
        # Not so where the right mark is still to come.
        ('“They said "no" to us,” she said.', ['“They said "no" to us,”']),
        # A mark left open swallows no other quotation.
        ("It is “a joke and he said “no” twice.", ["“no”"]),
        ("“We won, she said. “We left,” he said.", ["“We left,”"]),
        # A closing mark opens nothing.
        ('We won," she said. "We left."', ['"We left."']),
        # Quotations within one of their own kind.
        ("“She’s “loud” and “late” and they wait.”", ["“She’s “loud” and “late” and they wait.”"]),
        # The paragraphs of one quotation, their line breaks lost.
        ("“First we looked. “Then we left.” Roe", ["“First we looked. “Then we left.”"]),
    ],
)
def test_marks_taken_for_one_another(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_paragraphs_without_an_opening_mark_are_quoted_up_to_the_closing_one() -> None:
    text = "She said: “First, we looked.\nThen we waited.\nThen we left.” Nobody came.\nIt rained."
    assert found(text) == ["“First, we looked.", "Then we waited.", "Then we left.”"]


@pytest.mark.parametrize(
    "below",
    [
        "It rained.\nNobody came.",  # nothing closes it
        "He called it “a joke” twice.",  # another opens first
        "\n".join(["It rained."] * REACH) + "\nWe left.” Nobody came.",  # too far
    ],
)
def test_a_quotation_left_open_owns_nothing_below_without_a_mark(below: str) -> None:
    text = "“First, we looked.\n" + below
    start = text.index("\n")
    article = Article(text)
    spans = quotations(text, article.paragraphs)
    assert all(span.of(text) == "“a joke”" for span in spans if span.end > start)
    assert not any(span.end == start for span in spans)


def test_a_quotation_within_keeps_the_one_around_it_open() -> None:
    text = "“He asked us for a “yes or no” on it.\n“We said no,” Roe said."
    assert found(text) == ["“He asked us for a “yes or no” on it.", "“We said no,”"]


def test_the_quotations_that_touch_a_span() -> None:
    given = [Span(0, 4), Span(6, 9), Span(12, 20)]
    assert quotations_in(given, Span(4, 6)) == []
    assert quotations_in(given, Span(3, 13)) == given
    assert quotations_in(given, Span(7, 8)) == [Span(6, 9)]


def test_states_mark_the_marks() -> None:
    text = "A “b” c"
    assert list(states(text, Article(text).paragraphs)) == [0, 0, 1, 2, 3, 0, 0]
    text = "“a\nb”"
    assert list(states(text, Article(text).paragraphs)) == [1, 2, 0, 2, 3]


@given(st.text(alphabet="ab “”\"'‘’«»`\n.", max_size=60))
def test_any_text_gives_ordered_spans_within_paragraphs(text: str) -> None:
    article = Article(text)
    spans = quotations(text, article.paragraphs)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(p.contains(s) for p in article.paragraphs) for s in spans)


@given(st.lists(st.text(alphabet='ab ,.“”"', min_size=1, max_size=12), max_size=30))
def test_nothing_is_quoted_far_below_the_last_mark(lines: list[str]) -> None:
    text = "\n".join(lines)
    article = Article(text)
    quoted = quotations(text, article.paragraphs)
    for number, paragraph in enumerate(article.paragraphs):
        if any(paragraph.overlaps(span) for span in quoted):
            near = article.paragraphs[max(0, number - REACH) : number + REACH + 1]
            assert any(set('“”"').intersection(line.of(text)) for line in near)
