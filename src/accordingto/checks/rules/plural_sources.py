"""“Sources” in the plural, where one person may be meant.

Origin: Reuters' handbook: the plural claims that several people say it; use it only where they do.

Leaves alone: a number of sources that is told (“two sources”, “several sources”), and those of
another outlet. Once an article.

Measured: 17 of 20 on raw news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story

_PLURAL = re.compile(
    r"(?!the |other |these |those )(?:[\w.-]+ ){0,2}sources\b.*",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|both|several|multiple|many|various|\d+)\b",
    re.IGNORECASE,
)

#: Another outlet's sources, which are not the paper's to count.
_CITED = re.compile(
    r"\b(?:(?i:citing|reported|reports?|outlets|according to the)|told (?:\w+ ){0,2}[A-Z]\w+)\b"
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """The first claim of “sources” that are not counted."""
    for claim in story.claims:
        mention = claim.attribution.source
        words = story.words(mention)
        if mention is None or claim.source is None or claim.source.type == "document":
            continue
        if claim.attribution.via is not None or _CITED.search(story.own(claim.sentence.span)):
            continue
        if _PLURAL.fullmatch(words) and not _COUNTED.search(words):
            yield Hit(mention, f"“{words}”: more than one?")
            return


RULE = Rule(
    id="plural-sources",
    severity="suggestion",
    origin="Reuters handbook: no plural for one source",
    mend="Say how many they are, or write “a source”.",
    find=find,
    found=("[Sources/anonymous] {said} <the talks had failed>.",),
    passed=(
        "[Two sources/anonymous] {said} <the talks had failed>.",
        "[A source/anonymous] {said} <the talks had failed>.",
    ),
    about=__doc__,
)
