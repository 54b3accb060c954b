"""The rows of the tables, one record a table: what a column is called here it is called there.

Every row starts with the article's id (its place in the inputs) and the SHA-256 of its text; of a
failure, that of what stands at the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from accordingto.analysis import graph
from accordingto.analysis.measures import silent
from accordingto.corpus.documents import Document
from accordingto.corpus.told_gender import told_gender
from accordingto.records import Annotation, Attribution, Sentence, Source, Span


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article. Counts are of the body's sentences; silent are names that never speak."""

    table: ClassVar[Any] = "articles"

    article_id: str
    sha256: str
    origin: str
    title: str
    byline: str
    date: str
    publisher: str
    section: str
    words: int
    sentences: int
    attributed: int
    partly: int
    narration: int
    sources: int
    silent: tuple[str, ...]
    model: str


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence; source_ids are those who put forward a claim in it, each once."""

    table: ClassVar[Any] = "sentences"

    article_id: str
    sha256: str
    sentence: int
    paragraph: int
    start: int
    end: int
    kind: str
    label: str
    text: str
    source_ids: tuple[str, ...]
    carries_over_from: int | None


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """Who asserts what, in words; sentence is the first one that holds it."""

    table: ClassVar[Any] = "attributions"

    article_id: str
    sha256: str
    attribution_id: str
    source_id: str | None
    sentence: int | None
    source: str
    cue: str
    content: str
    form: str
    stance: str
    confidence: float
    via: str | None
    why: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of an article; claims are the body's sentences in which it puts one forward.

    gender is woman, man or not told, by the article's own pronouns and honorifics.
    """

    table: ClassVar[Any] = "sources"

    article_id: str
    sha256: str
    source_id: str
    name: str
    type: str
    title: str | None
    organization: str | None
    reason_for_anonymity: str | None
    justification: str | None
    gender: str
    mentions: int
    claims: int
    first_claim: int | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What an editorial rule has to say about one place, and the sentence that it stands in."""

    table: ClassVar[Any] = "findings"

    article_id: str
    sha256: str
    rule: str
    severity: str
    sentence: int | None
    start: int
    end: int
    text: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class FailureRow:
    """What stands at a place of the inputs and is in no other table, and why."""

    table: ClassVar[Any] = "failures"

    article_id: str
    sha256: str
    publisher: str
    section: str
    reason: str


Row = ArticleRow | SentenceRow | AttributionRow | SourceRow | FindingRow | FailureRow
ROWS: tuple[type[Row], ...] = (
    *(ArticleRow, SentenceRow, AttributionRow, SourceRow, FindingRow, FailureRow),
)
#: The tables, in the order in which they are written.
TABLES = tuple(row.table for row in ROWS)


def rows(document: Document, annotation: Annotation) -> Iterator[Row]:
    """The rows of one annotated article."""
    key = (document.id, annotation.article.sha256)
    text = annotation.article.text
    yield _article(document, annotation)
    for sentence in annotation.sentences:
        yield _sentence(key, annotation, sentence)
    held = _held(annotation)
    for attribution in annotation.attributions:
        yield _attribution(key, text, attribution, held.get(attribution.id))
    claims = _claims(annotation)
    for source in annotation.sources:
        yield _source(key, annotation, source, claims.get(source.id, []))
    for finding in annotation.findings:
        where = annotation.sentence_at(finding.span.start)
        yield FindingRow(
            *key,
            finding.rule,
            finding.severity,
            None if where is None else where.index,
            finding.span.start,
            finding.span.end,
            finding.span.of(text),
            finding.message,
            finding.suggestion,
        )


def failure(document: Document, reason: str) -> FailureRow:
    """The row of what is no article, or could not be annotated."""
    return FailureRow(document.id, document.sha256, document.publisher, document.section, reason)


def values(row: Row) -> dict[str, Any]:
    """A row as a mapping from its columns."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _article(document: Document, annotation: Annotation) -> ArticleRow:
    article = annotation.article
    labels = [sentence.label for sentence in annotation.sentences if sentence.kind == "body"]
    return ArticleRow(
        article_id=document.id,
        sha256=article.sha256,
        origin=article.origin,
        title=article.title,
        byline=article.byline,
        date=article.date,
        publisher=document.publisher,
        section=document.section,
        words=len(article.text.split()),
        sentences=len(labels),
        attributed=labels.count("attributed"),
        partly=labels.count("partly"),
        narration=labels.count("narration"),
        sources=len(annotation.sources),
        silent=silent(annotation, graph.build(annotation)),
        model=f"{annotation.model.name} {annotation.model.version}",
    )


def _sentence(key: tuple[str, str], annotation: Annotation, sentence: Sentence) -> SentenceRow:
    return SentenceRow(
        *key,
        sentence.index,
        sentence.paragraph,
        sentence.span.start,
        sentence.span.end,
        sentence.kind,
        sentence.label,
        sentence.span.of(annotation.article.text),
        tuple(source.id for source in annotation.claim_sources(sentence)),
        sentence.carries_over_from,
    )


def _held(annotation: Annotation) -> dict[str, int]:
    """The first sentence that holds each attribution, by the attribution's id."""
    held: dict[str, int] = {}
    for sentence in annotation.sentences:
        for id in sentence.attribution_ids:
            held.setdefault(id, sentence.index)
    return held


def _attribution(
    key: tuple[str, str], text: str, attribution: Attribution, sentence: int | None
) -> AttributionRow:
    def words(span: Span | None) -> str:
        return "" if span is None else span.of(text)

    return AttributionRow(
        *key,
        attribution.id,
        attribution.source_id,
        sentence,
        words(attribution.source),
        words(attribution.cue),
        " … ".join(map(words, attribution.content)),
        attribution.form,
        attribution.stance,
        attribution.confidence,
        attribution.via,
        attribution.why,
    )


def _claims(annotation: Annotation) -> dict[str, list[int]]:
    """The sentences of the body in which each source puts forward a claim, by its id."""
    claims: dict[str, list[int]] = {}
    for sentence in annotation.sentences:
        if sentence.kind == "body":
            for source in annotation.claim_sources(sentence):
                claims.setdefault(source.id, []).append(sentence.index)
    return claims


def _source(
    key: tuple[str, str], annotation: Annotation, source: Source, claims: list[int]
) -> SourceRow:
    text = annotation.article.text
    return SourceRow(
        *key,
        source.id,
        source.name,
        source.type,
        source.title,
        source.organization,
        source.reason_for_anonymity,
        None if source.justification is None else source.justification.of(text),
        told_gender(annotation, source),
        len(source.mentions),
        len(claims),
        claims[0] if claims else None,
    )
