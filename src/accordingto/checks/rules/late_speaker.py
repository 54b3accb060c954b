"""Two or more quoted sentences before the reader learns who speaks.

Origin: the Reuters handbook: identify the speaker after the first quoted sentence at the latest.

Leaves alone: quotations that go on with the person who spoke last, interviews and transcripts,
speakers whom the sentence before the quotation names or calls “he” or “she”, quotations signed
behind a dash, and those with a double mark inside, whose ends are not sure.

Measured: 14 of 20 on raw news, where what stands before often tells who speaks, so it does not run
by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Claim, Story
from accordingto.records import Sentence, Span

_PRONOUN = re.compile(r"(?:he|she|they|it|I|we|one|who)", re.IGNORECASE)
_SPOKEN_OF = re.compile(r"(?:He|She)\b")
_SIGNED = re.compile(r"\s*[—–-]")
_MARKS = re.compile(r'[“”"]')
#: So many words may stand before the name, however many sentences they are.
_FEWEST_WORDS = 25
#: So many characters behind the quotation the name still belongs to it (“…,” said a tired Ann Roe).
_NEAR = 40


def find(story: Story, house: House) -> Iterator[Hit]:
    """Quotations of as many sentences as the threshold, whose speaker comes behind them."""
    former: Claim | None = None
    for claim in story.claims:
        mention, content = claim.attribution.source, claim.attribution.content
        if claim.source is None or claim.source.type != "named person":
            continue
        before, former = former, claim
        if mention is None or not content or _PRONOUN.fullmatch(story.words(mention)):
            continue
        quotation = next((q for q in story.quotations if q.overlaps(content[0])), None)
        if quotation is None or not quotation.end <= mention.start <= quotation.end + _NEAR:
            continue
        if not _is_whole(story, quotation, mention):
            continue
        quoted = [s for s in story.body if s.span.overlaps(quotation)]
        words = len(story.words(quotation).split())
        if len(quoted) < house.threshold or words < _FEWEST_WORDS:
            continue
        if not _is_introduced(story, quoted[0], claim, before):
            name = claim.source.name
            yield Hit(
                quotation,
                f"{len(quoted)} sentences are quoted before the reader learns that {name} speaks.",
            )


def _is_whole(story: Story, quotation: Span, mention: Span) -> bool:
    """Whether a quotation ends where its marks say, and is told in a sentence, not signed."""
    if _MARKS.search(story.text, quotation.start + 1, quotation.end - 1):
        return False
    return not _SIGNED.match(story.text, quotation.end, mention.start)


def _is_introduced(story: Story, quoted: Sentence, claim: Claim, before: Claim | None) -> bool:
    """Whether the speaker spoke last, or the sentence before the quotation leads into it."""
    if before is not None and before.attribution.source_id == claim.attribution.source_id:
        return True
    if not quoted.index or claim.source is None:
        return False
    words = story.own(story.annotation.sentences[quoted.index - 1].span)
    names = [part for part in re.findall(r"\w+", claim.source.name) if part[0].isupper()]
    if words.endswith(":") or _SPOKEN_OF.match(words):
        return True
    return any(re.search(rf"\b{re.escape(name)}\b", words) for name in names)


RULE = Rule(
    id="late-speaker",
    severity="suggestion",
    origin="Reuters handbook: name the speaker after the first quoted sentence",
    mend="Name the speaker behind the first quoted sentence, or before it.",
    find=find,
    threshold=2,
    default=False,
    found=(
        "It rained. | <“The bridge was never safe, not on the day when it opened, and not now. | "
        "We told them so in every letter that we wrote, and nobody came,”> {said} [Ann Roe].",
    ),
    passed=(
        "It rained. | <“The bridge was never safe,”> {said} [Ann Roe]. | <“We told them so.”>",
        "Ann Roe was angry. | <“The bridge was never safe, not on the day when it was opened. | "
        "We told them so in every letter that we wrote, and nobody came,”> {said} [Roe=Ann Roe].",
    ),
    about=__doc__,
)
