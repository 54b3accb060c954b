"""Which sentences need an editor, and why: the same ones in every output."""

from __future__ import annotations

from accordingto.records import Annotation, Sentence
from accordingto.report.segments import turns_direction
from accordingto.report.wording import count

#: Below this confidence an attribution is as likely wrong as right.
UNSURE = 0.5


def needs(annotation: Annotation, sentence: Sentence) -> list[str]:
    """Why an editor should look at a sentence, each reason in a word or two; none where nobody."""
    reasons = _sourcing(annotation, sentence) if sentence.kind == "body" else []
    span = sentence.span
    findings = sum(span.start <= finding.span.start < span.end for finding in annotation.findings)
    reasons += [count(findings, "finding")] if findings else []
    reasons += ["Turned text"] if turns_direction(span.of(annotation.article.text)) else []
    return reasons


def _sourcing(annotation: Annotation, sentence: Sentence) -> list[str]:
    if sentence.label == "narration":
        return ["No source"]
    claims = annotation.claims_of(sentence)
    unknown = not claims or any(claim.source_id is None for claim in claims)
    reasons = ["In part"] if sentence.label == "partly" else []
    reasons += ["Unknown source"] if unknown else []
    reasons += ["Unsure"] if any(claim.confidence < UNSURE for claim in claims) else []
    return reasons
