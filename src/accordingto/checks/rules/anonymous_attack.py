"""An anonymous source that runs somebody down by name.

Origin: NPR's ethics handbook and the Guardian's editorial code: no anonymous pejorative quotations.

Leaves alone: criticism of institutions and of things, charges on record, and sharp words that are
not in the list. The word list may be changed.

Measured: 2 of 6 on raw news, all that could be found in some 800 articles, where what was run down
was mostly a thing; so it does not run by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.phrases import listed, pattern
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import anonymous, place_of
from accordingto.checks.story import Story

WORDS = listed("""liar, lied about, idiot, moron, fool, stupid, incompetent, incompetence, corrupt,
    crook, crooked, arrogant, lazy, unhinged, insane, deranged, coward, cowardly, bully, abusive,
    toxic, bigot, disgrace, disgraceful, an embarrassment, clueless, unfit, unqualified, erratic,
    narcissist, narcissistic, vindictive, dishonest, untrustworthy, creepy, sleazy, pathetic,
    hypocrite, tyrant, monster, traitor, ignorant, inept, loser, out of control, out of touch,
    out of his depth, out of her depth, in over his head, in denial, despised, botched, paranoid,
    obsessed""")
_NAME = re.compile(r"\b(?!I\b)[A-Z][a-z’'-]+|\b(?:he|she|him|his|her)\b")

_PRONOUN = re.compile(r"he|she|they|it", re.IGNORECASE)


def find(story: Story, house: House) -> Iterator[Hit]:
    """Claims of an anonymous source that hold a pejorative word and a person."""
    pejorative = pattern(house.words)
    ids = {source.id for source, _ in anonymous(story)}
    for claim in story.claims:
        mention = story.words(claim.attribution.source)
        if claim.source is None or claim.source.id not in ids or _PRONOUN.fullmatch(mention):
            continue
        words = " ".join(story.words(content) for content in claim.attribution.content)
        match = pejorative.search(words)
        if match and _NAME.search(words):
            yield Hit(
                place_of(claim),
                f"“{claim.source.name}”, who is not named, runs somebody down: “{match.group()}”.",
            )


RULE = Rule(
    id="anonymous-attack",
    severity="warning",
    origin="NPR ethics handbook, Guardian editorial code: no anonymous attack",
    mend="Have it said on the record, give facts instead, or leave it out.",
    find=find,
    default=False,
    words=WORDS,
    found=("[An aide/anonymous] {said} <Roe was “arrogant and lazy”>.",),
    passed=(
        "[Tom Day] {said} <Roe was “arrogant and lazy”>.",
        "[An aide/anonymous] {said} <Roe would resign on Monday>.",
    ),
    about=__doc__,
)
