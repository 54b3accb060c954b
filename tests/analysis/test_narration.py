"""What a narration sentence says of itself, and from which evidence."""

from __future__ import annotations

import dataclasses

import pytest

from accordingto.analysis.narration import Narrated, narration
from accordingto.records import Query, Source
from annotations import Claim, Unit, compose, harbour, plain


def test_each_kind_has_its_evidence_and_says_it() -> None:
    story = compose(
        [
            [
                Unit(
                    "The office said that the old ferry struck the northern pier at speed.",
                    "attributed",
                    (Claim("o", "The office", "said", "the old ferry struck the northern pier"),),
                ),
                Unit("The mate dropped the anchor.", leans_on=0),
                Unit("At speed the old ferry struck the northern pier."),
                Unit(
                    "The office urged the company to send a diver.",
                    claims=(Claim("o", "The office", "urged", "the company", stance="orders"),),
                ),
                Unit("The captain was convicted of fraud in May."),
                Unit("The pier is long."),
            ]
        ],
        [Source("o", "Port Office", "named organization")],
    )
    assert narration(story) == {
        1: Narrated("account", "Seems to go on with Port Office’s account of sentence 1.", 0),
        2: Narrated("echo", "Says in the article's own voice what sentence 1 attributes.", 0),
        3: Narrated("act", "Tells an act (“urged”), not a claim."),
        4: Narrated("record", "Tells a public act that anyone can look up."),
    }


@pytest.mark.parametrize(("reason", "word"), [("blame", "blame"), ("figure", "figure")])
def test_a_query_goes_before_act_and_record(reason: str, word: str) -> None:
    story = plain("The captain was convicted of fraud in May.")
    (sentence,) = story.sentences
    asked = dataclasses.replace(sentence, query=Query(reason, 0.8))  # type: ignore[arg-type]
    made = narration(dataclasses.replace(story, sentences=(asked,)))
    assert made[0].kind == "queried"
    assert word in made[0].words


@pytest.mark.parametrize(
    "text",
    [
        "“The captain was convicted of fraud in May.”",
        "The captain wants a new ship.",
        "The captain was fond of convicted men.",
    ],
)
def test_what_lacks_evidence_has_no_kind(text: str) -> None:
    assert narration(plain(text)) == {}


def test_only_narration_of_the_body_is_told_of() -> None:
    story = harbour()
    made = narration(story)
    assert made
    for index in made:
        sentence = story.sentences[index]
        assert (sentence.kind, sentence.label) == ("body", "narration")
