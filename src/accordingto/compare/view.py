"""What the page of two drafts is given: a comparison turned into words and places.

Sentences are numbered from 1, texts are plain: Jinja escapes them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.compare.alignment import Alignment
from accordingto.compare.carry import Carried
from accordingto.compare.changes import KINDS, Change, ChangeKind, Comparison
from accordingto.compare.differences import diff
from accordingto.records import Annotation, Sentence
from accordingto.report import wording

#: What each kind of change tells the reader.
MEANINGS: dict[ChangeKind, str] = {
    "lost": "Somebody said it; now the article itself does, or nobody is named for it.",
    "gained": "The article itself said it; now somebody does.",
    "re-sourced": "Somebody else says it now.",
    "weakened": "Whoever says it can be held to it less: no longer named, or nobody at all.",
    "strengthened": "Whoever says it can be held to it better: by name, or at all.",
    "hedged": "The cue stands less firmly by it than the one before.",
    "hardened": "The cue stands more firmly by it than the one before.",
    "quotation altered": "Words inside the quotation marks are no longer those of the old draft.",
    "number changed": "Another number stands in its place.",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a sentence; ``changed`` where the other draft has others."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence of one draft; ``who`` tells in words who asserts it."""

    number: int
    kind: str
    who: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. ``row`` is the number of the row that shows it."""

    kind: str
    old: int
    new: int
    row: int
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """The same sentences in both drafts; ``what`` is "" where nothing was done to them.

    ``away`` is the number of the row that shows them, where they were moved there: this row only
    tells that they stood here.
    """

    number: int
    kind: str
    what: str
    old: tuple[Cell, ...]
    new: tuple[Cell, ...]
    changes: tuple[Entry, ...]
    away: int | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A kind of change that there was, how often, and what it means."""

    kind: str
    count: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Revisit:
    """A decision of a review that needs another look; ``row`` shows its sentence, if any does."""

    words: str
    decided: str
    why: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole page. ``reviewed`` is "" where no review was carried over."""

    title: str
    old_origin: str
    new_origin: str
    verdict: str
    sentences: str
    version: str
    model: str
    old_sha256: str
    new_sha256: str
    meanings: tuple[Meaning, ...]
    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    reviewed: str
    revisits: tuple[Revisit, ...]


def build(comparison: Comparison, *, version: str, carried: Carried | None = None) -> Sheet:
    """Turn a comparison into its page. ``version`` is that of this tool."""
    rows = tuple(_rows(comparison))
    entries = tuple(entry for row in rows for entry in row.changes)
    counts = Counter(entry.kind for entry in entries)
    old, new = comparison.old, comparison.new
    return Sheet(
        title=wording.title(new),
        old_origin=old.article.origin or "the old draft",
        new_origin=new.article.origin or "the new draft",
        verdict=verdict(comparison),
        sentences=sentences(comparison),
        version=version,
        model=f"{new.model.name} {new.model.version}",
        old_sha256=old.article.sha256,
        new_sha256=new.article.sha256,
        meanings=tuple(
            Meaning(kind, counts[kind], MEANINGS[kind]) for kind in KINDS if counts[kind]
        ),
        entries=entries,
        rows=rows,
        reviewed="" if carried is None else review_in_words(carried),
        revisits=() if carried is None else tuple(_revisits(carried, rows)),
    )


def verdict(comparison: Comparison) -> str:
    """The one line on top: “1 lost · 2 weakened · 12 claims kept”."""
    counts = Counter(change.kind for change in comparison.changes)
    parts = [f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]]
    kept = f"{wording.count(comparison.kept, 'claim')} kept"
    return " · ".join([*(parts or ["No change in the sourcing"]), kept])


def sentences(comparison: Comparison) -> str:
    """What became of the sentences: “20 sentences, before 19: 17 unchanged, 1 split …”."""
    counts = Counter(alignment.kind for alignment in comparison.alignments)
    parts = ", ".join(f"{number} {kind}" for kind, number in counts.most_common())
    total = wording.count(len(comparison.new.sentences), "sentence")
    return f"{total}, before {len(comparison.old.sentences)}" + (f": {parts}" if parts else "")


def review_in_words(carried: Carried) -> str:
    """How many decisions were carried over, and how many of these need another look."""
    decided = wording.count(len(carried.review.decisions), "decision")
    again = f"{len(carried.looks)} {'needs' if len(carried.looks) == 1 else 'need'} another look"
    return f"{carried.carried} of {decided} carried over, {again}"


def looks_in_words(carried: Carried) -> Iterator[str]:
    """The decisions that need another look, a line each."""
    for look in carried.looks:
        at = "" if look.sentence is None else f" at sentence {look.sentence + 1}"
        yield f"  “{look.decided}”{at}: {look.why} (“{wording.shorten(look.words, 60)}”)"


def _rows(comparison: Comparison) -> Iterator[Row]:
    ordered = list(_with_departures(comparison.alignments))
    numbers = {alignment: number for number, (alignment, here) in enumerate(ordered, 1) if here}
    changes: dict[int, list[Change]] = {}
    for change in comparison.changes:
        changes.setdefault(change.new, []).append(change)
    for number, (alignment, here) in enumerate(ordered, 1):
        if here:
            here_changed = [change for index in alignment.new for change in changes.get(index, ())]
            yield _row(comparison, alignment, here_changed, number)
        else:
            what = f"moved, now {_listed(alignment.new)}"
            yield Row(number, "away", what, (), (), (), numbers[alignment])


def _with_departures(alignments: Sequence[Alignment]) -> Iterator[tuple[Alignment, bool]]:
    """The alignments in order, and those that were moved once more where they stood before."""
    behind: dict[int, list[Alignment]] = {}
    in_place = sorted(
        alignment.old[-1] for alignment in alignments if alignment.old and alignment.kind != "moved"
    )
    for alignment in alignments:
        if alignment.kind == "moved":
            before = bisect_left(in_place, alignment.old[0]) - 1
            behind.setdefault(in_place[before] if before >= 0 else -1, []).append(alignment)
    yield from ((alignment, False) for alignment in behind.get(-1, ()))
    for alignment in alignments:
        yield alignment, True
        if alignment.old and alignment.kind != "moved":
            yield from ((moved, False) for moved in behind.get(alignment.old[-1], ()))


def _row(
    comparison: Comparison, alignment: Alignment, changes: Sequence[Change], number: int
) -> Row:
    what: str = "" if alignment.kind == "unchanged" else alignment.kind
    if alignment.kind == "moved":
        what = f"moved, was {_listed(alignment.old)}"
        if not alignment.same_words:
            what += ", reworded"
    old, new = _cells(comparison, alignment)
    entries = tuple(_entry(change, number) for change in changes)
    return Row(number, alignment.kind, what, old, new, entries, None)


def _entry(change: Change, row: int) -> Entry:
    return Entry(
        change.kind, change.old + 1, change.new + 1, row, change.before, change.after, change.why
    )


def _cells(
    comparison: Comparison, alignment: Alignment
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    olds = [comparison.old.sentences[index] for index in alignment.old]
    news = [comparison.new.sentences[index] for index in alignment.new]
    one = [sentence.span.of(comparison.old.article.text) for sentence in olds]
    other = [sentence.span.of(comparison.new.article.text) for sentence in news]
    if not olds or not news:
        left = right = [Stretch(text, False) for text in (*one, *other)]
    else:
        segments = diff(" ".join(one), " ".join(other))
        left = [part for s in segments for part in _stretches(s.old, not s.same)]
        right = [part for s in segments for part in _stretches(s.new, not s.same)]
    return (
        tuple(_cut(comparison.old, olds, one, left)),
        tuple(_cut(comparison.new, news, other, right)),
    )


def _stretches(text: str, changed: bool) -> Iterator[Stretch]:
    """The words of a segment, and the white space behind them, which is never marked."""
    words = text.rstrip()
    yield Stretch(words, changed)
    yield Stretch(text[len(words) :], False)


def _cut(
    annotation: Annotation,
    sentences: Sequence[Sentence],
    texts: Sequence[str],
    stretches: Sequence[Stretch],
) -> Iterator[Cell]:
    """The stretches of sentences that stand one behind the other, each sentence's own."""
    start = 0
    for sentence, text in zip(sentences, texts, strict=True):
        end = start + len(text)
        yield Cell(
            number=sentence.index + 1,
            kind=sentence.kind,
            who=_who(annotation, sentence),
            stretches=tuple(_between(stretches, start, end)),
        )
        start = end + 1  # the space between two


def _between(stretches: Sequence[Stretch], start: int, end: int) -> Iterator[Stretch]:
    at = 0
    for stretch in stretches:
        text = stretch.text[max(0, start - at) : max(0, end - at)]
        at += len(stretch.text)
        if text:
            yield Stretch(text, stretch.changed)


def _who(annotation: Annotation, sentence: Sentence) -> str:
    names = [source.name for source in annotation.claim_sources(sentence)]
    unknown = any(claim.source_id is None for claim in annotation.claims_of(sentence))
    if unknown or (not names and sentence.label != "narration"):
        names.append("unknown source")
    if names:
        return ", ".join(names) + (" (in part)" if sentence.label == "partly" else "")
    return "no source" if sentence.kind == "body" else sentence.kind


def _revisits(carried: Carried, rows: Sequence[Row]) -> Iterator[Revisit]:
    row_of = {cell.number - 1: row.number for row in rows for cell in row.new}
    for look in carried.looks:
        row = None if look.sentence is None else row_of[look.sentence]
        yield Revisit(wording.shorten(look.words, 120), look.decided, look.why, row)


def _listed(indices: Sequence[int]) -> str:
    return ", ".join(str(index + 1) for index in indices)
