"""A report by somebody else, and the outlet is not named: “it was reported”, “media reports”.

Origin: the AP's rules on credit to other news organizations (2010): name who had it first.

Leaves alone: sentences in which an outlet is named, and reports that are no news (an annual report,
a police report).

Measured: 18 of 20 on raw news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Span

_CREDIT = re.compile(
    r"\b(?:[iI]t (?:was|has been|had been) (?:first |widely |previously )?reported"
    r"|(?:was|were) first reported"
    r"|[aA]s (?:first |previously |widely )?reported(?! (?:in|by|on|at|to)\b)"
    r"|(?:local |state |foreign |international |several |some |multiple |other )*"
    r"(?:media|news|(?<!\w )(?:Media|News)|newspaper|television)(?: outlets?| organi[sz]ations?)?"
    r"(?: reports (?:say|said|suggest|indicat|claim|stat|have \w+ed)\w*| reported| have reported|"
    r" has reported| report that| are reporting)\b"
    r"|[aA]ccording to (?:local |state |several |some |multiple |various |other |recent |early )*"
    r"(?:media|news|press|newspaper|published) (?:reports?|accounts|outlets?))\b"
)
_BY = re.compile(r"\bby\s+(?:[Tt]he\s+)?[A-Z]|\b(?:in|on|to|with|from)\s+(?:the\s+)?[A-Z]\w+")

#: “The Eastmere Gazette newspaper” is named.
_TITLED = re.compile(r"[A-Z]\w+ (?:newspaper|television)\b[^.]*$")
#: So far behind the words the outlet's name may stand.
_NEAR = 40


def find(story: Story, house: House) -> Iterator[Hit]:
    """Credit to nobody, where the sentence names no outlet."""
    for sentence in story.body if story.has("report", "accounts", "outlets") else ():
        named = [s for s in story.annotation.claim_sources(sentence) if s.type.startswith("named")]
        if named:
            continue
        for match in story.matches(_CREDIT, sentence.span):
            if _BY.search(story.plain[match.end() : match.end() + _NEAR]):
                continue
            if _TITLED.search(story.plain[max(0, match.start() - _NEAR) : match.end()]):
                continue
            span = Span(*match.span())
            yield Hit(span, f"“{story.words(span)}”: by which outlet?")


RULE = Rule(
    id="outlet-credit",
    severity="suggestion",
    origin="AP (2010): credit whoever had it first, by name",
    mend="Name the outlet, and link to it.",
    find=find,
    found=(
        "It was first reported that the talks had failed.",
        "{According to} [local media reports/doc], <the talks had failed>.",
    ),
    passed=(
        "It was first reported by the Eastmere Gazette that the talks had failed.",
        "[The Gazette/org] {reported} <that the talks had failed>.",
    ),
    about=__doc__,
)
