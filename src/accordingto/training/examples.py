"""Training articles → batches of tensors: windows with the targets of every head."""

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
from accordingto.language.tagging.scheme import COPIED, KINDS, LABELS, LINKS, ROLES, TAGS
from accordingto.language.tagging.windows import Window, stacked, windows
from accordingto.records import Span
from accordingto.training.corpora import EditorSentence, TrainingArticle

Array = NDArray[np.floating[Any]]
#: A link as (kind, from word, to words): the kinds are numbered as in the scheme.
Link = tuple[int, int, tuple[int, ...]]
Thing = TypeVar("Thing")
UNKNOWN = -100  # what torch's cross entropy leaves out


@dataclass(frozen=True, slots=True)
class SoftTargets:
    """What a teacher thinks of a window: probabilities, in half precision but for ``follows``.

    tags: (W, 7), of every word. follows: (P, 7, 7), expected transitions in each paragraph.
    sentences: (S, 7), labels, kinds and carry. who: (W, 5), the tags of who and cue.
    """

    tags: Array
    follows: Array
    sentences: Array
    who: Array


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its targets.

    By word of the window: paragraphs; tags, UNKNOWN where nobody marked roles; copied, the tags of
    an editor's who and cue. links: from words to words, none of them where a span has no partner.
    sentences: (label, kind, carry) of each. soft: what a teacher thinks, where one was asked.
    """

    window: Window
    paragraphs: tuple[int, ...]
    tags: tuple[int, ...]
    copied: tuple[int, ...]
    links: tuple[Link, ...]
    sentences: tuple[tuple[int, int, int], ...]
    soft: SoftTargets | None = None

    @property
    def marked(self) -> bool:
        """Whether anybody marked roles here."""
        return bool(self.tags) and self.tags[0] != UNKNOWN


def examples(article: TrainingArticle, tokenizer: Tokenizer, size: int) -> list[Example]:
    """The windows of one article, of at most ``size`` pieces, with their targets."""
    words = article.words
    cover = _Cover(words.spans)
    tags = [UNKNOWN] * len(words.spans)
    links: list[Link] = []
    if article.relations is not None:
        tags = [TAGS.index("O")] * len(words.spans)
        for relation in article.relations:
            links += _mark(relation, tags, cover, words.paragraph)
    copied = _copied(article, cover)
    return [
        _example(article, window, tags, copied, links)
        for window in windows(words, article.article.paragraphs, tokenizer, size)
    ]


def _example(
    article: TrainingArticle,
    window: Window,
    tags: Sequence[int],
    copied: Sequence[int],
    links: Sequence[Link],
) -> Example:
    """A window with its share of the targets of an article's words."""
    first, end = window.first, window.first + len(window.pieces_at)
    inside = range(first, end)
    return Example(
        window,
        tuple(article.words.paragraph[first:end]),
        tuple(tags[first:end]),
        tuple(copied[first:end]),
        tuple(
            (kind, word - first, tuple(partner - first for partner in to if partner in inside))
            for kind, word, to in links
            if word in inside and (not to or any(partner in inside for partner in to))
        ),
        tuple(_targets(article.sentences[s]) for s in window.numbers if article.sentences),
    )


class _Cover:
    """Which words a span of characters covers."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts = [span.start for span in spans]
        self.ends = [span.end for span in spans]

    def __call__(self, span: Span) -> range:
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))


def _mark(relation: Marked, tags: list[int], cover: _Cover, paragraph: Sequence[int]) -> list[Link]:
    """Write a relation's BIO tags; returns its links between first words."""
    begins: dict[str, list[int]] = {role: [] for role in ROLES}
    for role in ROLES:
        for span in getattr(relation, role):
            covered = cover(span)
            for i in covered:
                if i == covered.start or paragraph[i] != paragraph[i - 1]:
                    begins[role].append(i)
                    tags[i] = TAGS.index(f"B-{role}")
                else:
                    tags[i] = TAGS.index(f"I-{role}")
    return [
        (kind, word, tuple(begins[partner]))
        for kind, (origin, partner) in enumerate(LINKS)
        for word in begins[origin]
    ]


def _copied(article: TrainingArticle, cover: _Cover) -> list[int]:
    """The tags of who and cue as an editor copied them; UNKNOWN where that was not asked."""
    tags = [UNKNOWN] * len(article.words.spans)
    if not any(sentence.who or sentence.cue for sentence in article.sentences):
        return tags
    for sentence in article.sentences:
        for i in cover(sentence.span):
            tags[i] = COPIED.index("O")
        for part, span in (("who", sentence.who), ("cue", sentence.cue)):
            if span is not None:
                for i in cover(span):
                    tags[i] = COPIED.index(f"I-{part}")
                tags[cover(span).start] = COPIED.index(f"B-{part}")
    return tags


def _targets(sentence: EditorSentence) -> tuple[int, int, int]:
    if sentence.bad:
        return (UNKNOWN,) * 3
    body = sentence.kind == "body"
    label = LABELS.index(sentence.label) if body else UNKNOWN
    narrated = body and sentence.label == "narration"
    carry = int(sentence.carry is not None) if narrated else UNKNOWN
    return label, KINDS.index(sentence.kind), carry


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs as the network reads them, on its device, and the examples they come from."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    quotes: Tensor
    sentences: Tensor
    examples: tuple[Example, ...]

    @property
    def inputs(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """What the network is called with."""
        return self.ids, self.mask, self.shapes, self.quotes, self.sentences


def batch(group: Sequence[Example], device: str = "cpu") -> Batch:
    """The windows of a group as one batch of tensors."""
    arrays = stacked([example.window for example in group])
    tensors = {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}
    return Batch(**tensors, examples=tuple(group))


def batches(
    pool: Sequence[Example], pieces: int, rng: random.Random, device: str = "cpu"
) -> Iterator[Batch]:
    """Batches of about ``pieces`` pieces, windows of like length together, in random order."""
    groups = grouped(pool, pieces, lambda e: len(e.window.ids), lambda: rng.randint(-20, 20))
    rng.shuffle(groups)
    for group in groups:
        yield batch(group, device)


def grouped(
    things: Sequence[Thing],
    pieces: int,
    length: Callable[[Thing], int],
    jitter: Callable[[], int] = lambda: 0,
) -> list[list[Thing]]:
    """Things of like length together, so that a group, padded, has about ``pieces`` pieces."""
    groups: list[list[Thing]] = [[]]
    for thing in sorted(things, key=lambda thing: length(thing) + jitter()):
        if groups[-1] and (len(groups[-1]) + 1) * length(thing) > pieces:
            groups.append([])
        groups[-1].append(thing)
    return groups
