"""How a name stands in a phrase that turns on another word."""

from __future__ import annotations

import pytest

from accordingto.language.coreference.clusters import clusters
from accordingto.language.coreference.inside import INSIDE, inside
from accordingto.language.coreference.mentions import mentions
from accordingto.records import Article, Span
from conftest import Parse


@pytest.mark.parametrize(
    ("phrase", "holding", "lacking"),
    [
        ("The mayor, Jane Roe", "apposed, behind a comma, closed off, a person", "owner, of"),
        ("Jane Roe’s lawyer", "owner, before the head, a person", "apposed, closed off"),
        ("The lawyer for Jim Jordan", "for, governed, closed off", "of, apposed, owner"),
        ("The head of the Calder Institute", "of, governed", "for, a person, in a clause"),
        ("A friend who knows Jane Roe", "in a clause", "apposed, for"),
        ("A neighbor named Jane Roe", "introduced", "owner, of"),
        ("A Pentagon spokesman", "modifier, before a noun, before the head", "a person, governed"),
    ],
)
def test_what_is_told_of_a_name(parsed: Parse, phrase: str, holding: str, lacking: str) -> None:
    doc = parsed(Article(f"{phrase} said it was late."))
    (mention,) = mentions(doc, clusters(doc), Span(0, len(phrase)))
    (named,) = mention.named
    told = inside(mention, named)
    assert set(told) == set(INSIDE)
    assert {fact for fact in holding.split(", ") if told[fact] != 1} == set()
    assert {fact for fact in lacking.split(", ") if told[fact] != 0} == set()


def test_whether_others_are_named_too(parsed: Parse) -> None:
    phrase = "A lawyer for John Doe, Jane Roe"
    doc = parsed(Article(f"{phrase} said it was late."))
    (mention, *_) = mentions(doc, clusters(doc), Span(0, len(phrase)))
    assert len(mention.named) == 2
    assert [inside(mention, named)["the only one"] for named in mention.named] == [0, 0]
