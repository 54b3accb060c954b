"""Which sentences of two drafts are the same one, also where they were moved, cut or joined.

Pairs worth a look come from the words that they share, the rarest first: a bounded number for each
sentence. Of these the heaviest set that keeps the order of both drafts is taken; what is left over
and alike was moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

AlignmentKind = Literal["unchanged", "moved", "reworded", "split", "merged", "added", "removed"]

#: From this likeness on (0 to 1) two sentences between the same neighbours are one.
ALIKE = 0.4
#: From this likeness on a sentence that stands elsewhere is the same one.
ALIKE_ELSEWHERE = 0.6
#: By how much the best place of a moved sentence must be likelier than the next.
_CLEARER = 0.1
#: From this likeness on several sentences are one that was cut up.
_ALIKE_TOGETHER = 0.65
#: How much of a part's words the whole must hold.
_OF_THE_WHOLE = 0.5
#: A sentence of so many words that stands within another, word after word, is that other one,
#: whose frame was cut away or put on.
_HELD_WORDS, _HELD_SHARE, _HELD = 5, 0.85, 0.6
#: Likeness of letters counts where it is this high: typing errors, other forms of a word.
_LETTERS = 85
#: How many sentences of the other draft are looked at for each, and by how many of its words.
_CANDIDATES, _RARE_WORDS, _OFTEN = 10, 8, 60
#: Into how many sentences one is cut at most.
_PARTS = 3
#: Of how many words a part is at least.
_PART = 3
#: Of sentences with the same words, how far from its own rank one may find its pair.
_RANKS = 3

_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
#: Marks in their plain shape.
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Alignment:
    """The same sentences in both drafts, by their indices; one side is empty where only one has it.

    ``similarity`` is from 0 to 1; 1 where the words are the same but for white space and the shape
    of marks. A moved sentence may have been reworded too: its similarity tells.
    """

    kind: AlignmentKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float

    @property
    def same_words(self) -> bool:
        """Whether nothing but the place has changed."""
        return self.similarity == 1 and len(self.old) == len(self.new) == 1


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring sentences of each draft that may be the same; one of the sides is a single."""

    old: range
    new: range
    similarity: float
    weight: float


def words(text: str) -> list[str]:
    """The words of a text, in lower case, their apostrophes straight."""
    return _WORD.findall(text.translate(PLAIN).casefold())


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Alignment, ...]:
    """Align the sentences of two drafts, each given once.

    The alignments are in the order of the new draft; what was removed stands behind what it stood
    behind. Sentences of the same words that could each be the other are left unpaired, unless the
    order of the drafts decides.
    """
    drafts = _Drafts(old, new)
    blocks = sorted(drafts.blocks(), key=lambda block: (block.old.start, block.new.start))
    ordered = _heaviest_chain(blocks, len(old), len(new))
    moved = _moved(blocks, ordered)
    pairs = [_alignment(block, moved=False) for block in ordered]
    pairs += [_alignment(block, moved=True) for block in moved]
    return _in_order(pairs, len(old), len(new))


class _Drafts:
    """Both drafts as words, and what each word weighs: less, the more often it is used."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old = [" ".join(text.translate(PLAIN).split()) for text in old]
        self._new = [" ".join(text.translate(PLAIN).split()) for text in new]
        self._old_words = [words(text) for text in old]
        self._new_words = [words(text) for text in new]
        self._old_bags = [Counter(sentence) for sentence in self._old_words]
        self._new_bags = [Counter(sentence) for sentence in self._new_words]
        used = Counter(chain.from_iterable((*self._old_words, *self._new_words)))
        self._weights = {word: 1 / sqrt(number) for word, number in used.items()}

    def blocks(self) -> Iterator[_Block]:
        """Everything that may be aligned, each once."""
        exact = set(_same(self._old, self._new))
        for i, j in exact:
            yield self._block(range(i, i + 1), range(j, j + 1), 1.0)
        settled_old, settled_new = _unique(self._old, self._new)
        candidates = set(_sharing(self._old_words, self._new_words, settled_old))
        candidates |= {(i, j) for j, i in _sharing(self._new_words, self._old_words, settled_new)}
        seen: set[tuple[range, range]] = set()
        for i, j in sorted(candidates - exact):
            if i in settled_old or j in settled_new:
                continue
            for block in self._around(i, j):
                if (block.old, block.new) not in seen:
                    seen.add((block.old, block.new))
                    yield block

    def _around(self, i: int, j: int) -> Iterator[_Block]:
        """The pair of two sentences, and those of the one with neighbours of the other."""
        one, other = range(i, i + 1), range(j, j + 1)
        likeness = self._likeness(i, j)
        if likeness >= ALIKE:
            yield self._block(one, other, likeness)
        for parts in _runs_with(j, len(self._new)):
            bags = [self._new_bags[k] for k in parts]
            likeness = self._likeness_together(self._old_bags[i], bags)
            if likeness >= _ALIKE_TOGETHER:
                yield self._block(one, parts, likeness)
        for parts in _runs_with(i, len(self._old)):
            bags = [self._old_bags[k] for k in parts]
            likeness = self._likeness_together(self._new_bags[j], bags)
            if likeness >= _ALIKE_TOGETHER:
                yield self._block(parts, other, likeness)

    def _block(self, old: range, new: range, similarity: float) -> _Block:
        # Unlike parts pull the weight down: a sentence is not joined to one that merely follows.
        size = sum(self._weight(self._old_bags[i]) for i in old)
        size += sum(self._weight(self._new_bags[j]) for j in new)
        return _Block(old, new, similarity, (size or 1) * (similarity - ALIKE) + 0.001)

    def _likeness(self, i: int, j: int) -> float:
        """How alike two sentences are, 0 to 0.99: 1 is for the same words alone."""
        shared = self._shared(self._old_bags[i], self._new_bags[j])
        letters = fuzz.ratio(self._old[i], self._new[j], score_cutoff=_LETTERS) / 100
        one, other = self._old_words[i], self._new_words[j]
        shorter = min(len(one), len(other))
        if shorter >= _HELD_WORDS and LCSseq.similarity(one, other) >= _HELD_SHARE * shorter:
            shared = max(shared, _HELD)
        return min(max(shared, letters), 0.99)

    def _likeness_together(self, whole: Counter[str], parts: Sequence[Counter[str]]) -> float:
        """How alike one sentence and several are; 0 where a part is not of the whole."""
        for part in parts:
            of_the_whole = self._weight(part & whole)
            if part.total() < _PART or of_the_whole < _OF_THE_WHOLE * self._weight(part):
                return 0
        return min(self._shared(whole, sum(parts, Counter())), 0.99)

    def _shared(self, one: Counter[str], other: Counter[str]) -> float:
        """The weight of the words of both, of all: Dice's coefficient, from 0 to 1."""
        total = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / total if total else 0

    def _weight(self, bag: Counter[str]) -> float:
        return sum(self._weights[word] * number for word, number in bag.items())


def _runs_with(index: int, length: int) -> Iterator[range]:
    """The runs of two to `_PARTS` sentences that hold one."""
    for size in range(2, _PARTS + 1):
        for start in range(index - size + 1, index + 1):
            if start >= 0 and start + size <= length:
                yield range(start, start + size)


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        places.setdefault(text, []).append(index)
    return places


def _same(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The sentences of the same words: of many, those of like rank from the front or the back."""
    there = _places(new)
    for text, here in _places(old).items():
        others = there.get(text, [])
        for rank, i in enumerate(here):
            for middle in (rank, rank + len(others) - len(here)):
                for j in others[max(0, middle - _RANKS) : max(0, middle + _RANKS + 1)]:
                    yield i, j


def _unique(old: Sequence[str], new: Sequence[str]) -> tuple[set[int], set[int]]:
    """The sentences of both drafts whose words stand exactly once in each: they are settled."""
    there = _places(new)
    pairs = [
        (here[0], there[text][0])
        for text, here in _places(old).items()
        if len(here) == 1 == len(there.get(text, ()))
    ]
    return {i for i, _ in pairs}, {j for _, j in pairs}


def _sharing(
    ones: Sequence[list[str]], others: Sequence[list[str]], settled: set[int]
) -> Iterator[tuple[int, int]]:
    """For each sentence those of the other draft that share most of its rarest words."""
    places: dict[str, list[int]] = {}
    for index, sentence in enumerate(others):
        for word in set(sentence):
            places.setdefault(word, []).append(index)
    for index, sentence in enumerate(ones):
        if index in settled:
            continue
        known = sorted({w for w in sentence if w in places}, key=lambda w: (len(places[w]), w))
        votes: Counter[int] = Counter()
        for word in known[:_RARE_WORDS]:
            if len(places[word]) <= _OFTEN:
                votes.update(places[word])
        ranked = sorted(votes, key=lambda other: (-votes[other], abs(other - index)))
        for other in ranked[:_CANDIDATES]:
            yield index, other


class _PrefixMaximum:
    """The best value put at or before a place (a Fenwick tree)."""

    def __init__(self, size: int, nothing: tuple[float, int]) -> None:
        self._cells = [nothing] * (size + 2)

    def put(self, place: int, value: tuple[float, int]) -> None:
        at = place + 1
        while at < len(self._cells):
            self._cells[at] = max(self._cells[at], value)
            at += at & -at

    def up_to(self, place: int) -> tuple[float, int]:
        at, best = place + 1, self._cells[0]
        while at > 0:
            best = max(best, self._cells[at])
            at -= at & -at
        return best


def _heaviest_chain(blocks: Sequence[_Block], olds: int, news: int) -> list[_Block]:
    """The blocks that stand in the same order in both drafts and weigh most together.

    Of chains that weigh the same it takes the one whose blocks stand first.
    """
    starting: dict[int, list[int]] = {}
    ending: dict[int, list[int]] = {}
    for number, block in enumerate(blocks):
        starting.setdefault(block.old.start, []).append(number)
        ending.setdefault(block.old.stop, []).append(number)
    best = _PrefixMaximum(news, (0.0, 1))  # weight and block, which counts down: −3 before −4
    total = [0.0] * len(blocks)
    before = [-1] * len(blocks)
    for at in range(olds + 1):
        for number in ending.get(at, ()):
            best.put(blocks[number].new.stop, (total[number], -number))
        for number in starting.get(at, ()):
            weight, last = best.up_to(blocks[number].new.start)
            total[number], before[number] = weight + blocks[number].weight, -last
    heaviest: list[_Block] = []
    number = -best.up_to(news)[1]
    while number >= 0:
        heaviest.append(blocks[number])
        number = before[number]
    return heaviest[::-1]


def _moved(blocks: Sequence[_Block], ordered: Sequence[_Block]) -> list[_Block]:
    """Of what the order of the drafts left over, the pairs that are alike and clear."""
    taken_old = {i for block in ordered for i in block.old}
    taken_new = {j for block in ordered for j in block.new}
    free = [
        block
        for block in blocks
        if block.similarity >= ALIKE_ELSEWHERE
        and taken_old.isdisjoint(block.old)
        and taken_new.isdisjoint(block.new)
    ]
    rivals: dict[tuple[str, int], list[_Block]] = {}
    for block in free:
        for key in _keys(block):
            rivals.setdefault(key, []).append(block)
    moved: list[_Block] = []
    for block in sorted(free, key=lambda block: (-block.similarity, -block.weight)):
        if not (taken_old.isdisjoint(block.old) and taken_new.isdisjoint(block.new)):
            continue
        if not any(_contests(rival, block) for key in _keys(block) for rival in rivals[key]):
            moved.append(block)
            taken_old.update(block.old)
            taken_new.update(block.new)
    return moved


def _keys(block: _Block) -> Iterator[tuple[str, int]]:
    yield from (("old", i) for i in block.old)
    yield from (("new", j) for j in block.new)


def _contests(rival: _Block, block: _Block) -> bool:
    """Whether one side of a block might as well be what stands at quite another place."""
    elsewhere = _apart(rival.old, block.old) != _apart(rival.new, block.new)
    return elsewhere and rival.similarity > block.similarity - _CLEARER


def _apart(one: range, other: range) -> bool:
    return one.stop <= other.start or other.stop <= one.start


def _alignment(block: _Block, *, moved: bool) -> Alignment:
    kind: AlignmentKind = "moved" if moved else "reworded"
    if len(block.new) > 1:
        kind = "split"
    elif len(block.old) > 1:
        kind = "merged"
    elif block.similarity == 1 and not moved:
        kind = "unchanged"
    return Alignment(kind, tuple(block.old), tuple(block.new), round(block.similarity, 3))


def _in_order(pairs: Sequence[Alignment], olds: int, news: int) -> tuple[Alignment, ...]:
    """All alignments in the order of the new draft, with what was added and removed."""
    aligned_old = {i for pair in pairs for i in pair.old}
    aligned_new = {j for pair in pairs for j in pair.new}
    placed = [*pairs]
    placed += [Alignment("added", (), (j,), 0.0) for j in range(news) if j not in aligned_new]
    ordered = sorted(placed, key=lambda pair: pair.new)
    settled = sorted((pair.old[-1], pair.new[-1]) for pair in pairs if pair.kind != "moved")
    removed: dict[int, list[Alignment]] = {}
    for i in range(olds):
        if i not in aligned_old:
            at = bisect_left(settled, (i, 0)) - 1
            behind = settled[at][1] if at >= 0 else -1
            removed.setdefault(behind, []).append(Alignment("removed", (i,), (), 0.0))
    rows = removed.get(-1, [])
    for pair in ordered:
        rows.append(pair)
        rows += removed.get(pair.new[-1], [])
    return tuple(rows)
