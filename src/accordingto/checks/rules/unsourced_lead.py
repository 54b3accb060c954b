"""The first paragraph makes a claim that an editor would query, and no source comes by the third.

Origin: the Reuters handbook: say high in the story where it comes from.

Leaves alone: leads that nobody would query, articles of fewer paragraphs than the threshold, and
leads backed by a source, were it a vague one, within three paragraphs.

Measured: not on raw news yet: it reads the queries of the trained head, so it does not run by
default.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story

_LEAD = 3


def find(story: Story, house: House) -> Iterator[Hit]:
    """One hit at the lead, where it would be queried and nothing backs it."""
    if len(story.paragraphs) < house.threshold:
        return
    backed = any(
        story.annotation.claims_of(sentence)
        for paragraph in story.paragraphs[:_LEAD]
        for sentence in paragraph
    )
    if backed:
        return
    for sentence in story.paragraphs[0]:
        if sentence.query is not None:
            yield Hit(
                sentence.span,
                "The story begins with a claim, and no source comes by the third paragraph.",
            )
            return


RULE = Rule(
    id="unsourced-lead",
    severity="warning",
    origin="Reuters handbook: sourcing high in the story",
    mend="Say in the lead or right behind it who says so.",
    find=find,
    threshold=5,
    default=False,
    found=(
        "?blame A guard tortured prisoners in the fort.\nIt rained.\nThe fort is old.\nIt is big.\n"
        "[Ann Roe] {said} <the guard was drunk>.",
    ),
    passed=(
        "?blame A guard tortured prisoners in the fort.\n[Ann Roe] {said} <so>.\nThe fort is old.\n"
        "It is big.\nIt rained.",
        "A guard was honoured on Monday.\nIt rained.\nThe fort is old.\nIt is big.\nIt rained.",
    ),
    about=__doc__,
)
