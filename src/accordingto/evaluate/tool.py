"""What is measured. Imported late, since to score predictions needs no model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from accordingto.records import Annotation, Article, Form, Source, Span, Stance

#: What a span of an attribution can be, in the order of the figures.
ROLES = ("source", "cue", "content")

#: From an article to its annotation.
Annotate = Callable[[Article], Annotation]
#: From the paragraphs of one article, each its words, to a BIO label for every word.
Tagger = Callable[[list[list[str]]], list[list[str]]]
#: The form of a content in a text: direct, indirect or mixed.
FormOf = Callable[[str, tuple[Span, ...]], str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What an editor copied from an attributed sentence; ``unit`` is the sentence itself."""

    unit: Span
    who: Span | None
    cue: Span | None
    content: Span | None

    def __post_init__(self) -> None:
        outside = [
            span
            for span in (self.who, self.cue, self.content)
            if span and not self.unit.contains(span)
        ]
        if outside:
            raise ValueError(f"{outside} are not in the sentence {self.unit}")


class Read(Protocol):
    """One article as the tool reads it, and the tool's stages with an editor's phrases as input."""

    @property
    def annotation(self) -> Annotation:
        """What the tool makes of the article by itself."""

    def sources(self, phrases: Sequence[Phrase]) -> tuple[tuple[Source, ...], ...]:
        """Whom it names for each phrase; all phrases of the article, in order."""

    def stance(self, phrase: Phrase) -> Stance:
        """How it reads the cue of a phrase."""

    def form(self, content: Span) -> Form:
        """Whether it takes a content for quoted."""


#: From an article to its reading.
Reader = Callable[[Article], Read]


def packaged() -> Annotate:
    """The annotator of this package."""
    from accordingto import annotate

    return annotate


def packaged_tagger() -> Tagger:
    """The role tagger of this package."""
    from accordingto.language.tagging.tagger import tag_words

    return tag_words


def packaged_form() -> FormOf:
    """The form as this package tells it from the quotation marks of the whole text."""
    from accordingto.language.segmentation.forms import form_of
    from accordingto.language.segmentation.quotations import quotations

    def form(text: str, content: tuple[Span, ...]) -> str:
        return form_of(content, quotations(text, Article(text).paragraphs), text)

    return form


def packaged_stages() -> Reader:
    """The stages of this package, with one loaded pipeline and tagger."""
    from accordingto.evaluate.stage_reader import StageReader

    return StageReader.load()
