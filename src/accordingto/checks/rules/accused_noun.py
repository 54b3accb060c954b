"""“Accused killer Roe”: a label that convicts before a verdict.

Origin: the AP Stylebook: an accused person is “accused of” something, not “the accused murderer”.

Leaves alone: people whom the article says were convicted or pleaded guilty, and words inside
quotation marks. The list of deeds may be changed.

Measured: 5 of 6 on raw news, all that 9,888 fresh articles had: too rare to tell for sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.phrases import listed, pattern
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Span

WORDS = listed("""killer, murderer, shooter, gunman, rapist, attacker, terrorist, bomber, arsonist,
    thief, robber, kidnapper, abuser, molester, pedophile, paedophile, fraudster, swindler, spy,
    traitor, hacker, stalker, assassin, drug dealer, trafficker, mass shooter, school shooter,
    serial killer, cop killer, predator, sex offender, war criminal""")
_LABEL = re.compile(r"\b(?:accused|suspected|alleged)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SETTLED = re.compile(r"\b(?:convicted|sentenced|found guilty|pleaded guilty)\b", re.IGNORECASE)
_NAME = re.compile(r"\s+[A-Z][\w’'-]+")


def find(story: Story, house: House) -> Iterator[Hit]:
    """The label straight before a name."""
    for sentence in story.body if story.has("accused", "suspected", "alleged") else ():
        for match in story.matches(pattern(house.words), sentence.span):
            before = _LABEL.search(story.plain, sentence.span.start, match.start())
            if before is None or not _NAME.match(story.plain, match.end(), sentence.span.end):
                continue
            if _SETTLED.search(story.own(sentence.span)):
                continue
            span = Span(before.start(), match.end())
            yield Hit(
                span, f"“{story.words(span)}” names the deed as the person's before a verdict."
            )


RULE = Rule(
    id="accused-noun",
    severity="warning",
    origin="AP Stylebook: “accused of”, not “accused killer”",
    mend="Write what the person is accused of, and by whom.",
    find=find,
    words=WORDS,
    found=("The trial of accused killer Tom Roe began on Monday.",),
    passed=(
        "The trial of Tom Roe, who is accused of murder, began on Monday.",
        "Convicted killer Tom Roe was moved on Monday.",
    ),
    about=__doc__,
)
