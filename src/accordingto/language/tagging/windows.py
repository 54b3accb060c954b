"""Words → what the role tagger reads: word pieces with their shapes and quotation states.

An article is cut into windows of consecutive whole paragraphs, so that a sentence meets the
speaker named before it. Used alike when training and when tagging.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from accordingto.language.tagging.scheme import SHAPES
from accordingto.quotations import states
from accordingto.records import Span

Array = NDArray[np.int64]

#: Pieces a window holds at most, its [CLS] and [SEP] included.
WINDOW = 320
#: The network reads windows of so many pieces, or twice as many, and so on: with some padding its
#: 8-bit numbers are a little better than with none, and it meets fewer lengths.
STEP = 32


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one article: offsets into its text, and the paragraph and sentence of each.

    ``sentence`` counts through the article; -1 where a word is in none.
    """

    text: str
    spans: tuple[Span, ...]
    paragraph: tuple[int, ...]
    sentence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive words ``first`` … ``first + len(pieces_at) - 1`` of an article, as pieces.

    ids, shapes, quotes: (T,) int64, one per piece. pieces_at: (W,) int64, the place of each
    word's first piece. sentences: (T,) int64, the sentence of each piece or -1.
    """

    first: int
    ids: Array
    shapes: Array
    quotes: Array
    pieces_at: Array
    sentences: Array

    @property
    def numbers(self) -> list[int]:
        """The sentences that have words in the window, in order."""
        return sorted({s for s in self.sentences.tolist() if s >= 0})


def shape(word: str) -> int:
    """The number of a word's shape in the scheme: lower, Title, CAPITALS …"""
    if any(c.isdigit() for c in word):
        return SHAPES.index("number")
    if word.islower():
        return SHAPES.index("lower")
    if len(word) > 1 and word.isupper():
        return SHAPES.index("capitals")
    return SHAPES.index("title" if word[:1].isupper() else "other")


def windows(
    words: Words, paragraphs: Sequence[Span], tokenizer: Tokenizer, size: int = WINDOW
) -> list[Window]:
    """Cut an article into windows of at most ``size`` pieces.

    A paragraph longer than a window is cut after a sentence if it has one, else anywhere.
    """
    texts = [span.of(words.text) for span in words.spans]
    pieces = _pieces(texts, tokenizer)
    shapes = [shape(text) for text in texts]
    state = states(words.text, paragraphs)
    quotes = [max(state[span.start : span.end], default=0) for span in words.spans]
    cut: list[Window] = []
    group: list[tuple[int, int]] = []
    room = size - 2
    for start, end in _chunks(words, [len(p) for p in pieces], size):
        cost = sum(len(pieces[i]) for i in range(start, end)) + 1
        if group and cost > room:
            cut.append(_window(group, pieces, shapes, quotes, words, tokenizer))
            group, room = [], size - 2
        group.append((start, end))
        room -= cost
    if group:
        cut.append(_window(group, pieces, shapes, quotes, words, tokenizer))
    return cut


def _pieces(texts: list[str], tokenizer: Tokenizer) -> list[list[int]]:
    unknown = tokenizer.token_to_id("[UNK]") or 0
    pieces: list[list[int]] = [[] for _ in texts]
    # In slices, so that one very long article needs no long list of encodings at once.
    for start in range(0, len(texts), 2000):
        part = tokenizer.encode(
            texts[start : start + 2000], is_pretokenized=True, add_special_tokens=False
        )
        for piece, word in zip(part.ids, part.word_ids, strict=True):
            if word is not None:
                pieces[start + word].append(piece)
    # A "word" of a hundred pieces is a URL or a row of dots: its beginning tells enough.
    return [p[:16] or [unknown] for p in pieces]


def _chunks(words: Words, costs: list[int], size: int) -> list[tuple[int, int]]:
    """Paragraphs as (first word, end), cut further where one alone exceeds a window."""
    chunks: list[tuple[int, int]] = []
    start, cost, last_end = 0, 0, 0
    for i in range(len(costs)):
        if i > start and words.paragraph[i] != words.paragraph[i - 1]:
            chunks.append((start, i))
            start, cost, last_end = i, 0, i
        elif i > start and words.sentence[i] != words.sentence[i - 1]:
            last_end = i
        if cost + costs[i] > size - 3 and i > start:
            cut = last_end if last_end > start else i
            chunks.append((start, cut))
            start, cost = cut, sum(costs[cut:i])
        cost += costs[i]
    if start < len(costs):
        chunks.append((start, len(costs)))
    return chunks


def _window(
    group: list[tuple[int, int]],
    pieces: list[list[int]],
    shapes: list[int],
    quotes: list[int],
    words: Words,
    tokenizer: Tokenizer,
) -> Window:
    separator = tokenizer.token_to_id("[SEP]")
    rows = [(tokenizer.token_to_id("[CLS]"), 0, 0, -1)]
    at: list[int] = []
    for start, end in group:
        for i in range(start, end):
            at.append(len(rows))
            rows += [(piece, shapes[i], quotes[i], words.sentence[i]) for piece in pieces[i]]
        rows.append((separator, 0, 0, -1))
    table = np.array(rows, dtype=np.int64)
    return Window(
        first=group[0][0],
        ids=table[:, 0],
        shapes=table[:, 1],
        quotes=table[:, 2],
        pieces_at=np.array(at, dtype=np.int64),
        sentences=table[:, 3],
    )


def stacked(group: Sequence[Window]) -> dict[str, NDArray[Any]]:
    """Windows padded to one length, a multiple of STEP, as the model reads them.

    ids, mask, shapes, quotes: (B, T) int64. sentences: (B, S, T) bool, the pieces of each of a
    window's ``numbers``.
    """
    t = -(-max(len(w.ids) for w in group) // STEP) * STEP
    s = max(1, *(len(w.numbers) for w in group))
    ids, mask, shapes, quotes = (np.zeros((len(group), t), dtype=np.int64) for _ in range(4))
    sentences = np.zeros((len(group), s, t), dtype=bool)
    for row, w in enumerate(group):
        n = len(w.ids)
        ids[row, :n], shapes[row, :n], quotes[row, :n], mask[row, :n] = w.ids, w.shapes, w.quotes, 1
        for k, number in enumerate(w.numbers):
            sentences[row, k, :n] = w.sentences == number
    return {"ids": ids, "mask": mask, "shapes": shapes, "quotes": quotes, "sentences": sentences}
