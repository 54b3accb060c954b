"""What the page shows of an editor's review: what was decided, and what needs a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from accordingto.records import Annotation
from accordingto.report import wording
from accordingto.report.source_keys import source_keys
from accordingto.review import anchoring
from accordingto.review.apply import Applied
from accordingto.review.decisions import (
    Correction,
    Decision,
    Review,
    Side,
    SourceReference,
    Verdict,
)

#: What shows that there is a note, and that there is a corrected source.
NOTE_SIGN, SOURCE_SIGN = "✱", "✎"


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict on the page: a sign and words, and the button and keyboard key that give it."""

    verdict: Verdict
    sign: str
    words: str
    button: str
    key: str


#: Every verdict, in the order of its buttons. The page's script is given the same.
VERDICTS = (
    VerdictView("confirm", "✓", "confirmed", "Confirm", "a"),
    VerdictView("needs attribution", "!", "needs attribution", "Needs attribution", "x"),
    VerdictView("fine as narration", "✓", "fine as narration", "Fine as narration", "f"),
    VerdictView("skip", "–", "skipped", "Skip", "s"),
)
_VIEWS = {view.verdict: view for view in VERDICTS}


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What was decided on one sentence: a sign, the same in words, and the reviewer's note."""

    sign: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class ReviewIssue:
    """Something of the review that needs a look: words of the article or a source, and the problem.

    ``sentence`` is the number of the sentence that it is about, where there is one; ``perhaps``
    are those that it may be about.
    """

    words: str
    problem: str
    sentence: int | None = None
    perhaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The review's part of the page. ``decisions`` go by the sentences' numbers.

    ``summary`` is "" where there is no review. ``lost`` found no place in this article,
    ``doubtful`` fits several sentences or one by likeness alone, ``edited`` are the numbers of
    sentences that were decided on in other words, ``conflicts`` are disagreements of reviewers.
    """

    summary: str
    decisions: Mapping[int, DecisionView]
    lost: tuple[ReviewIssue, ...]
    doubtful: tuple[ReviewIssue, ...]
    edited: tuple[int, ...]
    conflicts: tuple[ReviewIssue, ...]


def build(applied: Applied | None) -> ReviewView:
    """The review as the page shows it."""
    if applied is None:
        return ReviewView("", {}, (), (), (), ())
    numbers = _numbers(applied.annotation)
    labels = labels_of(applied)
    decisions = applied.review.decisions
    views = {
        numbers[decision.anchor]: view_of(decision, labels)
        for decision in decisions
        if decision.anchor in numbers
    }
    disputed = _disputed(applied.annotation, applied.review)
    return ReviewView(
        summary=_summary(applied.review, len(views)),
        decisions=views,
        lost=lost(applied),
        doubtful=doubtful(applied),
        edited=tuple(index + 1 for index in applied.edited),
        conflicts=tuple(conflict(sides, disputed) for sides in applied.review.conflicts),
    )


def disputes(applied: Applied) -> dict[int, str]:
    """How the reviewers disagree on a sentence, by its number, in words."""
    places = _disputed(applied.annotation, applied.review)
    issues = (conflict(sides, places) for sides in applied.review.conflicts)
    return {issue.sentence: issue.problem for issue in issues if issue.sentence is not None}


def labels_of(applied: Applied) -> dict[str, str]:
    """Key and name of each source before the review, as it is called now, by its id."""
    keys = source_keys(applied.annotation, [source.id for source in applied.before.sources])
    return {
        id: f"{keys[now].text} {applied.annotation.source(now).name}"
        for id, now in applied.kept.items()
    }


def view_of(decision: Decision, labels: Mapping[str, str] = MappingProxyType({})) -> DecisionView:
    """A decision as the page shows it. ``labels`` are the sources' keys and names, by id."""
    sign, words = "", []
    if decision.verdict is not None:
        verdict = _VIEWS[decision.verdict]
        sign, words = verdict.sign, [verdict.words]
    source, note = decision.source, decision.note.strip()
    if source is not None:
        sign += SOURCE_SIGN
        who: str | SourceReference = source
        if isinstance(source, SourceReference):
            who = labels.get(source.id or "", source.name)
        words.append(f"source: {who}")
    if note:
        sign += NOTE_SIGN
        words += [] if words else ["noted"]
    return DecisionView(sign, ", ".join(words), note)


def _numbers(annotation: Annotation) -> dict[anchoring.Anchor, int]:
    return {anchor: number for number, anchor in enumerate(anchoring.anchors(annotation), start=1)}


def _disputed(annotation: Annotation, review: Review) -> dict[anchoring.Anchor, int]:
    """The numbers of the sentences that reviewers disagree on."""
    asked = [sides[0].decision.anchor for sides in review.conflicts if sides[0].decision]
    placing = anchoring.place(asked, anchoring.anchors(annotation))
    return {asked[at]: index + 1 for at, index in placing.at.items()}


def _summary(review: Review, decided: int) -> str:
    by = f"Reviewed by {review.reviewer}" if review.reviewer else "Reviewed"
    on = f", last on {review.modified[:10]}" if review.modified else ""
    return f"{by}{on}: decisions on {wording.count(decided, 'sentence')}."


def lost(applied: Applied) -> tuple[ReviewIssue, ...]:
    """The decisions and corrections of a review that found no place in the article."""
    return (*map(_lost, applied.lost), *map(_unknown, applied.unknown))


def doubtful(applied: Applied) -> tuple[ReviewIssue, ...]:
    """The decisions of a review that may be of several sentences, or only look like one."""
    return tuple(
        replace(_lost(decision), perhaps=tuple(index + 1 for index in fits))
        for decision, fits in applied.doubtful
    )


def _lost(decision: Decision) -> ReviewIssue:
    view = view_of(decision)
    problem = f"{view.words}: {view.note}" if view.note else view.words
    return ReviewIssue(wording.shorten(decision.anchor.exact, 90), problem)


def _unknown(correction: Correction) -> ReviewIssue:
    return ReviewIssue(correction.source.name, _corrected(correction))


def _corrected(correction: Correction) -> str:
    changes = [f"renamed {correction.rename}"] if correction.rename else []
    if correction.merge_into is not None:
        changes.append(f"merged into {correction.merge_into.name}")
    if correction.type is not None:
        changes.append(f"type {correction.type}")
    if correction.title is not None:
        changes.append(f"title “{correction.title}”" if correction.title else "no title")
    return ", ".join(changes)


def conflict(
    sides: tuple[Side, ...], numbers: Mapping[anchoring.Anchor, int] = MappingProxyType({})
) -> ReviewIssue:
    """What reviewers decided differently. ``numbers`` are those of the sentences by anchor."""
    first = sides[0].decision
    parts, words = [], ""
    for side in sides:
        if side.decision is not None:
            view = view_of(side.decision)
            words = wording.shorten(side.decision.anchor.exact, 90)
            note = f" ({view.note})" if view.note else ""
            parts.append(f"{side.reviewer}: {view.words}{note}")
        elif side.correction is not None:
            words = side.correction.source.name
            parts.append(f"{side.reviewer}: {_corrected(side.correction)}")
    return ReviewIssue(words, "; ".join(parts), numbers.get(first.anchor) if first else None)
