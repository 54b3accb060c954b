"""With ``--notes``: a quotation whose words do not stand so in the notes or transcripts.

Origin: every stylebook's rule that quotations are never altered; since 2026 also quotations that
writing tools made up and that were printed.

Leaves alone: quotations of fewer than three words, titles and headlines, case, punctuation, and
words in square brackets, with which a quotation itself says that it was changed. Without notes it
finds nothing. The threshold is the least number of words.

Measured: not on raw news, which comes without notes; on four stories with transcripts made for it
(two quotations trimmed, one altered by a word, one made up): all of these, and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.notes import Agreement, Comparison, Notes, compared
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Severity, Span

_BRACKETS = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"[^\W_]+")
_SEVERITY: dict[Agreement, Severity] = {
    "trimmed": "suggestion",
    "altered": "error",
    "absent": "error",
}


def find(story: Story, house: House) -> Iterator[Hit]:
    """Quotations that are not in the notes word by word."""
    notes = [Notes.of(article) for article in story.notes]
    for quotation in story.quotations if notes else ():
        words = _BRACKETS.sub(" ", quotation.of(story.text))
        if len(_WORD.findall(words)) < house.threshold or not _is_speech(story, quotation):
            continue
        comparison = compared(words, notes)
        if comparison.agreement != "verbatim":
            yield Hit(
                quotation,
                _message(comparison),
                _mend(comparison),
                _SEVERITY[comparison.agreement],
            )


def _is_speech(story: Story, quotation: Span) -> bool:
    """Whether a quotation stands in the body; where no sentence is known, it does."""
    sentence = story.annotation.sentence_at(quotation.start)
    return sentence is None or sentence.kind == "body"


def _message(comparison: Comparison) -> str:
    if comparison.agreement == "absent":
        return "These words stand nowhere in the notes."
    verb = "leaves out words of" if comparison.agreement == "trimmed" else "is not what stands in"
    return f"The quotation {verb} {comparison.notes}: {comparison.difference}"


def _mend(comparison: Comparison) -> str:
    if comparison.agreement == "trimmed":
        return "Mark what is left out, or quote it whole."
    return "Quote what was said, or paraphrase without quotation marks."


RULE = Rule(
    id="quote-not-in-notes",
    severity="error",
    origin="Every stylebook: a quotation is never altered",
    mend="Quote what was said, or paraphrase without quotation marks.",
    find=find,
    threshold=3,
    reads_text_alone=True,
    found=(
        "[Ann Roe] {said} <“the bridge was never safe”>.\n% Roe: The bridge was hardly ever safe.",
        "[Ann Roe] {said} <“the bridge was never safe”>.\n% Roe: Good morning, everybody.",
    ),
    passed=(
        "[Ann Roe] {said} <“the bridge was never safe”>.\n% Roe: The bridge was never safe, no.",
        "[Ann Roe] {said} <“the bridge was never safe”>.",
    ),
    about=__doc__,
)
