"""An anonymous source, and no word of how it knows.

Origin: the Washington Post's policies on sources: tell the reader why an unnamed source can know.

Leaves alone: sources whose office tells it (“a Treasury official”, “a police officer at the
scene”), those “familiar with” or “briefed on” the matter, witnesses, and participants.

Measured: 9 of 15 on raw news, so it does not run by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import anonymous, around, place_of
from accordingto.checks.story import Story

_BASIS = re.compile(
    r"\b(?:familiar|knowledge|briefed|involved|close to|aware of|witness\w*|saw|seen|heard|"
    r"attended|"
    r"present|participat\w+|took part|in the room|read|reviewed|shown|work(?:s|ed|ing)?|inside|"
    r"member|employee|served|participant|privy|direct|at the scene|of the|with the|from the|"
    r"in the|to the|on the)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b[A-Z][\w.-]+|\b(?:police|government|military|intelligence|defen[cs]e|diplomatic|campaign|"
    r"congressional|law enforcement|administration|party|palace|court|union|company|security)\b"
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """Each anonymous source of which nothing near its first claim says how it knows."""
    for source, claim in anonymous(story):
        words = " ".join([*map(story.words, source.mentions), source.title or ""])
        lower = words[:1].lower() + words[1:]
        if source.organization or _OFFICE.search(lower) or _BASIS.search(words):
            continue
        if not _BASIS.search(around(story, claim, 0).replace(words, "")):
            yield Hit(place_of(claim), f"Nothing tells how “{source.name}” knows.")


RULE = Rule(
    id="basis-of-knowledge",
    severity="suggestion",
    origin="Washington Post: say how an unnamed source can know",
    mend="Say how the source knows: it was there, was told, or has read it.",
    find=find,
    default=False,
    found=("[A source/anonymous] {said} <talks had failed>.",),
    passed=(
        "[A source briefed on the talks/anonymous] {said} <they had failed>.",
        "[A Treasury official/anonymous] {said} <talks had failed>.",
    ),
    about=__doc__,
)
