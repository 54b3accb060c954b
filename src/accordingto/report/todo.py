"""What an editor has to do: the sentences that need a decision, and why, in plain words.

Headlines, bylines and ordinary narration are nobody's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accordingto.records import Annotation, Finding, Sentence
from accordingto.report import segments, wording
from accordingto.report.needs import UNSURE


@dataclass(frozen=True, slots=True)
class Todo:
    """Work on one sentence; ``number`` is None where a finding belongs to no sentence.

    ``word`` is for the gutter (“unsure”, “who says?”); ``reasons`` tell it in full. ``words`` are
    the first of the sentence.
    """

    number: int | None
    word: str
    reasons: tuple[str, ...]
    words: str


def todos(annotation: Annotation, disputed: Mapping[int, str]) -> tuple[Todo, ...]:
    """All work in reading order, one item a sentence; what belongs to no sentence comes last.

    ``disputed`` says by sentence number how reviewers disagree.
    """
    text = annotation.article.text
    findings: dict[int | None, list[Finding]] = {}
    for finding in annotation.findings:
        place = annotation.sentence_at(finding.span.start)
        findings.setdefault(None if place is None else place.index, []).append(finding)
    items = []
    for sentence in annotation.sentences:
        number = sentence.index + 1
        reasons = list(_reasons(annotation, sentence, findings.get(sentence.index, [])))
        if number in disputed:
            reasons.append(("disputed", f"The reviewers disagree. {disputed[number]}."))
        if reasons:
            words = wording.shorten(sentence.span.of(text), 60)
            items.append(Todo(number, reasons[0][0], tuple(told for _, told in reasons), words))
    items += [
        Todo(None, _word(finding), (finding.message,), wording.shorten(finding.span.of(text), 60))
        for finding in findings.get(None, [])
    ]
    return tuple(items)


def _reasons(
    annotation: Annotation, sentence: Sentence, findings: list[Finding]
) -> Iterator[tuple[str, str]]:
    """Why a sentence needs an editor: the word for the gutter, and the reason in full."""
    for finding in findings:
        yield _word(finding), finding.message
    claims = annotation.claims_of(sentence)
    if sentence.kind == "body":
        told = sentence.label != "narration"
        if told and (not claims or any(claim.source_id is None for claim in claims)):
            yield "who says?", "Reads as somebody’s statement, but does not say whose."
        confidence = min((claim.confidence for claim in claims), default=1.0)
        if confidence < UNSURE:
            sure = wording.percent(confidence)
            yield "unsure", f"The tool is only {sure} sure who says it: check the source."
        if sentence.carries_over_from is not None:
            other = sentence.carries_over_from + 1
            reason = f"Seems to go on with the account of sentence {other}, but does not say so."
            yield f"leans on {other}", reason
    if segments.turns_direction(sentence.span.of(annotation.article.text)):
        yield "turned text", "Holds characters that turn the direction of writing."


def _word(finding: Finding) -> str:
    """The rule of a finding as words: “unsourced count”."""
    return " ".join(finding.rule.replace("-", " ").replace("_", " ").split())
