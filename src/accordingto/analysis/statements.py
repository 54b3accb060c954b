"""An annotation → the rows of a sourcing table: each attributed statement with its source.

The columns and types are those of the journalistic-sourcing benchmark (github:
MarkkulaCenterJMEthics/llms-journ-sourcing). What an annotator would enter is a row: every body
sentence in which a source puts forward a claim, wholly or in part, polls and documents included;
acts (“ordered”, “plans to”) are none. A sentence with two sources gives a row for each. Where the
source is unknown there is no row: the table lists statements by their sources, and a statement
that nobody is named for has no place in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise

from accordingto.quotations import left_open, quotations
from accordingto.records import Annotation, Sentence, Source, SourceType, Span

#: The benchmark's words for the types; a source of unknown type has none, and no row.
TYPES: dict[SourceType, str] = {
    "named person": "Named Person",
    "named organization": "Named Organization",
    "document": "Document",
    "anonymous": "Anonymous Source",
    "unnamed person": "Unnamed Person",
    "unnamed group": "Unnamed Group of People",
}
COLUMNS = ("SourcedStatement", "SourceType", "Name", "Title", "Justification")
_OPENING = "“\"‘'`«„"
_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement, whole sentences as they stand in the article, and who makes it.

    ``name`` is the full name, or the description of whoever has none; ``title`` and
    ``justification`` are the article's words, empty where it gives none.
    """

    statement: str
    type: str
    name: str
    title: str = ""
    justification: str = ""

    def cells(self) -> tuple[str, ...]:
        """The values in the order of ``COLUMNS``."""
        return astuple(self)


def rows(annotation: Annotation) -> tuple[StatementRow, ...]:
    """The sourcing table of an article, in the order of its statements."""
    text = annotation.article.text
    statements = sorted(
        ((source, span) for source, span in _statements(annotation) if source.type in TYPES),
        key=lambda pair: pair[1].start,
    )
    return tuple(_row(text, span, source) for source, span in statements)


def _row(text: str, span: Span, source: Source) -> StatementRow:
    why = source.justification
    return StatementRow(
        span.of(text),
        TYPES[source.type],
        source.name,
        source.title or "",
        " ".join(why.of(text).split()) if why is not None else "",
    )


def _statements(annotation: Annotation) -> Iterator[tuple[Source, Span]]:
    """The statements of every source; its sentences of one quotation are one statement."""
    joins = _joins(annotation)
    runs: dict[Source, list[list[Sentence]]] = {}
    for sentence in annotation.sentences:
        for source in annotation.claim_sources(sentence) if sentence.kind == "body" else ():
            mine = runs.setdefault(source, [])
            if mine and joins >= set(range(mine[-1][-1].index, sentence.index)):
                mine[-1].append(sentence)
            else:
                mine.append([sentence])
    for source, mine in runs.items():
        for run in mine:
            yield source, Span(run[0].span.start, run[-1].span.end)


def _joins(annotation: Annotation) -> frozenset[int]:
    """The sentences, by index, that are of one quotation with the sentence behind them.

    The quotation reaches over both; or it is left open at the end of a paragraph and taken up in
    the next; or it is broken by its own frame (“…,” she said. “…”) and goes on without another.
    """
    text = annotation.article.text
    quoted = quotations(text, annotation.article.paragraphs)
    joined = set()
    for one, other in pairwise(annotation.sentences):
        inside = any(q.start < one.span.end and other.span.start < q.end for q in quoted)
        if inside or _taken_up(text, one, other, quoted) or _broken(annotation, one, other, quoted):
            joined.add(one.index)
    return frozenset(joined)


def _taken_up(text: str, one: Sentence, other: Sentence, quoted: Sequence[Span]) -> bool:
    last = next((q for q in quoted if q.end == one.span.end), None)
    goes_on = last is not None and left_open(text, last)
    return goes_on and one.paragraph < other.paragraph and text[other.span.start] in _OPENING


def _broken(annotation: Annotation, one: Sentence, other: Sentence, quoted: Sequence[Span]) -> bool:
    """Whether ``other`` is nothing but quoted words, and ``one`` names who speaks them."""
    if one.paragraph != other.paragraph or not any(q.overlaps(one.span) for q in quoted):
        return False
    framed = any(
        span is not None and span.overlaps(other.span)
        for attribution in annotation.attributions_of(other)
        for span in (attribution.source, attribution.cue)
    )
    text = annotation.article.text
    outside = _WORDS.search(_unquoted(text, other.span, quoted))
    return not framed and outside is None


def _unquoted(text: str, span: Span, quoted: Sequence[Span]) -> str:
    """The characters of a span that stand outside all quotations."""
    kept, at = [], span.start
    for quotation in quoted:
        if quotation.overlaps(span):
            kept.append(text[at : max(at, quotation.start)])
            at = max(at, min(quotation.end, span.end))
    return "".join([*kept, text[at : span.end]])
