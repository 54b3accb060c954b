"""A sentence given to another source than the model read: what “change source” does."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from accordingto.records import Annotation, Attribution, Sentence, Source, Span

_WHY = "set by the reviewer"


def reassign(annotation: Annotation, changes: Mapping[int, str]) -> Annotation:
    """The annotation with other sources for some sentences, by their indices.

    ``changes`` maps to the id of a source of the annotation. All that somebody puts forward in
    such a sentence is theirs then; who speaks through them stays. What an attribution says in
    other sentences keeps its source. A sentence that nobody was named for is attributed whole.
    """
    for index, source_id in sorted(changes.items()):
        annotation = _give(annotation, annotation.sentences[index], source_id)
    return annotation


def source_named(annotation: Annotation, name: str) -> tuple[Annotation, str]:
    """The annotation with a source of that name, and the source's id; a new one is “unknown”."""
    for source in annotation.sources:
        if source.name == name:
            return annotation, source.id
    taken = {source.id for source in annotation.sources}
    id = next(id for n in range(1, len(taken) + 2) if (id := f"R{n}") not in taken)
    made = Source(id, name, "unknown")
    return dataclasses.replace(annotation, sources=(*annotation.sources, made)), id


def _give(annotation: Annotation, sentence: Sentence, source_id: str) -> Annotation:
    claims = [claim for claim in annotation.claims_of(sentence) if claim.via is None]
    taken = {attribution.id for attribution in annotation.attributions}
    if not claims:
        return _give_whole(annotation, sentence, source_id, taken)
    shared = {
        id
        for other in annotation.sentences
        if other.index != sentence.index
        for id in other.attribution_ids
    }
    changed: dict[str, Attribution] = {}
    added: list[Attribution] = []
    ids = list(sentence.attribution_ids)
    for claim in claims:
        given = dataclasses.replace(claim, source_id=source_id, confidence=1.0, why=_WHY)
        here, elsewhere = _within(given, sentence.span), _without(claim, sentence.span)
        if claim.id not in shared or not here.content or not elsewhere.content:
            changed[claim.id] = given
            continue
        id = _free(f"{claim.id}r{sentence.index + 1}", taken)
        added.append(dataclasses.replace(here, id=id))
        ids[ids.index(claim.id)] = id
        changed[claim.id] = elsewhere
        for inner in annotation.attributions_of(sentence):
            if inner.via == claim.id and inner.id not in shared:
                changed[inner.id] = dataclasses.replace(inner, via=id)
    own = dataclasses.replace(sentence, attribution_ids=tuple(ids))
    return _with(annotation, own, changed, tuple(added))


def _give_whole(
    annotation: Annotation, sentence: Sentence, source_id: str, taken: set[str]
) -> Annotation:
    """A sentence that nobody was named for, attributed whole."""
    made = _whole(sentence, source_id, _free(f"r{sentence.index + 1}", taken))
    own = dataclasses.replace(
        sentence,
        label="attributed",
        attribution_ids=(*sentence.attribution_ids, made.id),
        carries_over_from=None,
    )
    return _with(annotation, own, {}, (made,))


def _whole(sentence: Sentence, source_id: str, id: str) -> Attribution:
    return Attribution(
        id, source_id, None, None, (sentence.span,), "indirect", "says", 1.0, None, _WHY
    )


def _within(attribution: Attribution, sentence: Span) -> Attribution:
    """The part of an attribution that one sentence holds."""
    clipped = tuple(
        Span(max(c.start, sentence.start), min(c.end, sentence.end))
        for c in attribution.content
        if c.overlaps(sentence)
    )
    return dataclasses.replace(
        attribution,
        content=clipped,
        source=attribution.source
        if attribution.source and attribution.source.overlaps(sentence)
        else None,
        cue=attribution.cue if attribution.cue and attribution.cue.overlaps(sentence) else None,
    )


def _without(attribution: Attribution, sentence: Span) -> Attribution:
    """The other parts, the frame with them."""
    left = []
    for content in attribution.content:
        before = Span(content.start, max(content.start, min(content.end, sentence.start)))
        after = Span(min(content.end, max(content.start, sentence.end)), content.end)
        left += [span for span in (before, after) if len(span)]
    return dataclasses.replace(attribution, content=tuple(left))


def _with(
    annotation: Annotation,
    sentence: Sentence,
    changed: Mapping[str, Attribution],
    added: tuple[Attribution, ...],
) -> Annotation:
    sentences = list(annotation.sentences)
    sentences[sentence.index] = sentence
    return dataclasses.replace(
        annotation,
        sentences=tuple(sentences),
        attributions=(*(changed.get(a.id, a) for a in annotation.attributions), *added),
    )


def _free(id: str, taken: set[str]) -> str:
    while id in taken:
        id += "r"
    taken.add(id)
    return id
