"""Which names are one bearer's, and under which name the bearer goes."""

from __future__ import annotations

import pytest

from accordingto.language.coreference.clusters import Clusters, Entity, clusters
from accordingto.records import Article
from conftest import Parse


def _clusters(parsed: Parse, text: str) -> Clusters:
    return clusters(parsed(Article(text)))


def _entity(parsed: Parse, text: str, name: str) -> Entity:
    (entity,) = (e for e in _clusters(parsed, text).entities if e.name == name)
    return entity


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        # People: a surname joins the full name; a particle does not make one full.
        ("Jane Roe left. Roe agreed.", "Jane Roe", 2),
        ("Bill de Blasio spoke. De Blasio left.", "Bill de Blasio", 2),
        ("Jane Roe spoke. J. Roe left.", "Jane Roe", 2),
        # Institutions: reordered, abbreviated, by an acronym in brackets or its letters.
        (
            "The Homeland Security Department spoke. The Department of Homeland Security left.",
            "Department of Homeland Security",
            2,
        ),
        ("The International Monetary Fund (IMF) agreed.", "International Monetary Fund", 2),
        ("The IMF spoke. The International Monetary Fund left.", "International Monetary Fund", 2),
        # A medium keeps its article where the text writes it with a capital.
        ("It was reviewed by The Tidewater Courier.", "The Tidewater Courier", 1),
    ],
)
def test_one_bearer(parsed: Parse, text: str, name: str, places: int) -> None:
    assert len(_entity(parsed, text, name).places) == places


def test_a_surname_of_two_is_neither_and_names_both(parsed: Parse) -> None:
    moran = _entity(parsed, "Bill Moran spoke. Anna Moran spoke. Moran left.", "Moran")
    assert moran.namesakes == ("Bill Moran", "Anna Moran")
    assert moran.gender is None


def test_an_honorific_tells_which_of_two(parsed: Parse) -> None:
    text = "Mr. Bill Moran spoke. Ms. Anna Moran spoke. Ms. Moran left."
    assert len(_entity(parsed, text, "Anna Moran").places) == 2


def test_a_man_is_not_the_only_woman_of_his_surname(parsed: Parse) -> None:
    text = "Anna Moran spoke. Mr. Moran left."
    assert len(_entity(parsed, text, "Anna Moran").places) == 1


def test_the_places_of_a_name_are_found_by_token(parsed: Parse) -> None:
    moran = _entity(parsed, "Bill Moran spoke. Moran left.", "Bill Moran")
    first, second = moran.places
    assert [moran.place_of(token) for token in range(6)] == [first, first, None, None, second, None]
    assert moran.last_place(0) is None
    assert (moran.last_place(4), moran.last_place(5)) == (first, second)


def test_who_is_introduced_later_is_not_meant_before(parsed: Parse) -> None:
    text = "Bill Moran spoke. Moran left. Anna Moran spoke."
    assert len(_entity(parsed, text, "Bill Moran").places) == 2


def test_a_surname_is_that_of_whom_the_text_names_far_more_often(parsed: Parse) -> None:
    text = "Bill Moran spoke. " * 3 + "Anna Moran spoke. Moran left."
    assert len(_entity(parsed, text, "Bill Moran").places) == 4


def test_a_surname_is_that_of_the_one_named_close_before(parsed: Parse) -> None:
    between = "The weather was fine and nobody left. " * 40
    text = f"Anna Moran spoke. {between}Bill Moran spoke. Moran left."
    assert len(_entity(parsed, text, "Bill Moran").places) == 2


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Mrs. Okonkwo left.", "Okonkwo", "female"),
        ("Congressman Okonkwo left.", "Okonkwo", "male"),
        ("Jane Roe left.", "Jane Roe", "female"),
        ("Mr. Okonkwo left.", "Okonkwo", "male"),
    ],
)
def test_gender(parsed: Parse, text: str, name: str, gender: str) -> None:
    assert _entity(parsed, text, name).gender == gender


def test_names_among_tokens_come_in_order_and_once(parsed: Parse) -> None:
    doc = parsed(Article("Jane Roe left John Doe of the Justice Department."))
    pairs = clusters(doc).inside(list(doc))
    assert [entity.name for _, entity in pairs] == ["Jane Roe", "John Doe", "Justice Department"]
