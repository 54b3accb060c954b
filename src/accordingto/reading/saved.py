"""An annotation saved as JSON, schema ``accordingto/1``: checked before anything relies on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from accordingto.errors import InputError
from accordingto.reading.contract import violations
from accordingto.reading.inputs import Input
from accordingto.records import SCHEMA, Annotation, Span

_REMEDY = "Make it again with: accordingto annotate ARTICLE --format json"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an annotation, as published in the package."""
    text = (files("accordingto") / "schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


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
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise InputError(f"{given.name} is no annotation of schema {SCHEMA}.", _REMEDY)
    wrong = next(violations(data, schema()), None)
    if wrong is None:
        try:
            made = Annotation.from_dict(data)
        except ValueError as error:
            wrong = str(error)
        else:
            wrong = next(_broken_references(made), None)
    if wrong is not None:
        raise InputError(f"{given.name} is damaged: {wrong}.", _REMEDY)
    return made


def _broken_references(made: Annotation) -> Iterator[str]:
    """What a schema cannot say: offsets lie in the text, ids and numbers name something."""
    length = len(made.article.text)
    for span in _spans(made):
        if span.end > length:
            yield f"the span [{span.start}, {span.end}] ends outside the text of {length}"
    attributions = {each.id for each in made.attributions}
    sources = {each.id for each in made.sources}
    if len(attributions) < len(made.attributions) or len(sources) < len(made.sources):
        yield "an id is given twice"
    for number, sentence in enumerate(made.sentences):
        if sentence.index != number:
            yield f"sentence {number} has the index {sentence.index}"
        if sentence.paragraph >= len(made.article.paragraphs):
            yield f"sentence {number} lies in a paragraph that the text does not have"
        if (sentence.carries_over_from or 0) >= len(made.sentences):
            yield f"sentence {number} carries over from a sentence that does not exist"
        for id in sentence.attribution_ids:
            if id not in attributions:
                yield f"sentence {number} names the attribution {id}, which does not exist"
    for each in made.attributions:
        if each.source_id is not None and each.source_id not in sources:
            yield f"attribution {each.id} names the source {each.source_id}, which does not exist"
        if each.via is not None and each.via not in attributions:
            yield f"attribution {each.id} runs via {each.via}, which does not exist"


def _spans(made: Annotation) -> Iterator[Span]:
    for sentence in made.sentences:
        yield sentence.span
    for each in made.attributions:
        yield from (span for span in (each.source, each.cue, *each.content) if span)
    for source in made.sources:
        yield from source.mentions
        if source.justification:
            yield source.justification
    for finding in made.findings:
        yield finding.span
