"""Characters that no reader sees, in an article that is annotated."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.language.annotator import Annotator
from accordingto.language.invisible import read_without
from accordingto.reading import saved
from accordingto.reading.inputs import Input
from accordingto.records import Annotation, Article, ModelInfo, Sentence, Span

TEXT = (
    "The bridge stays closed, said Teresa Roe, an engineer.\n\n"
    "“It is not safe,” she said. The city disagreed.\n"
)
MARKS = "\u200b\u2060\ufeff\u00ad"
UNSEEN = dict.fromkeys(map(ord, MARKS))


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_glued_to_a_word_changes_no_reading(annotator: Annotator, mark: str) -> None:
    plain = annotator(Article(TEXT))
    glued = TEXT.replace(" she ", f" {mark}she{mark} ").replace("Teresa", f"Ter{mark}esa")
    marked = annotator(Article(glued))
    assert [s.label for s in marked.sentences] == [s.label for s in plain.sentences]
    assert [s.name for s in marked.sources] == [s.name for s in plain.sources]
    for one, other in zip(plain.attributions, marked.attributions, strict=True):
        assert other.source is not None
        assert one.source is not None
        assert other.source.of(glued).replace(mark, "") == one.source.of(TEXT)


@given(st.text("ab. \n" + MARKS, max_size=40))
def test_what_is_seen_stands_where_it_stood(text: str) -> None:
    def words(article: Article) -> Annotation:
        """A sentence for every run without white space."""
        spans, at = [], 0
        for word in article.text.split():
            at = article.text.index(word, at)
            spans.append(Span(at, at + len(word)))
            at += len(word)
        sentences = tuple(Sentence(k, span, 0, "body", "narration") for k, span in enumerate(spans))
        return Annotation(article, sentences, (), (), ModelInfo("words", "1"))

    annotation = read_without(Article(text), words)
    seen = text.translate(UNSEEN)
    assert annotation.article.text == text
    pieces = [sentence.span.of(text).translate(UNSEEN) for sentence in annotation.sentences]
    assert pieces == seen.split()
    ends = [0, *(s.span.end for s in annotation.sentences)]
    starts = [*(s.span.start for s in annotation.sentences), len(text)]
    gaps = [text[a:b] for a, b in zip(ends, starts, strict=True)]
    assert not "".join(gaps).translate(UNSEEN).strip()


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_between_two_sentences_belongs_to_none(annotator: Annotator, mark: str) -> None:
    text = f"It rained all day {mark}\r\n\not torn up at four."
    made = annotator(Article(text))
    assert mark not in "".join(sentence.span.of(text) for sentence in made.sentences)
    data = json.dumps(made.to_dict()).encode()
    assert saved.annotation(Input("a.json", data)) == made


def test_an_article_without_such_a_mark_is_read_as_it_is() -> None:
    article = Article(TEXT)
    read: list[Article] = []

    def keep(given: Article) -> Annotation:
        read.append(given)
        return Annotation(given, (), (), (), ModelInfo("none", "1"))

    assert read_without(article, keep).article is article
    assert read == [replace(article)]
