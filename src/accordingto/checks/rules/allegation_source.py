"""“Allegedly”, “is accused of”, and nobody who alleges; or both at once, “accused of allegedly”.

Origin: the AP Stylebook: say who accuses, or which record does, whenever “alleged” is used; and one
hedge is enough.

Leaves alone: sentences with a source in or beside them, and articles with a charge, a lawsuit, a
court, the police or an accuser anywhere.

Measured: 1 of 2 on raw news, in 1,354 articles: too few to tell, so it does not run by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Sentence, Span

_ALLEGED = re.compile(
    r"\ballegedly\b|\b(?:is|was|are|were|been|being)\s+(?:\w+ly\s+)?accused\s+of\b|"
    r"\bstands?\s+accused\s+of\b",
    re.IGNORECASE,
)
_TWICE = re.compile(r"\baccus(?:ed|es|ing)\b(?:\W+\w+){0,5}?\W+of\s+allegedly\b", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:charged|charges|indict\w+|lawsuit|suit|sued|sues|suing|complaint|prosecut\w+|convict\w*|"
    r"court|police|affidavit|warrant|trial|tribunal|plaintiffs?|accusers?)\b",
    re.IGNORECASE,
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """Double hedges; and allegations with neither an accuser nor a record in reach."""
    for sentence in story.body if story.has("alleged", "accus") else ():
        for match in story.matches(_TWICE, sentence.span):
            span = Span(*match.span())
            yield Hit(
                span,
                f"“{story.words(span)}” hedges twice.",
                "Leave out “allegedly”: it is accusation.",
            )
        for match in story.matches(_ALLEGED, sentence.span):
            if _is_backed(story, sentence):
                break
            span = Span(*match.span())
            yield Hit(span, f"“{story.words(span)}”: who alleges it?")


def _is_backed(story: Story, sentence: Sentence) -> bool:
    """Whether the article has a charge or a record, or somebody speaks beside the sentence."""
    sentences = story.annotation.sentences
    near = sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return any(story.annotation.claim_sources(other) for other in near) or any(
        _RECORD.search(story.own(other.span)) for other in story.body
    )


RULE = Rule(
    id="allegation-source",
    severity="warning",
    origin="AP Stylebook: say who alleges it",
    mend="Name who accuses, or the charge or record that does.",
    find=find,
    default=False,
    found=(
        "The mayor allegedly sold the land to a friend.",
        "She {accused/asserts} [him=Tom Day] of allegedly selling the land.",
    ),
    passed=(
        "The mayor allegedly sold the land to a friend, the lawsuit says.",
        "The mayor is accused of selling the land. | Prosecutors charged her in May.",
        "The mayor sold the land to a friend.",
    ),
    about=__doc__,
)
