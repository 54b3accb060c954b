"""Roles → links: which content belongs to which cue and source.

The model points from every content to its cue and its source, and from every cue to its source.
Contents of one cue make one attribution; a cue without content asserts nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from accordingto.language.segmentation.quotations import quotation_at
from accordingto.language.tagging.confidence import Evidence, confidence, evidence
from accordingto.language.tagging.tagger import Reading, Role
from accordingto.records import Span

#: How sure a colon makes whose words follow it.
ANNOUNCED = 0.95
_COLON = re.compile(r"[^.!?\n]{0,80}:[\"”’)\]]*\s+[“\"'‘«(\[\s]*")
_CLOSERS = "”\"’'»›"


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution: who (as the text puts it), by which cue, asserts which contents.

    All spans are code points of the article's text; ``confidence`` is a probability, 0 to 1, and
    ``evidence`` what it rests on (see ``confidence.py``; empty where a rule made the link).
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float = 1.0
    evidence: Evidence = field(default_factory=dict)


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


def announced(reading: Reading, text: str, quotations: Sequence[Span]) -> Reading:
    """The reading with each quotation linked to the frame before it that ends in a colon.

    “The agency adds:” and the quotation below it may stand paragraphs apart, and the quotation go
    on through several: the contents in it are all the agency's, whatever else is near.
    ``quotations``: one span for each paragraph of a quotation, marks included.
    """
    roles = list(reading.roles)
    running: tuple[int, Span] | None = None  # the cue that governs, and the quotation it governs
    for number, role in enumerate(roles):
        if role.role != "content":
            continue
        here = quotation_at(quotations, role.span.start)
        cue = _announcing(roles, number, text) if here is not None else None
        if here is not None and cue is not None:
            running = cue, here
        elif running is not None and here is not None and _goes_on(text, running[1], here):
            running = running[0], here
        else:
            running = None
        if running is not None:
            source, chance = roles[running[0]].partner("source")
            links = (("cue", running[0], ANNOUNCED), ("source", source, chance))
            roles[number] = replace(role, links=links)
    return replace(reading, roles=tuple(roles))


def _announcing(roles: Sequence[Role], number: int, text: str) -> int | None:
    """The cue of a frame that ends in a colon straight before a content."""
    for k in range(number - 1, max(number - 3, -1), -1):
        if roles[k].role == "content":
            return None
        end = roles[k].span.end
        end -= text[end - 1] == ":"  # the tagger may count the colon to the cue
        if k == number - 1 and not _COLON.fullmatch(text, end, roles[number].span.start):
            return None
        if roles[k].role == "cue":
            return k
    return None


def _goes_on(text: str, before: Span, here: Span) -> bool:
    """Whether a quotation is the one before, or goes on with it in the next paragraph."""
    if before == here:
        return True
    left_open = text[before.end - 1] not in _CLOSERS
    return left_open and before.end <= here.start and not text[before.end : here.start].strip()


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
