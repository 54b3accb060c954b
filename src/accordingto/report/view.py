"""What the report's templates are given: an annotation turned into words and places.

Everything a template prints is a field of these records, already in the report's words; no
template reads an annotation itself. They are the contract for restyled templates: `Page` is the
one variable, ``page``. What shows a record of the annotation is called after it (`SourceView`,
`SentenceView` …). Texts are plain (Jinja escapes them), numbers of sentences count from 1.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accordingto.analysis import graph
from accordingto.analysis.measures import measure
from accordingto.records import Annotation, Attribution, Sentence
from accordingto.report import layout, network, review_view, segments, wording
from accordingto.report.reading import Reading
from accordingto.report.script_data import Live, script_data
from accordingto.report.source_keys import SourceKey, gutter
from accordingto.report.source_view import SourceView, sources_of
from accordingto.report.todo import Todo, left
from accordingto.review.apply import Applied


@dataclass(frozen=True, slots=True)
class AttributionView:
    """One attribution on the card of a sentence; every field in words, "" where unknown.

    ``source_key`` and ``via_key`` are what the page calls the two sources before any review.
    """

    source_key: str
    via_key: str
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
    white space is more than single spaces. ``todo`` is what an
    editor has to do. ``given`` is the look of the whole text where a reviewer gave it to a source
    that the model did not see, “unsaid” where a reviewer took it from all.
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
    todo: Todo | None
    given: str


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """The sentences of one paragraph; ``gap`` is the text before its first sentence."""

    gap: str
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report. ``tail`` is the text after the last sentence; ``read_on`` may be "".

    ``settled`` are the numbers of the sentences that a review decides on; ``progress`` says how
    many to-dos are left. ``data`` is what the page's script starts from.
    """

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
    network: network.Network
    spread: str
    todos: tuple[Todo, ...]
    settled: tuple[int, ...]
    progress: str
    review: review_view.ReviewView
    data: Mapping[str, Any]

    @property
    def open_todos(self) -> tuple[Todo, ...]:
        """The to-dos that no review has decided."""
        return left(self.todos, self.settled)

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
    live: Live | None = None,
) -> Page:
    """Turn an annotation into the report's page. ``version`` is that of this tool.

    ``review`` is a review applied to the annotation before; its own annotation is shown then.
    ``live`` is given to a page that follows its draft.
    """
    reading = Reading(annotation, review)
    annotation, keys = reading.annotation, reading.keys
    joined = graph.build(annotation)
    measures = measure(annotation, joined)
    paragraphs, tail = _paragraphs(reading)
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    sources = sources_of(reading, measures)
    unsourced = tuple(s.number for s in sentences if s.filter_keys == ("none",))
    origin = annotation.article.origin
    shown = review_view.build(review)
    settled = tuple(n for n, decision in shown.decisions.items() if decision.words != "noted")
    return Page(
        title=wording.title(annotation),
        origin=origin,
        origin_is_link=origin.startswith(("http://", "https://")),
        read_on="" if read_on is None else f"{read_on.day} {read_on:%B %Y}",
        sha256=annotation.article.sha256,
        verdict=wording.verdict(measures),
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
        network=network.network(
            joined, {graph.source_node(id): (key.text, key.style) for id, key in keys.items()}
        ),
        spread=wording.spread(
            measures, {node: str(data["label"]) for node, data in joined.nodes(data=True)}
        ),
        todos=reading.todos,
        settled=settled,
        progress=wording.progress([t.number in settled for t in reading.todos if t.number]),
        review=shown,
        data=script_data(reading.before, review, version, live),
    )


def _paragraphs(reading: Reading) -> tuple[tuple[ParagraphView, ...], str]:
    """The sentences by paragraph, and the text left after the last one."""
    text, at = reading.annotation.article.text, 0
    paragraphs: list[ParagraphView] = []
    sentences: list[SentenceView] = []
    before, current = "", None
    for sentence in reading.annotation.sentences:
        gap = text[at : sentence.span.start]
        at = sentence.span.end
        if sentence.paragraph != current:
            if sentences:
                paragraphs.append(ParagraphView(before, tuple(sentences)))
            sentences, before, gap, current = [], gap, "", sentence.paragraph
        sentences.append(_sentence(reading, sentence, gap))
    if sentences:
        paragraphs.append(ParagraphView(before, tuple(sentences)))
    return tuple(paragraphs), text[at:]


def _sentence(reading: Reading, sentence: Sentence, gap: str) -> SentenceView:
    annotation, keys = reading.annotation, reading.keys
    claims = annotation.claims_of(sentence)
    beside = gutter(annotation, claims, keys)
    if not beside and sentence.label != "narration":
        beside = (keys[None],)
    before = reading.before.sentences[sentence.index]
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
            [(c, reading.mark(c, before)) for c in reading.before.claims_of(before)],
        ),
        leans_on=None if leans_on is None else leans_on + 1,
        leans_on_keys=leans_on_keys,
        turns_direction=segments.turns_direction(words),
        spaced=re.search(r"\s\s|[^\S ]", words) is not None,
        attributions=tuple(
            _attribution(reading, attribution, before)
            for attribution in reading.before.attributions_of(before)
        ),
        explanation=_explanation(reading, before),
        todo=reading.todo.get(number),
        given=reading.look(before),
    )


def _explanation(reading: Reading, sentence: Sentence) -> str:
    """What a sentence without work says of itself."""
    known = reading.narrated.get(sentence.index)
    return wording.explanation(sentence) if known is None else known.words


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


def _attribution(reading: Reading, attribution: Attribution, sentence: Sentence) -> AttributionView:
    text = reading.before.article.text
    source, cue, via = attribution.source, attribution.cue, attribution.via
    outer_id = None if via is None else reading.before.attribution(via).source_id
    key, outer = reading.key(attribution.source_id), reading.key(outer_id)
    return AttributionView(
        source_key=reading.keys_before[attribution.source_id].filter_key,
        via_key="" if via is None else reading.keys_before[outer_id].filter_key,
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
        via="" if via is None else outer.text if outer_id is None else f"{outer.text} {outer.name}",
        why=attribution.why,
        style=key.style,
    )


def _tick(sentence: SentenceView) -> layout.Tick:
    keys = sentence.source_keys
    who = ", ".join(key.text for key in keys) or sentence.label_words
    style = keys[-1].style if keys else ("bare" if sentence.kind == "body" else "apart")
    title = f"{sentence.number}: {who}"
    return layout.Tick(sentence.number, title, style, sentence.todo is not None)
