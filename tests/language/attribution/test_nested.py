"""Who speaks through whom: chains inside contents and beside frames."""

from __future__ import annotations

import pytest

from accordingto.language.attribution.linking import Link
from accordingto.language.attribution.nested import chains
from accordingto.quotations import quotations
from accordingto.records import Article, Span
from conftest import Parse

Chains = list[tuple[int, str, str, str]]


def within(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def found(parsed: Parse, text: str, *links: tuple[str, str, str]) -> Chains:
    """The chains as (outer, who, cue, first content), for links given as words."""
    article = Article(text)
    made = [Link(within(text, s), within(text, c), (within(text, x),)) for s, c, x in links]
    marks = quotations(text, article.paragraphs)
    return [
        (
            chain.outer,
            chain.link.source.of(text) if chain.link.source else "",
            chain.link.cue.of(text) if chain.link.cue else "",
            chain.link.content[0].of(text),
        )
        for chain in chains(parsed(article), made, marks)
    ]


def test_a_said_that_b_had_said(parsed: Parse) -> None:
    text = "Police said the driver told officers that he had fallen asleep."
    said = "the driver told officers that he had fallen asleep"
    assert found(parsed, text, ("Police", "said", said)) == [
        (0, "the driver", "told", "that he had fallen asleep")
    ]


def test_according_to_inside_a_content(parsed: Parse) -> None:
    text = "Mr. Reyes said the dam was safe, according to the engineers."
    said = "the dam was safe, according to the engineers"
    assert found(parsed, text, ("Mr. Reyes", "said", said)) == [
        (0, "the engineers", "according to", "the dam was safe")
    ]


def test_reported_citing(parsed: Parse) -> None:
    text = "The plant will close, the Guardian reported, citing officials."
    assert found(parsed, text, ("the Guardian", "reported", "The plant will close")) == [
        (0, "officials", "citing", "The plant will close")
    ]


def test_quoted_as_saying(parsed: Parse) -> None:
    text = "The newspaper quoted Mary Hill as saying that the fund was empty."
    said = "Mary Hill as saying that the fund was empty"
    assert found(parsed, text, ("The newspaper", "quoted", said)) == [
        (0, "Mary Hill", "quoted", "that the fund was empty")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Police said the man would say that he was lost.", "the man would say that he was lost"),
        ("Police said he did not say that he was lost.", "he did not say that he was lost"),
        ("Police said “he told us that it was over.”", "“he told us that it was over.”"),
        ("Police said they acted according to their duty.", "they acted according to their duty"),
        ("Police said they wanted the boy to go home.", "they wanted the boy to go home"),
    ],
)
def test_nobody_else_speaks(parsed: Parse, text: str, said: str) -> None:
    assert found(parsed, text, ("Police", "said", said)) == []
