"""Measure 6: whether the confidence of an attribution is the chance that it is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.evaluate.documents import (
    MarkedArticle,
    cover,
    match,
    read_split,
    touched,
    words_of,
)
from accordingto.evaluate.figures import Tally, percent, ratio, table
from accordingto.evaluate.standoff import from_annotation
from accordingto.evaluate.tool import Annotate, packaged
from accordingto.records import Article


@dataclass(frozen=True, slots=True)
class Judged:
    """A predicted attribution: how sure the tool was (0 to 1), and whether it is right.

    ``index`` is its place among its document's predictions.
    """

    confidence: float
    right: bool
    index: int = 0


@dataclass(frozen=True, slots=True)
class Withheld:
    """Attribution+source with everything shown, and with the least confident part withheld."""

    everything: Tally
    rest: Tally


def judge(documents: Iterable[MarkedArticle]) -> tuple[tuple[Judged, ...], int]:
    """Every predicted attribution, right where its content and source are gold's.

    Right is what ``documents`` counts as attribution with its source. The second value is how
    many attributions gold has.
    """
    found: list[Judged] = []
    gold = 0
    for document in documents:
        words = words_of(document.text)
        out = cover(words, document.gold.discarded)
        wanted = touched(document.gold.marked, words, out)
        given = touched(document.predicted, words, out)
        right = {b.index for _, b in match(wanted, given, need_source=True)}
        gold += len(wanted)
        found += (
            Judged(document.predicted[each.index].confidence, each.index in right, each.index)
            for each in given
        )
    return tuple(found), gold


def calibration_error(judged: Sequence[Judged], bins: int = 10) -> float:
    """Expected calibration error, 0 to 1, over bins of equal width (Guo et al., ICML 2017).

    The mean distance between confidence and share right in a bin, weighted by its size; a
    confidence of 1 falls in the last bin. 0 for nothing.
    """
    groups: list[list[Judged]] = [[] for _ in range(bins)]
    for each in judged:
        groups[min(int(each.confidence * bins), bins - 1)].append(each)
    gaps = (
        abs(sum(each.confidence for each in group) - sum(each.right for each in group))
        for group in groups
    )
    return ratio(sum(gaps), len(judged))


def withhold(judged: Sequence[Judged], gold: int, share: float = 0.1) -> Withheld:
    """What is gained by withholding the least confident ``share`` (of equals, the later ones)."""
    ordered = sorted(judged, key=lambda each: -each.confidence)
    kept = ordered[: len(ordered) - int(share * len(ordered))]
    return Withheld(_tally(ordered, gold), _tally(kept, gold))


def report(documents: Iterable[MarkedArticle]) -> str:
    """The table of figures for predictions on documents."""
    return figures(*judge(documents))


def figures(judged: Sequence[Judged], gold: int) -> str:
    """The table of figures; ``gold`` is how many attributions there are to find."""
    shown = withhold(judged, gold)
    rise = shown.rest.precision - shown.everything.precision
    return table(
        [
            ("expected calibration error", f"{calibration_error(judged):7.3f}"),
            ("attribution + source", shown.everything),
            ("  least confident tenth withheld", shown.rest),
            ("  rise of precision", f"  {percent(rise)}"),
        ]
    )


def run(split_dir: str | Path, *, annotate: Annotate | None = None) -> str:
    """Annotate the articles of a PolNeAR split and return the table of figures.

    ``annotate``: another annotator than the packaged one. Raises InputError.
    """
    annotate = annotate or packaged()
    return report(
        MarkedArticle(name, text, gold, from_annotation(annotate(Article(text, origin=name))))
        for name, text, gold in read_split(Path(split_dir))
    )


def _tally(judged: Sequence[Judged], gold: int) -> Tally:
    return Tally(sum(each.right for each in judged), len(judged), gold)
