"""What a narration sentence says of itself: an act, a record, somebody's account, or what to ask.

Each kind rests on evidence in the annotation, in this order:

- ``account``: the model takes the sentence for the continuation of an earlier one;
- ``echo``: its words restate what another sentence attributes (`restatements`);
- ``queried``: the trained head says that an editor would ask who says so, and why;
- ``act``: a cue of intending or ordering tells a deed (“urged”, “refused”), not a mind (“wants”);
- ``record``: a public act that anyone can look up, by its verb (“was convicted”, “signed”).

A sentence without such evidence has no kind: then it is only known that nobody is named for it.
Read by eye on raw news, 18 of 20 acts and 18 of 20 records were such; whose act it is was told
rightly of 15, so it is not told. How good the other kinds are, the model and `restatements` say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from accordingto.analysis.restatements import echoes
from accordingto.quotations import quotation_at, quotations
from accordingto.records import ACTS, Annotation, Reason, Sentence

Kind = Literal["account", "echo", "queried", "act", "record"]

#: What an editor would ask, by the reason.
_ASKED: Mapping[Reason, str] = {
    "blame": "Lays blame as a fact, and names nobody who alleges it.",
    "account": "Tells what happened where no reporter was, and does not say who told it.",
    "mind": "Tells what somebody thinks or wants, and not that they said so.",
    "cause": "Gives a cause or an effect as a fact, and does not say whose view it is.",
    "figure": "Gives a figure, and does not say whose count it is.",
    "forecast": "Says what will happen, and not who expects it.",
    "judgement": "Judges in the paper's own voice.",
    "vague": "Hints at a source, and names none.",
}
_RECORD = re.compile(
    r"\b(?:(?:was|were|has been|have been|had been)\s+(?:\w+ly\s+)?(?:convicted|sentenced|indicted|"
    r"acquitted|charged|arrested|elected|re-elected|appointed|nominated|confirmed|sworn in|adopted|"
    r"founded|established|enacted|ratified|released from prison|buried|born)"
    r"|(?:pleaded|pled)\s+(?:not\s+)?guilty|signed\s+(?:an?|the|into)\b|vetoed|voted\s+(?:\d|to|for|"
    r"against|unanimously)|passed\s+(?:an?|the)\s+(?:bill|law|act|resolution|measure|budget)|"
    r"filed\s+(?:an?|the)\s+(?:lawsuit|suit|complaint|appeal|motion|petition|bill)|"
    r"won\s+(?:the\s+(?:election|primary|presidency|seat|race|Nobel)|\d+|re-?election)|died\s+(?:on|in|at|of)|took\s+office|resigned|"
    r"defeated\s+[A-Z]|ruled\s+(?:that|in|against|\d)|struck\s+down|upheld)\b"
)


#: Cues that tell a deed; the others that intend tell a mind, which is no act.
_DEED = re.compile(
    r"\b(?:call(?:ed|s|ing)? (?:on|for|upon)|urg(?:ed|es|ing)|demand\w*|ask(?:ed|s|ing)|order\w*|"
    r"vow\w*|pledg\w+|refus\w+|declin\w+|agreed|proposed|promis\w+|threaten\w*|offered|decided|"
    r"directed|instructed|invited|approved|rejected|vetoed|endorsed|appealed|requested|signed|"
    r"announced|plans? to|planned to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Narrated:
    """What one narration sentence is, in a word and in a plain sentence that says how it is known.

    ``other`` is the index of the sentence that it leans on or restates.
    """

    kind: Kind
    words: str
    other: int | None = None


def narration(annotation: Annotation) -> dict[int, Narrated]:
    """What is known of the body's narration, by the index of the sentence; nothing of the rest."""
    restated = {match.later: match.claim for match in echoes(annotation)}
    quoted = quotations(annotation.article.text, annotation.article.paragraphs)
    made = {}
    for sentence in annotation.sentences:
        if sentence.kind != "body" or sentence.label != "narration":
            continue
        around = quotation_at(quoted, sentence.span.start)
        if around is not None and around.contains(sentence.span):
            continue  # somebody's words, whoever it is
        known = _leaning(annotation, sentence, restated.get(sentence.index))
        known = known or _asked(sentence) or _act(annotation, sentence)
        known = known or _record(annotation, sentence)
        if known is not None:
            made[sentence.index] = known
    return made


def _leaning(annotation: Annotation, sentence: Sentence, claim: int | None) -> Narrated | None:
    if sentence.carries_over_from is not None:
        other = sentence.carries_over_from
        words = f"Seems to go on with {_whose(annotation, other)} account of sentence {other + 1}."
        return Narrated("account", words, other)
    if claim is not None:
        words = f"Says in the article's own voice what sentence {claim + 1} attributes."
        return Narrated("echo", words, claim)
    return None


def _asked(sentence: Sentence) -> Narrated | None:
    query = sentence.query
    if query is None:
        return None
    asked = f"{100 * query.confidence:.0f} of 100 editors would ask about a sentence like this."
    return Narrated("queried", f"{_ASKED[query.reason]} {asked}")


def _act(annotation: Annotation, sentence: Sentence) -> Narrated | None:
    for attribution in annotation.attributions_of(sentence):
        cue = attribution.cue
        if attribution.stance not in ACTS or cue is None:
            continue
        words = " ".join(cue.of(annotation.article.text).split())
        if _DEED.search(words):
            return Narrated("act", f"Tells an act (“{words}”), not a claim.")
    return None


def _record(annotation: Annotation, sentence: Sentence) -> Narrated | None:
    if _RECORD.search(sentence.span.of(annotation.article.text)):
        return Narrated("record", "Tells a public act that anyone can look up.")
    return None


def _whose(annotation: Annotation, index: int) -> str:
    sources = annotation.claim_sources(annotation.sentences[index])
    return f"{sources[0].name}’s" if sources else "the"
