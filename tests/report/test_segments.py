"""A sentence is cut where its look changes."""

from __future__ import annotations

from accordingto.report import segments, view
from annotations import harbour


def test_a_sentence_is_cut_where_its_look_changes() -> None:
    sentences = view.build(harbour(), version="1").sentences
    assert [(s.text, s.role, s.marks) for s in sentences[5].segments][:4] == [
        ("The crossing reopened at noon, with ", "", ()),
        ("reports", "source", ()),
        (" ", "", ()),
        ("suggesting", "cue", ()),
    ]
    assert sentences[8].segments[-2].marks == (
        segments.Mark("S2", "hue2 solid"),
        segments.Mark("S3", "hue3 solid"),
    )
    assert {segment.role for segment in sentences[0].segments} == {""}


def test_quoted_words_are_known_as_such() -> None:
    first, *_ = view.build(harbour(), version="1").sentences[7].segments
    assert first.marks == (segments.Mark("S2", "hue2 solid", quoted=True),)


def test_a_character_that_turns_the_direction_is_seen_and_replaced() -> None:
    assert segments.turns_direction("a\u202eb")
    assert segments.without_turns("a\u202eb") == "a\ufffdb"
    assert not segments.turns_direction("\u05d0b")
