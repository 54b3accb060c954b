"""Attributions in brat standoff, and those of the tool in the same form."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.evaluate import standoff
from accordingto.records import Span
from marked import STANDOFF, annotation, at, attribution


def test_standoff(tmp_path: Path) -> None:
    file = tmp_path / "one.ann"
    file.write_text(STANDOFF, newline="")
    gold = standoff.read_standoff(file)
    assert gold.discarded == (Span(28, 38),)
    assert gold.marked == (
        standoff.Marked((Span(0, 7),), (Span(8, 12),), (Span(13, 17), Span(18, 26))),
    )


def test_sources_of_one_content_are_one_attribution() -> None:
    text = "Ann and Bob said it rained. Sun, he added."
    content, cue = at(text, "it rained"), at(text, "said")
    both = (
        attribution("a1", None, at(text, "Bob"), cue, content, confidence=0.5),
        attribution("a2", None, at(text, "Ann"), cue, content, confidence=0.7),
        attribution("a3", None, None, at(text, "added"), at(text, "Sun")),
        attribution("a4", None, at(text, "he"), at(text, "added")),
    )
    marked = standoff.from_annotation(annotation(both, text=text))
    assert [len(attribution.source) for attribution in marked] == [2, 0]
    assert marked[0].source == (at(text, "Ann"), at(text, "Bob"))
    assert marked[0].confidence == 0.7


def test_a_broken_standoff_file_is_an_input_error(tmp_path: Path) -> None:
    file = tmp_path / "one.ann"
    file.write_text("T1\tCue eight 12\tsaid\n")
    with pytest.raises(InputError, match="has not the form"):
        standoff.read_standoff(file)
