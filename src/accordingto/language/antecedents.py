"""Whom a pronoun means: candidates, each with the features that speak for it, and a score.

The weights are set by hand; a ranker fitted on data can take their place feature by feature.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accordingto.language.cast import Gender
from accordingto.records import Span

WEIGHTS: Mapping[str, float] = {
    "same_sentence": 2.6,
    "previous_sentence": 2.0,
    "two_sentences_back": 0.9,
    "three_sentences_back": 0.3,
    "subject": 1.5,
    "possessive": -0.3,
    "object": -0.4,
    "inside_quotation": -2.2,
    "last_speaker": 1.6,
    "last_speaker_same_paragraph": 1.2,
    "spoke_before": 0.4,
    "gender_agrees": 0.8,
    "nearer": 0.3,
}
#: Below this lead over the second candidate nobody is named.
MARGIN = 0.25


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a possible antecedent stands: whose it is and the word it turns on."""

    entry: int
    token: Token
    gender: Gender | None
    speaks: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score; higher is likelier."""

    entry: int
    score: float


def rank(
    doc: Doc,
    sentences: Mapping[int, int],
    pronoun: Token,
    places: Iterable[Place],
    quotations: Sequence[Span],
    last_speaker: int | None,
    last_place: Token | None,
    gender: Gender | None,
) -> tuple[Ranked, ...]:
    """Order the candidates before ``pronoun``, best first; those of another gender are left out.

    ``sentences``: the number of each sentence of ``doc`` by its first token.
    """
    here = sentences[pronoun.sent.start]
    best: dict[int, float] = {}
    for place in places:
        if place.token.i >= pronoun.i or (gender and place.gender and place.gender != gender):
            continue
        back = here - sentences[place.token.sent.start]
        if back > 3 and place.entry != last_speaker:
            continue
        found = features(place, back, quotations, gender)
        score = sum(WEIGHTS[name] for name in found)
        score += WEIGHTS["nearer"] * (1 - min(1.0, (pronoun.i - place.token.i) / 100))
        best[place.entry] = max(best.get(place.entry, -9.0), score)
    if last_speaker is not None and last_speaker in best and last_place is not None:
        best[last_speaker] += WEIGHTS["last_speaker"]
        if "\n" not in doc[last_place.i : pronoun.i].text:
            best[last_speaker] += WEIGHTS["last_speaker_same_paragraph"]
    order = sorted(best.items(), key=lambda item: -item[1])
    return tuple(Ranked(entry, score) for entry, score in order)


def features(
    place: Place, back: int, quotations: Sequence[Span], gender: Gender | None
) -> tuple[str, ...]:
    """The features of one place, by name."""
    token = place.token
    found = []
    distance = ("same_sentence", "previous_sentence", "two_sentences_back", "three_sentences_back")
    if back < len(distance):
        found.append(distance[back])
    if token.dep_ in ("nsubj", "nsubjpass") or (
        token.dep_ == "appos" and token.head.dep_ == "nsubj"
    ):
        found.append("subject")
    elif token.dep_ == "poss":
        found.append("possessive")
    elif token.dep_ in ("dobj", "pobj"):
        found.append("object")
    if any(q.start <= token.idx < q.end for q in quotations):
        found.append("inside_quotation")
    if place.speaks:
        found.append("spoke_before")
    if gender and place.gender == gender:
        found.append("gender_agrees")
    return tuple(found)
