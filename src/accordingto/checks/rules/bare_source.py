"""An anonymous source of whom nothing is said: “a source”, “an official”, “an insider”.

Origin: the AP Stylebook and the Guardian's editorial code: describe an unnamed source as closely as
its safety allows.

Leaves alone: sources with a role, an office or a party (“a Treasury official”, “a source close to
the family”), and those described where they are named again.

Measured: 17 of 20 on raw news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import anonymous, place_of
from accordingto.checks.story import Story

_BARE = re.compile(
    r"(?:an?|the|one|another|two|three|several|some|multiple|many|other|unnamed|anonymous|"
    r"well-placed|informed|reliable|second|same|his|her|their|four|five|six|\s)*"
    r"(?:sources?|insiders?|officials?|people|person|individuals?)",
    re.IGNORECASE,
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """Each anonymous source that no mention describes, at its first claim."""
    for source, claim in anonymous(story):
        mentions = [story.words(mention) for mention in source.mentions]
        described = source.title and not _BARE.fullmatch(source.title)
        if described or source.organization or not mentions:
            continue
        if story.is_described(claim, mentions[0]):
            continue
        if all(_BARE.fullmatch(words) for words in mentions) and _BARE.fullmatch(source.name):
            yield Hit(place_of(claim), f"Nothing tells who “{mentions[0]}” is.")


RULE = Rule(
    id="bare-source",
    severity="warning",
    origin="AP Stylebook, Guardian editorial code: describe an unnamed source",
    mend="Say what the source is and where it sits, as closely as its safety allows.",
    find=find,
    found=("[A source/anonymous] {said} <the talks had failed>.",),
    passed=(
        "[A Treasury official/anonymous] {said} <the talks had failed>.",
        "[A source close to the family/anonymous] {said} <the talks had failed>.",
    ),
    about=__doc__,
)
