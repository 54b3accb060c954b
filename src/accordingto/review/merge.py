"""Two reviewers' reviews of one document as one, with their disagreements kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from accordingto.errors import InputError
from accordingto.review.decisions import Correction, Decision, Review, Side

_Item = TypeVar("_Item", Decision, Correction)


def merge(first: Review, second: Review) -> Review:
    """What both reviews decide, each sentence and source once.

    Where the two agree, their notes are joined; where they differ, neither decision counts and
    both are kept as a conflict. Raises InputError where the reviews are of different texts.
    """
    if first.document.sha256 != second.document.sha256:
        raise InputError(
            "The two reviews are of different texts: one has the SHA-256 "
            f"{first.document.sha256}, the other {second.document.sha256}.",
            "Apply both to the newest text (accordingto report ARTICLE --review FILE), export them "
            "from the page and merge those.",
        )
    names = (first.reviewer or "first reviewer", second.reviewer or "second reviewer")
    decisions, differing = _pair(first.decisions, second.decisions, _sentence, names)
    corrections, disputed = _pair(first.corrections, second.corrections, _source, names)
    both = (first, second)
    return dataclasses.replace(
        first,
        version=max(review.version for review in both),
        reviewer=", ".join(dict.fromkeys(review.reviewer for review in both if review.reviewer)),
        created=min(review.created for review in both),
        modified=max(review.modified for review in both),
        decisions=decisions,
        corrections=corrections,
        conflicts=tuple(
            dict.fromkeys((*first.conflicts, *second.conflicts, *differing, *disputed))
        ),
    )


def _sentence(decision: Decision) -> Hashable:
    return (decision.anchor.span, decision.anchor.exact)


def _source(correction: Correction) -> Hashable:
    return correction.source


def _pair(
    first: Iterable[_Item],
    second: Iterable[_Item],
    key: Callable[[_Item], Hashable],
    names: tuple[str, str],
) -> tuple[tuple[_Item, ...], list[tuple[Side, ...]]]:
    """The items of both by what they are about, and the conflicts among them."""
    ones = {key(item): item for item in first}
    others = {key(item): item for item in second}
    agreed: list[_Item] = []
    conflicts: list[tuple[Side, ...]] = []
    for about in {**ones, **others}:
        one, other = ones.get(about), others.get(about)
        both = _agree(one, other, names) if one and other else one or other
        if both is not None:
            agreed.append(both)
        elif one and other:
            conflicts.append((_side(names[0], one), _side(names[1], other)))
    return tuple(agreed), conflicts


def _agree(one: _Item, other: _Item, names: tuple[str, str]) -> _Item | None:
    """What both say, or None where they contradict each other."""
    if one == other:
        return one
    if isinstance(one, Correction) or isinstance(other, Correction):
        return None
    if one.verdict and other.verdict and one.verdict != other.verdict:
        return None
    if one.source and other.source and one.source != other.source:
        return None
    return dataclasses.replace(
        one,
        verdict=one.verdict or other.verdict,
        source=one.source or other.source,
        note=_join(one.note, other.note, names),
    )


def _join(one: str, other: str, names: tuple[str, str]) -> str:
    if one == other or not (one and other):
        return one or other
    return f"{names[0]}: {one}\n{names[1]}: {other}"


def _side(reviewer: str, item: Decision | Correction) -> Side:
    if isinstance(item, Decision):
        return Side(reviewer, decision=item)
    return Side(reviewer, correction=item)
