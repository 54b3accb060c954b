"""An account of force or of an arrest that rests on the police, or another agency of force, alone.

Origin: the AP's guidance on early police accounts: they are one side's, and have proved wrong often
enough to be set beside witnesses, video and records.

Leaves alone: articles without words of force or arrest, and those where anybody else speaks, were
it a document.

Measured: not on raw news: 3,587 articles of national news, some 180 of them chosen for police and
courts, gave nothing to judge; seven came near, and somebody else did speak in all of them. It is
right on the sample that it was made for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import is_force, is_named
from accordingto.checks.story import Story

_FORCE = re.compile(
    r"\b(?:shot|shots|shooting|fired|gunfire|arrest(?:ed|s)?|taser\w*|tased|restrain\w*|custody|"
    r"pepper spray|tear gas|raid(?:ed)?|stabb(?:ed|ing)|opened fire|handcuff\w*)\b",
    re.IGNORECASE,
)
_FEWEST = 2


def find(story: Story, house: House) -> Iterator[Hit]:
    """One hit, at the first claim of the agency, where it alone tells of force."""
    named = [claim for claim in story.claims if claim.source and is_named(claim.source)]
    forceful = [claim for claim in named if claim.source and is_force(claim.source)]
    if not forceful or len(forceful) < len(named):
        return
    told = {claim.sentence.index: claim.sentence.span for claim in forceful}
    if len(told) < _FEWEST or not any(_FORCE.search(story.own(s)) for s in told.values()):
        return
    first = forceful[0]
    name = first.source.name if first.source else ""
    yield Hit(first.sentence.span, f"The account of what happened is that of {name} alone.")


RULE = Rule(
    id="police-only",
    severity="warning",
    origin="AP on early police accounts: set them beside other evidence",
    mend="Add a witness, the family, video or a record, or say that none could be had.",
    find=find,
    found=(
        "[Police/org] {said} <the man drew a knife>. | [They=Police] {said} <an officer shot him>.",
    ),
    passed=(
        "[Police/org] {said} <the man drew a knife and was shot>. | [They=Police] {said} <he fell>."
        " | [Ann Roe], who saw it, {said} <he held a phone>.",
        "[Police/org] {said} <the road is closed>. | [They=Police] {said} <it reopens at noon>.",
    ),
    about=__doc__,
)
