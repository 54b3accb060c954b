"""Who stands beside a sentence: the short keys of sources (“S2”), and their looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accordingto.records import Annotation, Attribution

#: The id of a source that a reviewer added (see `accordingto.review.decisions.Named`).
_ADDED = re.compile(r"R[1-9][0-9]*")
#: Sources with a style of their own: six hues, first solid, then dashed. Later ones share "other".
STYLED = 12


@dataclass(frozen=True, slots=True)
class SourceKey:
    """A source as a sentence's gutter names it: ``text`` “S2”, ``style`` its CSS classes.

    ``via`` is the text of whoever relays the claim, or "". ``filter_key`` is what filters go by.
    """

    filter_key: str
    text: str
    style: str
    name: str
    via: str = ""


def source_keys(
    annotation: Annotation, order: Sequence[str] | None = None
) -> dict[str | None, SourceKey]:
    """Each source's key by its id; None stands for the source that is not known.

    ``order`` are the ids of the sources before a review merged some: a source keeps its key.
    """
    names = {source.id: source.name for source in annotation.sources}
    keys: dict[str | None, SourceKey] = {
        None: SourceKey("unknown", "unknown source", "unknown", "unknown")
    }
    for id, at in _places(list(names) if order is None else order).items():
        if id in names:
            keys[id] = SourceKey(f"S{at + 1}", f"S{at + 1}", style(at), names[id])
    return keys


def _places(ids: Sequence[str]) -> dict[str, int]:
    """Where each source stands, from 0: in order, one that a reviewer added by its own number.

    So none shifts where another one that was added is given up again.
    """
    read = [id for id in ids if not _ADDED.fullmatch(id)]
    places = {id: at for at, id in enumerate(read)}
    return places | {id: len(read) + int(id[1:]) - 1 for id in ids if id not in places}


def style(at: int) -> str:
    """The look of the source at that place, from 0, as CSS classes."""
    return f"hue{at % 6 + 1} {'solid' if at < 6 else 'dashed'}" if at < STYLED else "other"


def gutter(
    annotation: Annotation, claims: tuple[Attribution, ...], keys: dict[str | None, SourceKey]
) -> tuple[SourceKey, ...]:
    """The keys beside a sentence, no two the same; who only relays a claim stands behind “via”."""
    text = annotation.article.text
    relays = {claim.id for claim in claims if _only_relays(text, claim, claims)}
    beside: dict[SourceKey, None] = {}
    for claim in claims:
        if claim.id in relays:
            continue
        key = keys[claim.source_id]
        if claim.via is not None:
            outer = keys[annotation.attribution(claim.via).source_id]
            key = replace(key, via="" if outer == key else outer.text)
        beside[key] = None
    return tuple(beside)


def _only_relays(text: str, outer: Attribution, claims: tuple[Attribution, ...]) -> bool:
    """Whether somebody adds no more than a “that” to what another says through them."""
    inner = [
        span
        for claim in claims
        if claim.via == outer.id
        for span in (*claim.content, claim.source, claim.cue)
        if span is not None
    ]
    if not inner:
        return False
    own = [
        word
        for content in outer.content
        for word in re.finditer(r"\w+", content.of(text))
        if not any(span.start <= content.start + word.start() < span.end for span in inner)
    ]
    return len(own) <= 1
