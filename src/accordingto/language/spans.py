"""Spans of text, sentences and tokens: which holds which. Below all rooms of ``language``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from spacy.tokens import Doc, Token

from accordingto.records import Span

Item = TypeVar("Item")


def sentences_touched(
    sentences: Sequence[Span], groups: Iterable[Iterable[Span | None]]
) -> tuple[tuple[int, ...], ...]:
    """For each group of spans the sentences, by index, that hold some of their characters."""
    ends = [sentence.end for sentence in sentences]
    touched = []
    for group in groups:
        indices: set[int] = set()
        for span in group:
            at = bisect_right(ends, span.start) if span is not None else len(ends)
            while span is not None and at < len(ends) and sentences[at].start < span.end:
                indices.add(at)
                at += 1
        touched.append(tuple(sorted(indices)))
    return tuple(touched)


def by_sentence(
    sentences: Sequence[Span], items: Iterable[Item], groups: Iterable[Iterable[Span | None]]
) -> list[list[Item]]:
    """The items that touch each sentence, in order; ``groups``: the spans of each item."""
    held: list[list[Item]] = [[] for _ in sentences]
    for item, indices in zip(items, sentences_touched(sentences, groups), strict=True):
        for index in indices:
            held[index].append(item)
    return held


def paragraph_of(sentences: Sequence[Span], paragraphs: Sequence[Span]) -> tuple[int, ...]:
    """The paragraph, by index, in which each sentence starts; both in the order of the text."""
    indices, at = [], 0
    for sentence in sentences:
        while paragraphs[at].end <= sentence.start:
            at += 1
        indices.append(at)
    return tuple(indices)


def around(*spans: Span) -> Span:
    """From the first character of some spans to the last."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def token_span(token: Token) -> Span:
    """The characters of a token."""
    return Span(token.idx, token.idx + len(token))


def tokens_span(doc: Doc, start: int, end: int) -> Span:
    """The characters of tokens ``start`` (included) to ``end`` (excluded)."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))


def tokens_of(doc: Doc, span: Span | None) -> Iterator[Token]:
    """The tokens that a span touches; none without a span."""
    if span is not None:
        yield from doc.char_span(span.start, span.end, alignment_mode="expand") or ()
