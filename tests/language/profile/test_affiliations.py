"""For which organization a source speaks: read from its role, or not at all."""

from __future__ import annotations

import pytest

from accordingto.language.profile.affiliations import affiliated
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose

SPEAKERS = (
    Source("o1", "Congressional Budget Office", "named organization"),
    Source("o2", "Southern Poverty Law Center", "named organization"),
    Source("o3", "Lufthansa", "named organization"),
)


def organizations(annotation: Annotation) -> dict[str, str | None]:
    """The organizations found for the sources of an annotation, by the sources' ids."""
    sources = affiliated(annotation.article.text, annotation.sources)
    return {source.id: source.organization for source in sources}


def employer(title: str | None, *others: Source, name: str = "Ann Roe", who: str = "She") -> object:
    """The organization found for a person of that title, mentioned by the words ``who``."""
    kind = "named person" if name == "Ann Roe" else "unnamed person"
    sources = (*SPEAKERS, *others, Source("ann", name, kind, title))
    unit = Unit(f"{who} said it holds.", "attributed", (Claim("ann", who, "said", "it holds"),))
    return organizations(compose([[unit]], sources))["ann"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("spokesman for the New York Police Department", "New York Police Department"),
        ("bookkeeper at Coastline Marine", "Coastline Marine"),
        ("professor of Judaic Studies at Tel Aviv University", "Tel Aviv University"),
        ("U.S. head of FX strategy at HSBC", "HSBC"),
        ("senior White House correspondent for Bloomberg", "Bloomberg"),
        ("ABC News White House correspondent", "ABC News"),
        ("NPR Washington desk senior editor", "NPR"),
        ("White House press secretary", "White House"),
        ("White House Press Secretary", "White House"),
        ("Pentagon Press Secretary", "Pentagon"),
        ("Sunday Treasury Secretary", "Treasury"),
        ("head of the Committee for School Money", "Committee for School Money"),
        ("chairman of the Traditionalist Worker Party", "Traditionalist Worker Party"),
        ("chief of heritage operations for the Sons of Harbour Men", "Sons of Harbour Men"),
        ("director of the Moscow-based Institute of Tides", "Institute of Tides"),
        ("Lufthansa CEO", "Lufthansa"),
        ("analyst at Seoul's Institute for Eastern Studies", "Institute for Eastern Studies"),
        ("managing director at Medley Global Advisors in New York", "Medley Global Advisors"),
        ("regional director of the U.N.", "U.N."),
        ("president of the National Women’s Law Center", "National Women’s Law Center"),
        ("Facebook founder", "Facebook"),
        ("CBO Director", "Congressional Budget Office"),
        ("spokesman for the center", "Southern Poverty Law Center"),
        ("assistant professor at Harvard University’s medical schools", "Harvard University"),
    ],
)
def test_the_role_names_the_organization(title: str, name: str) -> None:
    assert employer(title) == name


@pytest.mark.parametrize(
    "title",
    [
        None,
        "Mayor",
        "Kentucky Governor",
        "mayor of Baltimore",
        "president of the United States",
        "U.S. attorney for the Northern District of Illinois",
        "Minnesota senator",
        "British foreign secretary",
        "Pruitt’s lawyer",
        "spokesman for Mr. Pruitt",
        "attorney for Pruitt",
        "former director of the Federal Reserve Board",
        "House Speaker",
        "entities of Congress",
        "Republican Senate Majority Leader",
        "founder of Eastmere’s church",
        "classmates at the center",
        "Lufthansa’s lawyers",
        "Police Commissioner",
        "spokesman for the agency",
        "Facebook founder Mark Zuckerberg and Apple chief executive",
        "Republican from Florida",
        "two people familiar with Mueller’s inquiry",
    ],
)
def test_what_names_none_or_is_unsure_is_left_alone(title: str | None) -> None:
    assert employer(title) is None


def test_a_person_of_that_name_is_no_organization() -> None:
    assert employer("chief of staff at Pruitt", Source("p", "Len Pruitt", "named person")) is None


def test_the_words_of_a_mention_tell_it_too_and_the_title_comes_first() -> None:
    assert employer(None, who="White House spokeswoman Ann Roe") == "White House"
    assert employer(None, who="Ann Roe, an analyst at Barclays") == "Barclays"
    assert employer("economist at Barclays", who="NPR contributor Ann Roe") == "Barclays"


def test_a_nameless_source_is_read_by_its_description() -> None:
    assert employer(None, name="Brazilian Air Force officer") == "Brazilian Air Force"
    assert employer(None, name="senior official") is None


def test_initials_met_first_are_the_name_met_later() -> None:
    sources = (
        Source("a", "Ann Roe", "named person", "spokesperson for HHS"),
        Source(
            "b", "Bo Lee", "named person", "lawyer at the Department of Health and Human Services"
        ),
    )
    made = organizations(compose([[Unit("It rained.")]], sources))
    assert set(made.values()) == {"Department of Health and Human Services"}


def test_a_document_belongs_to_the_source_that_made_it() -> None:
    made = (
        Source("d1", "CBO report", "document"),
        Source("d2", "study by the Southern Poverty Law Center", "document"),
        Source("d3", "court documents", "document"),
    )
    names = organizations(compose([[Unit("It rained.")]], (*SPEAKERS, *made)))
    assert [names[id] for id in ("d1", "d2", "d3")] == [
        "Congressional Budget Office",
        "Southern Poverty Law Center",
        None,
    ]


def test_a_source_without_a_name_has_no_organization() -> None:
    sources = (*SPEAKERS, Source("none", "", "named person"), Source("d", "", "document"))
    unit = Unit("He said no.", "attributed", (Claim("none", "He", "said", "no"),))
    made = organizations(compose([[unit]], sources))
    assert (made["none"], made["d"]) == (None, None)
