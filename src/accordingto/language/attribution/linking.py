"""Tagged spans → links: which content belongs to which cue and source.

The model points from every content to its cue and its source, and from every cue to its source.
Contents of one cue make one attribution; a cue without content asserts nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from accordingto.language.tagging.confidence import Evidence, confidence, evidence
from accordingto.language.tagging.tagger import RoleSpan
from accordingto.quotations import quotation_at
from accordingto.records import Span

_COLON = re.compile(r"[^.!?\n]{0,80}:[\"”’)\]]*\s+[“\"'‘«(\[\s]*")
_CLOSERS = "”\"’'»›"


#: What made a link: the tagger, or the rule of that name.
Maker = Literal["tagger", "colon", "relay", "label", "nested", "turn"]


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution: who (as the text puts it), by which cue, asserts which contents.

    All spans are code points of the article's text; ``confidence`` is a probability, 0 to 1, and
    ``evidence`` what it rests on (see ``confidence.py``; empty where a rule made the link).
    ``why``: what a rule goes by, to tell the user; empty where its name tells enough.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float = 1.0
    evidence: Evidence = field(default_factory=dict)
    made_by: Maker = "tagger"
    why: str = ""


def link(
    tagged: Sequence[RoleSpan], weights: Evidence, announced: Mapping[int, int] | None = None
) -> tuple[Link, ...]:
    """The attributions of an article, in order of their contents.

    ``weights``: those of the evidence for their confidence.
    ``announced``: the contents, by number, that belong to the cue of that number whatever the
    tagger links them to (see `announced`).
    """
    governed = announced or {}
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, part in enumerate(tagged):
        if part.role != "content":
            continue
        cue = cue_of(tagged, number, governed)
        source, _ = part.partner("source")
        if cue is not None:
            groups["cue", cue].append(number)
        elif source is not None:
            groups["source", source].append(number)
        else:
            groups["alone", number].append(number)
    links = [
        _linked(tagged, weights, by, owner, numbers, governed)
        for (by, owner), numbers in groups.items()
    ]
    return tuple(sorted(links, key=lambda link: link.content[0]))


def cue_of(tagged: Sequence[RoleSpan], content: int, announced: Mapping[int, int]) -> int | None:
    """The number of the cue that a content belongs to, None where it has none."""
    return announced[content] if content in announced else tagged[content].partner("cue")[0]


def _linked(
    tagged: Sequence[RoleSpan],
    weights: Evidence,
    by: str,
    owner: int,
    numbers: Sequence[int],
    announced: Mapping[int, int],
) -> Link:
    """The link of the contents of one cue, or of one source, or of one content alone."""
    contents = [tagged[number] for number in numbers]
    cue = tagged[owner] if by == "cue" else None
    # An announced content has no say of its own: its frame speaks for it.
    voters = [tagged[owner] if number in announced else tagged[number] for number in numbers]
    source_number, chance = _source(cue, voters)
    source = tagged[source_number] if source_number is not None else None
    proof = evidence(cue, source, contents, chance)
    moved = any(announced.get(n, owner) != tagged[n].partner("cue")[0] for n in numbers)
    return Link(
        source.span if source else None,
        cue.span if cue else None,
        tuple(content.span for content in contents),
        confidence(proof, weights),
        proof,
        "colon" if by == "cue" and moved else "tagger",
    )


def announced(tagged: Sequence[RoleSpan], text: str, quotations: Sequence[Span]) -> dict[int, int]:
    """The contents of quotations that a frame ending in a colon announces, with its cue.

    From the number of a content to that of the cue. “The agency adds:” and the quotation below it
    may stand paragraphs apart, and the quotation go on through several: the contents in it are all
    the agency's, whatever else is near. ``quotations``: one span for each paragraph of a
    quotation, marks included.
    """
    cues: dict[int, int] = {}
    running: tuple[int, Span] | None = None  # the cue that governs, and the quotation it governs
    for number, part in enumerate(tagged):
        if part.role != "content":
            continue
        here = quotation_at(quotations, part.span.start)
        cue = _announcing(tagged, number, text) if here is not None else None
        if here is not None and cue is not None:
            running = cue, here
        elif running is not None and here is not None and _goes_on(text, running[1], here):
            running = running[0], here
        else:
            running = None
        if running is not None:
            cues[number] = running[0]
    return cues


def _announcing(tagged: Sequence[RoleSpan], number: int, text: str) -> int | None:
    """The cue of a frame that ends in a colon straight before a content."""
    for k in range(number - 1, max(number - 3, -1), -1):
        if tagged[k].role == "content":
            return None
        end = tagged[k].span.end
        end -= text[end - 1] == ":"  # the tagger may count the colon to the cue
        if k == number - 1 and not _COLON.fullmatch(text, end, tagged[number].span.start):
            return None
        if tagged[k].role == "cue":
            return k
    return None


def _goes_on(text: str, before: Span, here: Span) -> bool:
    """Whether a quotation is the one before, or goes on with it in the next paragraph."""
    if before == here:
        return True
    left_open = text[before.end - 1] not in _CLOSERS
    return left_open and before.end <= here.start and not text[before.end : here.start].strip()


def _source(cue: RoleSpan | None, voters: Sequence[RoleSpan]) -> tuple[int | None, float]:
    """The source that a cue (twice) and the contents agree on most, with its probability."""
    votes: dict[int | None, float] = defaultdict(float)
    ballot = ([cue, cue] if cue else []) + list(voters)
    for part in ballot:
        source, chance = part.partner("source")
        votes[source] += chance
    best = max(votes, key=lambda source: votes[source])
    return best, votes[best] / len(ballot)


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
