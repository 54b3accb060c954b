"""Decisions on the old draft carried over to the new one."""

from __future__ import annotations

import dataclasses

import pytest

from accordingto.compare.carry import carry_over
from accordingto.errors import InputError
from accordingto.records import Annotation, Source
from accordingto.review import anchoring
from accordingto.review.decisions import (
    Correction,
    Decision,
    Review,
    ReviewedArticle,
    SourceReference,
)
from annotations import Claim, Unit, compose, plain

ROE = Source("roe", "Jane Roe", "named person")
CONTENT = "the ferry would sail on Friday morning"
SAID = Unit(f"Jane Roe said {CONTENT}.", "attributed", (Claim("roe", "Jane Roe", "said", CONTENT),))
FOG, PIER, GULLS = map(
    Unit,
    ("Fog lay over the harbor.", "The old pier closed in March.", "Gulls circled above it all."),
)


def draft(*units: Unit) -> Annotation:
    return compose([units], [ROE])


def reviewed(annotation: Annotation, *decided: tuple[int, str], **fields: object) -> Review:
    """A review with verdicts on sentences, by their indices."""
    anchors = anchoring.anchors(annotation)
    decisions = tuple(
        Decision.on(
            anchors[index],
            verdict,  # type: ignore[arg-type]
            SourceReference(None, "the mayor") if verdict == "change source" else None,
        )
        for index, verdict in decided
    )
    review = Review(
        ReviewedArticle(annotation.article.sha256, "", ""), "1", "Ann", "", "", decisions
    )
    return dataclasses.replace(review, **fields)  # type: ignore[arg-type]


def test_decisions_follow_their_sentences() -> None:
    old, new = draft(FOG, SAID, PIER), draft(GULLS, PIER, FOG, SAID)
    carried = carry_over(old, new, reviewed(old, (0, "fine as narration"), (1, "confirm")))
    assert (carried.carried, carried.looks) == (2, ())
    assert carried.review.document.sha256 == new.article.sha256
    anchors = anchoring.anchors(new)
    assert [decision.anchor for decision in carried.review.decisions] == [anchors[2], anchors[3]]


def test_what_the_edit_changed_needs_another_look() -> None:
    old = draft(FOG, SAID, PIER, GULLS)
    new = draft(
        FOG, Unit("The ferry would sail on Friday morning."), Unit("The old pier closes in March.")
    )
    decided = ((0, "skip"), (1, "confirm"), (2, "fine as narration"), (3, "fine as narration"))
    carried = carry_over(old, new, reviewed(old, *decided))
    assert [(look.decided, look.why, look.sentence) for look in carried.looks] == [
        ("confirm", "lost; not carried over", 1),
        ("fine as narration", "its words have changed", 2),
        ("fine as narration", "it has no place in the new draft", None),
    ]
    assert carried.carried == 2
    assert [change.kind for change in carried.comparison.changes] == ["lost"]
    assert carried.to_dict()["carried"] == 2
    assert len(carried.to_dict()["looks"]) == 3


def test_a_decision_on_a_sentence_whose_sourcing_changed_says_how() -> None:
    claimed = Claim("roe", "Jane Roe", "claimed", CONTENT, stance="asserts")
    old, new = (
        draft(FOG, SAID),
        draft(FOG, Unit(f"Jane Roe claimed {CONTENT}.", "attributed", (claimed,))),
    )
    carried = carry_over(old, new, reviewed(old, (1, "confirm")))
    assert [(look.decided, look.why) for look in carried.looks] == [("confirm", "hedged")]


def test_a_source_given_by_the_reviewer_is_no_change_and_hides_none() -> None:
    old = draft(FOG, PIER, SAID)
    review = reviewed(old, (1, "change source"))
    same = carry_over(old, draft(GULLS, FOG, PIER, SAID), review)
    assert same.comparison.changes == ()
    edited = draft(FOG, Unit("The old pier closed in April."), SAID)
    (change,) = carry_over(old, edited, review).comparison.changes
    assert (change.kind, change.before) == ("lost", "the mayor")


def test_sources_are_corrected_in_both_drafts() -> None:
    old, new = draft(FOG, SAID), draft(GULLS, SAID, FOG)
    renamed = Correction("roe", "Jane Roe", "Janet Roe-Smith")
    carried = carry_over(old, new, reviewed(old, (0, "skip"), corrections=(renamed,)))
    assert carried.comparison.changes == ()
    assert carried.comparison.old.sources[0].name == "Janet Roe-Smith"
    assert carried.comparison.new.sources[0].name == "Janet Roe-Smith"
    gone = carry_over(old, plain(FOG.text), reviewed(old, (0, "skip"), corrections=(renamed,)))
    assert [(look.words, look.why) for look in gone.looks] == [
        ("Jane Roe", "the new draft has no such source")
    ]


def test_a_review_of_another_document_is_refused() -> None:
    other = plain("Snow fell in the hills.", "Nobody went out.")
    with pytest.raises(InputError, match="review is of another document"):
        carry_over(draft(FOG, SAID), draft(FOG), reviewed(other, (0, "skip"), (1, "skip")))


def test_a_draft_that_keeps_little_still_takes_its_review() -> None:
    old, new = draft(FOG, SAID, PIER, GULLS), plain(GULLS.text, "All else is new.")
    carried = carry_over(old, new, reviewed(old, *((index, "skip") for index in range(4))))
    assert carried.carried == 1
    assert len(carried.looks) == 3
