"""The record of one attribution before its source has a name."""

from __future__ import annotations

from dataclasses import dataclass, field

from accordingto.language.confidence import Evidence
from accordingto.records import Span


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution: who (as the text puts it), by which cue, asserts which contents.

    All spans are code points of the article's text; ``confidence`` is a probability, 0 to 1, and
    ``evidence`` what it rests on (see ``confidence.py``; empty where a rule made the link).
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float = 1.0
    evidence: Evidence = field(default_factory=dict)
