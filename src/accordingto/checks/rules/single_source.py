"""All that the article attributes rests on one source, or on sources of one organization.

Origin: the BBC's editorial guidelines ask for more than one source; a story that has one should
say why.

Leaves alone: articles with fewer than three attributed sentences, interviews and transcripts, and
articles that report a speech or a document as such are told apart badly. A source that stands for
nobody in particular (“reports”) is not counted as a second one. The threshold is the least number
of attributed sentences.

Measured: not yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import house_of, is_named
from accordingto.checks.story import Story


def find(story: Story, house: House) -> Iterator[Hit]:
    """One hit, at the first claim of the only source."""
    named = [claim for claim in story.claims if claim.source and is_named(claim.source)]
    told = {claim.sentence.index for claim in named}
    speakers = {house_of(claim.source) for claim in named if claim.source}
    if len(speakers) != 1 or len(told) < house.threshold:
        return
    if any(claim.source and claim.source.type == "anonymous" for claim in story.claims):
        return
    (only,) = speakers
    yield Hit(
        named[0].sentence.span,
        f"All that the article attributes rests on one source: {only}.",
    )


RULE = Rule(
    id="single-source",
    severity="warning",
    origin="BBC editorial guidelines: more than one source",
    mend="Find a second, independent source, or say why there is only one.",
    find=find,
    threshold=3,
    found=(
        "[The ministry/org] {said} <the plant is safe>. | [It=The ministry] {said} <nobody fell>."
        "\n[Reports/doc] {suggest} <it leaks>. | [The ministry] {added} <that tests go on>.",
    ),
    passed=(
        "[The ministry/org] {said} <the plant is safe>. | [It=The ministry] {said} <nobody fell>."
        "\n[Ann Roe] {said} <it leaks>.",
        "[The ministry/org] {said} <the plant is safe>.",
    ),
    about=__doc__,
)
