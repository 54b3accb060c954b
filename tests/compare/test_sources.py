"""Whether two drafts mean the same source."""

from __future__ import annotations

import pytest

from accordingto.compare.sources import STANDING, same, standing
from accordingto.records import Source, SourceType

PERSON, BODY = "named person", "named organization"


@pytest.mark.parametrize(
    ("one", "other", "type"),
    [
        ("Roe", "Jane Roe", PERSON),
        ("Ms. Roe", "Jane Roe", PERSON),
        ("Jane Roe", "Jane M. Roe", PERSON),
        ("Department of Homeland Security", "the Homeland Security Department", BODY),
        ("ICE", "Immigration and Customs Enforcement", BODY),
        ("The CDC", "Centers for Disease Control and Prevention", BODY),
        ("the Harbor Board", "Eastmere Harbor Board", BODY),
        ("an official", "a city official", "anonymous"),
        ("leaders of 25 western states here", "leaders of 26 western states here", "unnamed group"),
    ],
)
def test_a_longer_form_is_the_same(one: str, other: str, type: SourceType) -> None:
    assert same(Source("a", one, type), Source("b", other, type))
    assert same(Source("a", other, type), Source("b", one, type))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Teresa Halloran", PERSON), ("Greg Halloran", PERSON)),
        (("Ann Lee", PERSON), ("Lee Roe", PERSON)),
        (("Lee", PERSON), ("Lee Roe", PERSON)),
        (("Harbor Board", BODY), ("a member of the Harbor Board", "unnamed person")),
        (("a report", "document"), ("officials", "unnamed group")),
        (("ICE", BODY), ("City Council", BODY)),
        (("a senior official", "anonymous"), ("a former official", "anonymous")),
    ],
)
def test_others_are_not(one: tuple[str, SourceType], other: tuple[str, SourceType]) -> None:
    assert not same(Source("a", *one), Source("b", *other))


def test_nobody_is_nobody() -> None:
    assert same(None, None)
    assert not same(None, Source("a", "Jane Roe", PERSON))


def test_a_name_stands_above_a_description_and_that_above_nobody() -> None:
    named, hidden = Source("a", "Jane Roe", PERSON), Source("b", "an official", "anonymous")
    assert standing(named) > standing(hidden) > standing(None)
    assert set(STANDING.values()) == {1, 2}


def test_a_surname_alone_is_the_person_whatever_the_model_takes_it_for() -> None:
    assert same(Source("a", "Jane Roe", PERSON), Source("b", "Roe", BODY))
