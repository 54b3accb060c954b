"""What weighs the candidates of a mention: the ranker of pronouns, the chooser, what it reads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accordingto.language.coreference.question import Choose, Halves, by_rules
from accordingto.language.coreference.ranker import Ranker


@dataclass(frozen=True, slots=True)
class Weighing:
    """``rank`` orders the people whom “he” may mean, ``choose`` tells each candidate's chance.

    states (tokens, D): what the tagger makes of each token of the article, 0 of white space.
    """

    rank: Ranker
    choose: Choose
    states: Halves


def ruled(rank: Ranker, tokens: int) -> Weighing:
    """The weighing that leaves all to the rules, for an article of so many tokens."""
    return Weighing(rank, by_rules, np.zeros((tokens, 1), np.float16))
