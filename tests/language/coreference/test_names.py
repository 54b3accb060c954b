"""Which two writings of a name are one bearer's, on plain words."""

from __future__ import annotations

import pytest

from accordingto.language.coreference import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department of Homeland Security", "homeland security department"),
        ("Department of Justice", "the Justice Department"),
        ("International Monetary Fund", "IMF"),
        ("U.S. Geological Survey", "USGS"),
        ("Centers for Disease Control and Prevention", "CDC"),
        ("National Rifle Association", "N.R.A."),
        ("Interserve", "Interserve Plc"),
        ("The Kansas City Star", "Star"),
    ],
)
def test_one_institution(one: str, other: str) -> None:
    assert names.same_organization(one, other)
    assert names.same_organization(other, one)
    # The clusters look institutions up by these, so that it need not compare every pair.
    assert names.organization_marks(one) & names.organization_marks(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department of Justice", "Department of Defense"),
        ("Yale University", "Boston University"),
        ("House Judiciary Committee", "Senate Judiciary Committee"),
        ("International Monetary Fund", "IRS"),
        ("", "IMF"),
    ],
)
def test_two_institutions(one: str, other: str) -> None:
    assert not names.same_organization(one, other)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (["Mr.", "Trump"], ("Trump",)),
        (["Deputy", "Mayor", "Jane", "Roe"], ("Jane", "Roe")),
        (["Sen.", "Jane", "Roe", "'s"], ("Jane", "Roe")),
        (["Pope", "Francis"], ("Pope", "Francis")),
        (["Senator"], ()),
    ],
)
def test_titles_are_no_part_of_a_name(written: list[str], name: tuple[str, ...]) -> None:
    assert names.person_words(written) == name


def test_surnames_and_given_names() -> None:
    assert names.surnames([("bill", "de", "blasio")]) == {("blasio",), ("de", "blasio")}
    assert names.same_full(["J.", "Roe"], ["Jane", "Roe"])
    assert names.same_full(["Martin", "King"], ["Martin", "King", "Jr."])
    assert not names.same_full(["Greg", "Halloran"], ["Teresa", "Halloran"])
