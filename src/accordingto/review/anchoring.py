"""Where a decision stands in a text that may have been edited since.

An anchor holds the words of one sentence, what stood around them, and their place (W3C Web
Annotation Data Model: TextQuoteSelector and TextPositionSelector). The place alone is trusted only
where the words are still there.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from accordingto.records import Annotation, Span

#: Code points kept before and after a quoted sentence, as Hypothesis does.
CONTEXT = 32
#: From which likeness (0 to 100, indel similarity) an edited sentence counts as the same.
ALIKE = 90
#: From so many code points on words tell a sentence by themselves: “He declined to comment.” does
#: not, it may stand anywhere.
TELLING = 24


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


@dataclass(frozen=True, slots=True)
class Placing:
    """Where old anchors stand in a new text, all by their indices.

    ``at`` has the one sentence that an anchor surely stands on; ``doubtful`` those that it fits
    as well as each other, or only by likeness. What is in neither fits nothing.
    """

    at: Mapping[int, int]
    doubtful: Mapping[int, tuple[int, ...]]


def place(old: Sequence[Anchor], new: Sequence[Anchor]) -> Placing:
    """Which of the ``new`` sentences each of the ``old`` anchors stands on.

    In rounds, the surest first: the same words at the same place; the same words between the same
    words; after or before the same words; the same words, where they are enough to tell a sentence;
    words at least `ALIKE` alike after or before the same words. A round counts only where it leaves
    one sentence that no other anchor has taken. Among several the order of the article decides, if
    it can: an anchor stays between its neighbours. An anchor never moves to a mere look-alike: what
    is left is doubtful. The more of the old sentences are given, the fewer are: twins take their
    own places.
    """
    words: dict[str, list[int]] = {}
    for index, anchor in enumerate(new):
        words.setdefault(anchor.exact, []).append(index)
    texts = [anchor.exact for anchor in new]
    order = sorted(range(len(old)), key=lambda at: old[at].span)
    ordered = [old[at] for at in order]
    places = _Places()
    for fits in _SAME:
        for rank, anchor in enumerate(ordered):
            if rank not in places.new:
                same = words.get(anchor.exact, ())
                places.try_on(rank, [i for i in same if fits(anchor, new[i])])
    alike = {
        rank: _alike(anchor, texts) for rank, anchor in enumerate(ordered) if rank not in places.new
    }
    for rank, fitting in alike.items():
        anchor = ordered[rank]
        places.try_on(rank, [i for i in fitting if _beside_same(anchor, new[i])])
    doubtful = {
        order[rank]: tuple(free)
        for rank, fitting in alike.items()
        if rank not in places.new and (free := places.untaken(fitting))
    }
    return Placing({order[rank]: index for rank, index in places.new.items()}, doubtful)


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

    def try_on(self, rank: int, fitting: Sequence[int]) -> None:
        """Give an anchor its new place if only one of those that fit is free."""
        free = self.free(rank, fitting)
        if len(free) == 1:
            self.put(rank, free[0])

    def untaken(self, fitting: Sequence[int]) -> list[int]:
        """Those that nobody has taken."""
        return [index for index in fitting if index not in self._taken]

    def free(self, rank: int, fitting: Sequence[int]) -> list[int]:
        """Those that nobody has taken; of several, those between an anchor's neighbours now."""
        free = self.untaken(fitting)
        if len(free) < 2:
            return free
        before, after = self._neighbours(rank)
        low = -1 if before is None else self.new[before]
        high = max(free) + 1 if after is None else self.new[after]
        return [index for index in free if low < index < high]

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
    return one.exact == other.exact and len(one.exact) >= TELLING


_SAME = (_same_place, _between_same, _beside_same, _same_words)


def _alike(anchor: Anchor, texts: Sequence[str]) -> list[int]:
    matches = process.extract(
        anchor.exact, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
    )
    return [index for _, _, index in matches]
