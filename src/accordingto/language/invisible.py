"""Characters that no reader sees never change a reading; the offsets still count them.

A zero-width space, a soft hyphen, a word joiner or a byte order mark glued to a word makes “he” a
name to every model. The article is read without them, and what was found is put back to the places
that its own text has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from accordingto.records import INVISIBLE, Annotation, Article, Span

_INVISIBLE = re.compile(f"[{INVISIBLE}]")

Record = TypeVar("Record")


def read_without(article: Article, annotate: Callable[[Article], Annotation]) -> Annotation:
    """What ``annotate`` makes of an article without what nobody sees, in the article's offsets."""
    text = article.text
    if _INVISIBLE.search(text) is None:
        return annotate(article)
    kept = [place for place, char in enumerate(text) if not _INVISIBLE.match(char)]
    paragraphs = tuple(
        Span(bisect_left(kept, paragraph.start), bisect_left(kept, paragraph.end))
        for paragraph in article.paragraphs
    )
    visible = replace(
        article,
        text="".join(text[place] for place in kept),
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
    )

    def place(span: Span) -> Span:
        return Span(_start(text, kept, span.start), _end(text, kept, span.end))

    return replace(_mapped(annotate(visible), place), article=article)


def _start(text: str, kept: list[int], start: int) -> int:
    """Where a span starts: what stands unseen between white space and it is its own."""
    before = kept[start - 1] + 1 if start else 0
    if not start or text[before - 1].isspace():
        return before
    return kept[start] if start < len(kept) else len(text)


def _end(text: str, kept: list[int], end: int) -> int:
    """Where a span ends: what stands unseen straight behind it is its own."""
    return kept[end] if end < len(kept) else len(text)


def _mapped(record: Record, place: Callable[[Span], Span]) -> Record:
    """A record with every span in it, however deep, put elsewhere; an article is left as it is."""
    if isinstance(record, Span):
        return cast(Record, place(record))
    if isinstance(record, tuple):
        return cast(Record, tuple(_mapped(part, place) for part in record))
    if is_dataclass(record) and not isinstance(record, Article | type):
        changed = {
            field.name: _mapped(getattr(record, field.name), place)
            for field in fields(record)
            if field.init
        }
        return cast(Record, replace(record, **changed))
    return record
