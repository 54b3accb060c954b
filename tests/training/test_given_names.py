"""The lists of given names, by how many girls and boys got each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from accordingto.lexicon import wordlist
from accordingto.training import given_names

_ROWS = [
    ("F", "Mara", 800),
    ("F", "Mara", 200),
    ("F", "Lee", 1000),
    ("M", "Lee", 2999),
    ("M", "Edgar", 2000),
    ("F", "Edgar", 500),
    ("F", "Zora", given_names.FEWEST - 1),
    ("F", "Virginia", 9000),
    ("F", "Channel", 9000),
]


def test_the_names_of_one_sex_are_frequent_there_and_much_rarer_with_the_other() -> None:
    girls, boys = given_names.counts(_ROWS)
    assert girls["mara"] == 1000
    assert given_names.mostly(girls, boys) == ["mara"]
    assert given_names.mostly(boys, girls) == ["edgar"]


def test_the_command_writes_both_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_names, "read", lambda path: _ROWS)
    monkeypatch.setattr(sys, "argv", ["given_names", "names.parquet", "--out", str(tmp_path)])
    given_names.main()
    origin, what, *names = (tmp_path / "female.txt").read_text(encoding="utf8").splitlines()
    assert origin.startswith("# Origin: US Social Security Administration")
    assert what == "# Given names that are mostly women’s."
    assert names == ["mara"]
    assert (tmp_path / "male.txt").read_text(encoding="utf8").splitlines()[2:] == ["edgar"]


def test_no_name_is_in_both_lists() -> None:
    assert not wordlist("female") & wordlist("male")
    assert {"mary", "teresa"} <= wordlist("female")
    assert {"john", "edgar"} <= wordlist("male")


@pytest.mark.parametrize("whose", ["female", "male"])
def test_the_packaged_lists_say_the_rule_that_they_were_made_by(whose: str) -> None:
    head = given_names.listed({}, {}, {"female": "women", "male": "men"}[whose])
    packaged = Path(given_names.__file__).parents[1] / "lexicon" / f"{whose}.txt"
    assert packaged.read_text(encoding="utf8").startswith(head)
