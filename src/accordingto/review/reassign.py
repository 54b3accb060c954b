"""A sentence given to another source than the model read, to none, or to one that is not known."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from accordingto.records import ACTS, Annotation, Attribution, Sentence, Source, Span
from accordingto.review.decisions import SourceReference

#: In place of a source's id: the article itself asserts the sentence.
NONE = ""
_WHY = "set by the reviewer"


def reassign(annotation: Annotation, changes: Mapping[int, str | None]) -> Annotation:
    """The annotation with other sources for some sentences, by their indices.

    ``changes`` maps to the id of a source of the annotation, to None (it is unknown) or to
    `NONE`. All that is put forward in such a sentence is theirs alone then. What an attribution
    says in other sentences keeps its source. A sentence that nobody was named for is attributed
    whole; one that is given to nobody is narration, whatever acts it tells.
    """
    for index, source_id in sorted(changes.items()):
        sentence = annotation.sentences[index]
        if source_id == NONE:
            annotation = _take_away(annotation, sentence)
        else:
            annotation = _give(annotation, sentence, source_id)
    return annotation


def add_sources(annotation: Annotation, named: Iterable[SourceReference]) -> Annotation:
    """The annotation with the sources that a reviewer added, each name once; type “unknown”.

    Each keeps its own id, or gets the next one, where another source has that.
    """
    for new in named:
        if any(source.name == new.name for source in annotation.sources):
            continue
        taken = {source.id for source in annotation.sources}
        ids = (f"R{number}" for number in range(1, len(taken) + 2))
        id = new.id if new.id and new.id not in taken else next(i for i in ids if i not in taken)
        added = Source(id, new.name, "unknown")
        annotation = dataclasses.replace(annotation, sources=(*annotation.sources, added))
    return annotation


def _take_away(annotation: Annotation, sentence: Sentence) -> Annotation:
    """A sentence that the article itself asserts; its attributions go where no other has them."""
    acts = [a.id for a in annotation.attributions_of(sentence) if a.stance in ACTS]
    own = dataclasses.replace(sentence, label="narration", attribution_ids=tuple(acts))
    shared = _shared(annotation, sentence)
    kept = tuple(
        dataclasses.replace(attribution, via=None)
        if attribution.via in sentence.attribution_ids and attribution.via not in (*acts, *shared)
        else attribution
        for attribution in annotation.attributions
        if attribution.id not in sentence.attribution_ids
        or attribution.id in acts
        or attribution.id in shared
    )
    return dataclasses.replace(_with(annotation, own, {}, ()), attributions=kept)


def _give(annotation: Annotation, sentence: Sentence, source_id: str | None) -> Annotation:
    claims = annotation.claims_of(sentence)
    taken = {attribution.id for attribution in annotation.attributions}
    if not claims:
        annotation = _take_away(annotation, sentence)  # what was no claim must not become one
        own = annotation.sentences[sentence.index]
        made = _whole(sentence, source_id, _free(f"r{sentence.index + 1}", taken))
        own = dataclasses.replace(
            own,
            label="partly" if sentence.label == "partly" else "attributed",
            attribution_ids=(*own.attribution_ids, made.id),
            carries_over_from=None,
        )
        return _with(annotation, own, {}, (made,))
    shared = _shared(annotation, sentence)
    changed: dict[str, Attribution] = {}
    added: list[Attribution] = []
    ids = list(sentence.attribution_ids)
    for claim in claims:
        theirs = dataclasses.replace(claim, source_id=source_id, confidence=1.0, via=None, why=_WHY)
        here, elsewhere = _within(theirs, sentence.span), _without(claim, sentence.span)
        if claim.id not in shared or not here.content or not elsewhere.content:
            changed[claim.id] = theirs
            continue
        id = _free(f"{claim.id}r{sentence.index + 1}", taken)
        added.append(dataclasses.replace(here, id=id))
        ids[ids.index(claim.id)] = id
        changed[claim.id] = elsewhere
    own = dataclasses.replace(sentence, attribution_ids=tuple(ids))
    return _with(annotation, own, changed, tuple(added))


def _shared(annotation: Annotation, sentence: Sentence) -> set[str]:
    """The attributions that other sentences hold too."""
    return {
        id
        for other in annotation.sentences
        if other.index != sentence.index
        for id in other.attribution_ids
    }


def _whole(sentence: Sentence, source_id: str | None, id: str) -> Attribution:
    return Attribution(
        id, source_id, None, None, (sentence.span,), "indirect", "says", 1.0, None, _WHY
    )


def _within(attribution: Attribution, sentence: Span) -> Attribution:
    """The part of an attribution that one sentence holds."""
    source, cue = attribution.source, attribution.cue
    return dataclasses.replace(
        attribution,
        content=tuple(
            Span(max(span.start, sentence.start), min(span.end, sentence.end))
            for span in attribution.content
            if span.overlaps(sentence)
        ),
        source=source if source and source.overlaps(sentence) else None,
        cue=cue if cue and cue.overlaps(sentence) else None,
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
