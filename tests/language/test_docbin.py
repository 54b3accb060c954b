"""An annotation as a DocBin, read again by spaCy in a vocabulary of its own."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from spacy.tokens import Doc, DocBin

from accordingto.language.docbin import render
from accordingto.records import Annotation
from annotations import harbour, plain
from strategies import annotations


def read(annotation: Annotation) -> Doc:
    (doc,) = DocBin().from_bytes(render(annotation)).get_docs(spacy.blank("en").vocab)
    return doc


def test_the_annotation_and_its_spans_come_back() -> None:
    doc = read(harbour())
    assert doc.text == harbour().article.text
    assert doc._.accordingto == harbour()
    assert [span.text for span in doc.spans["accordingto/cue"]] == [
        *("According to", "suggesting", "ordered", "said", "said", "had told her", "reportedly")
    ]
    assert [span._.attribution.stance for span in doc.spans["accordingto/cue"]][2] == "orders"


def test_its_sentences_are_those_of_the_annotation() -> None:
    text = harbour().article.text
    sentences = [sentence.text.strip() for sentence in read(harbour()).sents]
    assert sentences == [sentence.span.of(text) for sentence in harbour().sentences]


@pytest.mark.parametrize("annotation", [plain(), plain("Odd \ud800 text."), plain("One", "Two")])
def test_odd_articles_are_held(annotation: Annotation) -> None:
    doc = read(annotation)
    assert len(doc.text) == len(annotation.article.text)
    assert len(list(doc.sents)) == len(annotation.sentences)


@settings(max_examples=25)
@given(annotations())
def test_any_annotation_is_held(annotation: Annotation) -> None:
    assert len(read(annotation).text) == len(annotation.article.text)
