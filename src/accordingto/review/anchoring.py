"""Where a decision stands in a text that may have been edited since.

An anchor holds the words of one sentence, what stood around them, and their place (W3C Web
Annotation Data Model: TextQuoteSelector and TextPositionSelector). The place alone is trusted only
where the words are still there.
"""

from __future__ import annotations

from bisect import bisect_left, insort
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
    text = annotation.article.text
    return tuple(Anchor.at(text, sentence.span) for sentence in annotation.sentences)


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
    for index, anchor in enumerate(new):
        words.setdefault(anchor.exact, []).append(index)
    texts = [anchor.exact for anchor in new]
    order = sorted(range(len(old)), key=lambda at: old[at].span)
    ordered = [old[at] for at in order]
    places = _Places()
    for twins, fits in product((False, True), (*_SAME, None)):
        for rank, anchor in enumerate(ordered):
            if rank in places.new:
                continue
            if fits:
                fitting = [i for i in words.get(anchor.exact, ()) if fits(anchor, new[i])]
            else:
                fitting = _alike(anchor, texts)
            free = places.free(rank, fitting)
            if twins and len({texts[i] for i in free}) == 1:
                start = anchor.span.start + _shift(places.nearest(rank), ordered, new)
                free = [min(free, key=lambda i: abs(new[i].span.start - start))]
            if len(free) == 1:
                places.put(rank, free[0])
    return {order[rank]: index for rank, index in places.new.items()}


class _Places:
    """The new places found so far, by the rank that an anchor has among the old ones."""

    def __init__(self) -> None:
        self.new: dict[int, int] = {}
        self._ranks: list[int] = []  # in order
        self._taken: set[int] = set()

    def put(self, rank: int, index: int) -> None:
        """Give an anchor its new place."""
        self.new[rank] = index
        insort(self._ranks, rank)
        self._taken.add(index)

    def free(self, rank: int, fitting: Sequence[int]) -> list[int]:
        """Those that nobody has taken; of several, those between an anchor's neighbours now."""
        free = [index for index in fitting if index not in self._taken]
        if len(free) < 2:
            return free
        before, after = self._neighbours(rank)
        low = -1 if before is None else self.new[before]
        high = max(free) + 1 if after is None else self.new[after]
        return [index for index in free if low < index < high]

    def nearest(self, rank: int) -> tuple[int, int] | None:
        """The nearest anchor before that has a place, else the nearest after; its new place."""
        before, after = self._neighbours(rank)
        near = after if before is None else before
        return None if near is None else (near, self.new[near])

    def _neighbours(self, rank: int) -> tuple[int | None, int | None]:
        at = bisect_left(self._ranks, rank)
        before = self._ranks[at - 1] if at else None
        return before, self._ranks[at] if at < len(self._ranks) else None


def _same_place(one: Anchor, other: Anchor) -> bool:
    return one.span == other.span


def _between_same(one: Anchor, other: Anchor) -> bool:
    return (one.prefix, one.suffix) == (other.prefix, other.suffix)


def _beside_same(one: Anchor, other: Anchor) -> bool:
    return one.prefix == other.prefix or one.suffix == other.suffix


def _same_words(one: Anchor, other: Anchor) -> bool:
    return one.exact == other.exact


_SAME = (_same_place, _between_same, _beside_same, _same_words)


def _alike(anchor: Anchor, texts: Sequence[str]) -> list[int]:
    matches = process.extract(
        anchor.exact, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
    )
    return [index for _, _, index in matches]


def _shift(neighbour: tuple[int, int] | None, old: Sequence[Anchor], new: Sequence[Anchor]) -> int:
    """By how many code points a neighbour (its old and new place) has moved; 0 without one."""
    return 0 if neighbour is None else new[neighbour[1]].span.start - old[neighbour[0]].span.start
