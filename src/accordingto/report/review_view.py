"""What the page shows of an editor's review: marks beside the sentences, and what needs a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from accordingto.records import Annotation
from accordingto.report import wording
from accordingto.review import anchoring
from accordingto.review.apply import Applied
from accordingto.review.decisions import Correction, Decision, Review, Side, Verdict

#: Each verdict as the gutter shows it, and in words. The page's script has the same.
VERDICTS: dict[Verdict, tuple[str, str]] = {
    "confirm": ("✓", "confirmed"),
    "change source": ("✎", "source changed"),
    "needs attribution": ("!", "needs attribution"),
    "fine as narration": ("✓", "fine as narration"),
    "skip": ("–", "skipped"),
}
#: What marks a note.
NOTE = "✱"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on one sentence: a sign, the same in words, and the reviewer's note."""

    sign: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Something of the review that needs a look: words of the article or a source, and what.

    ``sentence`` is the number of the sentence that it is about, where there is one.
    """

    words: str
    what: str
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The review's part of the page. ``marks`` go by the sentences' numbers.

    ``summary`` is "" where there is no review. ``lost`` found no place in this article,
    ``edited`` are the numbers of sentences that were decided on in other words, ``conflicts`` are
    disagreements of reviewers. ``data`` is what the page's script starts from.
    """

    summary: str
    progress: str
    marks: Mapping[int, Decided]
    lost: tuple[Matter, ...]
    edited: tuple[int, ...]
    conflicts: tuple[Matter, ...]
    data: Mapping[str, Any]


def build(
    annotation: Annotation, applied: Applied | None, codes: Mapping[str, str], version: str
) -> Shown:
    """The review of an annotation as the page shows it. ``codes`` are those of its sources."""
    data = {
        "sha256": annotation.article.sha256,
        "title": annotation.article.title,
        "origin": annotation.article.origin,
        "version": version,
        "sources": _sources(annotation, applied, codes),
        "review": None if applied is None else applied.review.to_dict(),
    }
    if applied is None:
        return Shown("", "", {}, (), (), (), data)
    numbers = _numbers(annotation)
    labels = {
        id: f"{codes[kept]} {annotation.source(kept).name}" for id, kept in applied.kept.items()
    }
    marks = {
        number: mark(each, labels)
        for each in applied.review.decisions
        if (number := numbers.get(each.anchor)) is not None
    }
    decided = sum(
        each.verdict is not None and each.anchor in numbers for each in applied.review.decisions
    )
    disputed = _disputed(annotation, applied.review)
    progress = f"{decided} of {len(annotation.sentences)} decided"
    return Shown(
        summary=_summary(applied.review, progress),
        progress=progress,
        marks=marks,
        lost=lost(applied),
        edited=tuple(index + 1 for index in applied.edited),
        conflicts=tuple(conflict(sides, disputed) for sides in applied.review.conflicts),
        data=data,
    )


def mark(decision: Decision, labels: Mapping[str, str] = MappingProxyType({})) -> Decided:
    """A decision as a mark. ``labels`` are the sources' codes and names, by id."""
    sign, words = VERDICTS[decision.verdict] if decision.verdict else ("", "noted")
    if decision.source is not None and decision.verdict == "change source":
        words += f" to {labels.get(decision.source.id or '', decision.source.name)}"
    note = decision.note.strip()
    return Decided(sign + (NOTE if note else ""), words, note)


def _numbers(annotation: Annotation) -> dict[anchoring.Anchor, int]:
    return {each: at + 1 for at, each in enumerate(anchoring.anchors(annotation))}


def _disputed(annotation: Annotation, review: Review) -> dict[anchoring.Anchor, int]:
    """The numbers of the sentences that reviewers disagree on."""
    asked = [sides[0].decision.anchor for sides in review.conflicts if sides[0].decision]
    placed = anchoring.place(asked, anchoring.anchors(annotation))
    return {asked[at]: index + 1 for at, index in placed.items()}


def _sources(
    annotation: Annotation, applied: Applied | None, codes: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Every source that the model found: its id and name, and its code and name on this page."""
    shown = {each.id: each.name for each in annotation.sources}
    kept = {id: id for id in shown} if applied is None else applied.kept
    first = {} if applied is None else {c.source.id: c.source for c in applied.review.corrections}
    return [
        {
            "id": id,
            "name": first[id].name if id in first else shown[one],
            "key": codes[one],
            "shown": shown[one],
            "gone": id != one,
        }
        for id, one in kept.items()
    ]


def _summary(review: Review, progress: str) -> str:
    by = f"Reviewed by {review.reviewer}" if review.reviewer else "Reviewed"
    on = f", last on {review.modified[:10]}" if review.modified else ""
    return f"{by}{on}: {progress}."


def lost(applied: Applied) -> tuple[Matter, ...]:
    """The decisions and corrections of a review that found no place in the article."""
    return (*map(_lost, applied.lost), *map(_unknown, applied.unknown))


def _lost(decision: Decision) -> Matter:
    found = mark(decision)
    what = f"{found.words}: {found.note}" if found.note else found.words
    return Matter(wording.shorten(decision.anchor.exact, 90), what)


def _unknown(correction: Correction) -> Matter:
    return Matter(correction.source.name, _corrected(correction))


def _corrected(correction: Correction) -> str:
    found = [f"renamed {correction.rename}"] if correction.rename else []
    if correction.merge_into is not None:
        found.append(f"merged into {correction.merge_into.name}")
    return ", ".join(found)


def conflict(
    sides: tuple[Side, ...], numbers: Mapping[anchoring.Anchor, int] = MappingProxyType({})
) -> Matter:
    """What reviewers decided differently. ``numbers`` are those of the sentences by anchor."""
    first = sides[0].decision
    parts, words = [], ""
    for side in sides:
        if side.decision is not None:
            found = mark(side.decision)
            words = wording.shorten(side.decision.anchor.exact, 90)
            parts.append(
                f"{side.reviewer}: {found.words}" + (f" ({found.note})" if found.note else "")
            )
        elif side.correction is not None:
            words = side.correction.source.name
            parts.append(f"{side.reviewer}: {_corrected(side.correction)}")
    return Matter(words, "; ".join(parts), numbers.get(first.anchor) if first else None)
