"""An anonymous source that gives an opinion or a guess, not information.

Origin: the AP Stylebook: anonymity is for facts that cannot be had otherwise, not for views.

Leaves alone: opinions without a word from the list, and of speakers called “he” or “she”, who may
be somebody named. The word list may be changed.

Measured: 16 of 18 on raw news, most of it chosen for anonymous sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.phrases import listed, pattern
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import anonymous, place_of
from accordingto.checks.story import Story

WORDS = listed("""i think, i believe, we think, we believe, i feel, in my view, in my opinion,
    i guess, i suspect, i imagine, i would say, seems to me, terrible, horrible, amazing,
    wonderful, fantastic, disaster, disastrous, ridiculous, absurd, unfair, outrageous, disgraceful,
    shameful, embarrassing, stupid, crazy, insane, brilliant, ought to, no doubt, obviously,
    frankly, honestly, tragic, pathetic, a joke, a mess""")

_PRONOUN = re.compile(r"he|she|they|it", re.IGNORECASE)


def find(story: Story, house: House) -> Iterator[Hit]:
    """Claims of anonymous sources with a word of opinion or of guessing."""
    opinion, ids = pattern(house.words), {source.id for source, _ in anonymous(story)}
    for claim in story.claims:
        mention = story.words(claim.attribution.source)
        if claim.source is None or claim.source.id not in ids or _PRONOUN.fullmatch(mention):
            continue
        words = " ".join(story.words(content) for content in claim.attribution.content)
        match = opinion.search(words)
        if match:
            yield Hit(
                place_of(claim),
                f"“{claim.source.name}” is not named and gives an opinion: “{match.group()}”.",
            )


RULE = Rule(
    id="anonymous-opinion",
    severity="suggestion",
    origin="AP Stylebook: anonymity is for facts, not for opinion",
    mend="Have the view from somebody who is named, or leave it out.",
    find=find,
    words=WORDS,
    found=("[An aide/anonymous] {said} <“I think the plan is a disaster”>.",),
    passed=(
        "[An aide/anonymous] {said} <the plan will be dropped on Monday>.",
        "[Ann Roe] {said} <“I think the plan is a disaster”>.",
    ),
    about=__doc__,
)
