"""Whom a pronoun means: candidates, the evidence for each, and how likely each is.

A conditional logistic regression over the candidates. Its weights, by the names of the evidence,
come with the model; ``training.fit_antecedents`` makes them.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from spacy.tokens import Doc, Token

from accordingto.language.coreference.clusters import Gender
from accordingto.quotations import quotation_at
from accordingto.records import Span

#: Below this lead over the second candidate, as a share of 1, nobody is named.
MARGIN = 0.05
#: So many sentences back a pronoun reaches; the last speaker is a candidate anywhere.
REACH = 3
#: So many places of a candidate, the latest, are looked at, and so many tokens behind whoever spoke
#: last: all of them in an article of a million words take many minutes.
PLACES, TOKENS = 64, 1000


@dataclass(frozen=True, slots=True)
class Person:
    """A possible antecedent: the words for it by name, and where it was read as a source.

    ``named`` are the tokens that its names turn on, of the whole article and in its order;
    ``spoken`` those of the source phrases read so far. ``speaks``: whether it was a source already.
    """

    referent: int
    gender: Gender | None
    speaks: bool
    named: Sequence[Token]
    spoken: Sequence[Token]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible antecedent, and what speaks for it by name."""

    referent: int
    evidence: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its chance, 0 to 1; the chances of one pronoun's candidates add up to 1."""

    referent: int
    chance: float


#: Orders the candidates of a pronoun, likeliest first.
Ranker = Callable[[Token, Sequence[Candidate]], tuple[Ranked, ...]]


def ranker(weights: Mapping[str, float]) -> Ranker:
    """The ranker with such weights of the evidence."""
    return partial(_rank, weights)


def _rank(
    weights: Mapping[str, float], pronoun: Token, candidates: Sequence[Candidate]
) -> tuple[Ranked, ...]:
    scores = [
        sum(weights[name] * value for name, value in candidate.evidence.items())
        for candidate in candidates
    ]
    top = max(scores, default=0.0)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    ranked = [
        Ranked(candidate.referent, share / total)
        for candidate, share in zip(candidates, shares, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda candidate: -candidate.chance))


def candidates(
    doc: Doc,
    sentences: Mapping[int, int],
    pronoun: Token,
    people: Iterable[Person],
    quotations: Sequence[Span],
    last_speaker: int | None,
    last_place: Token | None,
    gender: Gender | None,
) -> tuple[Candidate, ...]:
    """Who may be meant by ``pronoun``; those of another gender are left out.

    Only whoever was named before the pronoun is a candidate, but who is named often in the whole
    article is meant often. ``sentences``: the number of each sentence of ``doc`` by its first
    token; ``quotations`` in the order of the text; ``last_speaker`` and ``last_place``: who spoke
    last, and the word for it.
    """
    here = sentences[pronoun.sent.start]
    possible = []
    for person in people:
        before = bisect_left(person.named, pronoun.i, key=lambda token: token.i)
        recent = person.spoken[-PLACES:]
        spoken = [token for token in recent if token.i < pronoun.i]
        often = len(person.spoken) - len(recent) + len(spoken)
        other = bool(gender and person.gender and person.gender != gender)
        if other or not (before or spoken):
            continue
        last = max((*person.named[before - 1 : before], *spoken), key=lambda token: token.i)
        back = here - sentences[last.sent.start]
        if back > REACH and person.referent != last_speaker:
            continue
        named = person.named[max(0, before - PLACES) : before]
        places = sorted((*named, *spoken), key=lambda token: token.i)
        evidence = _evidence(places, here, sentences)
        evidence["places"] = math.log(before + often)
        evidence["speaks"] = float(person.speaks or any(token.i == last.i for token in spoken))
        evidence["named in the article"] = math.log(len(person.named) + often)
        evidence["in quotation"] = float(quotation_at(quotations, last.idx) is not None)
        evidence["nearness"] = -math.log(pronoun.i - last.i)
        evidence["gender agrees"] = float(bool(gender) and person.gender == gender)
        if person.referent == last_speaker and last_place is not None:
            between = doc[last_place.i : pronoun.i][:TOKENS].text.count("\n")
            evidence |= _spoke_last(here - sentences[last_place.sent.start], between)
        possible.append(Candidate(person.referent, evidence))
    return tuple(possible)


def _evidence(places: Sequence[Token], here: int, sentences: Mapping[int, int]) -> dict[str, float]:
    """What the places of one candidate say, in the order of the text."""
    last = places[-1]
    back = here - sentences[last.sent.start]
    lately = [token for token in places if here - sentences[token.sent.start] <= 1]
    evidence = {
        "same sentence": float(back == 0),
        "sentence before": float(back == 1),
        "two sentences before": float(back == 2),
        "places lately": math.log(1 + len(lately)),
        "subject": float(_subject(last)),
        "possessive": float(last.dep_ == "poss"),
        "object": float(last.dep_ in ("dobj", "pobj")),
        "subject here": 0.0,
        "subject before": 0.0,
    }
    for token in lately:
        same = sentences[token.sent.start] == here
        if _subject(token):
            evidence["subject here" if same else "subject before"] = 1.0
    return evidence


def _spoke_last(back: int, lines: int) -> dict[str, float]:
    """What it says that a candidate spoke last, so many sentences and lines before."""
    sentences = max(0, back)
    return {
        "spoke last": 1.0,
        "spoke last here": float(sentences == 0),
        "spoke last, a sentence before": float(sentences == 1),
        "spoke last in the paragraph": float(lines == 0),
        "spoke last, far off": math.log(1 + sentences),
    }


def _subject(token: Token) -> bool:
    subject = ("nsubj", "nsubjpass")
    return token.dep_ in subject or (token.dep_ == "appos" and token.head.dep_ in subject)
