"""Quotations of two speakers side by side, and nothing in between that says that the speaker
changes.

Origin: the Reuters handbook: lead into a quotation of another speaker, or the reader takes it for
the same one's.

Leaves alone: interviews and transcripts, a second quotation whose sentence begins with its speaker,
and quotations with a sentence between them.

Measured: 3 of 12 on raw news, so it does not run by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Claim, Story
from accordingto.records import Sentence

_OPENING = '“"‘«„'


def find(story: Story, house: House) -> Iterator[Hit]:
    """Sentences that open with another's quotation behind one that ends with a quotation."""
    for one, other in pairwise(story.annotation.sentences):
        first, second = _quoted(story, one), _quoted(story, other)
        if first is None or second is None or one.kind != "body" or other.kind != "body":
            continue
        if first.source is None or second.source is None or first.source == second.source:
            continue
        if story.text[other.span.start] not in _OPENING or second.attribution.source is None:
            continue
        if (
            not _ends_quoted(story, one)
            or second.attribution.source.start < second.start_of_content
        ):
            continue
        yield Hit(
            other.span,
            f"Reads as if {first.source.name} still spoke: it is {second.source.name}.",
        )


def _quoted(story: Story, sentence: Sentence) -> Claim | None:
    """The only directly quoted claim of a sentence."""
    claims = [c for c in story.claims_in(sentence) if c.attribution.form != "indirect"]
    return claims[0] if len(claims) == 1 else None


def _ends_quoted(story: Story, sentence: Sentence) -> bool:
    return any(q.start < sentence.span.end <= q.end for q in story.quotations)


RULE = Rule(
    id="run-on-quotes",
    severity="suggestion",
    origin="Reuters handbook: lead into another speaker's quotation",
    mend="Say before the quotation that somebody else speaks.",
    find=find,
    default=False,
    found=("[Ann Roe] {said}: <“The bridge was never safe.”>\n<“It was,”> {said} [Tom Day].",),
    passed=(
        "[Ann Roe] {said}: <“The bridge was never safe.”>\n[Tom Day] {said}: <“It was.”>",
        "[Ann Roe] {said}: <“The bridge was never safe.”>\n<“Never,”> {said} [she=Ann Roe].",
    ),
    about=__doc__,
)
