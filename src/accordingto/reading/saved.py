"""An annotation saved as JSON: checked before anything relies on it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from accordingto.errors import InputError
from accordingto.reading.inputs import Input
from accordingto.records import (
    FORMER_SCHEMA,
    INVISIBLE,
    SCHEMA,
    Annotation,
    Attribution,
    Sentence,
    Span,
)

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
    """What a schema cannot say: offsets lie in the text, sentences tile it, ids name something."""
    length = len(made.article.text)
    for place, span in _spans(made):
        if span.end > length:
            yield f"{place} [{span.start}, {span.end}] ends outside the text of {length}"
    attributions = {attribution.id for attribution in made.attributions}
    sources = {source.id for source in made.sources}
    if len(attributions) < len(made.attributions):
        yield "attributions: an id is given twice"
    if len(sources) < len(made.sources):
        yield "sources: an id is given twice"
    for number, sentence in enumerate(made.sentences):
        yield from _damage_of_sentence(made, number, sentence, attributions)
    yield from _untiled(made)
    for number, attribution in enumerate(made.attributions):
        yield from _damage_of_attribution(number, attribution, attributions, sources)


def _damage_of_sentence(
    made: Annotation, number: int, sentence: Sentence, attributions: set[str]
) -> Iterator[str]:
    place = f"sentences[{number}]"
    if sentence.index != number:
        yield f"{place}.index is {sentence.index}"
    if sentence.paragraph >= len(made.article.paragraphs):
        yield f"{place}.paragraph is one that the text does not have"
    if (sentence.carries_over_from or 0) >= len(made.sentences):
        yield f"{place}.carries_over_from is the number of no sentence"
    for id in sentence.attribution_ids:
        if id not in attributions:
            yield f"{place}.attributions names {id}, which does not exist"


def _untiled(made: Annotation) -> Iterator[str]:
    """Where the sentences do not tile the text: each word is in one, in their order."""
    text, end = made.article.text, 0
    for number, sentence in enumerate(made.sentences):
        place, span = f"sentences[{number}].span", sentence.span
        if span.start < end:
            yield f"{place} starts before the end of the sentence before it"
        elif not _blank(text[end : span.start]):
            yield f"{place} leaves a gap: no sentence holds the words from {end} to {span.start}"
        if _blank(span.of(text)):
            yield f"{place} holds no words"
        end = span.end
    if not _blank(text[end:]):
        yield f"sentences leave a gap: none holds the words from {end} on"


def _blank(text: str) -> bool:
    """Whether a reader sees nothing in it."""
    return all(char.isspace() or char in INVISIBLE for char in text)


def _damage_of_attribution(
    number: int, attribution: Attribution, attributions: set[str], sources: set[str]
) -> Iterator[str]:
    place, source, via = f"attributions[{number}]", attribution.source_id, attribution.via
    if source is not None and source not in sources:
        yield f"{place}.source_id names {source}, which does not exist"
    if via is not None and via not in attributions:
        yield f"{place}.via names {via}, which does not exist"


def _spans(made: Annotation) -> Iterator[tuple[str, Span]]:
    """Every span, with its place."""
    for number, sentence in enumerate(made.sentences):
        yield f"sentences[{number}].span", sentence.span
    for number, attribution in enumerate(made.attributions):
        place = f"attributions[{number}]"
        # not by their truth: the length of a damaged span may be more than Python counts
        if attribution.source is not None:
            yield f"{place}.source", attribution.source
        if attribution.cue is not None:
            yield f"{place}.cue", attribution.cue
        for part, span in enumerate(attribution.content):
            yield f"{place}.content[{part}]", span
    for number, source in enumerate(made.sources):
        for part, span in enumerate(source.mentions):
            yield f"sources[{number}].mentions[{part}]", span
        if source.justification is not None:
            yield f"sources[{number}].justification", source.justification
    for number, finding in enumerate(made.findings):
        yield f"findings[{number}].span", finding.span
