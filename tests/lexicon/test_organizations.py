"""Names of organizations: acronyms, and two names of one."""

from __future__ import annotations

import pytest

from accordingto.lexicon.organizations import is_acronym, same_organization


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the homeland security department", "Department of Homeland Security", True),
        ("DOJ", "Department of Justice", True),
        ("FBI", "Federal Bureau of Investigation", True),
        ("U.S. Supreme Court", "Supreme Court", True),
        ("CBO", "City Board", False),
        ("Red Cross", "Red Crescent", False),
        ("", "", False),
    ],
)
def test_two_names_of_one_organization(one: str, other: str, same: bool) -> None:
    assert same_organization(one, other) is same
    assert same_organization(other, one) is same


def test_capitals_are_an_acronym_unless_they_are_known_for_something_else() -> None:
    assert is_acronym("NPR")
    assert is_acronym("F.B.I.")
    assert not any(map(is_acronym, ["CEO", "U.S.", "UK", "Npr", "X", ""]))
