"""A cue that casts doubt on the speaker, or tells a mood: “claimed”, “boasted”, “admitted”.

Origin: the AP Stylebook: “said” does not take sides; “claim” implies doubt, “admit” guilt. That
such verbs sway readers was shown by Bender and others.

Leaves alone: “claimed responsibility”, “claims to be”, pleas and confessions before a court, doubt
that the paper means (“falsely claimed”, “without evidence”), what nobody said or somebody only
could say (“no one claims”, “will be able to claim”), the nouns, columns, and cues inside quotation
marks. Each verb is told once an article. The word list may be changed.

Measured: 14 of 20 on raw news, where many a “claim” is meant or no speech, so it does not run by
default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.phrases import listed, pattern
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story

WORDS = listed("""claim, claims, claimed, claiming, boast, boasts, boasted, boasting, brag, brags,
    bragged, bragging, admit, admits, admitted, admitting, whine, whines, whined, gripe, griped,
    rant, rants, ranted, ranting, scoff, scoffs, scoffed, sneer, sneers, sneered, gush, gushed,
    crow, crowed, gloat, gloated, fume, fumed, fumes, confess, confessed, bleat, bleated,
    bluster, blustered, harangued, screeched, ranted that""")
_SETTLED = re.compile(
    r"\b(?:claim\w* (?:\w+ )?(?:responsibility|credit|victory|vindication)|claim\w* to be|"
    r"without (?:\w+ )?(?:evidence|proof)|claim\w* [\w ]+ as (?:its|their|his|her)|"
    r"claim\w* (?:\w+ )?(?:immunity|asylum|benefits?)|court|judge|guilt\w*|plea\w*|convict\w*)\b",
    re.IGNORECASE,
)
#: Before a verb: a passive (“was claimed”), a doubt that the paper means, a thing not done.
_OTHER_VERB = re.compile(
    r"\b(?:is|are|was|were|been|falsely|wrongly|incorrectly|baselessly|without|not|never)\s+"
    r"(?:\w+ly\s+|\w+ing\s+[\w ]{0,25}or\s+)?$",
    re.IGNORECASE,
)
#: Before a verb: nobody said it, or it is not told as said (“the first to admit”).
_NOT_SAID = re.compile(
    r"(?:\b(?:no one|nobody|none|few)|"
    r"(?<!\bon)(?<!\bcontinue)(?<!\bcontinues)(?<!\bcontinued)\s+to)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
#: Before “claim” and “claims”, which are nouns as well.
_NOUN = re.compile(
    r"\b(?:an?|the|this|that|these|those|such|another|any|all|some|his|her|their|its|[’']s|after|of|"
    r"on|about|with|by|echo\w*|made?|making|false|repeat\w*|reject\w*|address\w*|dismiss\w*|den\w+|"
    r"similar|other)\s+"
    r"(?:\w+\s+)?$",
    re.IGNORECASE,
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """The first use of each loaded verb as a cue."""
    loaded, seen = pattern(house.words), set()
    for claim in () if story.is_column else story.claims:
        cue = claim.attribution.cue
        match = None if cue is None else loaded.search(story.own(cue))
        if cue is None or match is None or claim.attribution.source is None:
            continue
        start = cue.start + match.start()
        before = story.plain[max(claim.sentence.span.start, start - 30) : start]
        if _NOT_SAID.search(before):
            continue
        verb = match.group().lower() not in ("claim", "claims")
        if _SETTLED.search(story.own(claim.sentence.span)):
            continue
        if _OTHER_VERB.search(before) or (not verb and _NOUN.search(before)):
            continue
        stem = match.group().lower()[:4]
        if stem not in seen:
            seen.add(stem)
            yield Hit(cue, f"“{story.words(cue)}” judges whoever speaks.")


RULE = Rule(
    id="loaded-cue",
    severity="suggestion",
    origin="AP Stylebook: “said” does not take sides",
    mend="Write “said”, unless the doubt is meant and backed.",
    find=find,
    default=False,
    words=WORDS,
    found=(
        "[The mayor=Ann Roe] {claimed/asserts} <that the bridge was safe>.",
        "[The mayor=Ann Roe] {admitted/concedes} <she had not read the report>.",
    ),
    passed=(
        "[The mayor=Ann Roe] {said} <that the bridge was safe>.",
        "[The militia/org] {claimed responsibility/asserts} <for the attack>.",
        "[The mayor=Ann Roe] {will be able to claim/asserts} <that the bridge is safe>.",
    ),
    about=__doc__,
)
