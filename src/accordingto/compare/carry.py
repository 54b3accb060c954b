"""Decisions on the old draft carried over to the new one, and which of them need another look."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accordingto.compare.changes import Comparison, compare
from accordingto.records import Annotation
from accordingto.review import anchoring
from accordingto.review.apply import Applied, apply
from accordingto.review.decisions import Decision, Review


@dataclass(frozen=True, slots=True)
class Look:
    """A decision that needs another look, and why.

    ``words`` are those that were decided on, or the name of a source; ``sentence`` is the index of
    the sentence in the new draft, None where it has no place there.
    """

    words: str
    decided: str
    why: str
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """Two drafts compared as an editor corrected them, and the review as it is for the new one.

    ``carried`` is how many decisions have a place in the new draft. What has none stays in the
    review as it was.
    """

    comparison: Comparison
    review: Review
    carried: int
    looks: tuple[Look, ...]

    def to_dict(self) -> dict[str, Any]:
        """How many decisions were carried over and which need another look, for the JSON form."""
        return {
            "decisions": len(self.review.decisions),
            "carried": self.carried,
            "looks": [dataclasses.asdict(look) for look in self.looks],
        }


def carry_over(old: Annotation, new: Annotation, review: Review) -> Carried:
    """Carry the review of the old draft over to the new one, and compare what it makes of both.

    Sources are renamed and merged in both drafts. A sentence given to another source is given to
    it in the new draft only where its words are the same: else the edit would go unseen. Raises
    InputError where the review is of another document than the old draft.
    """
    reviewed = apply(old, review)
    before = anchoring.anchors(old)
    applied = apply(new, reviewed.review, of=before)
    untouched = _untouched(new, reviewed.review)
    comparison = compare(reviewed.annotation, apply(new, untouched, of=before).annotation)
    return Carried(
        comparison=comparison,
        review=applied.review,
        carried=len(applied.review.decisions) - len(applied.lost) - len(applied.doubtful),
        looks=tuple(_looks(reviewed, applied, comparison)),
    )


def _untouched(new: Annotation, review: Review) -> Review:
    """The review with the decisions on sentences whose words are the same in the new draft."""
    words = {anchor.exact for anchor in anchoring.anchors(new)}
    kept = (decision for decision in review.decisions if decision.anchor.exact in words)
    return dataclasses.replace(review, decisions=tuple(kept))


def _looks(reviewed: Applied, applied: Applied, comparison: Comparison) -> Iterator[Look]:
    """What needs another look, in the order of the review; both are of the same decisions."""
    before, after = _places(reviewed.annotation), _places(applied.annotation)
    now = {i: row.new[0] for row in comparison.alignments if row.new for i in row.old}
    changed: dict[int, list[str]] = {}
    for change in comparison.changes:
        changed.setdefault(change.new, []).append(change.kind)
    for old, new in zip(reviewed.review.decisions, applied.review.decisions, strict=True):
        carried = new.anchor in after
        index = after[new.anchor] if carried else now.get(before.get(old.anchor, -1))
        if index is None:
            yield _look(old, "it has no place in the new draft")
        elif not carried or index in changed or index in applied.edited:
            kinds = dict.fromkeys(changed.get(index, ["its words have changed"]))
            why = ", ".join(kinds) + ("" if carried else "; not carried over")
            yield _look(new, why, index)
    for correction in applied.unknown:
        yield Look(correction.source.name, "source corrected", "the new draft has no such source")


def _places(annotation: Annotation) -> dict[anchoring.Anchor, int]:
    return {anchor: index for index, anchor in enumerate(anchoring.anchors(annotation))}


def _look(decision: Decision, why: str, index: int | None = None) -> Look:
    return Look(decision.anchor.exact, decision.verdict or "noted", why, index)
