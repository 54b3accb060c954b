"""Roles → links: which content belongs to which cue and source.

The model points from every content to its cue and its source, and from every cue to its source.
Contents of one cue make one attribution; a cue without content asserts nothing.
"""

from __future__ import annotations

from collections import defaultdict

from accordingto.language.confidence import confidence, evidence
from accordingto.language.links import Link
from accordingto.language.roles import Reading, Role
from accordingto.records import Span


def link(reading: Reading) -> tuple[Link, ...]:
    """The attributions of an article, in order of their contents."""
    roles = reading.roles
    groups: dict[tuple[str, int], list[Role]] = defaultdict(list)
    for number, role in enumerate(roles):
        if role.role != "content":
            continue
        cue, _ = role.partner("cue")
        source, _ = role.partner("source")
        if cue is not None:
            groups["cue", cue].append(role)
        elif source is not None:
            groups["source", source].append(role)
        else:
            groups["alone", number].append(role)
    made = []
    for (by, number), contents in groups.items():
        cue_role = roles[number] if by == "cue" else None
        source_index, chance = _source(cue_role, contents)
        source_role = roles[source_index] if source_index is not None else None
        proof = evidence(cue_role, source_role, contents, chance)
        made.append(
            Link(
                source_role.span if source_role else None,
                cue_role.span if cue_role else None,
                tuple(c.span for c in contents),
                confidence(proof),
                proof,
            )
        )
    return tuple(sorted(made, key=lambda each: each.content[0]))


def _source(cue: Role | None, contents: list[Role]) -> tuple[int | None, float]:
    """The source that cue and contents agree on most, with its probability."""
    votes: dict[int | None, float] = defaultdict(float)
    for role in ([cue, cue] if cue else []) + contents:
        source, chance = role.partner("source")
        votes[source] += chance
    best = max(votes, key=lambda each: votes[each])
    return best, votes[best] / (len(contents) + (2 if cue else 0))


def beside(sentence: Span, taken: list[Span]) -> tuple[Span, ...]:
    """What is left of a sentence when the taken spans are cut out: the attributed words."""
    parts, at = [], sentence.start
    for span in sorted(taken):
        if span.start > at:
            parts.append(Span(at, span.start))
        at = max(at, span.end)
    if at < sentence.end:
        parts.append(Span(at, sentence.end))
    return tuple(p for p in parts if len(p) > 2)
