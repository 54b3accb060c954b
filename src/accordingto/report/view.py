"""What the report's templates are given: an annotation turned into words and places.

Everything a template prints is a field of these records, already in the report's words; no
template reads an annotation itself. They are the contract for restyled templates: `Page` is the
one variable, ``page``. Texts are plain (Jinja escapes them), numbers of sentences count from 1.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from accordingto.analysis import graph
from accordingto.analysis.measures import Measures, measure
from accordingto.records import ACTS, Annotation, Attribution, Sentence, Source, Span
from accordingto.report import layout, review_view, segments, wording
from accordingto.report.source_keys import Code, codes_of, gutter
from accordingto.review.apply import Applied


@dataclass(frozen=True, slots=True)
class Note:
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
class Line:
    """One sentence. ``gap`` is the white space of the text before it, to the character.

    ``label`` tells in words who asserts it (“no source”, “headline” …) where ``codes`` is empty,
    else what to add to the codes (“in part”, or ""). ``keys`` are the keys of its sources, or
    “none”. ``leans_on`` is the number of the sentence it carries over from. ``literal`` is set
    where the text holds characters that turn the direction of writing, ``spaced`` where its white
    space is more than single spaces. ``flags`` are the numbers of its findings.
    """

    number: int
    gap: str
    kind: str
    status: str
    codes: tuple[Code, ...]
    label: str
    keys: tuple[str, ...]
    pieces: tuple[segments.Piece, ...]
    leans_on: int | None
    leans_on_codes: tuple[Code, ...]
    literal: bool
    spaced: bool
    notes: tuple[Note, ...]
    explanation: str
    flags: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The sentences of one paragraph; ``gap`` is the text before its first sentence."""

    gap: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """The words by which the article refers to a source, and the sentence that holds them."""

    text: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One source: its claims in ``count`` ``sentences`` (by number), ``share`` of all (0 to 1)."""

    key: str
    code: str
    style: str
    name: str
    type: str
    title: str
    count: int
    share: float
    sentences: tuple[int, ...]
    acts: int
    mentions: tuple[Mention, ...]
    reason: str
    justification: str


@dataclass(frozen=True, slots=True)
class Flag:
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
    rows: tuple[Row, ...]
    unsourced: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]
    tail: str
    strip: layout.Strip
    matrix: layout.Matrix
    network: layout.Network
    spread: str
    flags: tuple[Flag, ...]
    review: review_view.Shown


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
    codes = codes_of(annotation)
    joined = graph.build(annotation)
    measures = measure(annotation, joined)
    flags = _flags(annotation)
    paragraphs, tail = _paragraphs(annotation, codes, flags)
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    rows = _rows(annotation, codes, measures)
    unsourced = tuple(line.number for line in lines if line.keys == ("none",))
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
        total=len(lines),
        rows=rows,
        unsourced=unsourced,
        paragraphs=paragraphs,
        tail=tail,
        strip=layout.strip([_tick(line) for line in lines]),
        matrix=layout.matrix(
            [(row.code, row.style, row.sentences) for row in rows]
            + [("none", "bare", tuple(unsourced))],
            len(lines),
        ),
        network=layout.network(
            joined,
            {graph.source_node(id): (code.text, code.style) for id, code in codes.items()},
        ),
        spread=wording.spread(
            measures, {node: str(data["label"]) for node, data in joined.nodes(data=True)}
        ),
        flags=flags,
        review=review_view.build(
            annotation,
            review,
            {id: code.text for id, code in codes.items() if id is not None},
            version,
        ),
    )


def _paragraphs(
    annotation: Annotation, codes: dict[str | None, Code], flags: tuple[Flag, ...]
) -> tuple[tuple[Paragraph, ...], str]:
    """The sentences by paragraph, and the text left after the last one."""
    text, at = annotation.article.text, 0
    paragraphs: list[Paragraph] = []
    lines: list[Line] = []
    before, current = "", None
    for sentence in annotation.sentences:
        gap = text[at : sentence.span.start]
        at = sentence.span.end
        if sentence.paragraph != current:
            if lines:
                paragraphs.append(Paragraph(before, tuple(lines)))
            lines, before, gap, current = [], gap, "", sentence.paragraph
        lines.append(_line(annotation, sentence, gap, codes, flags))
    if lines:
        paragraphs.append(Paragraph(before, tuple(lines)))
    return tuple(paragraphs), text[at:]


def _line(
    annotation: Annotation,
    sentence: Sentence,
    gap: str,
    codes: dict[str | None, Code],
    flags: tuple[Flag, ...],
) -> Line:
    attributions = annotation.attributions_of(sentence)
    claims = annotation.claims_of(sentence)
    named = gutter(annotation, claims, codes)
    if not named and sentence.label != "narration":
        named = (codes[None],)
    keys = tuple(dict.fromkeys(codes[each.source_id].key for each in claims))
    if not keys and sentence.label != "narration":
        keys = ("unknown",)
    leans_on = sentence.carries_over_from
    leans_on_codes: tuple[Code, ...] = ()
    if leans_on is not None:
        leans_on_codes = tuple(
            codes[source.id] for source in annotation.claim_sources(annotation.sentences[leans_on])
        )
    words = sentence.span.of(annotation.article.text)
    return Line(
        number=sentence.index + 1,
        gap=gap,
        kind=sentence.kind,
        status=sentence.label,
        codes=named,
        label=wording.label(sentence),
        keys=keys or (("none",) if sentence.kind == "body" else ()),
        pieces=segments.cut(
            annotation.article.text,
            sentence,
            [(each, codes[each.source_id].style) for each in claims],
        ),
        leans_on=None if leans_on is None else leans_on + 1,
        leans_on_codes=leans_on_codes,
        literal=segments.turns_direction(words),
        spaced=re.search(r"\s\s|[^\S ]", words) is not None,
        notes=tuple(_note(annotation, each, sentence, codes) for each in attributions),
        explanation=wording.explanation(sentence),
        flags=tuple(flag.number for flag in flags if flag.sentence == sentence.index + 1),
    )


def _note(
    annotation: Annotation,
    each: Attribution,
    sentence: Sentence,
    codes: dict[str | None, Code],
) -> Note:
    text = annotation.article.text
    code = codes[each.source_id]
    outer = None if each.via is None else codes[annotation.attribution(each.via).source_id]
    return Note(
        who=code.text if each.source_id is None else f"{code.text} {code.name}",
        mention="" if each.source is None else each.source.of(text),
        cue="" if each.cue is None else each.cue.of(text),
        content=" … ".join(
            segments.within(span, sentence.span).of(text)
            for span in each.content
            if span.overlaps(sentence.span)
        ),
        form=each.form,
        stance=wording.STANCES[each.stance],
        sure=wording.percent(each.confidence),
        via="" if outer is None else f"{outer.text} {outer.name}",
        why=each.why,
        style=code.style,
    )


def _rows(
    annotation: Annotation, codes: dict[str | None, Code], measures: Measures
) -> tuple[Row, ...]:
    shares = dict(measures.shares)
    spoken: dict[str | None, list[int]] = {}
    acts: dict[str | None, int] = {}
    for sentence in annotation.sentences:
        attributions = annotation.attributions_of(sentence)
        if sentence.label != "narration":
            ids = dict.fromkeys(each.source_id for each in annotation.claims_of(sentence))
            for id in ids or (None,):
                spoken.setdefault(id, []).append(sentence.index + 1)
        for id in dict.fromkeys(each.source_id for each in attributions if each.stance in ACTS):
            acts[id] = acts.get(id, 0) + 1
    sources = list(annotation.sources)
    if None in spoken:
        sources.append(Source("", "unknown source", "unknown"))
    rows = []
    for source in sources:
        id = source.id or None
        rows.append(
            Row(
                key=codes[id].key,
                code="S?" if id is None else codes[id].text,
                style=codes[id].style,
                name=source.name,
                type=source.type,
                title=source.title or "",
                count=len(spoken.get(id, ())),
                share=shares.get(graph.source_node(id), 0.0),
                sentences=tuple(spoken.get(id, ())),
                acts=acts.get(id, 0),
                mentions=tuple(
                    Mention(span.of(annotation.article.text), _number_at(annotation, span))
                    for span in source.mentions
                ),
                reason=source.reason_for_anonymity or "",
                justification=_justification(annotation, source),
            )
        )
    return tuple(rows)


def _justification(annotation: Annotation, source: Source) -> str:
    """Why a source is in the story, where that says more than its title."""
    if source.justification is None:
        return ""
    words = source.justification.of(annotation.article.text)
    told = set(re.findall(r"\w+", (source.title or "").lower())) | {"a", "an", "the"}
    return "" if set(re.findall(r"\w+", words.lower())) <= told else words


def _flags(annotation: Annotation) -> tuple[Flag, ...]:
    return tuple(
        Flag(
            number=at + 1,
            sentence=_number_at(annotation, each.span),
            rule=each.rule,
            severity=each.severity,
            message=each.message,
            suggestion=each.suggestion,
            words=wording.shorten(each.span.of(annotation.article.text), 90),
        )
        for at, each in enumerate(annotation.findings)
    )


def _number_at(annotation: Annotation, span: Span) -> int | None:
    """The number of the sentence that a span begins in."""
    sentence = annotation.sentence_at(span.start)
    return None if sentence is None else sentence.index + 1


def _tick(line: Line) -> layout.Tick:
    who = ", ".join(code.text for code in line.codes) or line.label
    style = line.codes[-1].style if line.codes else ("bare" if line.kind == "body" else "apart")
    return layout.Tick(line.number, f"{line.number}: {who}", style)
