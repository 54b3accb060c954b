"""The samples, as an editor judges them: the tool must show every sentence so."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import accordingto
from accordingto.evaluate.names import DESCRIBED, same
from accordingto.records import Annotation, Sentence
from accordingto.report.html import render

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in SAMPLES.glob("*.expected.json"))
ONTARIO = "ontario-shooting"

Expected = dict[str, Any]


def expected(name: str) -> Expected:
    judgement: Expected = json.loads((SAMPLES / f"{name}.expected.json").read_text("utf-8"))
    return judgement


@pytest.fixture(scope="session")
def annotated() -> Callable[[str], Annotation]:
    """The annotation of a sample by its name, made once."""
    made: dict[str, Annotation] = {}

    def of(name: str) -> Annotation:
        if name not in made:
            article = accordingto.read(SAMPLES / f"{name}.txt")
            made[name] = accordingto.annotate(article)
        return made[name]

    return of


def test_there_are_samples() -> None:
    assert ONTARIO in NAMES
    assert len(NAMES) == 4


@pytest.mark.parametrize("name", NAMES)
def test_an_expected_annotation_fits_its_article(name: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf8")
    wanted = expected(name)
    at = 0
    for number, sentence in enumerate(wanted["sentences"], 1):
        at = text.index(sentence["begins"], at) + len(sentence["begins"])
        assert (sentence["label"] == "narration") == (not sentence["sources"])
        if sentence["carry"] is not None:
            assert sentence["label"] == "narration"
            assert sentence["carry"] < number
            assert wanted["sentences"][sentence["carry"] - 1]["label"] != "narration"
    used = {source for sentence in wanted["sentences"] for source in sentence["sources"]}
    assert used - {"unknown"} == {source["name"] for source in wanted["sources"]}


@pytest.mark.parametrize("name", NAMES)
def test_the_sentences_are_cut_where_an_editor_cuts(
    name: str, annotated: Callable[[str], Annotation]
) -> None:
    annotation = annotated(name)
    starts = [sentence["begins"] for sentence in expected(name)["sentences"]]
    cut = [sentence.span.of(annotation.article.text) for sentence in annotation.sentences]
    assert [text[: len(start)] for text, start in zip(cut, starts, strict=False)] == starts
    assert len(cut) == len(starts)


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_has_its_label_and_its_source(
    name: str, annotated: Callable[[str], Annotation]
) -> None:
    annotation = annotated(name)
    wanted = expected(name)
    rows = {source["name"]: source for source in wanted["sources"]}
    wrong = {
        number: f"[{number}] {gold['begins']} …\n"
        f"    expected {gold['label']} {gold['sources']}\n"
        f"    found    {sentence.label} {_names(annotation, sentence)}"
        for number, (gold, sentence) in enumerate(
            zip(wanted["sentences"], annotation.sentences, strict=True), 1
        )
        if not _agrees(gold, rows, sentence, _names(annotation, sentence))
    }
    known = {n for n, gold in enumerate(wanted["sentences"], 1) if gold.get("misread")}
    assert not wrong.keys() - known, "\n" + "\n".join(wrong.values())
    assert not known - wrong.keys(), f"no longer misread: take the mark off {known - wrong.keys()}"


def test_ontario_carries_over_where_an_editor_asks_whose_account_it_is(
    annotated: Callable[[str], Annotation],
) -> None:
    carries = [sentence.carries_over_from for sentence in annotated(ONTARIO).sentences]
    wanted = [sentence["carry"] for sentence in expected(ONTARIO)["sentences"]]
    assert [None if index is None else index + 1 for index in carries] == wanted


def test_ontario_has_exactly_its_sources(annotated: Callable[[str], Annotation]) -> None:
    annotation = annotated(ONTARIO)
    text = annotation.article.text
    assert [(source.name, source.type, source.title) for source in annotation.sources] == [
        (source["name"], source["type"], source["title"]) for source in expected(ONTARIO)["sources"]
    ]
    department = annotation.sources[0]
    assert {mention.of(text) for mention in department.mentions} == set(
        expected(ONTARIO)["sources"][0]["mentions"]
    )


def test_ontario_names_every_source_by_its_full_name(
    annotated: Callable[[str], Annotation],
) -> None:
    annotation = annotated(ONTARIO)
    for sentence, gold in zip(annotation.sentences, expected(ONTARIO)["sentences"], strict=True):
        assert list(_names(annotation, sentence)) == gold["sources"]


def test_the_sample_report_is_as_the_command_makes_it(
    annotated: Callable[[str], Annotation],
) -> None:
    page = SAMPLES / f"{ONTARIO}.html"
    command = "python -m accordingto.training.pictures"
    same = page.read_text("utf-8") == render(accordingto.check(annotated(ONTARIO)))
    assert same, f"{page.name} is of another state of the project. Make it again: {command}"


def _names(annotation: Annotation, sentence: Sentence) -> tuple[str, ...]:
    return tuple(source.name for source in annotation.claim_sources(sentence))


def _agrees(
    gold: Mapping[str, Any],
    rows: Mapping[str, Mapping[str, Any]],
    sentence: Sentence,
    names: tuple[str, ...],
) -> bool:
    """The same label, and a source named as an editor would accept it."""
    if sentence.label != gold["label"]:
        return False
    if gold["label"] == "narration" or gold["sources"] == ["unknown"]:
        return names in ((), ("unknown",))
    return any(_is(name, source, rows[source]) for name in names for source in gold["sources"])


def _is(name: str, source: str, row: Mapping[str, Any]) -> bool:
    return same(name, source, row.get("mentions", ()), row["type"] in DESCRIBED)
