"""An editor's review: what was decided on each sentence, and how sources are to be called.

A review is a record of its own beside the annotation. It renames and merges sources and gives
sentences to another source; its other decisions leave what the model read as it is. Its JSON form
is ``accordingto-review/1``, its JSON Schema ``accordingto/review.schema.json``; the report's
page writes the same.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

import networkx as nx

from accordingto import anchoring
from accordingto.anchoring import Anchor
from accordingto.errors import InputError
from accordingto.reading.contract import violations
from accordingto.reading.inputs import fetch
from accordingto.records import Annotation, Source, Span
from accordingto.resourcing import resource, source_named

SCHEMA = "accordingto-review/1"

Verdict = Literal["confirm", "change source", "needs attribution", "fine as narration", "skip"]

_REMEDY = "Export it again from the report’s page."


@dataclass(frozen=True, slots=True)
class Named:
    """A source by its id in the annotation and its name; the id is None for one that is new."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one sentence. ``verdict`` is None where there is only a note.

    ``source`` is who asserts it instead, where the verdict is “change source”.
    """

    anchor: Anchor
    verdict: Verdict | None
    source: Named | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.verdict == "change source" and self.source is None:
            raise ValueError("a decision changes the source and names none")


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected about one source, which the model calls ``source``.

    ``rename`` is its right name; ``merge_into`` the source that it is the same as.
    """

    source: Named
    rename: str | None = None
    merge_into: Named | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One reviewer's side of a conflict: a decision or a correction."""

    reviewer: str
    decision: Decision | None = None
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """All decisions on one document, which is known by the SHA-256 of its text.

    ``created`` and ``modified`` are times in ISO 8601. A conflict holds what two reviewers decided
    differently on the same sentence or source; neither then stands among the decisions.
    """

    sha256: str
    title: str
    origin: str
    version: str
    reviewer: str
    created: str
    modified: str
    decisions: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()
    conflicts: tuple[tuple[Side, ...], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form ``accordingto-review/1``."""
        return {
            "schema": SCHEMA,
            "document": {"sha256": self.sha256, "title": self.title, "origin": self.origin},
            "version": self.version,
            "reviewer": self.reviewer,
            "created": self.created,
            "modified": self.modified,
            "decisions": [_decision_to_dict(each) for each in self.decisions],
            "sources": [_correction_to_dict(each) for each in self.corrections],
            "conflicts": [[_side_to_dict(side) for side in each] for each in self.conflicts],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Review:
        """Read the JSON form again. Raises ValueError, which says what breaks the schema."""
        wrong = next(violations(data, schema()), None)
        if wrong is not None:
            raise ValueError(wrong)
        document = data["document"]
        return cls(
            sha256=document["sha256"],
            title=document["title"],
            origin=document["origin"],
            version=data["version"],
            reviewer=data["reviewer"],
            created=data["created"],
            modified=data["modified"],
            decisions=tuple(_decision(each) for each in data["decisions"]),
            corrections=tuple(_correction(each) for each in data["sources"]),
            conflicts=tuple(tuple(_side(side) for side in each) for each in data["conflicts"]),
        )


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


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a review, as published in the package."""
    found: dict[str, Any] = json.loads(
        (files("accordingto") / "review.schema.json").read_text("utf8")
    )
    return found


def load(path: str | os.PathLike[str]) -> Review:
    """The review saved in a file (``-``: standard input). Raises InputError."""
    given = fetch(path)
    try:
        data = json.loads(given.data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{given.name} is not JSON ({error}).", _REMEDY) from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise InputError(f"{given.name} is no review of schema {SCHEMA}.", _REMEDY)
    try:
        return Review.from_dict(data)
    except ValueError as error:
        raise InputError(f"{given.name} is damaged: {error}.", _REMEDY) from None


def dumps(review: Review) -> bytes:
    """A review as the bytes of its file: JSON in UTF-8, always the same for the same review."""
    text = json.dumps(review.to_dict(), ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "backslashreplace")


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


def _named_to_dict(named: Named | None) -> dict[str, Any] | None:
    return None if named is None else {"id": named.id, "name": named.name}


def _decision_to_dict(each: Decision) -> dict[str, Any]:
    anchor = each.anchor
    return {
        "quote": {
            "type": "TextQuoteSelector",
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        },
        "position": {
            "type": "TextPositionSelector",
            "start": anchor.span.start,
            "end": anchor.span.end,
        },
        "decision": each.verdict,
        "source": _named_to_dict(each.source),
        "note": each.note,
    }


def _correction_to_dict(each: Correction) -> dict[str, Any]:
    return {
        "id": each.source.id,
        "name": each.source.name,
        "rename": each.rename,
        "merge_into": _named_to_dict(each.merge_into),
    }


def _side_to_dict(side: Side) -> dict[str, Any]:
    return {
        "reviewer": side.reviewer,
        "decision": side.decision and _decision_to_dict(side.decision),
        "source": side.correction and _correction_to_dict(side.correction),
    }


def _named(data: dict[str, Any] | None) -> Named | None:
    return None if data is None else Named(data["id"], data["name"])


def _decision(data: dict[str, Any]) -> Decision:
    quote, position = data["quote"], data["position"]
    span = Span(position["start"], position["end"])
    anchor = Anchor(quote["exact"], quote["prefix"], quote["suffix"], span)
    return Decision(anchor, data["decision"], _named(data["source"]), data["note"])


def _correction(data: dict[str, Any]) -> Correction:
    source = Named(data["id"], data["name"])
    return Correction(source, data["rename"], _named(data["merge_into"]))


def _side(data: dict[str, Any]) -> Side:
    return Side(
        data["reviewer"],
        None if data["decision"] is None else _decision(data["decision"]),
        None if data["source"] is None else _correction(data["source"]),
    )
