"""What weighs a mention: the chooser, the kinds, and what they read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from accordingto.language.coreference.mentions import Kind, Mention
from accordingto.language.coreference.question import Choose, Halves


@dataclass(frozen=True, slots=True)
class Weighing:
    """``choose`` tells the chance of each candidate of a mention.

    ``kind`` tells another kind of a description than its noun has, None where there is none.

    states (tokens, D): what the tagger makes of each token of the article, 0 of white space.
    """

    choose: Choose
    kind: Callable[[Doc, Mention], Kind | None]
    states: Halves
