"""Where an article names somebody: its entities without titles, and whoever has a turn in it."""

from __future__ import annotations

import pytest
from spacy.tokens import Span as SpacySpan

from accordingto.language.coreference.entities import NameMention, recognize
from accordingto.records import Article
from conftest import Parse


def _recognize(parsed: Parse, text: str) -> list[NameMention]:
    return recognize(parsed(Article(text)))


def _names(parsed: Parse, text: str) -> list[tuple[str, bool]]:
    """Every name in order, and whether it is a person's."""
    return [(" ".join(name.words), name.person) for name in _recognize(parsed, text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Titles and articles are no part of a name.
        ("President Jane Roe left.", [("Jane Roe", True)]),
        ("The Justice Department agreed.", [("Justice Department", False)]),
        # Two people whom the recognizer takes for one.
        ("Senators Jane Roe and John Doe left.", [("Jane Roe", True), ("John Doe", True)]),
        # Common nouns with a capital are none.
        ("The Governor spoke. The Agency left.", []),
        ("The magazine “Der Spiegel” wrote it.", [("Der Spiegel", False)]),
        # A surname and an acronym alone count where the full name is known.
        ("Jane Roe left. Why Roe?", [("Jane Roe", True), ("Roe", True)]),
        (
            "The International Monetary Fund agreed. Nobody asked the IMF why.",
            [("International Monetary Fund", False), ("IMF", False)],
        ),
    ],
)
def test_names(parsed: Parse, text: str, names: list[tuple[str, bool]]) -> None:
    assert _names(parsed, text) == names


def test_a_possessive_ending_is_no_part_of_a_name(parsed: Parse) -> None:
    (name,) = _recognize(parsed, "They met Jane Roe’s lawyer.")
    assert (name.start, name.end, name.words) == (2, 4, ("Jane", "Roe"))


def test_a_headline_in_capitals_makes_no_longer_names(parsed: Parse) -> None:
    headline = "Obama Warns Against Cutting Taxes Again Today\n"
    names = _names(parsed, f"{headline}Barack Obama warned on Monday.")
    assert ("Obama", True) in names
    assert not [words for words, _ in names if "Warns" in words]


def test_of_a_name_in_capitals_counts_what_is_a_name_elsewhere(parsed: Parse) -> None:
    def read(text: str) -> list[tuple[str, ...]]:
        doc = parsed(Article(text))
        others = [entity for entity in doc.ents if entity.start > 1]
        doc.set_ents([SpacySpan(doc, 0, 2, "PERSON"), *others])
        return [name.words for name in recognize(doc)]

    text = "ROE SCOLDS\nJane Roe was angry on Monday. Mr. Roe said it was late."
    assert read(text) == [("ROE",), ("Jane", "Roe"), ("Roe",)]
    assert read("JANE ROE\nJane Roe was angry on Monday.") == [("JANE", "ROE"), ("Jane", "Roe")]
    assert read("CLARA BLOOM\nJane Roe was angry.")[0] == ("CLARA", "BLOOM")


def test_who_opens_a_turn_is_a_person_everywhere(parsed: Parse) -> None:
    text = "Clark Fork: I was there.\nJane Roe: I was not.\nClark Fork: No.\nJane Roe: Yes.\n"
    assert _names(parsed, text) == [("Clark Fork", True), ("Jane Roe", True)] * 2


def test_one_writing_is_one_kind_everywhere(parsed: Parse) -> None:
    names = _recognize(parsed, "Mr. Fork spoke. They asked Mr. Fork twice. Fork left.")
    assert [(name.words, name.label) for name in names] == [(("Fork",), "PERSON")] * 3
