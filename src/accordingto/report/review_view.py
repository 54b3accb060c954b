"""What the page shows of an editor's review: what was decided, and what needs a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from accordingto.records import Annotation
from accordingto.report import wording
from accordingto.review import anchoring
from accordingto.review.apply import Applied
from accordingto.review.decisions import SCHEMA, Correction, Decision, Review, Side, Verdict

#: What shows that there is a note.
NOTE_SIGN = "✱"


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
    VerdictView("change source", "✎", "source changed", "Change source …", "c"),
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

    ``sentence`` is the number of the sentence that it is about, where there is one.
    """

    words: str
    problem: str
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The review's part of the page. ``decisions`` go by the sentences' numbers.

    ``summary`` is "" where there is no review. ``lost`` found no place in this article,
    ``edited`` are the numbers of sentences that were decided on in other words, ``conflicts`` are
    disagreements of reviewers. ``data`` is what the page's script starts from.
    """

    summary: str
    progress: str
    decisions: Mapping[int, DecisionView]
    lost: tuple[ReviewIssue, ...]
    edited: tuple[int, ...]
    conflicts: tuple[ReviewIssue, ...]
    data: Mapping[str, Any]


def build(
    annotation: Annotation, applied: Applied | None, keys: Mapping[str, str], version: str
) -> ReviewView:
    """The review of an annotation as the page shows it. ``keys`` are its sources', by id."""
    data = _data(annotation, applied, keys, version)
    if applied is None:
        return ReviewView("", "", {}, (), (), (), data)
    numbers = _numbers(annotation)
    labels = {
        id: f"{keys[kept]} {annotation.source(kept).name}" for id, kept in applied.kept.items()
    }
    decisions = applied.review.decisions
    views = {
        numbers[decision.anchor]: view_of(decision, labels)
        for decision in decisions
        if decision.anchor in numbers
    }
    decided = sum(d.verdict is not None and d.anchor in numbers for d in decisions)
    disputed = _disputed(annotation, applied.review)
    progress = f"{decided} of {len(annotation.sentences)} decided"
    return ReviewView(
        summary=_summary(applied.review, progress),
        progress=progress,
        decisions=views,
        lost=lost(applied),
        edited=tuple(index + 1 for index in applied.edited),
        conflicts=tuple(conflict(sides, disputed) for sides in applied.review.conflicts),
        data=data,
    )


def view_of(decision: Decision, labels: Mapping[str, str] = MappingProxyType({})) -> DecisionView:
    """A decision as the page shows it. ``labels`` are the sources' keys and names, by id."""
    verdict = None if decision.verdict is None else _VIEWS[decision.verdict]
    sign, words = ("", "noted") if verdict is None else (verdict.sign, verdict.words)
    if decision.source is not None and decision.verdict == "change source":
        words += f" to {labels.get(decision.source.id or '', decision.source.name)}"
    note = decision.note.strip()
    return DecisionView(sign + (NOTE_SIGN if note else ""), words, note)


def _data(
    annotation: Annotation, applied: Applied | None, keys: Mapping[str, str], version: str
) -> dict[str, Any]:
    """What the page's script starts from: the document, its sources, and how reviews are written.

    The last is said here alone, so that the record that the script writes is the one read here.
    """
    return {
        "sha256": annotation.article.sha256,
        "title": annotation.article.title,
        "origin": annotation.article.origin,
        "version": version,
        "sources": _sources(annotation, applied, keys),
        "review": None if applied is None else applied.review.to_dict(),
        "schema": SCHEMA,
        "context": anchoring.CONTEXT,
        "verdicts": [asdict(verdict) for verdict in VERDICTS],
        "note_sign": NOTE_SIGN,
    }


def _numbers(annotation: Annotation) -> dict[anchoring.Anchor, int]:
    return {anchor: number for number, anchor in enumerate(anchoring.anchors(annotation), start=1)}


def _disputed(annotation: Annotation, review: Review) -> dict[anchoring.Anchor, int]:
    """The numbers of the sentences that reviewers disagree on."""
    asked = [sides[0].decision.anchor for sides in review.conflicts if sides[0].decision]
    placed = anchoring.place(asked, anchoring.anchors(annotation))
    return {asked[at]: index + 1 for at, index in placed.items()}


def _sources(
    annotation: Annotation, applied: Applied | None, keys: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Every source that the model found: its id and name, and its key and name on this page."""
    shown = {source.id: source.name for source in annotation.sources}
    kept = {id: id for id in shown} if applied is None else applied.kept
    first = {} if applied is None else {c.source.id: c.source for c in applied.review.corrections}
    return [
        {
            "id": id,
            "name": first[id].name if id in first else shown[one],
            "key": keys[one],
            "shown": shown[one],
            "gone": id != one,
        }
        for id, one in kept.items()
    ]


def _summary(review: Review, progress: str) -> str:
    by = f"Reviewed by {review.reviewer}" if review.reviewer else "Reviewed"
    on = f", last on {review.modified[:10]}" if review.modified else ""
    return f"{by}{on}: {progress}."


def lost(applied: Applied) -> tuple[ReviewIssue, ...]:
    """The decisions and corrections of a review that found no place in the article."""
    return (*map(_lost, applied.lost), *map(_unknown, applied.unknown))


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
