"""Whom a description means: the person with that title, the institution of that kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from accordingto.language.coreference import descriptions
from accordingto.language.coreference.clusters import clusters
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.mentions import Mention, mentions
from accordingto.language.profile.types import described_type
from accordingto.records import Article, Span
from conftest import Parse

Read = Callable[..., tuple[Discourse, Mention]]


@pytest.fixture
def read(parsed: Parse) -> Read:
    """An article with the titles it gives to people, and the mention that a phrase makes in it."""

    def run(
        text: str, phrase: str, titles: Mapping[str, tuple[str, ...]] | None = None
    ) -> tuple[Discourse, Mention]:
        doc = parsed(Article(text))
        entities = clusters(doc)
        start = text.rindex(phrase)
        (mention,) = mentions(doc, entities, Span(start, start + len(phrase)))
        return Discourse(doc, entities, titles or {}, described_type), mention

    return run


def _name(discourse: Discourse, referent: int | None) -> str | None:
    return None if referent is None else discourse[referent].name


@pytest.mark.parametrize(
    ("phrase", "definite"),
    [
        ("The judge", True),
        ("His lawyer", True),
        ("A judge", False),
        ("An agency", False),
        ("Police officials", False),
    ],
)
def test_the_points_back_and_a_introduces(read: Read, phrase: str, definite: bool) -> None:
    _, mention = read(f"{phrase} said it was late.", phrase)
    assert descriptions.definite(mention) == definite


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the judge", "Jane Roe"),
        ("the magistrate", None),  # another word for the same title tells too little
        ("the lawyer", "John Doe"),
        ("the defense attorney", "John Doe"),
        ("the surgeon", None),
    ],
)
def test_a_title_is_that_of_its_holder(read: Read, phrase: str, name: str | None) -> None:
    text = f"Judge Jane Roe and the lawyer, John Doe, spoke. No, {phrase} said."
    titles = {"Jane Roe": ("Judge",), "John Doe": ("defense lawyer",)}
    discourse, mention = read(text, phrase, titles)
    assert _name(discourse, descriptions.bearer(discourse, mention)) == name


def test_of_two_holders_the_one_named_close_before(read: Read) -> None:
    between = "It rained all day and nobody left the house. " * 40
    text = f"Judge Jane Roe spoke. {between}Judge John Doe spoke. The judge said no."
    titles = {"Jane Roe": ("Judge",), "John Doe": ("Judge",)}
    discourse, mention = read(text, "The judge", titles)
    assert _name(discourse, descriptions.bearer(discourse, mention)) == "John Doe"


def test_a_role_with_other_words_is_not_surely_its_holders(read: Read) -> None:
    text = "Judge Jane Roe spoke. The federal appeals court judge from Ohio said no."
    discourse, mention = read(text, "The federal appeals court judge", {"Jane Roe": ("Judge",)})
    assert descriptions.bearer(discourse, mention) is None
    near, mention = read("Judge Jane Roe spoke. The judge said no.", "The judge")
    near.titles = {"Jane Roe": ("Judge",)}
    assert _name(near, descriptions.bearer(near, mention)) == "Jane Roe"


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # A word of the name.
        (
            "The International Monetary Fund met. The fund said no.",
            "The fund",
            "International Monetary Fund",
        ),
        # The name's words in another order.
        (
            "The Department of Justice met. The justice department said no.",
            "The justice department",
            "Department of Justice",
        ),
    ],
)
def test_institution(read: Read, text: str, phrase: str, name: str) -> None:
    discourse, mention = read(text, phrase)
    referent, why = descriptions.institution(discourse, mention)
    assert _name(discourse, referent) == name
    assert name in why


def test_a_word_that_fits_no_institution_named(read: Read) -> None:
    discourse, mention = read("Jane Roe met a friend. The company said no.", "The company")
    assert descriptions.institution(discourse, mention) == (None, "")


def test_an_institution_named_only_before_its_noun_elsewhere(read: Read) -> None:
    text = "They called Boston police at night. The police said no."
    discourse, mention = read(text, "The police")
    qualified = descriptions.qualified(discourse.doc, mention)
    assert qualified is not None
    assert discourse.doc[qualified.start : qualified.end].text == "Boston police"
