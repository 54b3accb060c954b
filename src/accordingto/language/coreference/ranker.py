"""Whom a pronoun means: candidates, the evidence for each, and how likely each is.

A conditional logistic regression over the candidates. Its weights, by the names of the evidence,
come with the model; ``training.fit_antecedents`` makes them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from spacy.tokens import Doc, Token

from accordingto.language.coreference.clusters import Gender
from accordingto.language.segmentation.quotations import quotation_at
from accordingto.records import Span

#: Below this lead over the second candidate, as a share of 1, nobody is named.
MARGIN = 0.05
#: So many sentences back a pronoun reaches; the last speaker is a candidate anywhere.
REACH = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a possible antecedent stands: whose it is and the word it turns on."""

    referent: int
    token: Token
    gender: Gender | None
    speaks: bool


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
    scores = [sum(weights[n] * v for n, v in c.evidence.items()) for c in candidates]
    top = max(scores, default=0.0)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    found = [Ranked(c.referent, s / total) for c, s in zip(candidates, shares, strict=True)]
    return tuple(sorted(found, key=lambda each: -each.chance))


def candidates(
    doc: Doc,
    sentences: Mapping[int, int],
    pronoun: Token,
    places: Iterable[Place],
    quotations: Sequence[Span],
    last_speaker: int | None,
    last_place: Token | None,
    gender: Gender | None,
) -> tuple[Candidate, ...]:
    """Who may be meant by ``pronoun``, by referent; those of another gender are left out.

    ``places``: of the whole article, for who is named often is meant often; only whoever was named
    before the pronoun is a candidate.
    ``sentences``: the number of each sentence of ``doc`` by its first token; ``quotations`` in the
    order of the text; ``last_speaker`` and ``last_place``: who spoke last, and the word for it.
    """
    here = sentences[pronoun.sent.start]
    by_entry: dict[int, list[Place]] = defaultdict(list)
    named: Counter[int] = Counter()
    for place in places:
        named[place.referent] += 1
        if place.token.i < pronoun.i and not (gender and place.gender and place.gender != gender):
            by_entry[place.referent].append(place)
    found = []
    for referent, group in by_entry.items():
        group.sort(key=lambda place: place.token.i)
        last = group[-1].token
        back = here - sentences[last.sent.start]
        if back > REACH and referent != last_speaker:
            continue
        evidence = _evidence(group, here, sentences)
        evidence["named in the article"] = math.log(named[referent])
        evidence["in quotation"] = float(quotation_at(quotations, last.idx) is not None)
        evidence["nearness"] = -math.log(pronoun.i - last.i)
        evidence["gender agrees"] = float(bool(gender) and group[-1].gender == gender)
        if referent == last_speaker and last_place is not None:
            spoke = max(0, here - sentences[last_place.sent.start])
            between = doc[last_place.i : pronoun.i].text.count("\n")
            evidence["spoke last"] = 1.0
            evidence["spoke last here"] = float(spoke == 0)
            evidence["spoke last, a sentence before"] = float(spoke == 1)
            evidence["spoke last in the paragraph"] = float(between == 0)
            evidence["spoke last, far off"] = math.log(1 + spoke)
        found.append(Candidate(referent, evidence))
    return tuple(found)


def _evidence(group: Sequence[Place], here: int, sentences: Mapping[int, int]) -> dict[str, float]:
    """What the places of one candidate say, in the order of the text."""
    last = group[-1].token
    back = here - sentences[last.sent.start]
    lately = [p.token for p in group if here - sentences[p.token.sent.start] <= 1]
    evidence = {
        "same sentence": float(back == 0),
        "sentence before": float(back == 1),
        "two sentences before": float(back == 2),
        "places": math.log(len(group)),
        "places lately": math.log(1 + len(lately)),
        "speaks": float(group[-1].speaks),
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


def _subject(token: Token) -> bool:
    subject = ("nsubj", "nsubjpass")
    return token.dep_ in subject or (token.dep_ == "appos" and token.head.dep_ in subject)
