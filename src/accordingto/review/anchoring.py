"""Where a decision stands in a text that may have been edited since.

An anchor holds the words of one sentence, what stood around them, and their place (W3C Web
Annotation Data Model: TextQuoteSelector and TextPositionSelector). The place alone is trusted only
where the words are still there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz, process

from accordingto.records import Annotation, Span

#: Code points kept before and after a quoted sentence, as Hypothesis does.
CONTEXT = 32
#: From which likeness (0 to 100, indel similarity) an edited sentence counts as the same.
ALIKE = 90


@dataclass(frozen=True, slots=True)
class Anchor:
    """One sentence as it was: its words, the ``CONTEXT`` around them, and its span."""

    exact: str
    prefix: str
    suffix: str
    span: Span

    @classmethod
    def at(cls, text: str, span: Span) -> Anchor:
        """The anchor of a span of a text."""
        before = text[max(0, span.start - CONTEXT) : span.start]
        return cls(span.of(text), before, text[span.end : span.end + CONTEXT], span)


def anchors(annotation: Annotation) -> tuple[Anchor, ...]:
    """The anchor of every sentence, in order."""
    return tuple(Anchor.at(annotation.article.text, each.span) for each in annotation.sentences)


def place(old: Sequence[Anchor], new: Sequence[Anchor]) -> dict[int, int]:
    """Which of the ``new`` sentences each of the ``old`` anchors stands on, by their indices.

    In rounds, the surest first: the same words at the same place; the same words between the same
    words; after or before the same words; the same words; words at least `ALIKE` alike. A round
    counts only where it leaves one sentence that no other anchor has taken. Among several the order
    of the article decides, if it can: an anchor stays between its neighbours. Where that leaves
    only sentences of the same words, a second run takes the one nearest to where the anchor's
    neighbour has moved. What is missing from the result has no place.
    """
    words: dict[str, list[int]] = {}
    for index, each in enumerate(new):
        words.setdefault(each.exact, []).append(index)
    placed: dict[int, int] = {}
    order = sorted(range(len(old)), key=lambda at: old[at].span)
    for twins, fits in product((False, True), (*_SAME, None)):
        taken = set(placed.values())
        for rank, at in enumerate(order):
            if at in placed:
                continue
            anchor = old[at]
            same = words.get(anchor.exact, ())
            found = [i for i in same if fits(anchor, new[i])] if fits else _alike(anchor, new)
            free = _between(order, rank, placed, [i for i in found if i not in taken])
            if twins and len({new[i].exact for i in free}) == 1:
                start = anchor.span.start + _shift(order, rank, placed, old, new)
                free = [min(free, key=lambda i: abs(new[i].span.start - start))]
            if len(free) == 1:
                placed[at] = free[0]
                taken.add(free[0])
    return placed


def _same_place(one: Anchor, other: Anchor) -> bool:
    return one.span == other.span


def _between_same(one: Anchor, other: Anchor) -> bool:
    return (one.prefix, one.suffix) == (other.prefix, other.suffix)


def _beside_same(one: Anchor, other: Anchor) -> bool:
    return one.prefix == other.prefix or one.suffix == other.suffix


def _same_words(one: Anchor, other: Anchor) -> bool:
    return one.exact == other.exact


_SAME = (_same_place, _between_same, _beside_same, _same_words)


def _alike(anchor: Anchor, new: Sequence[Anchor]) -> list[int]:
    texts = [each.exact for each in new]
    found = process.extract(anchor.exact, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    return [index for _, _, index in found]


def _between(order: Sequence[int], rank: int, placed: dict[int, int], free: list[int]) -> list[int]:
    """Those of several new places that lie between where an anchor's neighbours are now."""
    if len(free) < 2:
        return free
    low = next((placed[at] for at in reversed(order[:rank]) if at in placed), -1)
    high = next((placed[at] for at in order[rank + 1 :] if at in placed), max(free) + 1)
    return [index for index in free if low < index < high]


def _shift(
    order: Sequence[int],
    rank: int,
    placed: dict[int, int],
    old: Sequence[Anchor],
    new: Sequence[Anchor],
) -> int:
    """By how many code points the nearest placed anchor before, else after, has moved."""
    near = (*reversed(order[:rank]), *order[rank + 1 :])
    at = next((at for at in near if at in placed), None)
    return 0 if at is None else new[placed[at]].span.start - old[at].span.start
