"""An editor's phrases, and a tool whose stages take them as input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from accordingto.records import Annotation, Article, Form, Source, Span, Stance


@dataclass(frozen=True, slots=True)
class Phrase:
    """What an editor copied from an attributed sentence; ``unit`` is the sentence itself."""

    unit: Span
    who: Span | None
    cue: Span | None
    content: Span | None


class Reading(Protocol):
    """One article as a tool reads it, and the tool's stages with an editor's phrases as input."""

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
Reader = Callable[[Article], Reading]
