"""What is measured. Imported late, since to score predictions needs no model."""

from __future__ import annotations

from collections.abc import Callable

from ..records import Annotation, Article

#: From an article to its annotation.
Annotate = Callable[[Article], Annotation]
#: From the paragraphs of one article, each its words, to a BIO label for every word.
Tagger = Callable[[list[list[str]]], list[list[str]]]


def packaged() -> Annotate:
    """The annotator of this package."""
    from .. import annotate

    return annotate


def packaged_tagger() -> Tagger:
    """The role tagger of this package."""
    from ..language.roles import tag_words

    return tag_words
