"""The names in an article: a small network on the tagger's states and on a word's evidence.

It looks two words to each side, then at what the same capitalized word is elsewhere in the article,
then two words farther. How the weights came to be is in the model card;
``training.fit_recognizer`` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from accordingto.language.naming.evidence import WIDTH, Floats, evidence, repeated
from accordingto.language.weights import Weights, layer, load_weights, save_weights

#: What is named, in OntoNotes' terms (release 5.0, its guidelines tell them apart).
LABELS = (
    *("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"),
    *("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"),
)
#: The tags of words: outside of names, or the first or a later word of one.
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BI"))
#: How wide the layers are, and how many words they see at once.
HIDDEN, SEEN = 128, 5


def shapes(width: int) -> dict[str, tuple[int, int]]:
    """The weights by name, for states of so many numbers."""
    return {
        "words": (width + WIDTH + 1, HIDDEN),
        "near": (SEEN * HIDDEN + 1, HIDDEN),
        "elsewhere": (HIDDEN + 1, HIDDEN),
        "far": (SEEN * HIDDEN + 1, HIDDEN),
        "tags": (HIDDEN + 1, len(TAGS)),
    }


@dataclass(frozen=True, slots=True)
class Recognizer:
    """Weights by name: those of `shapes`. The last row of each is added whatever is read."""

    weights: Weights

    @classmethod
    def load(cls, path: Path, width: int) -> Recognizer:
        """The weights in a file, for states of so many numbers.

        Raises ValueError where they are not there or do not fit.
        """
        return cls(load_weights(path, shapes(width)))

    def save(self, path: Path) -> None:
        """Write the weights, in half precision."""
        save_weights(path, self.weights)

    def __call__(self, doc: Doc, states: NDArray[Any]) -> list[Tokens]:
        """The names in a parsed article; states (W, D) of its words, white space left out."""
        tokens = [token for token in doc if not token.is_space]
        if not tokens:
            return []
        tags = self.scores(
            np.concatenate([states.astype(np.float32), evidence(tokens)], 1), repeated(tokens)
        ).argmax(1)
        return [
            Tokens(doc, tokens[first].i, tokens[end - 1].i + 1, label=label)
            for label, first, end in _spans(tags, [token.i for token in tokens])
        ]

    def scores(self, words: Floats, same: NDArray[np.int64]) -> Floats:
        """The scores of the tags (W, T); words (W, D) are states and evidence."""
        weights = self.weights
        hidden = np.maximum(layer(words, weights["words"]), 0)
        hidden = hidden + np.maximum(layer(_windows(hidden), weights["near"]), 0)
        hidden = hidden + np.maximum(layer(_elsewhere(hidden, same), weights["elsewhere"]), 0)
        hidden = hidden + np.maximum(layer(_windows(hidden), weights["far"]), 0)
        return layer(hidden, weights["tags"])


def _windows(hidden: Floats) -> Floats:
    """Each word (W, H) with its neighbours: (W, SEEN H)."""
    padded = np.pad(hidden, ((SEEN // 2, SEEN // 2), (0, 0)))
    return np.concatenate([padded[at : at + len(hidden)] for at in range(SEEN)], 1)


def _elsewhere(hidden: Floats, same: NDArray[np.int64]) -> Floats:
    """The mean of all places of a word; 0 of a word without a number."""
    known = same >= 0
    sums = np.zeros((same.max(initial=-1) + 1, hidden.shape[1]), np.float32)
    np.add.at(sums, same[known], hidden[known])
    means = sums / np.maximum(np.bincount(same[known], minlength=len(sums)), 1)[:, None]
    made = np.zeros_like(hidden)
    made[known] = means[same[known]]
    return made


def _spans(tags: Sequence[int], places: Sequence[int]) -> list[tuple[str, int, int]]:
    """(label, first word, end) of the names that tags make; none goes over white space.

    ``places``: where each word stands among the document's tokens.
    """
    spans: list[tuple[str, int, int]] = []
    for word, tag in enumerate(tags):
        place, _, label = TAGS[tag].partition("-")
        joins = place == "I" and spans and spans[-1][0] == label and spans[-1][2] == word
        if joins and places[word] == places[word - 1] + 1:
            spans[-1] = (label, spans[-1][1], word + 1)
        elif label:
            spans.append((label, word, word + 1))
    return spans
