"""A reason for anonymity that says nothing: “not authorized to speak publicly”.

Origin: a memorandum of the New York Times' standards editors: the phrase tells why the source
asked, not why the reader should trust it.

Leaves alone: words inside quotation marks. The word list may be changed.

Measured: 18 of 20 on raw news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Span

_PHRASE = re.compile(
    r"\b(?:not|n[o’']t|un)\s?authori[sz]ed to (?:speak|discuss|comment|talk|be quoted|release|"
    r"disclose|brief|share)(?: \w+){0,4}?(?= (?:and|who|about|on|because|as)\b|[,.;])"
    r"|\b(?:spoke|speaking|granted|requested|asked for) (?:on (?:the )?condition of )?anonymity"
    r"(?= (?:to|in order to) (?:speak|discuss|talk|be) (?:freely|candidly|openly|frank\w*)\b)",
    re.IGNORECASE,
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """The phrase, wherever the article itself has it."""
    for sentence in story.body if story.has("authori", "anonym") else ():
        for match in story.matches(_PHRASE, sentence.span):
            span = Span(*match.span())
            yield Hit(
                span, f"“{story.words(span)}” says why the source asked, not why it is heard."
            )


RULE = Rule(
    id="boilerplate-reason",
    severity="suggestion",
    origin="New York Times standards memo: no stock reason for anonymity",
    mend="Say what the source risks, and how it knows.",
    find=find,
    found=(
        "[An aide/anonymous], who was not authorized to speak publicly, {said} <the talks failed>.",
    ),
    passed=(
        "[An aide/anonymous], who would lose her post, {said} <the talks failed>.",
        "[Ann Roe] {said} <“I am not authorized to speak publicly.”>",
    ),
    about=__doc__,
)
