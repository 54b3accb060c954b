"""Silver names: what is cut off, what many texts agree on, and what an editor's sources correct."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.vocab import Vocab

from accordingto.training.silver_names import Silver, agree, correct


def silver(text: str, *entities: tuple[str, str]) -> Silver:
    """A text of words between blanks, with entities that stand in it in this order."""
    words = text.split()
    doc = Doc(Vocab(), words)
    spans, at = [], 0
    for name, kind in entities:
        parts = name.split()
        while words[at : at + len(parts)] != parts:
            at += 1
        spans.append(Tokens(doc, at, at + len(parts), label=kind))
        at += len(parts)
    doc.set_ents(spans)
    return Silver.of(list(doc))


def named(silver: Silver) -> list[tuple[str, str]]:
    return [
        (" ".join(silver.words[name.start : name.stop]), silver.kinds[name.start])
        for name in silver.names()
    ]


def test_articles_and_possessive_endings_are_no_part_of_a_name() -> None:
    made = silver("they left the Senate ’s hall", ("the Senate ’s", "ORG"))
    assert named(made) == [("Senate", "ORG")]
    assert made.tags() == ["O", "O", "O", "B-ORG", "O", "O"]


def test_two_names_side_by_side_stay_two() -> None:
    made = silver("met Jane Roe Ann Doe", ("Jane Roe", "PERSON"), ("Ann Doe", "PERSON"))
    assert made.tags() == ["O", "B-PERSON", "I-PERSON", "B-PERSON", "I-PERSON"]


def test_a_name_found_whole_elsewhere_is_whole_everywhere() -> None:
    whole = [silver("the Fire and Rescue Service left", ("Fire and Rescue Service", "ORG"))] * 3
    cut = silver("the Fire and Rescue Service left", ("Fire", "ORG"), ("Rescue Service", "ORG"))
    missed = silver("the Fire and Rescue Service left")
    longer = silver(
        "Ghent Fire and Rescue Service left", ("Ghent Fire", "ORG"), ("Rescue Service", "ORG")
    )
    agree([*whole, cut, missed, longer])
    assert named(cut) == named(missed) == [("Fire and Rescue Service", "ORG")]
    assert named(longer) == [("Ghent Fire", "ORG"), ("Rescue Service", "ORG")]


def test_what_is_rarely_one_name_stays_as_it_was() -> None:
    once = silver("Ghent Police left", ("Ghent Police", "ORG"))
    others = [silver("Ghent Police left", ("Ghent", "GPE")) for _ in range(9)]
    agree([once, *others])
    assert named(others[0]) == [("Ghent", "GPE")]


def test_a_last_name_is_a_persons_unless_places_bear_it_too() -> None:
    whole = [silver("Jane Roe left", ("Jane Roe", "PERSON")) for _ in range(3)]
    alone = [silver("Roe left", ("Roe", kind)) for kind in ("PERSON", "PERSON", "ORG")]
    agree([*whole, *alone])
    assert named(alone[2]) == [("Roe", "PERSON")]
    whole = [silver("Denzel Washington left", ("Denzel Washington", "PERSON")) for _ in range(3)]
    alone = [
        silver("Washington left", ("Washington", kind)) for kind in ("PERSON", "PERSON", "GPE")
    ]
    agree([*whole, *alone])
    assert named(alone[2]) == [("Washington", "GPE")]


def test_whole_names_count_with_last_names_that_stand_alone() -> None:
    whole = [silver("Jane Roe left", ("Jane Roe", "PERSON")) for _ in range(3)]
    alone = [silver("Roe left", ("Roe", kind)) for kind in ("PERSON", "PERSON", "ORG", "ORG")]
    other = silver("the Roe team left", ("Roe", "ORG"))
    agree([*whole, *alone, other])
    assert named(other) == [("Roe", "PERSON")]


def test_beside_the_whole_name_its_last_word_is_the_persons() -> None:
    beside = silver("Jane Roe left . Roe fled", ("Jane Roe", "PERSON"), ("Roe", "ORG"))
    apart = silver("Roe left", ("Roe", "ORG"))
    agree([beside, *[apart] * 3])
    assert named(beside) == [("Jane Roe", "PERSON"), ("Roe", "PERSON")]
    assert named(apart) == [("Roe", "ORG")]


def test_an_editors_sources_correct_whole_names_and_last_names() -> None:
    text = "Secretary Ann Roe spoke . Roe left the Roe Foundation ."
    made = silver(text, ("Secretary Ann Roe", "PERSON"), ("Roe", "ORG"), ("Roe Foundation", "ORG"))
    sources: list[dict[str, Any]] = [
        {"name": "Ann Roe", "type": "named person"},
        {"name": "aides", "type": "unnamed group"},
    ]
    correct(made, text, sources)
    assert named(made) == [*(("Ann Roe", "PERSON"), ("Roe", "PERSON"), ("Roe Foundation", "ORG"))]
