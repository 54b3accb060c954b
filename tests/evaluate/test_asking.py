"""Which narration is queried, measured on made-up judgements."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from accordingto.errors import InputError
from accordingto.evaluate.asking import Judged, average_precision, chances, figures, read, run
from accordingto.records import Annotation, Article, Query, Reason
from annotations import Unit, compose

#: Of the made-up tool: its chance and reason by the first word of a sentence.
CHANCES: dict[str, tuple[float, Reason]] = {
    "Alpha": (0.9, "blame"),
    "Bravo": (0.8, "mind"),
    "Charlie": (0.3, "cause"),
    "Delta": (0.1, "figure"),
}
WORDS = [*CHANCES, "Echo"]
TEXT = "\n".join(f"{word} it is." for word in WORDS)


def annotated(article: Article) -> Annotation:
    """Every line narration; “Echo” is not queried, whatever is asked."""
    composed = compose([[Unit(line)] for line in article.text.split("\n")])
    sentences = tuple(
        replace(sentence, query=Query(reason, chance))
        for sentence, (chance, reason) in zip(composed.sentences, CHANCES.values(), strict=False)
    )
    return replace(composed, sentences=(*sentences, *composed.sentences[len(sentences) :]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An editor's file, its text, and what two readers and one asked."""
    (tmp_path / "a_1.txt").write_text(TEXT)
    (tmp_path / "a_2.txt").write_text(TEXT)
    plain = {"label": "narration", "kind": "body", "carry": None, "bad": False}
    starts = [TEXT.index(word) for word in WORDS]
    rows = [{"start": at, "end": at + 6, **plain} for at in starts]
    write(tmp_path / "train.json", [{"id": f"a:{n}", "sentences": rows} for n in (1, 2)])
    two = [{"0": "blame", "1": "cause"}, {"0": "blame", "4": "vague"}]
    write(tmp_path / "asked.json", {"a:1": two, "a:2": [{"2": "cause", "0": "mind"}]})
    return tmp_path


def write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content))


def sentence(chance: float | None, *reasons: str, readers: int = 1) -> Judged:
    query = None if chance is None else Query("blame", chance)
    return Judged("a", "It is.", readers, reasons, query)


def test_the_tables_tell_all_and_by_how_many_read(folder: Path) -> None:
    tables = run(folder / "asked.json", folder, annotate=annotated, least=0.5).split("\n\n")
    assert [part.split("\n")[0] for part in tables] == [
        "All",
        "Articles of 1 reader",
        "Articles of 2 readers",
    ]
    everything = {line[:30].strip(): line[30:].split() for line in tables[0].split("\n")[1:]}
    assert everything["narration sentences judged"] == ["10"]
    # asked: 0, 1 and 4 by one or the other of two, 0 by both; 2 and 0 by the one
    assert everything["asked by a reader; by all"] == ["5;", "3"]
    # said: Alpha and Bravo in each; three of these four are asked by somebody
    assert everything["queried"] == ["4"]
    assert everything["precision, asked by a reader"] == ["75.0"]
    assert everything["recall, asked by all"] == ["66.7"]
    # Alpha is blame to both readers of the first, and mind to that of the second; Bravo a cause
    assert everything["reason right, of the right"] == ["33.3"]


def test_average_precision_is_that_at_each_sentence_all_ask() -> None:
    ranked = [sentence(0.9, "mind"), sentence(0.8), sentence(0.7, "mind")]
    assert average_precision(ranked) == pytest.approx((1 + 2 / 3) / 2)
    # asked by one of two readers: right, but nothing that had to be found
    half = sentence(0.95, "mind", readers=2)
    assert average_precision([half, sentence(0.9, "mind")]) == 1.0
    # what cannot be queried is never found
    assert average_precision([sentence(0.9, "mind"), sentence(None, "mind")]) == 0.5


def test_each_reader_s_answer_is_one_case_of_the_chance() -> None:
    judged = [sentence(0.7, "mind", readers=2), sentence(None), sentence(0.2)]
    cases = [(case.confidence, case.right) for case in chances(judged)]
    assert cases == [(0.7, True), (0.7, False), (0.2, False)]


def test_figures_of_nothing_divide_by_nothing() -> None:
    assert "queried                             0" in figures([], 0.5)


def test_articles_may_bring_their_own_sentences(tmp_path: Path) -> None:
    own = {"sentences": [[0, 4], [5, 9]], "judged": [1], "asked": {"1": "figure"}}
    write(tmp_path / "asked.json", {"a:1": own})
    (article,) = read(tmp_path / "asked.json")
    assert (article.judged, article.readers) == ((1,), ({1: "figure"},))


@pytest.mark.parametrize(
    "row", [{"label": "partly"}, {"kind": "byline"}, {"carry": 1}, {"bad": True}]
)
def test_only_open_narration_was_judged(folder: Path, row: dict[str, Any]) -> None:
    (first, second) = json.loads((folder / "train.json").read_text())
    first["sentences"][3] |= row
    write(folder / "train.json", [first, second])
    assert read(folder / "asked.json")[0].judged == (0, 1, 2, 4)


def test_what_cannot_be_read_is_told(folder: Path, tmp_path: Path) -> None:
    write(folder / "asked.json", {"b:9": [{}]})
    with pytest.raises(InputError, match="has not the form"):
        read(folder / "asked.json")
    (folder / "train.json").unlink()
    with pytest.raises(InputError, match=r"neither train\.json nor dev\.json"):
        read(folder / "asked.json")
