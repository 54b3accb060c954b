"""An editor's phrases, and a tool whose stages take them as input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from accordingto.records import Annotation, Article, Form, Source, Span, Stance


@dataclass(frozen=True, slots=True)
class Phrase:
    """Who says what in an attributed sentence; ``unit`` is the sentence itself.

    ``content`` is empty where it was not copied: then it is the rest of the sentence.
    """

    unit: Span
    who: Span | None
    cue: Span | None
    content: tuple[Span, ...] = ()


class Reading(Protocol):
    """One article as a tool reads it, and the tool's stages with an editor's phrases as input."""

    @property
    def annotation(self) -> Annotation:
        """What the tool makes of the article by itself."""

    def sources(self, phrases: Sequence[Phrase]) -> tuple[tuple[Source, ...], ...]:
        """Whom it names for each phrase; all phrases of the article, in order."""

    def stance(self, phrase: Phrase) -> Stance:
        """How it reads the cue of a phrase."""

    def form(self, phrase: Phrase) -> Form:
        """Whether it takes the content of a phrase for quoted."""


#: From an article to its reading.
Reader = Callable[[Article], Reading]
