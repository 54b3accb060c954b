"""A sentence cut into the segments that the report prints, each with one look throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.records import Attribution, Sentence, Span

#: Characters that turn the direction of the text after them (Unicode Standard Annex 9).
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Mark:
    """Content around a segment: the key of its source, and its look.

    What is ``quoted`` carries no line: its quotation marks say the same.
    """

    key: str
    style: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters of a sentence with one look.

    ``role`` is “source”, “cue” or "". ``marks`` are the content around it: none, one, or the outer
    then the inner of a claim within a claim.
    """

    text: str
    role: str
    marks: tuple[Mark, ...]


def cut(
    text: str, sentence: Sentence, claims: Sequence[tuple[Attribution, Mark]]
) -> tuple[Segment, ...]:
    """Cut a sentence of ``text`` where its look changes; the segments joined are the sentence.

    ``claims`` are the attributions that make claims in it, with the mark of their source.
    """
    frames = [(claim.source, "source") for claim, _ in claims if claim.source is not None]
    frames += [(claim.cue, "cue") for claim, _ in claims if claim.cue is not None]
    contents = [(span, mark) for claim, mark in claims for span in claim.content]
    # Long before short: the outer claim comes before the one inside it.
    contents.sort(key=lambda pair: -len(pair[0]))
    segments: list[Segment] = []
    for start, end in pairwise(_edges(sentence.span, [span for span, _ in (*frames, *contents)])):
        here = Span(start, end)
        role = next((name for span, name in frames if span.contains(here)), "")
        layers = list(dict.fromkeys(mark for span, mark in contents if span.contains(here)))
        marks = tuple(layers if len(layers) < 2 else (layers[0], layers[-1]))
        segment = Segment(here.of(text), role, marks)
        if segments and (segments[-1].role, segments[-1].marks) == (role, marks):
            segment = Segment(segments.pop().text + segment.text, role, marks)
        segments.append(segment)
    return tuple(segments)


def _edges(whole: Span, spans: Sequence[Span]) -> list[int]:
    """Where any of the spans begins or ends inside ``whole``, whose own two ends come with them."""
    edges = {whole.start, whole.end}
    for span in spans:
        if span.overlaps(whole):
            clipped = within(span, whole)
            edges |= {clipped.start, clipped.end}
    return sorted(edges)


def within(span: Span, whole: Span) -> Span:
    """The part of ``span`` inside ``whole``, which it must overlap."""
    return Span(max(span.start, whole.start), min(span.end, whole.end))


def turns_direction(text: str) -> bool:
    """Whether the text holds a character that turns the direction of writing."""
    return not _TURNING.isdisjoint(text)


def without_turns(text: str) -> str:
    """The text with U+FFFD for every character that turns the direction of writing."""
    return "".join("\ufffd" if char in _TURNING else char for char in text)
