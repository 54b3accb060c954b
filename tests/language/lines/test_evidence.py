"""What a line looks like and where it stands is read as it is."""

from __future__ import annotations

import pytest

from accordingto.language.lines.evidence import TAGGER, evidence
from accordingto.language.segmentation.line_types import kinds
from accordingto.language.segmentation.sentences import sentences
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Article

TEXT = """Bridge closes for the winter

The bridge closed on Monday. Nobody used it.
PHOTOS: THE BRIDGE
It is long.
Main works:
2019: New pillars
2020: New ropes
2021: New paint
Nobody used it.
"""
SCORES = SentenceScores((0.8, 0.1, 0.1), (0.5, 0.3, 0.2), 0.1, None, None)


@pytest.fixture
def found() -> list[dict[str, float]]:
    article = Article(TEXT)
    spans = sentences(article)
    ruled = kinds(TEXT, spans, article.paragraphs)
    return evidence(TEXT, spans, article.paragraphs, [SCORES] * len(spans), ruled)


def test_every_sentence_has_the_same_evidence_by_name(found: list[dict[str, float]]) -> None:
    assert {tuple(here) for here in found} == {tuple(found[0])}
    assert set(TAGGER) < set(found[0])
    assert found[0]["one"] == 1


def test_the_first_line_is_known_by_its_place_and_its_form(
    found: list[dict[str, float]],
) -> None:
    first, second, *_ = found
    assert (first["first line"], first["alone"], first["ended"]) == (1, 1, 0)
    assert first["ruled headline"] == 1
    assert (second["first line"], second["alone"], second["ended"]) == (0, 0, 1)
    assert (second["-1 ruled headline"], second["-1 there"], second["-2 there"]) == (1, 1, 0)
    assert second["+1 ended"] == 1


def test_capitals_signs_and_what_the_tagger_thinks_are_read(
    found: list[dict[str, float]],
) -> None:
    photos = next(here for here in found if here["picture"])
    assert (photos["all capitals"], photos["ruled byline"]) == (1, 1)
    assert found[0]["all capitals"] == 0
    assert photos["tagger body"] == pytest.approx(0, abs=1e-9)


def test_lines_that_do_not_end_are_a_list_and_a_colon_heads_it(
    found: list[dict[str, float]],
) -> None:
    listed = [here for here in found if here["list"]]
    assert len(listed) >= 4
    assert all(here["headed"] for here in listed)
    assert found[-1]["list"] == 0
    assert found[0]["run of one"] == 1


def test_what_stands_twice_is_told(found: list[dict[str, float]]) -> None:
    assert [here["repeated"] for here in found].count(1.0) == 2
    assert found[-1]["repeated"] == found[2]["repeated"] == 1


def test_no_sentence_has_no_evidence() -> None:
    assert evidence("", (), (), (), ()) == []
