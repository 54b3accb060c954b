"""Two versions of one review put together: what two open pages made of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

from accordingto.review.decisions import Correction, Decision, Review

_Item = TypeVar("_Item", Decision, Correction)


def join(before: Review, ours: Review, theirs: Review) -> Review:
    """What two versions make of a third that both come from; all are of the same text.

    Verdict, source and note of a sentence go their own ways, and so do the fields of a source:
    each is as whoever changed it has it, as ``ours`` where both did. The page's script does the
    same with what it keeps itself (templates/scripts/merging.js).
    """
    three = (before, ours, theirs)
    return dataclasses.replace(
        ours,
        reviewer=_pick(*(review.reviewer for review in three)),
        created=min(filter(None, (ours.created, theirs.created)), default=""),
        modified=max(ours.modified, theirs.modified),
        decisions=_joined(*(_by_sentence(review.decisions) for review in three)),
        corrections=_joined(*(_by_source(review.corrections) for review in three)),
        conflicts=_pick(*(review.conflicts for review in three)),
    )


def _by_sentence(decisions: Iterable[Decision]) -> dict[Hashable, Decision]:
    return {(decision.position, decision.quote.exact): decision for decision in decisions}


def _by_source(corrections: Iterable[Correction]) -> dict[Hashable, Correction]:
    return {correction.source: correction for correction in corrections}


def _joined(
    before: dict[Hashable, _Item], ours: dict[Hashable, _Item], theirs: dict[Hashable, _Item]
) -> tuple[_Item, ...]:
    """The items about each thing that one of the versions has an item about."""
    about = dict.fromkeys((*ours, *theirs))
    items = (_item(before.get(key), ours.get(key), theirs.get(key)) for key in about)
    return tuple(item for item in items if item is not None)


def _item(before: _Item | None, ours: _Item | None, theirs: _Item | None) -> _Item | None:
    if ours is None or theirs is None:
        return theirs if ours == before else ours
    fields = {}
    for field in dataclasses.fields(ours):
        mine, other = getattr(ours, field.name), getattr(theirs, field.name)
        if before is None:  # made by both: what one left empty, the other may have said
            fields[field.name] = mine or other or mine
        else:
            fields[field.name] = _pick(getattr(before, field.name), mine, other)
    return dataclasses.replace(ours, **fields)


def _pick(before: Any, ours: Any, theirs: Any) -> Any:
    return theirs if ours == before else ours
