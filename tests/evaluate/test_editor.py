"""Every sentence against an editor's judgement of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from accordingto.errors import InputError, OutputError
from accordingto.evaluate import editor
from accordingto.evaluate.figures import Tally
from accordingto.records import (
    Annotation,
    Article,
    Label,
    Sentence,
    Source,
    SourceType,
    Span,
    Stance,
)
from marked import TEXT, annotation, at, attribution


def gold_article(**changes: object) -> dict[str, object]:
    def sentence(part: str, label: str, **more: object) -> dict[str, object]:
        span = at(TEXT, part)
        return {
            "start": span.start,
            "end": span.end,
            "label": label,
            "sources": [],
            "type": None,
            "carry": None,
            "kind": "body",
            "bad": False,
            **more,
        }

    ann = {"sources": ["Ann Lee"], "type": "named person"}
    bob = {"sources": ["Bob Day"], "type": "named person"}
    return {
        "id": "set:1/a",
        "sha256": Article(TEXT).sha256,
        "sentences": [
            sentence("Ann Lee said rain was near.", "attributed", **ann),
            sentence("It rained.", "narration", carry=1),
            sentence("Bob Day denied that.", "attributed", **bob),
        ],
        "sources": [
            {"name": "Ann Lee", "type": "named person", "title": "the mayor", "mentions": ["Lee"]},
            {"name": "Bob Day", "type": "named person", "title": None, "mentions": None},
        ],
        **changes,
    }


def edited(
    labels: tuple[Label, Label, Label] = ("attributed", "narration", "attributed"),
    kind: SourceType = "named person",
    stance: Stance = "says",
) -> Annotation:
    sources = (Source("s1", "Lee", kind, "Mayor"), Source("s2", "Carl Ray", "named person"))
    first, second, third = (at(TEXT, p) for p in ("Ann Lee said", "It rained.", "Bob Day denied"))
    given = (
        attribution("a1", "s1", None, None, Span(13, 26), stance=stance),
        attribution("a2", "s2", None, None, Span(54, 58)),
    )
    return annotation(
        given,
        (
            Sentence(0, first, 0, "body", labels[0], ("a1",)),
            Sentence(1, second, 0, "body", labels[1], (), 0),
            Sentence(2, third, 1, "body", labels[2], ("a2",)),
        ),
        sources,
    )


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.json"
    file.write_text(json.dumps([gold_article()]))
    (tmp_path / "set_1_a.txt").write_text(TEXT)
    return file


def test_run(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = editor.run(gold, tmp_path, out, breakdown=True, annotate=lambda _: edited())
    assert report.splitlines()[:10] == [
        "1 articles, 3 sentences",
        "sentence right            66.7",
        "label                    100.0",
        "attributed               P 100.0  R 100.0  F1 100.0",
        "source                    50.0   (2)",
        "type                     100.0   (1)",
        "title                    100.0   (1)",
        "carry-over               P 100.0  R 100.0  F1 100.0",
        "sources                  P  50.0  R  50.0  F1  50.0",
        "not body                 P   0.0  R   0.0  F1   0.0",
    ]
    assert "attributed, wrong source" in report
    written = json.loads((out / "set_1_a.json").read_text())
    assert Annotation.from_dict(written) == edited()


def test_acts_are_no_sources(gold: Path) -> None:
    (article,) = editor.read(gold)
    first, *_ = editor.judge(article, edited(stance="orders"))
    assert first.names == ()
    assert first.source is False
    assert editor.match_sources(article, edited(stance="orders")) == Tally(0, 1, 2)


def test_a_wrong_label_and_a_wrong_type(gold: Path) -> None:
    (article,) = editor.read(gold)
    first, second, _ = editor.judge(
        article, edited(("partly", "attributed", "narration"), "document")
    )
    assert (first.right, first.source, first.type, first.title) == (False, True, False, True)
    assert (second.right, second.source) == (False, None)


def test_without_annotation_nothing_is_right(gold: Path) -> None:
    (article,) = editor.read(gold)
    sentences = editor.judge(article, None)
    assert [sentence.label for sentence in sentences] == [None] * 3
    assert not any(sentence.right for sentence in sentences)


def test_what_is_no_body_is_left_out(gold: Path) -> None:
    data = gold_article()
    sentences = data["sentences"]
    assert isinstance(sentences, list)
    sentences[0]["kind"] = "headline"
    sentences[1]["bad"] = True
    gold.write_text(json.dumps([data]))
    (article,) = editor.read(gold)
    assert [sentence.index for sentence in editor.judge(article, edited())] == [2]


def test_which_sentences_are_no_body_is_counted_over_all_of_them(gold: Path) -> None:
    data = gold_article()
    sentences = data["sentences"]
    assert isinstance(sentences, list)
    sentences[0] |= {"kind": "headline", "bad": True}
    sentences[1]["kind"] = "byline"
    gold.write_text(json.dumps([data]))
    (article,) = editor.read(gold)
    made = edited()
    first, *others = made.sentences
    credited = replace(made, sentences=(replace(first, kind="byline"), *others))
    assert editor.match_furniture(article, credited) == Tally(1, 1, 2)
    assert editor.match_furniture(article, None) == Tally(0, 0, 2)


def test_unknown_is_right_where_no_source_is_named(gold: Path) -> None:
    data = gold_article()
    sentences = data["sentences"]
    assert isinstance(sentences, list)
    sentences[1] |= {"label": "attributed", "sources": ["unknown"], "type": "unknown"}
    gold.write_text(json.dumps([data]))
    (article,) = editor.read(gold)
    second = editor.judge(article, edited(("attributed", "attributed", "attributed")))[1]
    assert second.right
    assert second.type is None


def test_another_text_is_an_input_error(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "set_1_a.txt").write_text("Something else.")
    with pytest.raises(InputError, match="not the text that was judged"):
        editor.run(gold, tmp_path, annotate=lambda _: edited())


def test_a_gold_file_of_another_form_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text('[{"id": "x"}]')
    with pytest.raises(InputError, match="has not the form"):
        editor.read(tmp_path / "gold.json")


def test_predictions_that_cannot_be_written(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError):
        editor.run(gold, tmp_path, tmp_path / "taken", annotate=lambda _: edited())
