"""Narration that states as fact what the article elsewhere attributes to somebody.

Origin: the AP Stylebook asks for a source at the first mention of a disputable fact, and again
where a reader could take it for the paper's own knowledge.

Leaves alone: what stands before the claim, as a lead does; headlines (see headline-harder), claims
of sources that are not named, the same words said twice (see repeated-passage), columnists' own
words, and restatements in other words.

Measured: 1 of 4 on raw news, so it does not run by default: what comes again later is mostly common
knowledge by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from accordingto.analysis.restatements import echoes
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import is_named
from accordingto.checks.story import Story

_FIRST_PERSON = re.compile(r"\b(?:I|we|our|us|my|you|your)\b", re.IGNORECASE)
#: From this likeness on (0 to 100), the same words stand twice: see repeated-passage.
_SAME = 90


def find(story: Story, house: House) -> Iterator[Hit]:
    """Body narration whose words restate a claim."""
    sentences = story.annotation.sentences
    for match in echoes(story.annotation):
        later, claim = sentences[match.later], sentences[match.claim]
        sources = [s for s in story.annotation.claim_sources(claim) if is_named(s)]
        if later.kind != "body" or claim.kind != "body" or later.index < claim.index or not sources:
            continue
        words = story.own(later.span)
        if story.is_quoted(later.span) or not words.endswith(".") or _FIRST_PERSON.search(words):
            continue
        if fuzz.partial_ratio(words, claim.span.of(story.text)) < _SAME:
            yield Hit(
                later.span,
                f"States as fact what sentence {claim.index + 1} has {sources[0].name} say.",
                f"Attribute it here too: to {sources[0].name}.",
            )


RULE = Rule(
    id="echo",
    severity="warning",
    origin="AP Stylebook: attribute a disputable fact wherever it is stated",
    mend="Attribute it here too.",
    find=find,
    default=False,
    found=(
        "[Ann Roe] {said} <that for years the reservoir leaked poisoned water into the valley>.\n"
        "The leaking reservoir poisoned the water of the valley.",
    ),
    passed=(
        "The reservoir was built in 1931.\n"
        "[Ann Roe] {said} <the reservoir leaked poisoned water into the valley>.",
        "The leaking reservoir poisoned the water of the valley.\n"
        "[Ann Roe] {said} <that for years the reservoir leaked poisoned water into the valley>.",
        "# Reservoir leaked poisoned water into the valley\n"
        "[Ann Roe] {said} <the reservoir leaked poisoned water into the valley>.",
    ),
    about=__doc__,
)
