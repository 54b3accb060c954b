"""Who of the candidates is meant: a few small networks on the tagger's states and on facts.

Each network scores every place of a candidate beside the mention, adds the places up, and adds what
the facts say; the chance of a candidate is the mean of the networks'. How the weights came to be
is in the model card; ``training.fit_chooser`` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from accordingto.language.coreference.facts import NAMES
from accordingto.language.coreference.question import PLACE_NAMES, Floats, Question
from accordingto.language.weights import Weights, layer, load_weights, save_weights

#: Widths: of what is compared, of the layers above it, of the facts' second layer, of the bridge.
COMPARED, HIDDEN, MIXED, BRIDGE = 48, 64, 32, 16


def shapes(width: int) -> dict[str, tuple[int, ...]]:
    """The weights of one network by name, for states of so many numbers."""
    facts, places = len(NAMES), 3 * COMPARED + len(PLACE_NAMES)
    return {
        "ask": (2 * width + 1, COMPARED),
        "tell": (width + 1, COMPARED),
        "pair": (places + 1, HIDDEN),
        "pair score": (HIDDEN + 1, 1),
        "facts": (facts + 1, HIDDEN),
        "facts mixed": (HIDDEN + 1, MIXED),
        "facts score": (MIXED + 1, 1),
        "facts straight": (facts + 1, 1),
        "bridge of the mention": (COMPARED + 1, BRIDGE),
        "bridge of the facts": (facts + 1, BRIDGE),
    }


@dataclass(frozen=True, slots=True)
class Chooser:
    """Weights by name: those of `shapes`, one after another for M networks (M, in + 1, out).

    The last row of each is what is added whatever is read.
    """

    weights: Weights

    @classmethod
    def load(cls, path: Path, width: int) -> Chooser:
        """The weights in a file, for states of so many numbers.

        Raises ValueError where they are not there or do not fit.
        """
        return cls(load_weights(path, shapes(width), several=True))

    def save(self, path: Path) -> None:
        """Write the weights, in half precision."""
        save_weights(path, self.weights)

    def __call__(self, question: Question) -> Floats:
        """The chance of each candidate (N,); together they are 1."""
        weights = self.weights
        asked = np.tanh(layer(question.asker[None], weights["ask"]))
        scores = _of_facts(question.rows, asked, weights)
        if len(question.of):
            scores += _of_places(question, asked, weights)
        raised = np.exp(scores - scores.max(-1, keepdims=True))
        return np.asarray((raised / raised.sum(-1, keepdims=True)).mean(0), np.float32)


def _of_facts(rows: Floats, asked: Floats, weights: Weights) -> Floats:
    """The score of each candidate by each network (M, N); asked (M, 1, C)."""
    hidden = np.maximum(layer(rows, weights["facts"]), 0)
    mixed = np.maximum(layer(hidden, weights["facts mixed"]), 0)
    bridge = layer(rows, weights["bridge of the facts"])
    over = (bridge * layer(asked, weights["bridge of the mention"])).sum(-1)
    scores = layer(mixed, weights["facts score"]) + layer(rows, weights["facts straight"])
    return np.asarray(scores[..., 0] + over)


def _of_places(question: Question, asked: Floats, weights: Weights) -> Floats:
    """The places of each candidate added up, as odds (M, N); somebody new has none."""
    told = np.tanh(layer(question.states, weights["tell"]))
    here = np.broadcast_to(asked, told.shape)
    places = np.broadcast_to(question.places, (len(told), *question.places.shape))
    pairs = np.concatenate([here, told, here * told, places], -1)
    hidden = np.maximum(layer(pairs, weights["pair"]), 0)
    scores = layer(hidden, weights["pair score"])[..., 0]
    together = np.full((len(told), len(question.rows)), -np.inf, np.float32)
    np.logaddexp.at(together.T, question.of, scores.T)
    return np.where(np.isinf(together), 0, together)
