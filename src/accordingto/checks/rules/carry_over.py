"""Narration that goes on telling a source's account without saying so.

Origin: the AP Stylebook asks for a source wherever a reader could doubt whose account it is, and
for the source to be named again where a passage runs on.

Leaves alone: sentences inside a quotation, and accounts that the model does not take for a
continuation; it says so of fewer than an editor would.

Measured: not yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story


def find(story: Story, house: House) -> Iterator[Hit]:
    """Body sentences that lean on an earlier one."""
    for sentence in story.body:
        if sentence.carries_over_from is None:
            continue
        other = story.annotation.sentences[sentence.carries_over_from]
        names = [source.name for source in story.annotation.claim_sources(other)]
        whose = f"the account of {names[0]}" if names else "an account"
        yield Hit(
            sentence.span,
            f"Goes on with {whose} from sentence {other.index + 1}, but does not say so.",
            f"Name {names[0]} again, or say how the paper knows." if names else "",
        )


RULE = Rule(
    id="carry-over",
    severity="warning",
    origin="AP Stylebook: say again whose account it is where a reader could doubt it",
    mend="Name the source again, or say how the paper knows.",
    find=find,
    found=(
        "[Ann Roe] {said} <the car swerved>. | ^1 The officer, fearing for his life, fired twice.",
        "{According to} [the ministry/org], <the plant is safe>.\n^1 Nobody had found a leak.",
    ),
    passed=(
        "[Ann Roe] {said} <the car swerved>. | The street was closed until noon.",
        "[Ann Roe] {said} <the car swerved>. | [She=Ann Roe] {said} <the officer fired twice>.",
    ),
    about=__doc__,
)
