"""A quotation of one or two words.

Origin: the AP Stylebook: avoid fragments; a word or two in quotation marks read as doubt about it.

Leaves alone: names, titles and terms, words that the sentence is about (“called”, “the word”),
strong words of opinion that stand for a judgement, and fragments that nobody is named for.

Measured: 3 of 12 on raw news, so it does not run by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_TERM = re.compile(
    r"\b(?:called?|calling|dubbed|known as|so-called|termed?|word|phrase|labell?ed|labels?|named|"
    r"nicknamed|described?|describing|as)\s*(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """Attributed fragments of no more words than the threshold."""
    for claim in story.claims:
        if claim.attribution.form != "mixed" or claim.source is None:
            continue
        for content in claim.attribution.content:
            for quotation in story.quotations:
                words = _WORD.findall(quotation.of(story.text))
                if not content.contains(quotation) or not 0 < len(words) <= house.threshold:
                    continue
                before = story.plain[max(0, quotation.start - 40) : quotation.start]
                if words[0][0].isupper() or _TERM.search(before):
                    continue
                quoted = story.words(quotation)
                yield Hit(quotation, f"{quoted} is too short to be quoted.")


RULE = Rule(
    id="quote-fragment",
    severity="suggestion",
    origin="AP Stylebook: no fragments in quotation marks",
    mend="Paraphrase without the marks, or quote the whole sentence.",
    find=find,
    default=False,
    threshold=2,
    found=("[Ann Roe] {said} <the bridge was in “good shape” and would be opened>.",),
    passed=(
        "[Ann Roe] {said} <the bridge was “in a very good shape” and would be opened>.",
        "[Ann Roe] {called} <it a “death trap”>.",
    ),
    about=__doc__,
)
