"""Force that nobody uses: “officer-involved shooting”, “shots were fired”, “was hit by a bullet”.

Origin: the AP Stylebook (2020) advises against “officer-involved” and the passive that goes with
it: say who shot whom.

Leaves alone: passives without police or other armed officers near (the shooter may be unknown),
those that name who used the force in the sentence, and words inside quotation marks.

Measured: 8 of 9 on raw news, all that 9,888 fresh articles had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Sentence, Span

_EUPHEMISM = re.compile(
    r"\b(?:officer|police|deputy|trooper|agent)(?:-involved\b(?:\s+\w+)?"
    r"|\s+involved\s+(?:shooting|death|killing|incident)s?\b)",
    re.IGNORECASE,
)
_SHOTS = re.compile(r"(?<!no )(?<!any )\bshots\s+were\s+fired\b(?!\s+(?:at|by)\b)", re.IGNORECASE)
_BULLET = re.compile(
    r"\b(?:was|were|been|being)\s+(?:\w+ly\s+)?(?:hit|struck|wounded)\s+by\s+"
    r"(?:an?\s+|the\s+)?(?:\w+\s+){0,2}(?:bullets?|rounds?)\b",
    re.IGNORECASE,
)
#: A passive behind which officers come as those from whom somebody ran, or with whom he was.
_SHOT = re.compile(
    r"\b(?:was|were|been|being)\s+(?:\w+ly\s+)?(?:shot|tasered|tased|pepper-sprayed)\b"
    r"(?=[^.;]{0,60}\b(?:from|with|after|as|when)\s+(?:\w+\s+){0,3}(?:police|officers?|agents?|"
    r"deput(?:y|ies)|troopers?)\b)",
    re.IGNORECASE,
)
_OFFICERS = re.compile(
    r"\b(?:police(?:man|men)?|officers?|agents?|deput(?:y|ies)(?! \w*(?:prime|minister|director))|"
    r"troopers?|marshals?|guardsm[ae]n)\b",
    re.IGNORECASE,
)
#: Somebody is said to have fired.
_ACTOR = re.compile(
    r"\bby\s+(?:\w+\s+){0,4}(?:police\w*|officers?|agents?|deput\w+|troopers?|soldiers?|gun(?:man|men)|"
    r"man|men|woman|suspects?|killers?|robbers?|assailants?)\b"
    r"|\b(?:opened|returned|began|exchanged?)\s+(?:fire|firing)\b"
    r"|\b(?:police\w*|officers?|agents?|deput\w+|troopers?|soldiers?|gun(?:man|men)|suspect)\s+"
    r"(?:\w+ly\s+)?(?:had\s+)?(?:shot|fired|tased|tasered|discharged)\b",
    re.IGNORECASE,
)
_STEMS = ("involved", "shot", "bullet", "tase", "spray", "round")


def find(story: Story, house: House) -> Iterator[Hit]:
    """Euphemisms anywhere; passives where officers are near and nobody is said to fire."""
    for sentence in story.body if story.has(*_STEMS) else ():
        for match in story.matches(_EUPHEMISM, sentence.span):
            span = Span(*match.span())
            yield Hit(span, f"“{story.words(span)}” hides who used the force.")
        for passive in (_SHOTS, _BULLET, _SHOT):
            for match in story.matches(passive, sentence.span):
                span = Span(*match.span())
                if _is_open(story, sentence):
                    yield Hit(span, f"“{story.words(span)}”: by whom?")


def _is_open(story: Story, sentence: Sentence) -> bool:
    """Whether officers stand in the sentence or the one before it, and nobody is said to fire."""
    before = story.annotation.sentences[max(0, sentence.index - 1)]
    near = any(_OFFICERS.search(story.own(other.span)) for other in (before, sentence))
    return near and not _ACTOR.search(story.own(sentence.span))


RULE = Rule(
    id="agentless-force",
    severity="warning",
    origin="AP Stylebook (2020): say who used the force",
    mend="Say who did it: “an officer shot him”.",
    find=find,
    found=(
        "The officer-involved shooting happened at noon.",
        "Agents stopped the van. | A deputy was hit by a ricochet bullet.",
        "The man was shot in the back while running from an officer.",
    ),
    passed=(
        "The man was shot by an officer at noon.",
        "The singer was shot on stage in 1994.",
        "[Ann Roe] {said} <“it was an officer-involved shooting”>.",
    ),
    about=__doc__,
)
