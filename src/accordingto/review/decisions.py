"""An editor's review: what was decided on each sentence, and how sources are to be called.

A review is a record of its own beside the annotation. It renames and merges sources and gives
sentences to another source; its other decisions leave what the model read as it is. Its JSON form
is ``accordingto-review/1``, its JSON Schema ``accordingto/review.schema.json``; the report's
page writes the same.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from accordingto.errors import InputError
from accordingto.reading.contract import violations
from accordingto.reading.inputs import fetch
from accordingto.records import Span
from accordingto.review.anchoring import Anchor

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
