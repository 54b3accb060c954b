"""A report of hearsay, and nobody who is said to have said it.

Origin: NPR's ethics handbook and the Texas Press Association's style notes: “reportedly” and its
kin do not tell who reports; say who does, or find out.

Leaves alone: sentences that name a source beside the word, accusations (allegation-source), and
words inside quotation marks. The word list may be changed.

Measured: 17 of 20 on raw news.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.checks.phrases import listed, pattern
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Span

WORDS = listed("""reportedly, purportedly, rumored, rumoured, rumor has it,
    rumour has it, is said to, are said to, was said to, were said to, is believed to,
    are believed to, was believed to, were believed to, it is believed, it was believed,
    is thought to, are thought to, was thought to, were thought to, it is thought,
    is understood to, are understood to, it has emerged, it emerged that""")


def find(story: Story, house: House) -> Iterator[Hit]:
    """Words of hearsay in sentences where nobody is named."""
    for sentence in story.body:
        if story.annotation.claim_sources(sentence):
            continue
        for match in story.matches(pattern(house.words), sentence.span):
            yield Hit(Span(*match.span()), f"“{story.words(Span(*match.span()))}”: who says so?")


RULE = Rule(
    id="hearsay",
    severity="warning",
    origin="NPR ethics handbook: say who reports it",
    mend="Name who says so, or leave it out.",
    find=find,
    words=WORDS,
    found=(
        "The minister {reportedly/hearsay} <left the country on Monday>.",
        "The minister is believed to have left the country on Monday.",
    ),
    passed=(
        "The minister reportedly left, [the radio/org] {said} <on Monday>.",
        "[Ann Roe] {said} <“he reportedly left the country”>.",
        "The minister left the country on Monday.",
    ),
    about=__doc__,
)
