"""Every word list says where it comes from, and the loader reads it as it explains itself."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import pairwise

import pytest

from accordingto.lexicon import headed, nouns, wordlist

_TEXTS = {
    path.name.removesuffix(".txt"): path.read_text(encoding="utf8")
    for path in files("accordingto.lexicon").iterdir()
    if path.name.endswith(".txt")
}
_CLASS = re.compile(r"^#   (\w+(?:, \w+)*)(?:  |$)", re.MULTILINE)


@pytest.mark.parametrize("name", sorted(_TEXTS))
def test_the_first_line_says_where_a_list_comes_from(name: str) -> None:
    assert re.match(r"# Origin: \w.+\.\n", _TEXTS[name])


@pytest.mark.parametrize("name", sorted(_TEXTS))
def test_no_entry_stands_twice_under_one_heading(name: str) -> None:
    entries = list(headed(name))
    assert entries
    assert len(entries) == len(set(entries))


def test_a_noun_has_one_line_in_alphabetical_order_and_lower_case() -> None:
    words = [entry.split()[0] for _, entry in headed("nouns")]
    assert all(first < second for first, second in pairwise(words))
    assert all(word == word.lower() for word in words)


def test_the_head_of_the_nouns_explains_the_classes_that_they_have() -> None:
    classes = {class_ for _, entry in headed("nouns") for class_ in entry.split()[1:]}
    explained = {class_ for line in _CLASS.findall(_TEXTS["nouns"]) for class_ in line.split(", ")}
    assert classes == explained


def test_a_calling_and_a_voice_are_persons() -> None:
    assert nouns("calling", "voice", "insider") <= nouns("person")


def test_nouns_are_of_any_of_the_classes() -> None:
    assert "nurse" in nouns("person")
    assert "nurse" not in nouns("organization")
    assert nouns("person", "organization") == nouns("person") | nouns("organization")
    with pytest.raises(KeyError):
        nouns("persons")


def test_an_unknown_list_is_no_empty_one() -> None:
    with pytest.raises(FileNotFoundError):
        wordlist("nowhere")
