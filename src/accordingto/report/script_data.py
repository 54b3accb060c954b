"""What the page's script starts from: what the model read, and how reviews are written."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, get_args

from accordingto.records import ACTS, Annotation, SourceType
from accordingto.report.review_view import NOTE_SIGN, SOURCE_SIGN, VERDICTS
from accordingto.report.source_keys import STYLED, gutter, source_keys, style
from accordingto.report.todo import UNSURE
from accordingto.review import anchoring
from accordingto.review.apply import Applied
from accordingto.review.decisions import SCHEMA, schema

#: Of so many words for a source the picker knows.
ALIASES = 8
#: What the filter of the unknown source goes by.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Live:
    """What a page is told that follows its draft: which reading of it this is, from 0.

    ``file`` is the name of the file that holds the review. ``places`` tells, by the index of each
    sentence of the reading that the reader saw before, its index in this one; None where it is
    gone, or as a whole where nothing was seen before. ``edited`` are the indices of sentences that
    were reworded since they were decided on.
    """

    version: int
    file: str
    places: tuple[int | None, ...] | None
    edited: tuple[int, ...]


def script_data(
    annotation: Annotation, applied: Applied | None, version: str, live: Live | None = None
) -> dict[str, Any]:
    """What the script of the page of an annotation, as the model read it, is given as JSON.

    How reviews are written is said here alone, so that the record that the script writes is the
    one that the command reads.
    """
    return {
        "sha256": annotation.article.sha256,
        "title": annotation.article.title,
        "origin": annotation.article.origin,
        "version": version,
        "sources": _sources(annotation),
        "sentences": _sentences(annotation),
        "review": None if applied is None else applied.review.to_dict(),
        "schema": SCHEMA,
        "context": anchoring.CONTEXT,
        "verdicts": [asdict(verdict) for verdict in VERDICTS],
        "types": get_args(SourceType),
        "styles": [style(at) for at in range(STYLED + 1)],
        "record": schema(),
        "note_sign": NOTE_SIGN,
        "source_sign": SOURCE_SIGN,
        "live": None if live is None else asdict(live),
    }


def _sources(annotation: Annotation) -> list[dict[str, Any]]:
    """Every source as the model read it, in the order of their keys."""
    text = annotation.article.text
    acting = {
        attribution.source_id
        for sentence in annotation.sentences
        for attribution in annotation.attributions_of(sentence)
        if attribution.stance in ACTS
    }
    return [
        {
            "id": source.id,
            "name": source.name,
            "type": source.type,
            "title": source.title or "",
            "aliases": list(dict.fromkeys(span.of(text) for span in source.mentions))[:ALIASES],
            "acts": source.id in acting,
        }
        for source in annotation.sources
    ]


def _sentences(annotation: Annotation) -> list[dict[str, Any]]:
    """Who asserts each sentence as the model read it, by the sources' keys (see `gutter`).

    ``beside`` are pairs of a key and that of whoever relays it, ``keys`` all that assert.
    """
    keys = source_keys(annotation)
    told = []
    for sentence in annotation.sentences:
        claims = annotation.claims_of(sentence)
        beside = [
            (key.filter_key, UNKNOWN if key.via == keys[None].text else key.via)
            for key in gutter(annotation, claims, keys)
        ]
        asserting = list(dict.fromkeys(keys[claim.source_id].filter_key for claim in claims))
        if not claims and sentence.label != "narration":
            beside, asserting = [(UNKNOWN, "")], [UNKNOWN]
        unsure = any(claim.confidence < UNSURE for claim in claims)
        told.append(
            {
                "kind": sentence.kind,
                "label": sentence.label,
                "beside": beside,
                "keys": asserting,
                "unsure": unsure,
            }
        )
    return told
