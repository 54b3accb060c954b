"""A grave allegation by one source, and no word on whether it was checked.

Origin: the BBC's editorial guidelines (3.3): corroborate what a single source alleges, or say that
it could not be.

Leaves alone: allegations by courts, prosecutors and records, those that another source shares,
denies or disputes, and articles that say that they could or could not verify. Once an article. The
word list may be changed.

Measured: 0 of 3 on raw news, so it does not run by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.phrases import listed, pattern
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import is_force
from accordingto.checks.story import Claim, Story

WORDS = listed("""raped, raping, tortured, torturing, bribed, embezzled, massacred, molested,
    sexually assaulted, sexually abused, sexually harassed, groped, poisoned, beaten, beat him,
    beat her, strangled, smuggled, trafficked, blackmailed, spied on, took bribes, covered up""")
_CHECKED = re.compile(
    r"\b(?:verif\w+|corroborat\w+|confirm\w*|independent\w*|den(?:y|ied|ies|ial)\w*|reject\w*|"
    r"dismiss\w*|disput\w+|refut\w+|no evidence|unproven|unsubstantiated|debunk\w*|documents?|"
    r"video|footage|records?|testimony|court|judge|jury|prosecut\w+|police|charged|convicted)\b",
    re.IGNORECASE,
)
_PERSON = ("named person", "anonymous", "unnamed person")


def find(story: Story, house: House) -> Iterator[Hit]:
    """The first grave allegation of a person that nobody else mentions."""
    grave = pattern(house.words)
    if any(_CHECKED.search(story.own(sentence.span)) for sentence in story.body):
        return
    telling = [(claim, _grave(story, claim, grave)) for claim in story.claims]
    for claim, word in telling:
        source = claim.source
        if word is None or source is None or source.type not in _PERSON or is_force(source):
            continue
        others = {other.attribution.source_id for other, shared in telling if shared}
        if len(others) == 1:
            yield Hit(
                claim.sentence.span,
                f"{source.name} alone tells of “{word}”, and nothing says whether it was checked.",
            )
        return


def _grave(story: Story, claim: Claim, grave: re.Pattern[str]) -> str | None:
    for content in claim.attribution.content:
        match = grave.search(story.words(content))
        if match:
            return match.group()
    return None


RULE = Rule(
    id="uncorroborated",
    severity="warning",
    origin="BBC editorial guidelines 3.3: corroborate a single source",
    mend="Corroborate it, or say that it could not be corroborated.",
    find=find,
    default=False,
    words=WORDS,
    found=("[Ann Roe] {said} <the guards tortured her>. | It rained.",),
    passed=(
        "[Ann Roe] {said} <the guards tortured her>. | The guards denied it.",
        "[Ann Roe] {said} <the guards tortured her>. | [Tom Day] {said} <they tortured him too>.",
        "[Ann Roe] {said} <the guards were kind>.",
    ),
    about=__doc__,
)
