"""What an editor has to do: the sentences that need a decision, and why, in plain words.

Headlines, bylines and ordinary narration are nobody's work. The page, its index, the Word document
and the terminal all show these to-dos and no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from accordingto.checks import origin
from accordingto.records import Annotation, Finding, Sentence
from accordingto.report import segments, wording

#: Below this confidence an attribution is as likely wrong as right.
UNSURE = 0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence needs an editor: a ``word`` for the gutter, and ``told`` in full.

    That of a finding has more: the ``rule``'s name and ``origin``, its ``severity``, the ``words``
    that it is about if they are not the whole sentence, and ``mend``, what would mend it; all ""
    where there is nothing to say.
    """

    word: str
    told: str
    mend: str = ""
    rule: str = ""
    origin: str = ""
    severity: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """Work on one sentence, for one reason or more; ``words`` are its first.

    ``number`` is None where a finding belongs to no sentence; ``word`` is that of the first reason,
    for the gutter: “unsure”, “who says?”.
    """

    number: int | None
    word: str
    reasons: tuple[Reason, ...]
    words: str


def todos(annotation: Annotation, disputed: Mapping[int, str] | None = None) -> tuple[Todo, ...]:
    """All work in reading order, one item a sentence; what belongs to no sentence comes last.

    ``disputed`` says by sentence number how reviewers disagree.
    """
    text = annotation.article.text
    findings: dict[int | None, list[Reason]] = {}
    for finding in annotation.findings:
        place = annotation.sentence_at(finding.span.start)
        index = None if place is None else place.index
        whole = place is not None and place.span == finding.span
        words = "" if whole else wording.shorten(finding.span.of(text), 90)
        findings.setdefault(index, []).append(_found(finding, words))
    items = []
    for sentence in annotation.sentences:
        number = sentence.index + 1
        found = [_worded(reason, sentence) for reason in findings.get(sentence.index, ())]
        reasons = [*found, *_reasons(annotation, sentence)]
        if disputed and number in disputed:
            reasons.append(Reason("disputed", f"The reviewers disagree. {disputed[number]}."))
        if reasons:
            words = wording.shorten(sentence.span.of(text), 60)
            items.append(Todo(number, reasons[0].word, tuple(reasons), words))
    items += [Todo(None, reason.word, (reason,), reason.words) for reason in findings.get(None, ())]
    return tuple(items)


def left(todos: Sequence[Todo], settled: Sequence[int]) -> tuple[Todo, ...]:
    """The to-dos that a review has not decided: ``settled`` are its sentences, by number."""
    return tuple(todo for todo in todos if todo.number not in settled)


def _found(finding: Finding, words: str) -> Reason:
    return Reason(
        word=" ".join(finding.rule.replace("-", " ").replace("_", " ").split()),
        told=finding.message,
        mend=finding.suggestion,
        rule=finding.rule,
        origin=origin(finding.rule) or "",
        severity=finding.severity,
        words=words,
    )


def _worded(reason: Reason, sentence: Sentence) -> Reason:
    """What goes on with an account is marked with the sentence that it leans on."""
    if reason.rule != "carry-over" or sentence.carries_over_from is None:
        return reason
    return replace(reason, word=f"leans on {sentence.carries_over_from + 1}")


def _reasons(annotation: Annotation, sentence: Sentence) -> Iterator[Reason]:
    """What the reading itself leaves to an editor.

    That narration leans on an account is no work in itself: the rule for it says where it is.
    """
    claims = annotation.claims_of(sentence)
    if sentence.kind == "body":
        told = sentence.label != "narration"
        if told and (not claims or any(claim.source_id is None for claim in claims)):
            yield Reason("who says?", "Reads as somebody’s statement, but does not say whose.")
        confidence = min((claim.confidence for claim in claims), default=1.0)
        if confidence < UNSURE:
            sure = wording.percent(confidence)
            yield Reason("unsure", f"The tool is only {sure} sure who says it: check the source.")
    if segments.turns_direction(sentence.span.of(annotation.article.text)):
        yield Reason("turned text", "Holds characters that turn the direction of writing.")
