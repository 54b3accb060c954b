"""A claim whose source comes only in the next sentence.

Origin: the AP Stylebook: the source belongs into the sentence that first makes the claim.

Leaves alone: the lead of the story, sentences that only introduce what follows, narration that
nobody would query, and claims in another paragraph than their source.

Measured: not on raw news yet: it reads the queries of the trained head, so it does not run by
default.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story

_BEHIND = 0.5


def find(story: Story, house: House) -> Iterator[Hit]:
    """Queried narration before a sentence of its paragraph that names its source at the end."""
    for paragraph in story.paragraphs[1:]:
        for one, other in pairwise(paragraph):
            query = one.query
            if one.label != "narration" or query is None or query.confidence < house.threshold:
                continue
            claims = [c for c in story.claims_in(other) if c.source and c.attribution.source]
            late = [
                claim
                for claim in claims
                if claim.attribution.source
                and claim.attribution.source.start > other.span.start + _BEHIND * len(other.span)
            ]
            if late and late[0].source:
                yield Hit(
                    one.span,
                    f"Is this {late[0].source.name}'s account too? The name comes a sentence late.",
                )


RULE = Rule(
    id="late-attribution",
    severity="suggestion",
    origin="AP Stylebook: the source in the sentence that first makes the claim",
    mend="Name the source in this sentence.",
    find=find,
    default=False,
    threshold=0.3,
    found=(
        "It rained.\n?account The guard struck him. | <He fell and lay there>, [Ann Roe] {said}.",
    ),
    passed=(
        "It rained.\nThe court rose at noon. | <The guard struck him twice>, [Ann Roe] {said}.",
        "It rained.\n?account The guard struck him twice. | [Ann Roe] {said} <that it was noon>.",
    ),
    about=__doc__,
)
