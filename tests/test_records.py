"""The records: what they hold to, and what they can be asked."""

from __future__ import annotations

import dataclasses
import pickle
from itertools import pairwise

import pytest
from hypothesis import given

from accordingto import records
from accordingto.records import Annotation, Article, Span
from annotations import harbour
from strategies import annotations, texts


def test_an_altered_text_is_refused() -> None:
    data = harbour().to_dict()
    data["article"]["text"] += "!"
    with pytest.raises(ValueError, match="article was altered: its “sha256”"):
        Annotation.from_dict(data)


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="accordingto/2"):
        Annotation.from_dict({"schema": "accordingto/3"})


def test_records_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).start = 5  # type: ignore[misc]


@pytest.mark.parametrize(("start", "end"), [(2, 1), (-1, 1)])
def test_a_span_runs_forwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="forwards"):
        Span(start, end)


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert Span(0, 4).contains(Span(2, 4))
    assert not Span(2, 4).contains(Span(0, 4))
    assert len(Span(2, 4)) == 2


def test_offsets_count_code_points() -> None:
    article = Article("🎈 Ann\r\n\r\n  said 漢.\n")
    assert [span.of(article.text) for span in article.paragraphs] == ["🎈 Ann", "said 漢."]
    assert article.paragraphs[1] == Span(11, 18)


@given(texts)
def test_paragraphs_hold_every_visible_character_once(text: str) -> None:
    paragraphs = Article(text).paragraphs
    assert "".join("".join(span.of(text).split()) for span in paragraphs) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(paragraphs))


def test_claims_have_sources_and_acts_have_none() -> None:
    made = harbour()
    for sentence in made.sentences:
        claimed = made.claim_sources(sentence)
        assert not (sentence.label == "narration" and claimed)
        stances = {
            attribution.source_id: attribution.stance
            for attribution in made.attributions_of(sentence)
            if attribution.stance not in records.ACTS
        }
        assert all(source.id in stances for source in claimed)
    with pytest.raises(KeyError):
        made.attribution("none such")
    with pytest.raises(KeyError):
        made.source("none such")


@given(annotations())
def test_the_index_makes_no_difference_between_annotations(made: Annotation) -> None:
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert hash(again) == hash(made)
    assert repr(again) == repr(made)
    for attribution in again.attributions:
        assert again.attribution(attribution.id) is attribution


def test_a_changed_annotation_looks_up_what_it_holds_now() -> None:
    made = harbour()
    renamed = dataclasses.replace(made.sources[0], name="Harbour Office")
    changed = dataclasses.replace(made, sources=(renamed, *made.sources[1:]))
    assert changed.source("office") is renamed
    assert made.source("office") is made.sources[0]
