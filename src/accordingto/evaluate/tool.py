"""What is measured. Imported late, since to score predictions needs no model."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from accordingto.records import Annotation, Article, Span

#: From an article to its annotation.
Annotate = Callable[[Article], Annotation]
#: From the paragraphs of one article, each its words, to a BIO label for every word.
Tagger = Callable[[list[list[str]]], list[list[str]]]
#: The form of a content in a text: direct, indirect or mixed.
FormOf = Callable[[str, tuple[Span, ...]], str]


def packaged() -> Annotate:
    """The annotator of this package."""
    from accordingto import annotate

    return annotate


def packaged_tagger() -> Tagger:
    """The role tagger of this package."""
    from accordingto.language.model import load
    from accordingto.language.tagging.tagger import tag_words

    return partial(tag_words, tagger=load().tagger)


def packaged_form() -> FormOf:
    """The form as this package tells it from the quotation marks of the whole text."""
    from accordingto.language.segmentation.forms import form_of
    from accordingto.quotations import quotations

    def form(text: str, content: tuple[Span, ...]) -> str:
        return form_of(content, quotations(text, Article(text).paragraphs), text)

    return form


def packaged_asking() -> tuple[Annotate, float]:
    """This package's annotator with every query, however unsure, and the chance it asks for."""
    from accordingto.language.annotator import Annotator, annotate_doc
    from accordingto.language.pipeline import parse

    own = Annotator.load()

    def annotate(article: Article) -> Annotation:
        return annotate_doc(parse(own.nlp, article), article, own.model, asking=0.0)

    return annotate, own.model.asker.least
