"""What the report's templates are given: an annotation turned into words and places.

Everything a template prints is a field of these records, already in the report's words; no
template reads an annotation itself. They are the contract for restyled templates: `Page` is the
one variable, ``page``. What shows a record of the annotation is called after it (`SourceView`,
`SentenceView` …). Texts are plain (Jinja escapes them), numbers of sentences count from 1.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass

from accordingto.analysis import graph
from accordingto.analysis.measures import Measures, measure
from accordingto.records import ACTS, Annotation, Attribution, Sentence, Source, Span
from accordingto.report import layout, review_view, segments, wording
from accordingto.report.source_keys import SourceKey, gutter, source_keys
from accordingto.review.apply import Applied


@dataclass(frozen=True, slots=True)
class AttributionView:
    """One attribution in the details of a sentence; every field in words, "" where unknown."""

    who: str
    mention: str
    cue: str
    content: str
    form: str
    stance: str
    sure: str
    via: str
    why: str
    style: str


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence. ``gap`` is the white space of the text before it, to the character.

    ``label_words`` tell who asserts it (“no source”, “headline” …) where ``source_keys`` is empty,
    else what to add to the keys (“in part”, or ""). ``filter_keys`` are those of its sources, or
    “none”. ``leans_on`` is the number of the sentence it carries over from. ``turns_direction`` is
    set where the text holds characters that turn the direction of writing, ``spaced`` where its
    white space is more than single spaces. ``findings`` are their numbers.
    """

    number: int
    gap: str
    kind: str
    label: str
    source_keys: tuple[SourceKey, ...]
    label_words: str
    filter_keys: tuple[str, ...]
    segments: tuple[segments.Segment, ...]
    leans_on: int | None
    leans_on_keys: tuple[SourceKey, ...]
    turns_direction: bool
    spaced: bool
    attributions: tuple[AttributionView, ...]
    explanation: str
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """The sentences of one paragraph; ``gap`` is the text before its first sentence."""

    gap: str
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class MentionView:
    """The words by which the article refers to a source, and the sentence that holds them."""

    text: str
    number: int | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source: its claims in ``count`` ``sentences`` (by number), ``share`` of all (0 to 1)."""

    filter_key: str
    key: str
    style: str
    name: str
    type: str
    title: str
    count: int
    share: float
    sentences: tuple[int, ...]
    acts: int
    mentions: tuple[MentionView, ...]
    reason: str
    justification: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, with the number of the sentence it begins in (None: of no sentence)."""

    number: int
    sentence: int | None
    rule: str
    severity: str
    message: str
    suggestion: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report. ``tail`` is the text after the last sentence; ``read_on`` may be ""."""

    title: str
    origin: str
    origin_is_link: bool
    read_on: str
    sha256: str
    verdict: str
    version: str
    model: str
    total: int
    sources: tuple[SourceView, ...]
    unsourced: tuple[int, ...]
    paragraphs: tuple[ParagraphView, ...]
    tail: str
    strip: layout.Strip
    matrix: layout.Matrix
    network: layout.Network
    spread: str
    findings: tuple[FindingView, ...]
    review: review_view.ReviewView

    @property
    def sentences(self) -> tuple[SentenceView, ...]:
        """Those of all paragraphs, in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)


def build(
    annotation: Annotation,
    *,
    version: str,
    read_on: datetime.date | None = None,
    review: Applied | None = None,
) -> Page:
    """Turn an annotation into the report's page. ``version`` is that of this tool.

    ``review`` is a review applied to the annotation before; its own annotation is shown then.
    """
    annotation = annotation if review is None else review.annotation
    keys = source_keys(annotation)
    joined = graph.build(annotation)
    measures = measure(annotation, joined)
    findings = _findings(annotation)
    paragraphs, tail = _paragraphs(annotation, keys, findings)
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    sources = _sources(annotation, keys, measures)
    unsourced = tuple(s.number for s in sentences if s.filter_keys == ("none",))
    origin = annotation.article.origin
    return Page(
        title=wording.title(annotation),
        origin=origin,
        origin_is_link=origin.startswith(("http://", "https://")),
        read_on="" if read_on is None else f"{read_on.day} {read_on:%B %Y}",
        sha256=annotation.article.sha256,
        verdict=wording.verdict(measures, len(annotation.findings)),
        version=version,
        model=f"{annotation.model.name} {annotation.model.version}",
        total=len(sentences),
        sources=sources,
        unsourced=unsourced,
        paragraphs=paragraphs,
        tail=tail,
        strip=layout.strip([_tick(sentence) for sentence in sentences]),
        matrix=layout.matrix(
            [(source.key, source.style, source.sentences) for source in sources]
            + [("none", "bare", unsourced)],
            len(sentences),
        ),
        network=layout.network(
            joined, {graph.source_node(id): (key.text, key.style) for id, key in keys.items()}
        ),
        spread=wording.spread(
            measures, {node: str(data["label"]) for node, data in joined.nodes(data=True)}
        ),
        findings=findings,
        review=review_view.build(
            annotation,
            review,
            {id: key.text for id, key in keys.items() if id is not None},
            version,
        ),
    )


def _paragraphs(
    annotation: Annotation,
    keys: dict[str | None, SourceKey],
    findings: tuple[FindingView, ...],
) -> tuple[tuple[ParagraphView, ...], str]:
    """The sentences by paragraph, and the text left after the last one."""
    text, at = annotation.article.text, 0
    paragraphs: list[ParagraphView] = []
    sentences: list[SentenceView] = []
    before, current = "", None
    for sentence in annotation.sentences:
        gap = text[at : sentence.span.start]
        at = sentence.span.end
        if sentence.paragraph != current:
            if sentences:
                paragraphs.append(ParagraphView(before, tuple(sentences)))
            sentences, before, gap, current = [], gap, "", sentence.paragraph
        sentences.append(_sentence(annotation, sentence, gap, keys, findings))
    if sentences:
        paragraphs.append(ParagraphView(before, tuple(sentences)))
    return tuple(paragraphs), text[at:]


def _sentence(
    annotation: Annotation,
    sentence: Sentence,
    gap: str,
    keys: dict[str | None, SourceKey],
    findings: tuple[FindingView, ...],
) -> SentenceView:
    claims = annotation.claims_of(sentence)
    beside = gutter(annotation, claims, keys)
    if not beside and sentence.label != "narration":
        beside = (keys[None],)
    leans_on = sentence.carries_over_from
    leans_on_keys: tuple[SourceKey, ...] = ()
    if leans_on is not None:
        leans_on_keys = tuple(
            keys[source.id] for source in annotation.claim_sources(annotation.sentences[leans_on])
        )
    words = sentence.span.of(annotation.article.text)
    number = sentence.index + 1
    return SentenceView(
        number=number,
        gap=gap,
        kind=sentence.kind,
        label=sentence.label,
        source_keys=beside,
        label_words=wording.label(sentence),
        filter_keys=_filter_keys(sentence, claims, keys),
        segments=segments.cut(
            annotation.article.text,
            sentence,
            [(claim, keys[claim.source_id].style) for claim in claims],
        ),
        leans_on=None if leans_on is None else leans_on + 1,
        leans_on_keys=leans_on_keys,
        turns_direction=segments.turns_direction(words),
        spaced=re.search(r"\s\s|[^\S ]", words) is not None,
        attributions=tuple(
            _attribution(annotation, attribution, sentence, keys)
            for attribution in annotation.attributions_of(sentence)
        ),
        explanation=wording.explanation(sentence),
        findings=tuple(finding.number for finding in findings if finding.sentence == number),
    )


def _filter_keys(
    sentence: Sentence, claims: tuple[Attribution, ...], keys: dict[str | None, SourceKey]
) -> tuple[str, ...]:
    """By which filters a sentence is shown: its sources', or that of no source."""
    of_sources = tuple(dict.fromkeys(keys[claim.source_id].filter_key for claim in claims))
    if of_sources:
        return of_sources
    if sentence.label != "narration":
        return ("unknown",)
    return ("none",) if sentence.kind == "body" else ()


def _attribution(
    annotation: Annotation,
    attribution: Attribution,
    sentence: Sentence,
    keys: dict[str | None, SourceKey],
) -> AttributionView:
    text = annotation.article.text
    source, cue, via = attribution.source, attribution.cue, attribution.via
    key = keys[attribution.source_id]
    outer = None if via is None else keys[annotation.attribution(via).source_id]
    return AttributionView(
        who=key.text if attribution.source_id is None else f"{key.text} {key.name}",
        mention="" if source is None else source.of(text),
        cue="" if cue is None else cue.of(text),
        content=" … ".join(
            segments.within(span, sentence.span).of(text)
            for span in attribution.content
            if span.overlaps(sentence.span)
        ),
        form=attribution.form,
        stance=wording.STANCES[attribution.stance],
        sure=wording.percent(attribution.confidence),
        via="" if outer is None else f"{outer.text} {outer.name}",
        why=attribution.why,
        style=key.style,
    )


def _sources(
    annotation: Annotation, keys: dict[str | None, SourceKey], measures: Measures
) -> tuple[SourceView, ...]:
    """The sources in order; the unknown one last, where a sentence has no other."""
    shares = dict(measures.shares)
    spoken = _spoken(annotation)
    acts = _acts(annotation)
    sources = list(annotation.sources)
    if None in spoken:
        sources.append(Source("", "unknown source", "unknown"))
    views = []
    for source in sources:
        id = source.id or None
        numbers = tuple(spoken.get(id, ()))
        views.append(
            SourceView(
                filter_key=keys[id].filter_key,
                key="S?" if id is None else keys[id].text,
                style=keys[id].style,
                name=source.name,
                type=source.type,
                title=source.title or "",
                count=len(numbers),
                share=shares.get(graph.source_node(id), 0.0),
                sentences=numbers,
                acts=acts.get(id, 0),
                mentions=tuple(
                    MentionView(span.of(annotation.article.text), _number_at(annotation, span))
                    for span in source.mentions
                ),
                reason=source.reason_for_anonymity or "",
                justification=_justification(annotation, source),
            )
        )
    return tuple(views)


def _spoken(annotation: Annotation) -> dict[str | None, list[int]]:
    """The numbers of the sentences that each source asserts, wholly or in part."""
    spoken: dict[str | None, list[int]] = {}
    for sentence in annotation.sentences:
        if sentence.label != "narration":
            ids = dict.fromkeys(claim.source_id for claim in annotation.claims_of(sentence))
            for id in ids or (None,):
                spoken.setdefault(id, []).append(sentence.index + 1)
    return spoken


def _acts(annotation: Annotation) -> Counter[str | None]:
    """How many sentences tell what a source orders or intends."""
    return Counter(
        id
        for sentence in annotation.sentences
        for id in {a.source_id for a in annotation.attributions_of(sentence) if a.stance in ACTS}
    )


def _justification(annotation: Annotation, source: Source) -> str:
    """Why a source is in the story, where that says more than its title."""
    if source.justification is None:
        return ""
    words = source.justification.of(annotation.article.text)
    told = set(re.findall(r"\w+", (source.title or "").lower())) | {"a", "an", "the"}
    return "" if set(re.findall(r"\w+", words.lower())) <= told else words


def _findings(annotation: Annotation) -> tuple[FindingView, ...]:
    return tuple(
        FindingView(
            number=number,
            sentence=_number_at(annotation, finding.span),
            rule=finding.rule,
            severity=finding.severity,
            message=finding.message,
            suggestion=finding.suggestion,
            words=wording.shorten(finding.span.of(annotation.article.text), 90),
        )
        for number, finding in enumerate(annotation.findings, start=1)
    )


def _number_at(annotation: Annotation, span: Span) -> int | None:
    """The number of the sentence that a span begins in."""
    sentence = annotation.sentence_at(span.start)
    return None if sentence is None else sentence.index + 1


def _tick(sentence: SentenceView) -> layout.Tick:
    keys = sentence.source_keys
    who = ", ".join(key.text for key in keys) or sentence.label_words
    style = keys[-1].style if keys else ("bare" if sentence.kind == "body" else "apart")
    return layout.Tick(sentence.number, f"{sentence.number}: {who}", style)
