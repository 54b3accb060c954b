"""Passages that come again: what is found must be right, what is left out may be much."""

from __future__ import annotations

import pytest

from accordingto.analysis.restatements import echoes, repeats
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose, plain

CLAIM = "the flood gates had jammed during the winter storm"
SAID = Unit(
    f"The keeper said {CLAIM}.", "attributed", (Claim("k", "The keeper", "said", f"{CLAIM}"),)
)


def after(*units: Unit) -> Annotation:
    other = [Unit(f"Number {n} came to the harbour market.") for n in ("one", "two", "six")]
    return compose([[SAID, *units, *other]], [Source("k", "keeper", "unnamed person")])


@pytest.mark.parametrize(
    "words",
    [
        "The flood gates jammed during the winter storm.",
        "During the winter storm the flood gates had been jamming.",
        "The flood gate was jammed in the winter storm, and many came.",
    ],
)
def test_narration_that_restates_a_claim_echoes_it(words: str) -> None:
    (echo,) = echoes(after(Unit(words)))
    assert (echo.later, echo.claim) == (1, 0)


def test_a_headline_echoes_too_and_a_byline_does_not() -> None:
    assert len(echoes(after(Unit("Flood gates jammed in winter storm", kind="headline")))) == 1
    assert not echoes(after(Unit("Flood gates jammed in winter storm", kind="byline")))


@pytest.mark.parametrize(
    "unit",
    [
        Unit("The flood gates had not jammed during the winter storm."),
        Unit("The winter market has a flood of visitors."),
        Unit("The flood gates jammed during the winter storm.", leans_on=0),
        Unit(f"The mayor said {CLAIM}.", "attributed", (Claim("k", "The mayor", "said", CLAIM),)),
    ],
)
def test_a_denial_a_loose_word_a_carry_over_and_a_claim_are_no_echo(unit: Unit) -> None:
    assert not echoes(after(unit))


def test_other_numbers_are_no_echo() -> None:
    def pair(number: str) -> Annotation:
        said = "the council would spend 40 million dollars on flood gates"
        claim = Claim("k", "Roe", "said", said)
        return compose(
            [
                [
                    Unit(f"Roe said {said}.", "attributed", (claim,)),
                    Unit(f"The council spends {number} million dollars on flood gates."),
                ]
            ],
            [Source("k", "Roe", "named person")],
        )

    assert echoes(pair("40"))
    assert not echoes(pair("25"))


def test_only_the_attributed_clause_is_the_claim() -> None:
    clause = "that rain was coming"
    unit = Unit(
        f"The flood gates jammed during the winter storm, and Roe said {clause}.",
        "partly",
        (Claim("r", "Roe", "said", clause),),
    )
    narration = Unit("The flood gates jammed during the winter storm.")
    sources = [Source("r", "Roe", "named person")]
    assert not echoes(compose([[unit, narration]], sources))


def test_a_passage_said_twice_repeats_its_first_place() -> None:
    twice = "The ferry runs every hour from the old pier."
    (one, two) = repeats(plain(twice, "It rained.", twice.upper(), twice.replace("runs", "ran")))
    assert [(match.later, match.claim) for match in (one, two)] == [(2, 0), (3, 0)]
    assert one.similarity == 1
    assert 0.95 <= two.similarity < 1


@pytest.mark.parametrize(
    "other",
    [
        "The ferry runs every 4 hours from the old pier.",
        "The ferry leaves at dawn from the new bridge.",
    ],
)
def test_another_number_or_other_words_are_no_repetition(other: str) -> None:
    assert not repeats(plain("The ferry runs every 2 hours from the old pier.", other))


def test_short_sentences_may_come_again() -> None:
    assert not repeats(plain("No comment.", "No comment."))
    assert not repeats(plain())
