"""What a description means: somebody, several, an institution or a document.

One layer on the tagger's states of the description and on what the tables of nouns take it for:
“police” speak as an institution, “a 5-4 majority decision” is a document. How the weights came to
be is in the model card; ``training.fit_kinds`` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from accordingto.language.coreference.mentions import Kind, Mention
from accordingto.language.coreference.question import Floats, Halves
from accordingto.language.weights import Weights, layer, load_weights, save_weights

#: The kinds that are told apart, in the order of the scores.
KINDS: tuple[Kind, ...] = ("person", "group", "organization", "document")
#: Another kind than the tables' is taken from this chance on.
CLEAR = 0.7
#: What is told beside the states: four signs of the words, and the tables' kind.
BESIDE = 4 + len(KINDS)


def shapes(width: int) -> dict[str, tuple[int, int]]:
    """The weights by name, for states of so many numbers."""
    return {"kinds": (2 * width + BESIDE + 1, len(KINDS))}


def evidence(doc: Doc, mention: Mention, states: Halves) -> Floats:
    """What is read of a description (2 D + 8,); states (tokens, D) of the whole article."""
    first = doc[mention.start].lower_
    signs = (
        mention.head.tag_ in ("NNS", "NNPS"),
        mention.head.tag_.startswith("NNP"),
        first == "the",
        first in ("a", "an"),
        *(mention.kind == kind for kind in KINDS),
    )
    words = states[mention.start : mention.end].astype(np.float32).mean(0)
    here = states[mention.head.i].astype(np.float32)
    return np.concatenate([here, words, np.array(signs, np.float32)])


@dataclass(frozen=True, slots=True)
class KindHead:
    """Weights by name: those of `shapes`. The last row is added whatever is read."""

    weights: Weights

    @classmethod
    def load(cls, path: Path, width: int) -> KindHead:
        """The weights in a file, for states of so many numbers.

        Raises ValueError where they are not there or do not fit.
        """
        return cls(load_weights(path, shapes(width)))

    def save(self, path: Path) -> None:
        """Write the weights, in half precision."""
        save_weights(path, self.weights)

    def chances(self, read: Floats) -> NDArray[np.float32]:
        """The chance of each kind (4,); together they are 1. ``read``: as `evidence` gives it."""
        scores = layer(read, self.weights["kinds"])
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), np.float32)

    def clearly(self, read: Floats, table: int) -> int | None:
        """The number of a kind clearly likelier than the tables’ one; None where that stands."""
        chances = self.chances(read)
        best = int(chances.argmax())
        return best if best != table and chances[best] >= CLEAR else None

    def __call__(self, doc: Doc, mention: Mention, states: Halves) -> Kind | None:
        """Another kind than the tables have it; None where theirs stands."""
        if mention.kind not in KINDS:
            return None
        number = self.clearly(evidence(doc, mention, states), KINDS.index(mention.kind))
        return None if number is None else KINDS[number]
