"""Measure 6: whether the confidence of an attribution is the chance that it is right.

Right is what an editor would leave: more than half of the attributed characters stand in sentences
(of partly attributed ones: in the clause) that the editor gives to the source that is named. Acts
are not asked, nor who speaks through somebody else where the editor's file names the outermost
speaker only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.evaluate import editor
from accordingto.evaluate.editor import UNKNOWN, GoldArticle, GoldSentence, GoldSource
from accordingto.evaluate.figures import Tally, percent, ratio, table
from accordingto.evaluate.tool import Annotate, packaged
from accordingto.records import Annotation, Attribution, Span

#: A kind of attribution of fewer cases than this is not judged on its own.
FEWEST = 50


@dataclass(frozen=True, slots=True)
class Prediction:
    """An attribution: how sure the tool was (0 to 1), whether it is right, and of what kind."""

    id: str
    confidence: float
    right: bool
    kind: str = "all"


def judge(gold: GoldArticle, annotation: Annotation) -> Iterator[Prediction]:
    """Every attribution of a claim that stands in body text the editor judged."""
    text = annotation.article.text
    claims = {
        attribution.id
        for sentence in annotation.sentences
        for attribution in annotation.claims_of(sentence)
    }
    for attribution in annotation.attributions:
        nested = attribution.via is not None
        if attribution.id not in claims or (nested and not gold.lists_chains):
            continue
        judged, right = _characters(gold, text, annotation, attribution)
        if judged:
            kind = "nested" if nested else "outermost"
            yield Prediction(attribution.id, attribution.confidence, 2 * right > judged, kind)


def calibration_error(predictions: Sequence[Prediction], bins: int = 10) -> float:
    """Expected calibration error, 0 to 1, over bins of equal width (Guo et al., ICML 2017).

    The mean distance between confidence and share right in a bin, weighted by its size; a
    confidence of 1 falls in the last bin. 0 for nothing.
    """
    groups: list[list[Prediction]] = [[] for _ in range(bins)]
    for prediction in predictions:
        groups[min(int(prediction.confidence * bins), bins - 1)].append(prediction)
    gaps = (
        abs(sum(prediction.confidence - prediction.right for prediction in group))
        for group in groups
    )
    return ratio(sum(gaps), len(predictions))


def withheld(predictions: Sequence[Prediction], share: float = 0.1) -> tuple[float, float]:
    """The share right of all, and without the least confident ``share`` (of equals, the later)."""
    ordered = sorted(predictions, key=lambda prediction: -prediction.confidence)
    kept = ordered[: len(ordered) - int(share * len(ordered))]
    return _share_right(ordered), _share_right(kept)


def figures(predictions: Sequence[Prediction]) -> str:
    """The figures, and the table of reliability: by kind, and by how sure the tool was."""
    everything, rest = withheld(predictions)
    rows: list[tuple[str, Tally | str]] = [
        (f"{len(predictions)} attributions", ""),
        ("expected calibration error", f"{calibration_error(predictions):7.3f}"),
        ("right", f"  {percent(everything)}"),
        ("  least confident tenth withheld", f"  {percent(rest)}"),
    ]
    kinds: dict[str, list[Prediction]] = defaultdict(list)
    steps: dict[int, list[Prediction]] = defaultdict(list)
    for prediction in predictions:
        kinds[prediction.kind].append(prediction)
        steps[min(int(prediction.confidence * 10), 9)].append(prediction)
    rows.append(("kind", "   sure  right  cases"))
    rows += [(f"  {kind}", _reliability(group)) for kind, group in sorted(kinds.items())]
    rows.append(("confidence", "   sure  right  cases"))
    rows += [
        (f"  {step / 10:.1f} to {(step + 1) / 10:.1f}", _reliability(group))
        for step, group in sorted(steps.items())
    ]
    return table(rows, width=34)


def run(gold_json: str | Path, text_dir: str | Path, *, annotate: Annotate | None = None) -> str:
    """Annotate the articles of an editor's file and return the table of figures.

    ``annotate``: another annotator than the packaged one. Raises InputError.
    """
    annotate = annotate or packaged()
    return figures(
        [
            prediction
            for gold, article in editor.articles(gold_json, text_dir)
            for prediction in judge(gold, annotate(article))
        ]
    )


def _characters(
    gold: GoldArticle, text: str, annotation: Annotation, attribution: Attribution
) -> tuple[int, int]:
    """How many attributed characters stand in judged sentences, and how many of them rightly."""
    judged = right = 0
    rows = {source.name: source for source in gold.sources}
    for sentence in gold.sentences:
        if not sentence.counts:
            continue
        attributed = _attributed(text, sentence)
        named = _is_named(annotation, attribution, sentence, rows)
        for content in attribution.content:
            judged += _shared(content, Span(sentence.start, sentence.end))
            right += _shared(content, attributed) if named and attributed is not None else 0
    return judged, right


def _attributed(text: str, sentence: GoldSentence) -> Span | None:
    """The part of a sentence that the editor attributes, None where nothing is."""
    if sentence.label == "narration":
        return None
    at = text.find(sentence.content, sentence.start, sentence.end) if sentence.content else -1
    if at < 0:
        return Span(sentence.start, sentence.end)
    return Span(at, at + len(sentence.content))


def _is_named(
    annotation: Annotation,
    attribution: Attribution,
    sentence: GoldSentence,
    rows: dict[str, GoldSource],
) -> bool:
    if attribution.source_id is None:
        return sentence.sources == (UNKNOWN,)
    name = annotation.source(attribution.source_id).name
    return any(
        editor.is_named(name, rows.get(source, GoldSource(source))) for source in sentence.sources
    )


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _share_right(predictions: Sequence[Prediction]) -> float:
    return ratio(sum(prediction.right for prediction in predictions), len(predictions))


def _reliability(group: Sequence[Prediction]) -> str:
    sure = ratio(sum(prediction.confidence for prediction in group), len(group))
    return f"  {percent(sure)}  {percent(_share_right(group))}  {len(group):5d}"
