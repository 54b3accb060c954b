"""The sample about a shooting, with the packaged model: what its editor was to be told."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import accordingto
from accordingto.checks import Config
from accordingto.language.annotator import Annotator
from accordingto.quotations import quotations
from accordingto.records import Annotation

SAMPLE = Path(__file__).parents[2] / "samples" / "ontario-shooting.txt"


@pytest.fixture(scope="module")
def annotation(annotator: Annotator) -> Annotation:
    return accordingto.check(annotator(accordingto.read(SAMPLE)))


def _sentences(annotation: Annotation) -> dict[str, list[int]]:
    """The sentences, from 1, in which each rule finds something."""
    found = defaultdict(list)
    for finding in annotation.findings:
        sentence = annotation.sentence_at(finding.span.start)
        assert sentence is not None
        found[finding.rule].append(sentence.index + 1)
    return found


@pytest.mark.parametrize(
    ("rule", "sentences"),
    [
        ("carry-over", [4, 13]),
        ("vague-source", [8, 17]),
        ("agentless-force", [7, 16]),
        ("single-source", [3]),
        ("police-only", [3]),
        ("repeated-passage", [12, 14, 17, 19]),
    ],
)
def test_what_an_editor_is_told(annotation: Annotation, rule: str, sentences: list[int]) -> None:
    assert _sentences(annotation)[rule] == sentences


def test_the_repeated_passages_are_the_doubled_paragraphs(annotation: Annotation) -> None:
    text, paragraphs = annotation.article.text, annotation.article.paragraphs
    repeated = [f.span.of(text) for f in annotation.findings if f.rule == "repeated-passage"]
    assert repeated == [paragraph.of(text) for paragraph in paragraphs[5:9]]


def test_nothing_inside_quotation_marks_is_judged(annotation: Annotation) -> None:
    every = accordingto.check(annotation, Config(select=frozenset({"all"})))
    quoted = quotations(annotation.article.text, annotation.article.paragraphs)
    assert quoted
    for finding in every.findings:
        assert not any(quotation.contains(finding.span) for quotation in quoted)
