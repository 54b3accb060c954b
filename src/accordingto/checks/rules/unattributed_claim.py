"""A claim of the article's own that an editor would query.

Origin: the AP Stylebook: attribute facts that can be disputed and that the reporter did not
witness. Which narration an editor queries was learnt from articles that readers judged so.

Leaves alone: public acts and records, what a reporter saw, background that nobody disputes, and
sentences framed by the source beside them. The threshold is the chance that an editor would query
the sentence, 0 to 1.

Measured: 8 of 22 on articles that taught the head nothing, of which it finds one query in eleven;
so it does not run by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Reason

#: What an editor would say of each reason, and what would mend it.
QUERIES: dict[Reason, tuple[str, str]] = {
    "blame": (
        "Lays blame as a fact: who alleges it?",
        "Name who alleges it, or the record that says so.",
    ),
    "account": ("Tells what no reporter saw: who told it?", "Name who told it."),
    "mind": (
        "Tells what somebody thinks or wants: did they say so?",
        "Use their own words, or say that they said it.",
    ),
    "cause": (
        "Gives a cause or an effect as a fact: whose analysis is it?",
        "Say whose view it is.",
    ),
    "figure": ("Gives a figure: whose count is it?", "Name who counted."),
    "forecast": ("Says what will happen: who expects it?", "Name who expects it."),
    "judgement": ("Judges in the paper's voice: whose view is it?", "Say whose view it is."),
    "vague": ("Hints at a source and names none: who?", "Name the source."),
}


def find(story: Story, house: House) -> Iterator[Hit]:
    """Narration of the body that is queried at least as surely as the threshold says."""
    for sentence in story.body:
        query = sentence.query
        if query is None or query.confidence < house.threshold or sentence.label != "narration":
            continue
        message, mend = QUERIES[query.reason]
        yield Hit(sentence.span, message, mend)


RULE = Rule(
    id="unattributed-claim",
    severity="warning",
    origin="AP Stylebook: attribute disputable facts that were not witnessed",
    mend="Say who says so.",
    find=find,
    threshold=0.28,
    default=False,
    found=("?account The guard struck the prisoner twice in his cell.",),
    passed=(
        "The court sentenced the guard to two years in prison.",
        "?account [Ann Roe] {said} <the guard struck the prisoner in his cell>.",
    ),
    about=__doc__,
)
