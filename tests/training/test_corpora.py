"""Corpora are read as they are published: brat standoff, and an editor's judgements as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.lang.en import English

from accordingto.evaluate.standoff import Marked, read_standoff
from accordingto.language.pipeline import words_of
from accordingto.records import Article, Span
from accordingto.training.corpora import editor, polnear

TEXT = "Roe said it rains.\r\nIt does."
STANDOFF = (
    "T1\tSource 0 3\tRoe\n"
    "T2\tCue 4 8\tsaid\n"
    "T3\tContent 9 17;20 27\tit rains It does\n"
    "T4\tAttribution 4 8\tsaid\n"
    "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
    "T5\tDiscuss 0 3\tRoe\n"
    "E2\tAttribution-no-source:T4\n"
)
RELATION = Marked((Span(0, 3),), (Span(4, 8),), (Span(9, 17), Span(20, 27)))


@pytest.fixture
def split(tmp_path: Path) -> Path:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "rain.txt").write_bytes(TEXT.encode())
    (tmp_path / "attributions" / "rain_ab12.ann").write_text(STANDOFF)
    return tmp_path


def test_standoff_gives_relations_with_all_fragments(split: Path) -> None:
    assert read_standoff(split / "attributions" / "rain_ab12.ann").marked == (RELATION,)


def test_polnear_keeps_line_ends_and_so_offsets(split: Path) -> None:
    (document,) = polnear(split, English())
    assert document.id == "rain_ab12"
    assert document.article.text == TEXT
    assert document.words.paragraph == (0, 0, 0, 0, 0, 1, 1, 1)
    assert document.relations == (RELATION,)


def test_editor_finds_who_and_cue_in_the_sentence(tmp_path: Path) -> None:
    row = {
        "id": "made/up:1",
        "sentences": [
            {
                "start": 0,
                "end": 18,
                "label": "attributed",
                "type": "named person",
                "carry": None,
                "kind": "body",
                "bad": False,
                "who": "Roe",
                "cue": "said",
            },
            {
                "start": 20,
                "end": 28,
                "label": "narration",
                "type": None,
                "carry": 1,
                "kind": "body",
                "bad": False,
            },
        ],
    }
    (tmp_path / "gold.json").write_text(json.dumps([row]))
    (tmp_path / "made_up_1.txt").write_bytes(TEXT.encode())
    (document,) = editor(tmp_path / "gold.json", tmp_path, English(), {"1": (RELATION,)})
    first, second = document.sentences
    assert (first.who, first.cue) == (Span(0, 3), Span(4, 8))
    assert (second.carry, second.who) == (0, None)
    assert document.words.sentence == (0, 0, 0, 0, 0, 1, 1, 1)


def test_words_outside_every_sentence_have_none() -> None:
    article = Article("It is. We do.")
    assert words_of(English().make_doc(article.text), article, [Span(7, 13)]).sentence == (
        -1,
        -1,
        -1,
        0,
        0,
        0,
    )
