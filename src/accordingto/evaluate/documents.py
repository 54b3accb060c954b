"""Measure 2: attributions in whole articles, against PolNeAR.

A split is a folder with ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``; an article
that several people annotated is compared with the first of them. Spans are compared by the words
(runs of letters and digits) they touch, less those that lie in discarded places:

- *exact*: a role's words in an attribution are just those of a gold one; *tokens*: words by role;
- *attribution*: content shares at least half of the words of both with a gold content (intersection
  over union) and, where gold names a source, the sources share a word;
- *sentence attributed*: at least a quarter of its words lie in content;
- *sentence source*: the sources of what it holds share a word with gold's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from accordingto.errors import InputError
from accordingto.evaluate.figures import Tally, percent, ratio, table, total
from accordingto.evaluate.files import read_text, write_json
from accordingto.evaluate.standoff import Marked, Standoff, from_annotation, read_standoff
from accordingto.evaluate.tool import Annotate, FormOf, packaged, packaged_form
from accordingto.language.tagging.scheme import ROLES
from accordingto.records import Article, Span

WITH_SOURCE = "attribution (content IoU>=.5 + source)"
CONTENT_ONLY = "attribution (content IoU>=.5)"
ATTRIBUTED = "sentence attributed"
SOURCED = "sentence source"
MEASURES = (
    *(f"{role} exact" for role in ROLES),
    *(f"{role} tokens" for role in ROLES),
    WITH_SOURCE,
    CONTENT_ONLY,
    ATTRIBUTED,
    SOURCED,
)
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(A-Z])")

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with gold and predicted attributions; ``name`` begins with its publisher."""

    name: str
    text: str
    gold: Standoff
    predicted: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """The numbers of the words that an attribution's spans touch, and which attribution it is."""

    index: int
    source: Words
    cue: Words
    content: Words


@dataclass(frozen=True, slots=True)
class ByForm:
    """Attributions of one form: right among those predicted so, matched among those gold has so.

    The two differ where both sides share an attribution and disagree on its form.
    """

    right: int
    predicted: int
    matched: int
    gold: int

    def __str__(self) -> str:
        precision, recall = ratio(self.right, self.predicted), ratio(self.matched, self.gold)
        return f"P {percent(precision)}  R {percent(recall)}   ({self.gold})"


def words_of(text: str) -> tuple[Span, ...]:
    """The words of a text, which all comparisons count in."""
    return tuple(Span(*m.span()) for m in _WORD.finditer(text))


def units_of(text: str) -> tuple[Span, ...]:
    """Sentences by a plain rule, the same for every system that is measured."""
    units = []
    for line in _LINE.finditer(text):
        start = line.start()
        for stop in _STOP.finditer(line.group()):
            end = line.start() + stop.end()
            units.append(Span(start, end))
            start = end
        units.append(Span(start, line.end()))
    return tuple(units)


def touched(
    marked: Sequence[Marked], words: Sequence[Span], out: Words = frozenset()
) -> tuple[Touched, ...]:
    """The words of every attribution that has any content outside ``out``."""
    attributions = (
        Touched(
            index,
            cover(words, attribution.source) - out,
            cover(words, attribution.cue) - out,
            cover(words, attribution.content) - out,
        )
        for index, attribution in enumerate(marked)
    )
    return tuple(attribution for attribution in attributions if attribution.content)


def cover(words: Sequence[Span], spans: Sequence[Span]) -> Words:
    """The numbers of the words that any of the spans touches."""
    return frozenset(
        i for i, word in enumerate(words) if any(word.overlaps(span) for span in spans)
    )


def match(
    gold: Sequence[Touched], predicted: Sequence[Touched], need_source: bool
) -> tuple[tuple[Touched, Touched], ...]:
    """Pairs of a gold and a predicted attribution: each gold takes the best one left."""
    left, pairs = list(predicted), []
    for wanted in gold:
        fit = [
            (_overlap(wanted.content, given.content), given)
            for given in left
            if not (need_source and wanted.source and not wanted.source & given.source)
        ]
        share, best = max(fit, key=lambda pair: pair[0], default=(0.0, None))
        if best is not None and share >= 0.5:
            left.remove(best)
            pairs.append((wanted, best))
    return tuple(pairs)


def score(article: MarkedArticle) -> dict[str, Tally]:
    """The counts of one article by measure."""
    words = words_of(article.text)
    out = cover(words, article.gold.discarded)
    gold = touched(article.gold.marked, words, out)
    predicted = touched(article.predicted, words, out)
    sides = {
        role: ([getattr(g, role) for g in gold], [getattr(p, role) for p in predicted])
        for role in ROLES
    }
    counts = {f"{role} exact": _exact(*sides[role]) for role in ROLES}
    counts |= {f"{role} tokens": _tokens(*sides[role]) for role in ROLES}
    for name, need in ((WITH_SOURCE, True), (CONTENT_ONLY, False)):
        counts[name] = Tally(len(match(gold, predicted, need)), len(predicted), len(gold))
    units = [cover(words, [unit]) for unit in units_of(article.text)]
    units = [unit for unit in units if unit - out]
    counts[ATTRIBUTED] = total(_both(_held(unit, gold), _held(unit, predicted)) for unit in units)
    counts[SOURCED] = total(_source(unit, gold, predicted) for unit in units)
    return counts


def score_all(articles: Iterable[MarkedArticle]) -> dict[str, Tally]:
    """The counts of all articles together."""
    counts = [score(article) for article in articles]
    return {name: total(count[name] for count in counts) for name in MEASURES}


def by_form(articles: Iterable[MarkedArticle], form_of: FormOf) -> dict[str, ByForm]:
    """Attributions matched with their source, by the form of the content."""
    gold: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    matched: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for article in articles:
        words = words_of(article.text)
        out = cover(words, article.gold.discarded)
        wanted = touched(article.gold.marked, words, out)
        given = touched(article.predicted, words, out)
        wanted_forms = [form_of(article.text, marked.content) for marked in article.gold.marked]
        given_forms = [form_of(article.text, marked.content) for marked in article.predicted]
        gold.update(wanted_forms[attribution.index] for attribution in wanted)
        predicted.update(given_forms[attribution.index] for attribution in given)
        pairs = match(wanted, given, need_source=True)
        matched.update(wanted_forms[one.index] for one, _ in pairs)
        right.update(given_forms[other.index] for _, other in pairs)
    return {
        form: ByForm(right[form], predicted[form], matched[form], gold[form])
        for form in ("direct", "indirect", "mixed")
    }


def read_split(folder: Path) -> tuple[tuple[str, str, Standoff], ...]:
    """Name, text and gold of every annotated article of a split, by name."""
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        name = path.name.removesuffix(".txt")
        files = sorted((folder / "attributions").glob(f"{name}_*.ann"))
        if files:
            articles.append((name, read_text(path), read_standoff(files[0])))
    if not articles:
        raise InputError(
            f"{folder} holds no annotated articles.",
            "Give a folder with text/NAME.txt and attributions/NAME_ANNOTATOR.ann.",
        )
    return tuple(articles)


def report(articles: Sequence[MarkedArticle], form_of: FormOf | None = None) -> str:
    """The table of figures; with ``form_of`` also by form of the content and by publisher."""
    parts = [table(score_all(articles).items(), width=42)]
    if form_of is not None:
        rows = by_form(articles, form_of).items()
        parts.append(f"{WITH_SOURCE}, by form of the content\n" + table(rows, width=42))
        parts.append(_by_publisher(articles))
    return "\n\n".join(parts)


def run(
    split_dir: str | Path,
    predictions: str | Path | None = None,
    *,
    breakdown: bool = False,
    annotate: Annotate | None = None,
) -> str:
    """Annotate the articles of a PolNeAR split and return the table of figures.

    ``predictions``: a folder to write NAME.json into (``sentences``, and ``attributions`` with
    spans by role). ``breakdown``: figures by form and by publisher too. ``annotate``: another
    annotator than the packaged one. Raises InputError, OutputError.
    """
    annotate = annotate or packaged()
    articles = []
    for name, text, gold in read_split(Path(split_dir)):
        annotation = annotate(Article(text, origin=name))
        predicted = from_annotation(annotation)
        articles.append(MarkedArticle(name, text, gold, predicted))
        if predictions is not None:
            data = {
                "sentences": [[s.span.start, s.span.end] for s in annotation.sentences],
                "attributions": [marked.to_dict() for marked in predicted],
            }
            write_json(Path(predictions) / f"{name}.json", data)
    if not breakdown:
        return report(articles)
    return report(articles, packaged_form())


def _by_publisher(articles: Sequence[MarkedArticle]) -> str:
    names = (WITH_SOURCE, ATTRIBUTED, SOURCED)
    rows: list[tuple[str, object]] = []
    ordered = sorted(articles, key=_publisher)
    for publisher, group in groupby(ordered, key=_publisher):
        counts = score_all(group)
        rows.append((publisher, "   ".join(percent(counts[name].f1) for name in names)))
    return "F1 by publisher: " + ", ".join(names) + "\n" + table(rows, width=20)


def _publisher(article: MarkedArticle) -> str:
    return article.name.partition("_")[0]


def _overlap(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b)


def _exact(gold: Iterable[Words], predicted: Iterable[Words]) -> Tally:
    wanted, given = Counter(filter(None, gold)), Counter(filter(None, predicted))
    return Tally((wanted & given).total(), given.total(), wanted.total())


def _tokens(gold: Iterable[Words], predicted: Iterable[Words]) -> Tally:
    wanted, given = _union(gold), _union(predicted)
    return Tally(len(wanted & given), len(given), len(wanted))


def _union(sets: Iterable[Words]) -> Words:
    return frozenset().union(*sets)


def _held(unit: Words, side: Iterable[Touched]) -> bool:
    return len(unit & _union(attribution.content for attribution in side)) >= max(1, len(unit) // 4)


def _source(unit: Words, gold: Iterable[Touched], predicted: Iterable[Touched]) -> Tally:
    wanted, given = (
        _union(attribution.source for attribution in side if attribution.content & unit)
        for side in (gold, predicted)
    )
    return Tally(int(bool(wanted & given)), int(bool(given)), int(bool(wanted)))


def _both(gold: bool, predicted: bool) -> Tally:
    return Tally(int(gold and predicted), int(predicted), int(gold))
