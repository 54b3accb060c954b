"""Narration that states as fact what the article elsewhere attributes to somebody.

Origin: the AP Stylebook asks for a source at the first mention of a disputable fact, and again
where a reader could take it for the paper's own knowledge.

Leaves alone: headlines (see headline-harder), restatements in other words, and sentences that
already lean on the claim.

Measured: not yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.analysis.restatements import echoes
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story


def find(story: Story, house: House) -> Iterator[Hit]:
    """Body narration whose words restate a claim."""
    sentences = story.annotation.sentences
    for match in echoes(story.annotation):
        later, claim = sentences[match.later], sentences[match.claim]
        if later.kind != "body" or claim.kind != "body":
            continue
        names = [source.name for source in story.annotation.claim_sources(claim)]
        who = names[0] if names else "somebody"
        yield Hit(
            later.span,
            f"States as fact what sentence {claim.index + 1} has {who} say.",
            f"Attribute it here too: to {who}." if names else "",
        )


RULE = Rule(
    id="echo",
    severity="warning",
    origin="AP Stylebook: attribute a disputable fact wherever it is stated",
    mend="Attribute it here too.",
    find=find,
    found=(
        "The reservoir leaked poisoned water into the valley.\n"
        "[Ann Roe] {said} <the reservoir leaked poisoned water into the valley>.",
    ),
    passed=(
        "The reservoir was built in 1931.\n"
        "[Ann Roe] {said} <the reservoir leaked poisoned water into the valley>.",
        "# Reservoir leaked poisoned water into the valley\n"
        "[Ann Roe] {said} <the reservoir leaked poisoned water into the valley>.",
    ),
    about=__doc__,
)
