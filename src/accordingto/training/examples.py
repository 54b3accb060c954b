"""Training documents → batches of tensors: windows with the targets of every head."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from accordingto.evaluate.standoff import Marked
from accordingto.language.tagging.scheme import KINDS, LABELS, ROLES
from accordingto.language.tagging.windows import Window, stacked, windows
from accordingto.records import Span
from accordingto.training.corpora import TYPES, Document

Array = NDArray[np.floating[Any]]
Thing = TypeVar("Thing")
UNKNOWN = -100  # what torch's cross entropy leaves out


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a teacher thinks of a window: probabilities, in half precision but for ``follows``.

    tags: (W, 7), of every word. follows: (P, 7, 7), expected transitions in each paragraph.
    sentences: (S, 14), labels, kinds, carry and types. words: (W, 5), the editor's who and cue.
    """

    tags: Array
    follows: Array
    sentences: Array
    words: Array


@dataclass(frozen=True, slots=True)
class Example:
    """A window with targets, by word of the window: tags (UNKNOWN where nobody marked roles),
    who and cue of the editor, links as (kind, from word, to words; none: empty), and by sentence
    of the window (label, kind, carry, type); and, where there is one, a teacher's lesson."""

    window: Window
    paragraphs: tuple[int, ...]
    tags: tuple[int, ...]
    editor_tags: tuple[int, ...]
    links: tuple[tuple[int, int, tuple[int, ...]], ...]
    judged: tuple[tuple[int, int, int, int], ...]
    lesson: Lesson | None = None

    @property
    def marked(self) -> bool:
        """Whether anybody marked roles here."""
        return bool(self.tags) and self.tags[0] != UNKNOWN


def examples(document: Document, tokenizer: Tokenizer, size: int) -> list[Example]:
    """The windows of one document, of at most ``size`` pieces, with their targets."""
    words = document.words
    cover = _Cover(words.spans)
    tags = [UNKNOWN] * len(words.spans)
    links: list[tuple[int, int, list[int]]] = []
    if document.relations is not None:
        tags = [0] * len(words.spans)
        for relation in document.relations:
            links += _mark(relation, tags, cover, words.paragraph)
    editor_tags = _editor_tags(document, cover)
    made = []
    for window in windows(words, document.article.paragraphs, tokenizer, size):
        first, count = window.first, len(window.pieces_at)
        inside = range(first, first + count)
        made.append(
            Example(
                window,
                tuple(words.paragraph[first : first + count]),
                tuple(tags[first : first + count]),
                tuple(editor_tags[first : first + count]),
                tuple(
                    (kind, at - first, tuple(t - first for t in to if t in inside))
                    for kind, at, to in links
                    if at in inside and (not to or any(t in inside for t in to))
                ),
                tuple(_judged(document, s) for s in window.numbers if document.judgements),
            )
        )
    return made


class _Cover:
    """Which words a span of characters covers."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts = [s.start for s in spans]
        self.ends = [s.end for s in spans]

    def __call__(self, span: Span) -> range:
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))


def _mark(
    relation: Marked, tags: list[int], cover: _Cover, paragraph: Sequence[int]
) -> list[tuple[int, int, list[int]]]:
    """Write a relation's BIO tags; returns its links (kind, from, to) between first words."""
    begins: dict[str, list[int]] = {role: [] for role in ROLES}
    for number, role in enumerate(ROLES):
        for span in getattr(relation, role):
            covered = cover(span)
            for i in covered:
                if i == covered.start or paragraph[i] != paragraph[i - 1]:
                    begins[role].append(i)
                    tags[i] = 2 * number + 1
                else:
                    tags[i] = 2 * number + 2
    source, cue = begins["source"], begins["cue"]
    links = []
    for at in begins["content"]:
        links += [(0, at, cue), (1, at, source)]
    return links + [(2, at, source) for at in cue]


def _editor_tags(document: Document, cover: _Cover) -> list[int]:
    """Who (1, 2) and cue (3, 4) as an editor copied them; UNKNOWN where that was not asked."""
    tags = [UNKNOWN] * len(document.words.spans)
    if not any(j.who or j.cue for j in document.judgements):
        return tags
    for judged in document.judgements:
        for i in cover(judged.span):
            tags[i] = 0
        for number, span in ((1, judged.who), (3, judged.cue)):
            if span is not None:
                for i in cover(span):
                    tags[i] = number + 1
                tags[cover(span).start] = number
    return tags


def _judged(document: Document, sentence: int) -> tuple[int, int, int, int]:
    j = document.judgements[sentence]
    if j.bad:
        return (UNKNOWN,) * 4
    body = j.kind == "body"
    label = LABELS.index(j.label) if body else UNKNOWN
    carry = int(j.carry is not None) if body and j.label == "narration" else UNKNOWN
    kind_of_source = TYPES.index(j.type) if j.type and j.label != "narration" else UNKNOWN
    return label, KINDS.index(j.kind), carry, kind_of_source


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs as the network reads them, and the examples they come from."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    quotes: Tensor
    sentences: Tensor
    examples: tuple[Example, ...]


def batch(group: Sequence[Example]) -> Batch:
    """The windows of a group as one batch of tensors."""
    arrays = stacked([e.window for e in group])
    return Batch(**{name: torch.from_numpy(a) for name, a in arrays.items()}, examples=tuple(group))


def batches(pool: Sequence[Example], pieces: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of about ``pieces`` pieces, windows of like length together, in random order."""
    groups = grouped(pool, pieces, lambda e: len(e.window.ids), lambda: rng.randint(-20, 20))
    rng.shuffle(groups)
    for group in groups:
        yield batch(group)


def grouped(
    things: Sequence[Thing],
    pieces: int,
    length: Callable[[Thing], int],
    jitter: Callable[[], int] = lambda: 0,
) -> list[list[Thing]]:
    """Things of like length together, so that a group, padded, has about ``pieces`` pieces."""
    groups: list[list[Thing]] = [[]]
    for each in sorted(things, key=lambda thing: length(thing) + jitter()):
        if groups[-1] and (len(groups[-1]) + 1) * length(each) > pieces:
            groups.append([])
        groups[-1].append(each)
    return groups
