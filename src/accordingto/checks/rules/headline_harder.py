"""The headline states as fact what the text only attributes, or drops its “alleged”.

Origin: the first clause of the code that IPSO enforces: a headline that the text does not support
is inaccurate.

Leaves alone: headlines that name a speaker, quote, ask or hedge, claims by courts, records and
those who tell of themselves, and headlines in other words than the text's.

Measured: 1 of 3 on raw news, in 13,428 articles read for it, so it does not run by default.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Span

_HEDGE = re.compile(
    r"[:?“”\"‘]|(?<!\w)'|'(?!\w)|\b(?:says?|said|claims?|claimed|alleg\w*|report\w*|accus\w*|"
    r"suspect\w*|may|might|could|appears?|seems?|charged|denies|denied|tells|told|warns?|poll|"
    r"stud(?:y|ies)|purported\w*|apparent\w*|suggests?|likely|possible|possibly|thinks?|believes?|"
    r"fears?|according|finds?|shows?|likely|probe|inquiry|consider\w*|investigat\w+|trial|case|lawsuit|sues?|sued)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:alleged(?:ly)?|suspected|reportedly|accused\s+of|suspicion\s+of|purported(?:ly)?)\s+"
    r"(?P<deed>\w+(?:\s+\w+)?)",
    re.IGNORECASE,
)
_PLAIN = frozenset("been being have with that their this from they were having making".split())


def find(story: Story, house: House) -> Iterator[Hit]:
    """The headline's deeds that the text hedges more often than not."""
    headline = _headline(story)
    if headline is None or _HEDGE.search(headline[0]):
        return
    words, span = headline
    stems = {_stem(word) for word in re.findall(r"[A-Za-z]{5,}", words)}
    body = " ".join(story.own(sentence.span) for sentence in story.body)
    deeds = (word for match in _HEDGED.finditer(body) for word in match["deed"].split())
    hedged = Counter(map(_stem, deeds))
    every = Counter(_stem(word) for word in re.findall(r"[A-Za-z]{5,}", body))
    for stem in sorted(stems - _PLAIN):
        if hedged[stem] * 2 > every[stem]:
            word = next(w for w in re.findall(r"\w+", words) if _stem(w) == stem)
            yield Hit(span, f"The headline says “{word}” as a fact; the text only alleges it.")
            return


def _headline(story: Story) -> tuple[str, Span] | None:
    """The headline and its place; a headline that is no part of the text is told at its start."""
    for sentence in story.annotation.sentences:
        if sentence.kind == "headline":
            return sentence.span.of(story.text), sentence.span
    title = story.annotation.article.title
    return (title, story.body[0].span) if title and story.body else None


def _stem(word: str) -> str:
    return word.lower()[:5]


RULE = Rule(
    id="headline-harder",
    severity="warning",
    origin="IPSO, clause 1: the text must support the headline",
    mend="Put the hedge or the source into the headline.",
    find=find,
    default=False,
    found=(
        "# Teacher assaulted three pupils\nThe alleged assaults were reported in May.\n"
        "The teacher is accused of assaulting the pupils.",
    ),
    passed=(
        "# Teacher accused of assaulting three pupils\nThe alleged assaults were reported in May.\n"
        "The teacher is accused of assaulting the pupils.",
        "# Teacher assaulted three pupils\nThe teacher was convicted of the assaults on Monday.",
    ),
    about=__doc__,
)
