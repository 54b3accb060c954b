"""A review applied to an annotation: decisions find their sentences, sources are set right."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from accordingto.errors import InputError
from accordingto.records import Annotation, Source
from accordingto.review import anchoring
from accordingto.review.anchoring import Anchor
from accordingto.review.decisions import Correction, Decision, Named, Review
from accordingto.review.reassign import resource, source_named


@dataclass(frozen=True, slots=True)
class Applied:
    """A review applied to an annotation.

    ``annotation`` has the corrected and changed sources, and ``kept`` tells which of them each
    source of the annotation before is now, by their ids; those that a reviewer added are in it too.
    ``review`` is anchored to the annotation's text; what could not be anchored stands in it as it
    was, and also in ``lost`` (decisions) and ``unknown`` (corrections). ``edited`` are the indices
    of sentences whose words have changed since they were decided on.
    """

    annotation: Annotation
    kept: Mapping[str, str]
    review: Review
    lost: tuple[Decision, ...]
    unknown: tuple[Correction, ...]
    edited: tuple[int, ...]


def apply(annotation: Annotation, review: Review) -> Applied:
    """Anchor a review's decisions in an annotation, and correct and change its sources.

    The annotation may be of an edited version of the document: then at least half of the decisions
    must find their sentence (of the corrections their source, where there are only such). Raises
    InputError where fewer do: the review is of another document.
    """
    places = anchoring.anchors(annotation)
    placed = anchoring.place([each.anchor for each in review.decisions], places)
    found = [_identify(annotation, each) for each in review.corrections]
    known = [each for each in found if each is not None]
    _ensure_same_document(annotation, review, len(placed), len(known))
    kept = _groups(annotation, known)
    made = _change(annotation, _correct(annotation, known, kept), review, placed, kept)
    return Applied(
        annotation=made,
        kept=kept | {each.id: each.id for each in made.sources},
        review=dataclasses.replace(
            review,
            sha256=annotation.article.sha256,
            title=annotation.article.title,
            origin=annotation.article.origin,
            decisions=tuple(
                _anchored(annotation, each, places[placed[at]]) if at in placed else each
                for at, each in enumerate(review.decisions)
            ),
            corrections=tuple(
                new or old for new, old in zip(found, review.corrections, strict=True)
            ),
        ),
        lost=tuple(each for at, each in enumerate(review.decisions) if at not in placed),
        unknown=tuple(
            old for new, old in zip(found, review.corrections, strict=True) if new is None
        ),
        edited=tuple(
            sorted(
                index
                for at, index in placed.items()
                if places[index].exact != review.decisions[at].anchor.exact
            )
        ),
    )


def _anchored(annotation: Annotation, decision: Decision, anchor: Anchor) -> Decision:
    """A decision at its place in this annotation; its source by the id that it has here."""
    source = decision.source
    if source is not None:
        source = _find(annotation, source) or Named(None, source.name)
    return dataclasses.replace(decision, anchor=anchor, source=source)


def _ensure_same_document(
    annotation: Annotation, review: Review, placed: int, identified: int
) -> None:
    """Refuse a review of another text, of which fewer than half fits here."""
    here = annotation.article.sha256
    if review.sha256 == here:
        return
    fits, total, what = placed, len(review.decisions), "decisions"
    if not total:
        fits, total, what = identified, len(review.corrections), "corrections of sources"
    if not total or 2 * fits < total:
        raise InputError(
            f"The review is of another document: {fits} of its {total} {what} fit this article. "
            f"Its text has the SHA-256 {review.sha256}, the article’s {here}.",
            "Pass the article that was reviewed, or an edited version of it.",
        )


def _identify(annotation: Annotation, correction: Correction) -> Correction | None:
    """A correction with the ids of this annotation, or None where it has no such source."""
    source = _find(annotation, correction.source)
    into = correction.merge_into and _find(annotation, correction.merge_into)
    if source is None or (correction.merge_into is not None and into is None):
        return None
    return Correction(source, correction.rename, into)


def _find(annotation: Annotation, named: Named) -> Named | None:
    """The source of that id and name; else the only one of that name: ids change with the text."""
    same = [each for each in annotation.sources if each.name == named.name]
    exact = [each for each in same if each.id == named.id] or same
    return Named(exact[0].id, exact[0].name) if len(exact) == 1 else None


def _correct(
    annotation: Annotation, corrections: Sequence[Correction], kept: Mapping[str, str]
) -> Annotation:
    """The annotation with its sources renamed and merged."""
    names = {each.source.id: each.rename for each in corrections if each.rename}
    merged: dict[str, Source] = {}
    for each in annotation.sources:
        if kept[each.id] == each.id:
            merged[each.id] = dataclasses.replace(each, name=names.get(each.id) or each.name)
    for each in annotation.sources:
        target = kept[each.id]
        if target != each.id:
            merged[target] = _join(merged[target], each)
    return dataclasses.replace(
        annotation,
        sources=tuple(merged.values()),
        attributions=tuple(
            each
            if each.source_id is None
            else dataclasses.replace(each, source_id=kept[each.source_id])
            for each in annotation.attributions
        ),
    )


def _change(
    before: Annotation,
    corrected: Annotation,
    review: Review,
    placed: Mapping[int, int],
    kept: Mapping[str, str],
) -> Annotation:
    """The corrected annotation with the sentences given to whom the decisions name."""
    changes: dict[int, str] = {}
    for at, index in placed.items():
        source = review.decisions[at].source
        if source is None or review.decisions[at].verdict != "change source":
            continue
        known = _find(before, source)
        if known is not None and known.id is not None:
            changes[index] = kept[known.id]
        else:
            corrected, changes[index] = source_named(corrected, source.name)
    return resource(corrected, changes)


def _groups(annotation: Annotation, corrections: Sequence[Correction]) -> dict[str, str]:
    """Whom each source is in the end: the one nobody merges; where there is none, the first."""
    merges = [(each.source.id, each.merge_into.id) for each in corrections if each.merge_into]
    given_up = {id for id, _ in merges}
    graph: nx.Graph[str | None] = nx.Graph(merges)
    order = [each.id for each in annotation.sources]
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
    )
