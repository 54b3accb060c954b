"""Force that nobody uses: “officer-involved shooting”, “shots were fired”, “was hit by a bullet”.

Origin: the AP Stylebook (2020) advises against “officer-involved” and the passive that goes with
it: say who shot whom.

Leaves alone: passives without police or other armed officers near (the shooter may be unknown),
those that name who used the force in the sentence, and words inside quotation marks.

Measured: not yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Sentence, Span

_EUPHEMISM = re.compile(
    r"\b(?:officer|police|deputy|trooper|agent)(?:-involved\b(?:\s+\w+)?"
    r"|\s+involved\s+(?:shooting|death|killing|incident)s?\b)"
    r"|(?<!no )(?<!any )\bshots\s+(?:were\s+fired|rang\s+out)\b"
    r"|\b(?:weapon|gun|firearm|service\s+revolver|taser)\s+(?:was\s+)?(?:discharged|went\s+off)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being)\s+(?:\w+ly\s+)?(?:shot|tasered|tased|tear-?gassed|pepper-sprayed|"
    r"gunned\s+down|(?:hit|struck)\s+by\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}(?:bullets?|rounds?|"
    r"gunfire))\b(?!\s+(?:down|up)?\s*(?:and\s+\w+\s+)?by\b)",
    re.IGNORECASE,
)
_OFFICERS = re.compile(
    r"\b(?:police(?:man|men)?|officers?|agents?|deput(?:y|ies)(?! \w*(?:prime|minister|director))|"
    r"troopers?|marshals?|guardsm[ae]n)\b",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"\bby\s+(?:an?\s+|the\s+|two\s+|several\s+)?(?:[\w’'.-]+\s+){0,4}(?:police\w*|officers?|agents?|"
    r"deput\w+|troopers?|soldiers?|troops|gun(?:man|men)|man|men|woman|suspects?|robbers?|someone)\b"
    r"|\b(?:police\w*|officers?|agents?|deput\w+|troopers?|soldiers?|troops|gun(?:man|men)|suspect)\s+"
    r"(?:\w+ly\s+)?(?:had\s+)?(?:shot|fired|opened|returned|tased|tasered|discharged)\b",
    re.IGNORECASE,
)

_REACH = 50
_STEMS = ("involved", "shot", "bullet", "gun", "tase", "discharged", "gas", "spray", "round")


def find(story: Story, house: House) -> Iterator[Hit]:
    """Euphemisms anywhere; passives where officers are in the sentence or beside it."""
    for sentence in story.body if story.has(*_STEMS) else ():
        for match in story.matches(_EUPHEMISM, sentence.span):
            span = Span(*match.span())
            if "fired" in match.group() and not _officers_fire(story, sentence, span):
                continue
            yield Hit(span, f"“{story.words(span)}” hides who used the force.")
        for match in story.matches(_PASSIVE, sentence.span):
            if _ACTOR.search(story.own(sentence.span)) or not _officers_near(story, sentence):
                break
            if "shot" in match.group() and not _OFFICERS.search(story.own(sentence.span)):
                continue
            span = Span(*match.span())
            whom = story.plain[max(sentence.span.start, span.start - _REACH) : span.start]
            if "shot" in match.group() and _OFFICERS.search(whom):
                continue  # an officer's killer is a suspect, whom the story is about
            yield Hit(span, f"“{story.words(span)}”: by whom?")


def _officers_fire(story: Story, sentence: Sentence, shots: Span) -> bool:
    """Whether shots may be those of officers: they are near, and nobody else is said to fire."""
    behind = story.plain[shots.end : sentence.span.end].lstrip()
    return not behind.startswith("by ") and _officers_near(story, sentence)


def _officers_near(story: Story, sentence: Sentence) -> bool:
    """Whether officers stand in the sentence or in the one before it."""
    before = story.annotation.sentences[max(0, sentence.index - 1)]
    return any(_OFFICERS.search(story.own(near.span)) for near in (before, sentence))


RULE = Rule(
    id="agentless-force",
    severity="warning",
    origin="AP Stylebook (2020): say who used the force",
    mend="Say who did it: “an officer shot him”.",
    find=find,
    found=(
        "The officer-involved shooting happened at noon.",
        "Agents stopped the van. | A deputy was hit by a ricochet bullet.",
        "Officers surrounded the house at noon, and in its yard a man was fatally shot.",
    ),
    passed=(
        "The man was shot by an officer at noon.",
        "The singer was shot on stage in 1994.",
        "[Ann Roe] {said} <“it was an officer-involved shooting”>.",
    ),
    about=__doc__,
)
