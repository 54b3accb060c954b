"""An annotation saved as JSON: checked before anything relies on it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from accordingto.errors import InputError
from accordingto.reading.inputs import Input
from accordingto.records import FORMER_SCHEMA, SCHEMA, Annotation, Attribution, Sentence, Span

_REMEDY = "Make it again with: accordingto annotate ARTICLE --format json"


def looks_like_annotation(data: bytes) -> bool:
    """Whether the bytes begin like an annotation in JSON rather than like an article."""
    head = data[:200].lstrip()
    return head.startswith(b"{") and b'"accordingto/' in head


def annotation(given: Input) -> Annotation:
    """The annotation in the bytes of a JSON input. Raises InputError, which tells the place."""
    try:
        data = json.loads(given.data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{given.name} is not JSON ({error}).", _REMEDY) from None
    if not isinstance(data, dict) or data.get("schema") not in (SCHEMA, FORMER_SCHEMA):
        raise InputError(f"{given.name} is no annotation of schema {SCHEMA}.", _REMEDY)
    try:
        made = Annotation.from_dict(data)
    except ValueError as error:
        raise InputError(f"{given.name} is damaged: {error}.", _REMEDY) from None
    damage = next(_damage(made), None)
    if damage is not None:
        raise InputError(f"{given.name} is damaged: {damage}.", _REMEDY)
    return made


def _damage(made: Annotation) -> Iterator[str]:
    """What a schema cannot say: offsets lie in the text, ids and numbers name something."""
    length = len(made.article.text)
    for span in _spans(made):
        if span.end > length:
            yield f"the span [{span.start}, {span.end}] ends outside the text of {length}"
    attributions = {attribution.id for attribution in made.attributions}
    sources = {source.id for source in made.sources}
    if len(attributions) < len(made.attributions) or len(sources) < len(made.sources):
        yield "an id is given twice"
    end = 0
    for number, sentence in enumerate(made.sentences):
        yield from _damage_of_sentence(made, number, sentence, attributions)
        if sentence.span.start < end:
            yield f"sentence {number} starts before the end of the sentence before it"
        end = sentence.span.end
    for attribution in made.attributions:
        yield from _damage_of_attribution(attribution, attributions, sources)


def _damage_of_sentence(
    made: Annotation, number: int, sentence: Sentence, attributions: set[str]
) -> Iterator[str]:
    if sentence.index != number:
        yield f"sentence {number} has the index {sentence.index}"
    if sentence.paragraph >= len(made.article.paragraphs):
        yield f"sentence {number} lies in a paragraph that the text does not have"
    if (sentence.carries_over_from or 0) >= len(made.sentences):
        yield f"sentence {number} carries over from a sentence that does not exist"
    for id in sentence.attribution_ids:
        if id not in attributions:
            yield f"sentence {number} names the attribution {id}, which does not exist"


def _damage_of_attribution(
    attribution: Attribution, attributions: set[str], sources: set[str]
) -> Iterator[str]:
    id, source, via = attribution.id, attribution.source_id, attribution.via
    if source is not None and source not in sources:
        yield f"attribution {id} names the source {source}, which does not exist"
    if via is not None and via not in attributions:
        yield f"attribution {id} runs via {via}, which does not exist"


def _spans(made: Annotation) -> Iterator[Span]:
    for sentence in made.sentences:
        yield sentence.span
    for attribution in made.attributions:
        # not by their truth: the length of a damaged span may be more than Python counts
        spans = (attribution.source, attribution.cue, *attribution.content)
        yield from (span for span in spans if span is not None)
    for source in made.sources:
        yield from source.mentions
        if source.justification is not None:
            yield source.justification
    for finding in made.findings:
        yield finding.span
