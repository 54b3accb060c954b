"""What weighs a mention: the ranker of pronouns, the chooser, the kinds, and what they read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from accordingto.language.coreference.mentions import Kind, Mention
from accordingto.language.coreference.question import Choose, Halves, by_rules
from accordingto.language.coreference.ranker import Ranker


@dataclass(frozen=True, slots=True)
class Weighing:
    """``rank`` orders the people whom “he” may mean, ``choose`` tells each candidate's chance.

    ``kind`` tells another kind of a description than its noun has, None where there is none.

    states (tokens, D): what the tagger makes of each token of the article, 0 of white space.
    """

    rank: Ranker
    choose: Choose
    kind: Callable[[Doc, Mention], Kind | None]
    states: Halves


def ruled(rank: Ranker, tokens: int) -> Weighing:
    """The weighing that leaves all to the rules, for an article of so many tokens."""
    return Weighing(rank, by_rules, _as_the_noun_has_it, np.zeros((tokens, 1), np.float16))


def _as_the_noun_has_it(doc: Doc, mention: Mention) -> Kind | None:
    return None
