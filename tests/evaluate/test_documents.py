"""Whole attributions and sentences, counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.evaluate import documents, standoff
from accordingto.evaluate.figures import Tally
from accordingto.records import Sentence, Span
from marked import STANDOFF, TEXT, annotation, at, attribution


def test_figures() -> None:
    # Words: Ann0 Lee1 said2 rain3 was4 near5 It6 rained7 Bob8 Day9 denied10 that11
    gold = standoff.Standoff(
        (
            standoff.Marked((at(TEXT, "Ann Lee"),), (at(TEXT, "said"),), (Span(13, 26),)),
            standoff.Marked((at(TEXT, "Bob Day"),), (at(TEXT, "denied"),), (Span(54, 58),)),
        )
    )
    predicted = (
        standoff.Marked((at(TEXT, "Lee"),), (at(TEXT, "said"),), (Span(13, 21),)),
        standoff.Marked((at(TEXT, "Ann"),), (), (Span(54, 58),)),
    )
    figures = documents.score(documents.MarkedArticle("x_1", TEXT, gold, predicted))
    assert figures["source exact"] == Tally(0, 2, 2)
    assert figures["cue exact"] == Tally(1, 1, 2)
    assert figures["content exact"] == Tally(1, 2, 2)
    assert figures["source tokens"] == Tally(2, 2, 4)
    assert figures["content tokens"] == Tally(3, 3, 4)
    assert figures[documents.CONTENT_ONLY] == Tally(2, 2, 2)
    assert figures[documents.WITH_SOURCE] == Tally(1, 2, 2)
    assert figures[documents.ATTRIBUTED] == Tally(2, 2, 2)
    assert figures[documents.SOURCED] == Tally(1, 2, 2)


def test_discarded_words_do_not_count() -> None:
    gold = standoff.Standoff((), (at(TEXT, "It rained."),))
    predicted = (standoff.Marked((), (), (at(TEXT, "It rained"),)),)
    figures = documents.score(documents.MarkedArticle("x_1", TEXT, gold, predicted))
    assert figures[documents.CONTENT_ONLY] == figures[documents.ATTRIBUTED] == Tally()


def test_each_gold_attribution_takes_the_best_one_left() -> None:
    def of(index: int, *content: int) -> documents.Touched:
        none: frozenset[int] = frozenset()
        return documents.Touched(index, none, none, frozenset(content))

    pairs = documents.match([of(0, 1, 2, 3)], [of(0, 1, 2), of(1, 1, 2, 3)], True)
    assert [(a.index, b.index) for a, b in pairs] == [(0, 1)]
    assert documents.match([of(0, 1, 2, 3)], [of(0, 3)], False) == ()


def test_by_form_counts_each_side_by_its_own_form() -> None:
    marked = standoff.Marked((), (), (Span(13, 26),))
    article = documents.MarkedArticle("x_1", TEXT, standoff.Standoff((marked,)), (marked,))
    figures = documents.by_form([article], lambda text, content: "direct")
    assert str(figures["direct"]) == "P 100.0  R 100.0   (1)"
    assert str(figures["mixed"]) == "P   0.0  R   0.0   (0)"


def test_run_writes_what_it_measured(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "paper_1.txt").write_text(TEXT)
    (tmp_path / "text" / "paper_2.txt").write_text("Nobody marked this.")
    (tmp_path / "attributions" / "paper_1_ann.ann").write_text(STANDOFF, newline="")
    given = attribution("a1", None, Span(0, 7), Span(8, 12), Span(13, 26))
    sentence = Sentence(0, Span(0, 27), 0, "body", "attributed", ("a1",))
    report = documents.run(
        tmp_path, tmp_path / "out", annotate=lambda article: annotation((given,), (sentence,))
    )
    assert len(report.splitlines()) == len(documents.MEASURES)
    assert all("F1 100.0" in line for line in report.splitlines())
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["paper_1.json"]
    assert json.loads((tmp_path / "out" / "paper_1.json").read_text()) == {
        "sentences": [[0, 27]],
        "attributions": [{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 26]]}],
    }


def test_a_folder_without_gold_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated articles"):
        documents.read_split(tmp_path)
