"""The sources as the page shows them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from accordingto.analysis import graph
from accordingto.analysis.measures import Measures
from accordingto.records import ACTS, Annotation, Source
from accordingto.report.reading import Reading, number_at


@dataclass(frozen=True, slots=True)
class MentionView:
    """The words by which the article refers to a source, and the sentence that holds them.

    ``key`` is that of the source before any review merged it.
    """

    key: str
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


def sources_of(reading: Reading, measures: Measures) -> tuple[SourceView, ...]:
    """The sources in order; the unknown one last, where a sentence has no other."""
    annotation, keys = reading.annotation, reading.keys
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
                title=_title(source),
                count=len(numbers),
                share=shares.get(graph.source_node(id), 0.0),
                sentences=numbers,
                acts=acts.get(id, 0),
                mentions=tuple(
                    MentionView(
                        reading.key_at[span],
                        span.of(annotation.article.text),
                        number_at(annotation, span),
                    )
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


def _title(source: Source) -> str:
    """A source's office or role, where its name does not say it already."""
    title = source.title or ""
    return "" if title.lower() in source.name.lower() else title


def _justification(annotation: Annotation, source: Source) -> str:
    """Why a source is in the story, where that says more than its title."""
    if source.justification is None:
        return ""
    words = source.justification.of(annotation.article.text)
    told = set(re.findall(r"\w+", (source.title or "").lower())) | {"a", "an", "the"}
    return "" if set(re.findall(r"\w+", words.lower())) <= told else words
