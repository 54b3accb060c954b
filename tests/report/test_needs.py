"""Which sentences need an editor."""

from __future__ import annotations

from accordingto.records import Finding, Source, Span
from accordingto.report.needs import UNSURE, needs
from annotations import Claim, Unit, compose, harbour


def test_every_sentence_of_the_story_that_needs_an_editor_says_why() -> None:
    annotation = harbour()
    reasons = {s.index: needs(annotation, s) for s in annotation.sentences}
    assert {index: said for index, said in reasons.items() if said} == {
        2: ["No source", "1 finding"],
        4: ["No source"],
        5: ["In part"],
        6: ["No source"],
        9: ["Unknown source"],
    }


def test_an_unsure_claim_an_unclaimed_label_and_turned_text_need_one_too() -> None:
    sure = Claim("x", "Al", "said", "so", confidence=UNSURE)
    unsure = Claim("x", "Al", "said", "so", confidence=UNSURE - 0.01)
    annotation = compose(
        [
            [Unit("Al said so.", "attributed", (sure,)), Unit("Al said so.", "partly", (unsure,))],
            [Unit("It was told.", "attributed"), Unit("Odd \u202e head", kind="headline")],
        ],
        [Source("x", "Al", "named person")],
        findings=(Finding("rule", "warning", Span(1, 2), "Look."),) * 2,
    )
    assert [needs(annotation, sentence) for sentence in annotation.sentences] == [
        ["2 findings"],
        ["In part", "Unsure"],
        ["Unknown source"],
        ["Turned text"],
    ]
