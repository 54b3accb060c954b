"""A passage that stands in the article twice.

Origin: editing practice; a passage that comes again is left over from pasting or from an earlier
version.

Leaves alone: sentences of fewer than five words, headlines and captions, embedded posts whose words
the story quotes, the repeated phrases of lists and tables after their second time, and speech that
repeats itself in other words.

Measured: 18 of 20 on raw news, mostly pull quotes left in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from accordingto.analysis.restatements import Match, repeats
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Span

#: How a post on a social network is signed: its words stand in the story as well, quoted.
_POST = re.compile(r"\(@\w+\)")


def find(story: Story, house: House) -> Iterator[Hit]:
    """Sentences said before, one hit for those that stand together in a paragraph."""
    sentences = story.annotation.sentences
    matches, seen = [], set()
    for match in repeats(story.annotation):
        body = sentences[match.later].kind == sentences[match.claim].kind == "body"
        if not body or _is_post(story, match):
            continue
        if match.claim not in seen:  # what comes a third time is a form, and told once
            seen.add(match.claim)
            matches.append(match)

    def run(numbered: tuple[int, Match]) -> tuple[int, int]:
        place, match = numbered
        return sentences[match.later].paragraph, match.later - place

    for _, group in groupby(enumerate(matches), key=run):
        members = [match for _, match in group]
        first, last = sentences[members[0].later], sentences[members[-1].later]
        yield Hit(
            Span(first.span.start, last.span.end),
            f"Stands in the article already, from sentence {members[0].claim + 1} on."
            if len(members) > 1
            else f"Stands in the article already: sentence {members[0].claim + 1}.",
        )


def _is_post(story: Story, match: Match) -> bool:
    """Whether either of the two sentences stands in an embedded post."""
    sentences, paragraphs = story.annotation.sentences, story.annotation.article.paragraphs
    both = (sentences[match.claim], sentences[match.later])
    return any(_POST.search(story.words(paragraphs[sentence.paragraph])) for sentence in both)


RULE = Rule(
    id="repeated-passage",
    severity="error",
    origin="Editing practice",
    mend="Cut one of the two.",
    find=find,
    found=(
        "The council met on Monday in the old hall. | It voted to close the bridge.\n"
        "Nobody objected. | The council met on Monday in the old hall.",
    ),
    passed=(
        "The council met on Monday in the old hall. | It voted to close the bridge.\n"
        "“The bridge must be closed at once,” Ann Roe wrote.\nThe bridge must be closed at once. "
        "— Ann Roe (@annroe) 4 May",
        "The council met on Tuesday 4 May in the new hall. | It voted. | It voted.",
    ),
    about=__doc__,
)
