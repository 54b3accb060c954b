"""A short text with its attributions marked by hand, for the tests of the measures."""

from __future__ import annotations

from accordingto.records import (
    Annotation,
    Article,
    Attribution,
    ModelInfo,
    Sentence,
    Source,
    Span,
    Stance,
)

MODEL = ModelInfo("hand", "1")
TEXT = "Ann Lee said rain was near. It rained.\nBob Day denied that."


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def attribution(
    id: str,
    source_id: str | None,
    source: Span | None,
    cue: Span | None,
    *content: Span,
    stance: Stance = "says",
    confidence: float = 0.9,
) -> Attribution:
    return Attribution(id, source_id, source, cue, content, "indirect", stance, confidence)


def annotation(
    attributions: tuple[Attribution, ...] = (),
    sentences: tuple[Sentence, ...] = (),
    sources: tuple[Source, ...] = (),
    text: str = TEXT,
) -> Annotation:
    return Annotation(Article(text), sentences, attributions, sources, MODEL)


#: The first sentence of `TEXT` and its second, which does not count, in brat standoff.
STANDOFF = (
    "T1\tSource 0 7\tAnn Lee\r\nT2\tCue 8 12\tsaid\r\nT3\tContent 13 17;18 26\train was near\r\n"
    "T4\tAttribution 8 12\tsaid\r\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\r\n"
    "T5\tDiscard 28 38\tIt rained.\r\n"
)
