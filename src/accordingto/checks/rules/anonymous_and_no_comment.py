"""An organization that declines to comment, and speaks anonymously in the same story.

Origin: the AP Stylebook: do not write that somebody declined to comment when the same side talked
anonymously; the reader is misled.

Leaves alone: organizations whose name does not stand with the anonymous source.

Measured: 0 of 3 on raw news, where the name was a person's: it does not run by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import anonymous
from accordingto.checks.story import Story
from accordingto.records import Span

_DECLINED = re.compile(
    r"\b(?:declin\w+|refus\w+)\s+(?:to\s+(?:\w+\s+)?(?:comment|discuss|answer)|comment)"
    r"|\bno comment\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?!The\b|A\b|An\b|In\b|On\b|But\b|He\b|She\b|They\b|It\b)[A-Z][\w.’-]+\b")


def find(story: Story, house: House) -> Iterator[Hit]:
    """Refusals to comment by whomever an anonymous source belongs to."""
    of = {name for source, _ in anonymous(story) for name in _names(story, source.id)}
    for sentence in story.body if of else ():
        for match in story.matches(_DECLINED, sentence.span):
            before = story.plain[sentence.span.start : match.start()]
            shared = of & set(_NAME.findall(before))
            if shared:
                name = min(shared)
                yield Hit(
                    Span(*match.span()),
                    f"{name} declines to comment here, and speaks anonymously elsewhere.",
                )


def _names(story: Story, source_id: str) -> set[str]:
    """The capitalized words that describe an anonymous source."""
    source = story.annotation.source(source_id)
    words = [story.words(mention) for mention in source.mentions]
    words += [source.organization or "", source.title or ""]
    return {name for part in words for name in _NAME.findall(part)}


RULE = Rule(
    id="anonymous-and-no-comment",
    severity="warning",
    origin="AP Stylebook: no “declined to comment” beside an anonymous source of the same side",
    mend="Leave out that it declined, or say that some of its people spoke without their names.",
    find=find,
    default=False,
    found=(
        "[A Treasury official/anonymous] {said} <the talks failed>.\n"
        "The Treasury declined to comment.",
    ),
    passed=(
        "[A Treasury official/anonymous] {said} <the talks failed>.\n"
        "The Harbour Board declined to comment.",
        "[Ann Roe] {said} <the talks failed>.\nThe Treasury declined to comment.",
    ),
    about=__doc__,
)
