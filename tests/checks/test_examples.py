"""The notation of examples: what stands in it, and what it becomes."""

from __future__ import annotations

import pytest

from accordingto.checks.examples import annotated, notes, plain
from accordingto.records import Annotation, Query


def _words(annotation: Annotation) -> list[tuple[str | None, str, str, list[str], str]]:
    text = annotation.article.text
    return [
        (
            a.source_id,
            a.source.of(text) if a.source else "",
            a.cue.of(text) if a.cue else "",
            [span.of(text) for span in a.content],
            a.stance,
        )
        for a in annotation.attributions
    ]


def test_marks_become_spans_and_leave_the_text() -> None:
    made = annotated("[Ann Roe] {claimed/asserts} <it was shut>. | It rained.\nNobody came.")
    assert made.article.text == ("Ann Roe claimed it was shut. It rained.\nNobody came.")
    assert _words(made) == [("Ann Roe", "Ann Roe", "claimed", ["it was shut"], "asserts")]
    assert [s.label for s in made.sentences] == ["attributed", "narration", "narration"]
    assert [s.paragraph for s in made.sentences] == [0, 0, 1]


def test_a_source_has_its_type_its_name_and_its_reason() -> None:
    made = annotated(
        "[An aide/anonymous;because the talks go on] {said} <so>. | [She=An aide] {added} <more>."
    )
    (source,) = made.sources
    assert (source.name, source.type) == ("An aide", "anonymous")
    assert source.reason_for_anonymity == "because the talks go on"
    assert [span.of(made.article.text) for span in source.mentions] == ["An aide", "She"]


def test_a_source_may_stand_for_no_word() -> None:
    (attribution,) = annotated("[=Ann Roe]<“It was shut.”>").attributions
    assert (attribution.source_id, attribution.source, attribution.form) == (
        "Ann Roe",
        None,
        "direct",
    )


def test_sources_cues_and_contents_go_together_in_their_order() -> None:
    made = annotated("[Ann Roe] {said} <it was shut>, [Tom Day] {said} <it was open> <and safe>.")
    assert [(words[0], words[3]) for words in _words(made)] == [
        ("Ann Roe", ["it was shut"]),
        ("Tom Day", ["it was open", "and safe"]),
    ]


@pytest.mark.parametrize(
    ("example", "label", "kind"),
    [
        ("~It rained, [Ann Roe] {saying} <it was shut>.", "partly", "body"),
        ("[The board/org] {ordered/orders} <it shut>.", "narration", "body"),
        ("# Bridge shut", "narration", "headline"),
        ("@ By Ann Roe", "narration", "byline"),
    ],
)
def test_the_front_of_a_sentence_tells_its_label_and_kind(
    example: str, label: str, kind: str
) -> None:
    (sentence,) = annotated(example).sentences
    assert (sentence.label, sentence.kind) == (label, kind)


def test_a_sentence_may_lean_on_another_and_be_queried() -> None:
    made = annotated("[Ann Roe] {said} <so>. | ^1 ?blame He fell.")
    assert made.sentences[1].carries_over_from == 0
    assert made.sentences[1].query == Query("blame", 0.9)
    assert made.article.text == "Ann Roe said so. He fell."


def test_notes_stand_beside_the_article() -> None:
    example = "[Ann Roe] {said} <“so”>.\n% Roe: so\n% Day: not so"
    assert [article.text for article in notes(example)] == ["Roe: so\nDay: not so"]
    assert notes("It rained.") == ()
    assert plain(example) == "Ann Roe said “so”.\n(Notes: Roe: so\nDay: not so)"


def test_an_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError, match="ghost"):
        annotated("[Ann Roe/ghost] {said} <so>.")
