"""Passages that come again: the article's own words that restate a claim, and plain repetition.

Both go by words alone and miss a paraphrase in other words. They are made to be right where they
speak, not to find everything.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import fuzz, process

from accordingto.records import Annotation, Sentence

#: From this similarity on, narration restates a claim. Chosen by reading all that is found in 260
#: news articles: from here on every one is right, between 0.38 and here every second.
ECHO = 0.56
#: From this likeness on (0 to 1, of characters), two passages are the same.
SAME = 0.95

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ENDINGS = ("ies", "ing", "ied", "es", "ed", "ly", "s", "e", "y")
_DENIALS = frozenset("no not nor never none neither nobody nothing without cannot".split())
#: Words that any two sentences may share: of grammar, of telling, of the calendar.
_COMMON = _DENIALS | frozenset(
    """a about above after again against all also although am among an and another any anyone are
    as at be became because become been before being below between both but by came can come could
    day days did do does doing done down during each either else even ever every few first for
    former from further get go going got had has have having he her here hers herself him himself
    his how however i if in into is it its itself just last later less like made make makes many
    may me might more most mr mrs ms dr much must my near new next now of off on once one only onto
    or other others our out over own part people per put rather really second see seen several
    shall she should since so some still such take taken than that the their theirs them then there
    these they this those though three through thus time times to today together told too took
    toward towards two under until up upon us use used very was way we week well went were what
    when where whether which while who whom whose why will with within would year years yesterday
    yet you your according added ask asked call called said saw say saying says tell month months
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_FEWEST_SHARED = 3
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence ``later`` says again what sentence ``claim`` says: indices from 0.

    ``similarity`` is 0 to 1: of words for an echo, of characters for a repetition.
    """

    later: int
    claim: int
    similarity: float


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence, by its index from 0, and its words: lower case, single spaces."""

    index: int
    words: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The content words of a passage, as stems; ``plain`` are those that are part of no name."""

    stems: frozenset[str]
    plain: frozenset[str]
    numbers: frozenset[str]
    denied: bool


def echoes(annotation: Annotation) -> tuple[Match, ...]:
    """Narration (headlines too) that restates what another sentence attributes to somebody.

    Two sentences are compared by their content words, stemmed and weighted by how rare they are
    in the article: twice the weight of the shared words over the weight of all words (Dice). On
    the other side only the attributed clauses count. At least three shared words must be part of
    no name, both must agree in their numbers, and both or neither must deny something. A sentence
    that leans on the claim already (``carries over``) is no echo of it. What restates a claim in
    other words is not found, nor is it told which of the two came first.
    """
    own, claims = _sides(annotation)
    weights = _weights([*own.values(), *claims.values()])
    leans = {(s.index, s.carries_over_from) for s in annotation.sentences}
    matches = []
    for later, claim in _candidates(own, claims):
        similarity = _similarity(own[later], claims[claim], weights)
        if similarity >= ECHO and (later, claim) not in leans:
            matches.append(Match(later, claim, round(similarity, 3)))
    return tuple(sorted(matches, key=lambda match: (match.later, match.claim)))


def repeats(annotation: Annotation) -> tuple[Match, ...]:
    """Sentences of five words or more that stand in the article before, each with its first place.

    They are the same but for case and white space, or differ in one character of twenty at most
    (normalized insertions and deletions, rapidfuzz) and in no number. Bylines are left out.
    """
    text = annotation.article.text
    groups: dict[tuple[str, ...], list[_Passage]] = defaultdict(list)
    for sentence in annotation.sentences:
        if sentence.kind == "byline":
            continue
        words = " ".join(sentence.span.of(text).casefold().split())
        if len(_WORD.findall(words)) >= _FEWEST_WORDS:
            groups[tuple(_NUMBER.findall(words))].append(_Passage(sentence.index, words))
    matches = chain.from_iterable(_repeats(group) for group in groups.values())
    return tuple(sorted(matches, key=lambda match: match.later))


def _repeats(passages: Iterable[_Passage]) -> Iterator[Match]:
    """The passages of the same numbers that come again."""
    # Passages that are as much alike are about as long: only such are compared.
    passages = sorted(passages, key=lambda passage: len(passage.words))
    lengths = [len(passage.words) for passage in passages]
    for passage in passages:
        longest = len(passage.words) * (2 - SAME) / SAME
        shortest = len(passage.words) * SAME / (2 - SAME)
        near = passages[bisect_left(lengths, shortest) : bisect_right(lengths, longest)]
        earlier = [other for other in near if other.index < passage.index]
        alike = process.extract(
            passage.words,
            [other.words for other in earlier],
            scorer=fuzz.ratio,
            score_cutoff=100 * SAME,
            limit=None,
        )
        if alike:
            _, likeness, at = min(alike, key=lambda match: earlier[match[2]].index)
            yield Match(passage.index, earlier[at].index, round(likeness / 100, 3))


def _sides(annotation: Annotation) -> tuple[dict[int, _Words], dict[int, _Words]]:
    """The narration and the claims, each by the index of its sentence."""
    own, claims = {}, {}
    for sentence in annotation.sentences:
        if sentence.kind == "byline":
            continue
        if sentence.label == "narration":
            own[sentence.index] = _words(sentence.span.of(annotation.article.text))
        else:
            claims[sentence.index] = _words(_claimed(annotation, sentence))
    return own, claims


def _claimed(annotation: Annotation, sentence: Sentence) -> str:
    """What of a sentence is attributed: its clauses of claims, or all of it where none is known."""
    text, span = annotation.article.text, sentence.span
    clauses = [
        text[max(content.start, span.start) : min(content.end, span.end)]
        for claim in annotation.claims_of(sentence)
        for content in claim.content
        if content.overlaps(span)
    ]
    return " ".join(clauses) or span.of(text)


def _words(text: str) -> _Words:
    stems, plain = set(), set()
    denied = False
    for word in _WORD.findall(text):
        lower = word.lower().replace("’", "'")
        denied = denied or lower in _DENIALS or lower.endswith("n't")
        if lower in _COMMON or (len(lower) < 3 and not lower.isdigit()):
            continue
        stem = _stem(lower)
        stems.add(stem)
        if not word[0].isupper():
            plain.add(stem)
    return _Words(frozenset(stems), frozenset(plain), frozenset(_NUMBER.findall(text)), denied)


def _stem(word: str) -> str:
    """A word without the endings of English grammar: breached, breaches, breach are one."""
    word = re.sub(r"'s?$", "", word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl"
    return word[:-1] if doubled else word


def _weights(passages: Iterable[_Words]) -> dict[str, float]:
    """The weight of each stem: the logarithm of passages over passages that hold it."""
    passages = list(passages)
    counts = Counter(stem for passage in passages for stem in passage.stems)
    return {stem: math.log((len(passages) + 1) / count) for stem, count in counts.items()}


def _candidates(
    own: Mapping[int, _Words], claims: Mapping[int, _Words]
) -> Iterator[tuple[int, int]]:
    """Pairs that share enough plain words; a long article has too many pairs to weigh them all."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, words in claims.items():
        for stem in words.stems:
            holders[stem].append(index)
    for index, words in own.items():
        shared = Counter(claim for stem in words.plain for claim in holders.get(stem, ()))
        yield from ((index, claim) for claim, n in shared.items() if n >= _FEWEST_SHARED)


def _similarity(one: _Words, other: _Words, weights: Mapping[str, float]) -> float:
    """Dice's coefficient of the weighted words, 0 where numbers or denial disagree."""
    if one.denied != other.denied:
        return 0.0
    if one.numbers and other.numbers:
        both = len(one.numbers & other.numbers)
        if 2 * both < min(len(one.numbers), len(other.numbers)) or not both:
            return 0.0
    weight = sum(weights[stem] for stem in one.stems & other.stems)
    return 2 * weight / sum(weights[stem] for words in (one, other) for stem in words.stems)
