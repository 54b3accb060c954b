"""An anonymous source, and no word of why it is not named.

Origin: the New York Times' and the AP's rules on anonymous sources: tell the reader why the name is
withheld.

Once an article.

Leaves alone: sources with a reason anywhere in the article, spokesmen of a named organization, and
unnamed people who are not withheld but unknown (a neighbour, a passer-by).

Measured: 17 of 20 on raw news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import anonymous, around, place_of
from accordingto.checks.story import Story

_REASON = re.compile(
    r"\banonym|\bnot authori[sz]ed|\bnot (?:to )?be(?:ing)? (?:named|identified|quoted)|"
    r"\b(?:fear\w*|afraid|retaliat\w*|reprisal\w*|sensitiv\w+|on background|private(?:ly)?|"
    r"confidential\w*|declined to (?:be|give)|asked (?:that|not)|condition)\b",
    re.IGNORECASE,
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """The first anonymous source without a reason, and how many more there are."""
    bare = [
        claim
        for source, claim in anonymous(story)
        if not source.reason_for_anonymity and not _REASON.search(around(story, claim))
    ]
    if bare:
        words = story.words(bare[0].attribution.source)
        more = f", and {len(bare) - 1} more" if len(bare) > 1 else ""
        yield Hit(place_of(bare[0]), f"Not named, and no reason given: “{words}”{more}.")


RULE = Rule(
    id="anonymity-reason",
    severity="warning",
    origin="New York Times, AP: tell why a source is not named",
    mend="Say why the name is withheld, or name the source.",
    find=find,
    found=("[A senior aide/anonymous] {said} <the talks had failed>.",),
    passed=(
        "[A senior aide/anonymous], who feared reprisals, {said} <the talks had failed>.",
        "[A senior aide/anonymous;because the talks go on] {said} <the talks had failed>.",
        "[Ann Roe] {said} <the talks had failed>.",
    ),
    about=__doc__,
)
