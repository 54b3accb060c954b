"""Whom a mention can mean, as numbers: what is read of every candidate.

What is read of a candidate's places is the tagger's state of the word there; beside it stand facts
that no state tells, by name: how far off it is, who spoke last, which words the two share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accordingto.language.coreference.candidates import Candidate, Candidates
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.facts import NAMES, Facts, newcomer
from accordingto.language.coreference.mentions import Mention, described
from accordingto.language.coreference.told import kind_of
from accordingto.records import SourceType

Floats = NDArray[np.float32]
#: States in half precision: there is one for each token of an article.
Halves = NDArray[np.float16]

_PLACE = {name: at for at, name in enumerate(NAMES)}
#: What is told of one place of a candidate beside its state.
PLACE_NAMES = ("distance", "behind", "within 12", "within 40", "within 120", "place in the text")


@dataclass(frozen=True, slots=True)
class Question:
    """A mention and its N candidates, as the chooser reads them.

    asker (2 D,): states of the mention's head, and the mean of its words. rows (N, K): facts of
    each candidate by `NAMES`. states (P, D), places (P, 6) and of (P,): of the candidates' places
    the state, what `PLACE_NAMES` says, and whose it is. ``referents``: the candidates in the
    discourse; the last, None, is somebody new, or for a pronoun nobody. ``names`` and ``types``
    are the candidates' as sources; of the last, those of the description. ``start``: of the
    mention's head, in characters.
    """

    kind: str
    text: str
    start: int
    asker: Floats
    rows: Floats
    states: Floats
    places: Floats
    of: NDArray[np.int64]
    referents: tuple[int | None, ...]
    names: tuple[str, ...]
    types: tuple[SourceType | None, ...]

    @property
    def pronoun(self) -> bool:
        """Whether it has no word of its own on whom it means: None is nobody then."""
        return self.kind in ("he", "it", "they", "I", "pronoun", "nothing")


#: Tells the chance of each candidate of a question (N,), 0 to 1; together they are 1.
Choose = Callable[[Question], Floats]


class Questions:
    """Makes the questions of one article; ``states`` (tokens, D) are the tagger's, of each token.

    ``candidates`` is told of everybody who speaks.
    """

    def __init__(self, discourse: Discourse, states: Halves, facts: Facts) -> None:
        self.discourse = discourse
        self.candidates = Candidates(discourse)
        self._states = states
        self._facts = facts

    def ask(self, mention: Mention, silence: int | None = None) -> Question | None:
        """The question whom a mention means; None where there is nobody to choose from.

        ``silence``: the mention is only the word beside which a source is missing, so many lines
        below the last word on who speaks.
        """
        candidates = self.candidates.of(mention)
        if not candidates:
            return None
        wordless = silence is not None
        kind = "nothing" if wordless else kind_of(mention)
        told = self._facts.told(mention, kind, silence or 0)
        rows = [self._facts.of(candidate, told) for candidate in candidates]
        rows.append(newcomer(told))
        referents = (*(candidate.referent for candidate in candidates), None)
        asked = self._states[mention.start : mention.end]
        of, tokens = _places(candidates)
        pronoun = wordless or mention.kind == "pronoun"
        known_ones = [self.discourse[candidate.referent] for candidate in candidates]
        return Question(
            kind,
            self.discourse.doc[mention.start : mention.end].text,
            mention.head.idx,
            np.concatenate([self._states[mention.head.i], asked.mean(0)]).astype(np.float32),
            np.stack([_row(row) for row in rows]),
            self._states[tokens].astype(np.float32),
            _told(tokens, mention, len(self._states)),
            of,
            referents,
            (*(one.name for one in known_ones), "" if pronoun else described(mention)),
            (
                *(one.type for one in known_ones),
                None if pronoun else self.discourse.type_of(self.discourse.doc, mention),
            ),
        )


def _row(facts: Mapping[str, float]) -> Floats:
    row = np.zeros(len(NAMES), np.float32)
    for name, value in facts.items():
        row[_PLACE[name]] = value
    return row


def _places(candidates: Sequence[Candidate]) -> tuple[NDArray[np.int64], list[int]]:
    of = [at for at, candidate in enumerate(candidates) for _ in candidate.places]
    tokens = [token for candidate in candidates for token in candidate.places]
    return np.array(of, np.int64), tokens


def _told(tokens: Sequence[int], mention: Mention, length: int) -> Floats:
    back = mention.head.i - np.array(tokens, np.float32)
    far = np.abs(back)
    columns = (np.log1p(far) / 5, back < 0, far < 12, far < 40, far < 120)
    place = np.array(tokens, np.float32) / max(1, length)
    return np.stack([*columns, place], 1).astype(np.float32)
