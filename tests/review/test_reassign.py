"""A sentence that a reviewer gives to another source."""

from __future__ import annotations

import dataclasses

from accordingto.records import Annotation, Source
from accordingto.review import anchoring, apply
from accordingto.review.decisions import Decision, Review, ReviewedArticle, SourceReference
from accordingto.review.reassign import NONE, add_sources, reassign
from annotations import Claim, Unit, compose, harbour

_SOURCES = [Source("al", "Al", "named person"), Source("bo", "Bo", "named person")]


def _made() -> Annotation:
    return compose(
        [
            [
                Unit(
                    "It rained, said Al.", "attributed", (Claim("al", "Al", "said", "It rained"),)
                ),
                Unit("The street was wet."),
            ]
        ],
        _SOURCES,
    )


def _speakers(annotation: Annotation, index: int) -> list[str]:
    return [source.name for source in annotation.claim_sources(annotation.sentences[index])]


def test_a_claim_goes_to_the_other_source() -> None:
    made = reassign(_made(), {0: "bo"})
    assert _speakers(made, 0) == ["Bo"]
    (only,) = made.attributions_of(made.sentences[0])
    assert (only.confidence, only.why) == (1.0, "set by the reviewer")


def test_a_sentence_that_nobody_was_named_for_is_attributed_whole() -> None:
    made = reassign(_made(), {1: "al"})
    assert made.sentences[1].label == "attributed"
    assert _speakers(made, 1) == ["Al"]
    (only,) = made.attributions_of(made.sentences[1])
    assert only.content == (made.sentences[1].span,)


def test_what_was_no_claim_does_not_become_one() -> None:
    fearing = Claim(None, "An officer", "fearing", "for his life", stance="believes")
    before = compose(
        [[Unit("An officer, fearing for his life, fired.", "narration", (fearing,))]], _SOURCES
    )
    made = reassign(before, {0: "al"})
    (only,) = made.claims_of(made.sentences[0])
    assert only.source_id == "al"


def test_what_is_said_in_other_sentences_keeps_its_source() -> None:
    before = _made()
    (shared,) = before.attributions
    both = dataclasses.replace(
        before,
        sentences=(
            before.sentences[0],
            dataclasses.replace(
                before.sentences[1], label="attributed", attribution_ids=(shared.id,)
            ),
        ),
        attributions=(
            dataclasses.replace(shared, content=(*shared.content, before.sentences[1].span)),
        ),
    )
    made = reassign(both, {1: "bo"})
    assert [_speakers(made, 0), _speakers(made, 1)] == [["Al"], ["Bo"]]
    kept, given = made.attributions
    assert kept.content == shared.content
    assert given.content == (before.sentences[1].span,)
    assert (given.cue, given.source) == (None, None)


def test_a_sentence_given_to_nobody_is_narration() -> None:
    made = reassign(_made(), {0: NONE})
    assert (made.sentences[0].label, made.attributions) == ("narration", ())


def test_a_sentence_given_to_an_unknown_source_stays_attributed() -> None:
    made = reassign(_made(), {0: None, 1: None})
    assert [sentence.label for sentence in made.sentences] == ["attributed", "attributed"]
    assert {attribution.source_id for attribution in made.attributions} == {None}


def test_what_is_relayed_is_given_too() -> None:
    made = reassign(harbour(), {8: "office"})
    assert _speakers(made, 8) == ["Port Safety Office"]
    assert {a.via for a in made.attributions_of(made.sentences[8])} == {None}


def test_a_new_name_makes_a_source_once_and_keeps_its_id() -> None:
    made = add_sources(
        _made(),
        [SourceReference("R2", "Cy"), SourceReference(None, "Cy"), SourceReference(None, "Di")],
    )
    assert [(source.id, source.name, source.type) for source in made.sources[2:]] == [
        ("R2", "Cy", "unknown"),
        ("R1", "Di", "unknown"),
    ]


def test_the_command_applies_a_changed_source() -> None:
    annotation = _made()
    anchors = anchoring.anchors(annotation)
    changes = (
        Decision.on(anchors[0], "confirm", SourceReference("bo", "Bo")),
        Decision.on(anchors[1], None, SourceReference("R1", "Cy")),
    )
    document = ReviewedArticle(annotation.article.sha256, "", "")
    given = Review(document, "1", "Ann", "2026-01-01", "2026-01-01", changes)
    applied = apply.apply(annotation, given)
    assert [_speakers(applied.annotation, k) for k in (0, 1)] == [["Bo"], ["Cy"]]
    assert applied.review.decisions == changes
    # The annotation still keeps its own contract.
    assert Annotation.from_dict(applied.annotation.to_dict()).sources == applied.annotation.sources
