"""One person across articles only where name and title or organization agree."""

from __future__ import annotations

from itertools import permutations

from accordingto.audit.identities import Description, Identity, identities


def _person(title: str | None = None, organization: str | None = None) -> Description:
    return Description("Ann Roe", "named person", title, organization)


def _keys(*descriptions: Description) -> list[str]:
    known = identities(descriptions)
    return [known[description].key for description in descriptions]


def _same(*descriptions: Description) -> bool:
    answers = {len(set(_keys(*order))) == 1 for order in permutations(descriptions)}
    assert len(answers) == 1  # whatever the order
    return answers.pop()


def test_titles_of_which_one_has_the_words_of_the_other_agree() -> None:
    assert _same(_person("Sen."), _person("Republican Sen. of Ohio"))
    assert _same(_person("mayor of Eastmere"), _person("the Eastmere mayor"))
    assert not _same(_person("mayor"), _person("harbour master"))


def test_the_same_organization_agrees_whatever_the_title_and_another_never() -> None:
    assert _same(_person("director", "The Harbour Office"), _person("chief", "harbour office"))
    assert not _same(_person("director", "Harbour Office"), _person("director", "City Bank"))
    assert _same(_person(None, "Harbour Office"), _person("Harbour Office director"))


def test_what_fits_two_people_stays_apart() -> None:
    teacher, other, bare = (
        _person("professor at X"),
        _person("professor at Y"),
        _person("professor"),
    )
    known = identities([bare, teacher, other])
    assert len({identity.key for identity in known.values()}) == 3
    assert [known[one].certain for one in (bare, teacher, other)] == [False, True, True]


def test_a_name_alone_may_be_several_people() -> None:
    known = identities([_person(), _person("mayor")])
    assert known[_person()] == Identity("person ann roe apart ", "Ann Roe", "no role told", False)
    assert known[_person("mayor")].certain


def test_names_are_told_apart_and_organizations_go_by_their_name() -> None:
    one = Description("the City Bank", "named organization", None, None)
    two = Description("City Bank", "named organization", None, None)
    assert len(set(_keys(one, two))) == 1
    assert _keys(_person("mayor"), Description("Bo Roe", "named person", "mayor", None)) == [
        "person ann roe 1",
        "person bo roe 1",
    ]
    assert identities([Description("a man", "unnamed person", None, None)]) == {}
