"""A review applied to an annotation: decisions find their sentences, sources are set right."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from accordingto.errors import InputError
from accordingto.records import Annotation, Source
from accordingto.review import anchoring
from accordingto.review.anchoring import Anchor, Placing
from accordingto.review.decisions import (
    Correction,
    Decision,
    Review,
    ReviewedArticle,
    SourceReference,
)
from accordingto.review.reassign import NONE, add_sources, reassign
from accordingto.review.references import find, identify, reference_to


@dataclass(frozen=True, slots=True)
class Applied:
    """A review applied to an annotation.

    ``before`` is the annotation as the model read it, with the sources that a reviewer added;
    ``annotation`` has the corrected and changed sources, and ``kept`` tells which of them each
    source of ``before`` is now, by their ids. ``given`` are the sentences that the reviewer gave
    to a source, by index: its id in ``annotation``, None for unknown, `reassign.NONE` for none.
    ``review`` is anchored to the annotation's text; what could not be anchored stands in it as it
    was, and also in ``lost`` (decisions), ``doubtful`` (decisions with the indices of the sentences
    that they may be of) and ``unknown`` (corrections). ``edited`` are the indices of sentences
    whose words have changed since they were decided on.
    """

    before: Annotation
    annotation: Annotation
    kept: Mapping[str, str]
    given: Mapping[int, str | None]
    review: Review
    lost: tuple[Decision, ...]
    doubtful: tuple[tuple[Decision, tuple[int, ...]], ...]
    unknown: tuple[Correction, ...]
    edited: tuple[int, ...]


def apply(annotation: Annotation, review: Review, *, of: Sequence[Anchor] | None = None) -> Applied:
    """Anchor a review's decisions in an annotation, and correct and change its sources.

    The annotation may be of an edited version of the document: then at least half of the decisions
    must find their sentence (of the corrections their source, where there are only such). Raises
    InputError where fewer do: the review is of another document. ``of`` are all sentences of the
    text that was reviewed, where a caller has them and so knows that it is the same document:
    they tell sentences of the same words apart.
    """
    places = anchoring.anchors(annotation)
    placing = _placing(review, of or (), places)
    placed = placing.at
    annotation = add_sources(annotation, _new(annotation, review, placed))
    identified = identify(annotation, review.corrections)
    known = [correction for correction in identified if correction is not None]
    if of is None:
        fitting = len(placed) + len(placing.doubtful)
        _ensure_same_document(annotation, review, fitting, len(known))
    kept = _groups(annotation, known)
    given = _given(annotation, review, placed, kept)
    corrections = list(zip(identified, review.corrections, strict=True))
    return Applied(
        before=annotation,
        annotation=reassign(_correct(annotation, known, kept), given),
        kept=kept,
        given=given,
        review=dataclasses.replace(
            review,
            document=_document(annotation),
            decisions=tuple(
                _anchored(annotation, decision, places[placed[at]]) if at in placed else decision
                for at, decision in enumerate(review.decisions)
            ),
            corrections=tuple(new or old for new, old in corrections),
        ),
        lost=tuple(
            decision
            for at, decision in enumerate(review.decisions)
            if at not in placed and at not in placing.doubtful
        ),
        doubtful=tuple((review.decisions[at], fits) for at, fits in placing.doubtful.items()),
        unknown=tuple(old for new, old in corrections if new is None),
        edited=tuple(
            sorted(
                index
                for at, index in placed.items()
                if places[index].exact != review.decisions[at].quote.exact
            )
        ),
    )


def _placing(review: Review, of: Sequence[Anchor], places: Sequence[Anchor]) -> Placing:
    """Where the decisions stand; all other sentences of the old text only take their own places."""
    decided = [decision.anchor for decision in review.decisions]
    others = [anchor for anchor in of if anchor not in set(decided)]
    placing = anchoring.place([*decided, *others], places)
    count = len(decided)
    return Placing(
        {at: index for at, index in placing.at.items() if at < count},
        {at: fits for at, fits in placing.doubtful.items() if at < count},
    )


def _document(annotation: Annotation) -> ReviewedArticle:
    article = annotation.article
    return ReviewedArticle(article.sha256, article.title, article.origin)


def _anchored(annotation: Annotation, decision: Decision, anchor: Anchor) -> Decision:
    """A decision at its place in this annotation; its source by the id that it has here."""
    source = decision.source
    if isinstance(source, SourceReference):
        here = find(annotation, source)
        source = source if here is None else reference_to(here)
    return Decision.on(anchor, decision.verdict, source, decision.note)


def _ensure_same_document(
    annotation: Annotation, review: Review, fitting: int, identified: int
) -> None:
    """Refuse a review of another text, of which fewer than half fits here."""
    here, there = annotation.article.sha256, review.document.sha256
    if there == here:
        return
    fits, total, what = fitting, len(review.decisions), "decisions"
    if not total:
        fits, total, what = identified, len(review.corrections), "corrections of sources"
    if not total or 2 * fits < total:
        raise InputError(
            f"The review is of another document: {fits} of its {total} {what} fit this article. "
            f"Its text has the SHA-256 {there}, the article’s {here}.",
            "Pass the article that was reviewed, or an edited version of it.",
        )


def _correct(
    annotation: Annotation, corrections: Sequence[Correction], kept: Mapping[str, str]
) -> Annotation:
    """The annotation with its sources corrected and merged."""
    by_id = {correction.id: correction for correction in corrections}
    merged: dict[str, Source] = {}
    for source in annotation.sources:
        if kept[source.id] == source.id:
            merged[source.id] = _corrected(source, by_id.get(source.id))
    for source in annotation.sources:
        target = kept[source.id]
        if target != source.id:
            merged[target] = _join(merged[target], _corrected(source, by_id.get(source.id)))
    called = {
        source.name: merged[kept[source.id]].name
        for source in reversed(annotation.sources)
        if source.type == "named organization"
    }
    return dataclasses.replace(
        annotation,
        sources=tuple(_employed(source, called) for source in merged.values()),
        attributions=tuple(
            attribution
            if attribution.source_id is None
            else dataclasses.replace(attribution, source_id=kept[attribution.source_id])
            for attribution in annotation.attributions
        ),
    )


def _corrected(source: Source, correction: Correction | None) -> Source:
    """One source with the name, the type and the title that a reviewer gave it."""
    if correction is None:
        return source
    title = source.title if correction.title is None else correction.title
    return dataclasses.replace(
        source,
        name=correction.rename or source.name,
        type=correction.type or source.type,
        title=title or None,
    )


def _employed(source: Source, called: Mapping[str, str]) -> Source:
    """A source whose organization goes by the name that it has now; nobody speaks for himself."""
    organization = called.get(source.organization or "", source.organization)
    own = source.name == organization
    return dataclasses.replace(source, organization=None if own else organization)


def _given(
    annotation: Annotation, review: Review, placed: Mapping[int, int], kept: Mapping[str, str]
) -> dict[int, str | None]:
    """The sentences that the decisions give to a source, by index."""
    given: dict[int, str | None] = {}
    for at, index in placed.items():
        source = review.decisions[at].source
        if isinstance(source, SourceReference):
            known = find(annotation, source)
            if known is not None:
                given[index] = kept[known.id]
        elif source is not None:
            given[index] = None if source == "unknown" else NONE
    return given


def _new(
    annotation: Annotation, review: Review, placed: Mapping[int, int]
) -> list[SourceReference]:
    """The sources that the decisions name and the annotation does not have, in their order."""
    named = [review.decisions[at].source for at in sorted(placed)]
    new = [
        source
        for source in named
        if isinstance(source, SourceReference) and find(annotation, source) is None
    ]
    return sorted(new, key=_by_number)


def _by_number(source: SourceReference) -> tuple[bool, int]:
    """The order in which a reviewer added sources: that of their ids, R1 before R2."""
    number = (source.id or "").removeprefix("R")
    return (not number.isdecimal(), int(number) if number.isdecimal() else 0)


def _groups(annotation: Annotation, corrections: Sequence[Correction]) -> dict[str, str]:
    """Whom each source is in the end: the one nobody merges; where there is none, the first."""
    merges = [
        (correction.id, correction.merge_into.id)
        for correction in corrections
        if correction.merge_into
    ]
    given_up = {id for id, _ in merges}
    graph: nx.Graph[str | None] = nx.Graph(merges)
    order = [source.id for source in annotation.sources]
    final = {id: id for id in order}
    for group in nx.connected_components(graph):
        members = [id for id in order if id in group]
        one = next((id for id in members if id not in given_up), members[0])
        final |= dict.fromkeys(members, one)
    return final


def _join(target: Source, other: Source) -> Source:
    """One source that has the mentions of both, and what only one of them tells."""
    return dataclasses.replace(
        target,
        title=target.title or other.title,
        mentions=tuple(sorted({*target.mentions, *other.mentions})),
        reason_for_anonymity=target.reason_for_anonymity or other.reason_for_anonymity,
        justification=target.justification or other.justification,
        organization=target.organization or other.organization,
    )
