"""The first quotation of the story is that of somebody who is not named.

Origin: an ombudsman of the Washington Post: do not let a voice without a name set the tone.

Leaves alone: a fragment of fewer than four words, and speakers who are unnamed but not withheld.

Measured: 18 of 20 on raw news.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import anonymous
from accordingto.checks.story import Story

_FEWEST = 4


def find(story: Story, house: House) -> Iterator[Hit]:
    """One hit, where the first quoted claim is an anonymous source's."""
    withheld = {source.id for source, _ in anonymous(story)}
    for claim in story.claims:
        quoted = [
            quotation
            for content in claim.attribution.content
            for quotation in story.quotations
            if quotation.overlaps(content) and len(story.words(quotation).split()) >= _FEWEST
        ]
        if not quoted or claim.source is None:
            continue
        if claim.source.id in withheld:
            words = story.words(claim.attribution.source) or claim.source.name
            yield Hit(quoted[0], f"The first quotation is that of “{words}”, who is not named.")
        return


RULE = Rule(
    id="first-quote-anonymous",
    severity="suggestion",
    origin="Washington Post ombudsman: no nameless voice first",
    mend="Begin with somebody who is named.",
    find=find,
    found=("<“The talks were a failure from the start,”> {said} [an aide/anonymous].",),
    passed=(
        "<“The talks were a failure from the start,”> {said} [Ann Roe].\n"
        "<“They should never have begun at all,”> {said} [an aide/anonymous].",
    ),
    about=__doc__,
)
