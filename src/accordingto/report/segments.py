"""A sentence cut into the pieces that the report prints, each with one look throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.records import Attribution, Sentence, Span

#: Characters that turn the direction of the text after them (Unicode Standard Annex 9).
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a sentence with one look.

    ``role`` is “source”, “cue”, “bare” (the article's own claim, nobody named for it) or "".
    ``styles`` are the CSS classes of the content around it: none, one, or the outer then the
    inner of a claim within a claim.
    """

    text: str
    role: str
    styles: tuple[str, ...]


def cut(
    text: str, sentence: Sentence, claims: Sequence[tuple[Attribution, str]]
) -> tuple[Piece, ...]:
    """Cut a sentence of ``text`` where its look changes; the pieces joined are the sentence.

    ``claims`` are the attributions that make claims in it, with the style of their source.
    """
    whole = sentence.span
    frames = [(each.source, "source") for each, _ in claims if each.source is not None]
    frames += [(each.cue, "cue") for each, _ in claims if each.cue is not None]
    contents = [(span, style) for each, style in claims for span in each.content]
    # Long before short: the outer claim comes before the one inside it.
    contents.sort(key=lambda pair: -len(pair[0]))
    edges = {whole.start, whole.end}
    for span, _ in [*frames, *contents]:
        if span.overlaps(whole):
            clipped = within(span, whole)
            edges |= {clipped.start, clipped.end}
    marks = sorted(edges)
    found: list[Piece] = []
    own = sentence.kind == "body" and sentence.label != "attributed"
    for start, end in pairwise(marks):
        here = Span(start, end)
        role = next((name for span, name in frames if span.contains(here)), "")
        layers = list(dict.fromkeys(style for span, style in contents if span.contains(here)))
        styles = tuple(layers if len(layers) < 2 else (layers[0], layers[-1]))
        if own and not role and not styles and any(map(str.isalnum, here.of(text))):
            role = "bare"
        piece = Piece(here.of(text), role, styles)
        if found and (found[-1].role, found[-1].styles) == (role, styles):
            piece = Piece(found.pop().text + piece.text, role, styles)
        found.append(piece)
    return tuple(found)


def within(span: Span, whole: Span) -> Span:
    """The part of ``span`` inside ``whole``, which it must overlap."""
    return Span(max(span.start, whole.start), min(span.end, whole.end))


def turns_direction(text: str) -> bool:
    """Whether the text holds a character that turns the direction of writing."""
    return not _TURNING.isdisjoint(text)


def without_turns(text: str) -> str:
    """The text with U+FFFD for every character that turns the direction of writing."""
    return "".join("\ufffd" if char in _TURNING else char for char in text)
